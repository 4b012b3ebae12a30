"use strict";
exports.id = 4;
exports.ids = [4];
exports.modules = {

/***/ 2004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isOpen: () => (/* binding */ isOpen),
/* harmony export */   stagesOnPage: () => (/* binding */ stagesOnPage)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8788);
/* harmony import */ var _place__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3588);


const payload = zod__WEBPACK_IMPORTED_MODULE_0__.looseObject({ drover: zod__WEBPACK_IMPORTED_MODULE_0__.literal(1), source: zod__WEBPACK_IMPORTED_MODULE_0__.string(), stage: zod__WEBPACK_IMPORTED_MODULE_0__.string() });
/** The stages of a deployment file that were deployed and were not taken down since, the environments of others left out. */
async function stagesOnPage(client, place) {
    const all = await client.paginate('GET /repos/{owner}/{repo}/deployments', { ...(0,_place__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)(place), per_page: 100 });
    const newest = new Map();
    for (const { id, environment, created_at: since, payload: held } of all) {
        const read = payload.safeParse(held).data;
        if (read?.source !== place.source)
            continue;
        const before = newest.get(read.stage);
        if (before === undefined || before.since < since)
            newest.set(read.stage, { stage: read.stage, environment, since, id: Number(id) });
    }
    const standing = [];
    for (const { id, ...stage } of newest.values()) {
        const { data } = await client.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
            ...(0,_place__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)(place),
            deployment_id: id,
            per_page: 1,
        });
        if (data[0]?.state !== 'inactive')
            standing.push(stage);
    }
    return standing;
}
/** Whether a pull request is open. */
async function isOpen(client, place, pull) {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...(0,_place__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)(place),
        pull_number: pull,
    });
    return data.state === 'open';
}


/***/ })

};
;