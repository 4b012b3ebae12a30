"use strict";
exports.id = 396;
exports.ids = [396];
exports.modules = {

/***/ 3396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   unnamedAccounts: () => (/* binding */ unnamedAccounts)
/* harmony export */ });
/* harmony import */ var _page__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4464);

/**
 * The environments in whose accounts the place's stage was deployed since it was taken down last, and that are not among those in which
 * the deployment file can look: what is left there nobody sees. Most often that takes one question.
 */
async function unnamedAccounts(client, place, named) {
    const known = new Set(named.map(keyOf));
    const unknown = ({ accounts }) => accounts.filter(account => !known.has(keyOf(account)));
    const all = await (0,_page__WEBPACK_IMPORTED_MODULE_0__/* .deploymentsOnPage */ .zl)(client, place, {});
    const ours = all.filter(({ source, stage }) => source === place.source && stage === place.stage);
    // Nothing of the stage stands, where somebody has said so of the newest.
    const last = ours.findLastIndex(each => unknown(each).length > 0);
    const found = new Set();
    for (const each of ours.slice(0, last + 1)) {
        const said = await (0,_page__WEBPACK_IMPORTED_MODULE_0__/* .lastSaid */ .K_)(client, place, each.id);
        if (said?.state === 'inactive' && said.description !== _page__WEBPACK_IMPORTED_MODULE_0__/* .over */ .Zh.followed)
            break;
        for (const { environment } of unknown(each))
            found.add(environment);
    }
    return [...found].sort();
}
const keyOf = ({ environment, account }) => JSON.stringify([environment, account]);


/***/ })

};
;