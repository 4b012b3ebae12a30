"use strict";
exports.id = 702;
exports.ids = [702];
exports.modules = {

/***/ 6702:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connect: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _octokit_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4730);
/* harmony import */ var _octokit_plugin_paginate_rest__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3779);
/* harmony import */ var _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9735);
/* harmony import */ var _octokit_plugin_throttling__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6856);




// Loaded when something is to be said to GitHub, and not before: it takes some thirty milliseconds.
const Kit = _octokit_core__WEBPACK_IMPORTED_MODULE_0__/* .Octokit */ .E.plugin(_octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L, _octokit_plugin_throttling__WEBPACK_IMPORTED_MODULE_2__/* .throttling */ .A, _octokit_plugin_paginate_rest__WEBPACK_IMPORTED_MODULE_3__/* .paginateRest */ .ud);
/** No longer than this is waited for a limit to end, and no more than so many times. */
const patience = { seconds: 30, times: 2 };
const willing = (seconds, _options, _client, times) => seconds <= patience.seconds && times < patience.times;
const silent = () => undefined;
/** A client that asks nothing any more when the signal comes. `unit` is how long a second of waiting is, in milliseconds. */
const connect = ({ api, token }, signal, unit = 1000) => new Kit({
    auth: token,
    baseUrl: api,
    userAgent: 'drover',
    request: { signal },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    retry: { retries: 2, retryAfterBaseValue: unit },
    // What is waited between two requests is counted for each server by itself.
    throttle: {
        id: api,
        onRateLimit: willing,
        onSecondaryRateLimit: willing,
        retryAfterBaseValue: unit,
    },
});


/***/ })

};
;