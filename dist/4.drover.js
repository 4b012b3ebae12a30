"use strict";
exports.id = 4;
exports.ids = [4];
exports.modules = {

/***/ 2004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   clockOf: () => (/* binding */ clockOf),
/* harmony export */   isOpen: () => (/* binding */ isOpen),
/* harmony export */   stagesOnPage: () => (/* binding */ stagesOnPage)
/* harmony export */ });
/* harmony import */ var _page__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4464);
/* harmony import */ var _place__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3588);


/** The stages of a deployment file that were deployed and were not taken down since, the environments of others left out. */
async function stagesOnPage(client, place) {
    const all = (await (0,_page__WEBPACK_IMPORTED_MODULE_0__/* .deploymentsOnPage */ .zl)(client, place, {})).filter(({ source }) => source === place.source);
    const standing = [];
    for (const stage of new Set(all.map(({ stage }) => stage))) {
        const newest = all.find(each => each.stage === stage);
        if (newest === undefined || (await (0,_page__WEBPACK_IMPORTED_MODULE_0__/* .lastSaid */ .K_)(client, place, newest.id))?.state === 'inactive')
            continue;
        standing.push({ stage, environment: newest.environment, since: newest.at });
    }
    return standing;
}
/** The time as GitHub has it: this host's clock may be wrong, and how old a stage is decides what becomes of it. */
async function clockOf(client, place) {
    const { headers } = await client.request('GET /repos/{owner}/{repo}/deployments', {
        ...(0,_place__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)(place),
        per_page: 1,
    });
    const ahead = Date.parse(headers.date ?? '') - Date.now();
    return () => Date.now() + (Number.isFinite(ahead) ? ahead : 0);
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