"use strict";
exports.id = 695;
exports.ids = [695];
exports.modules = {

/***/ 7519:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ unlessGone),
/* harmony export */   h: () => (/* binding */ ApiError)
/* harmony export */ });
/* harmony import */ var _failure__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1633);

/** A request that a provider did not do, or that nobody knows of whether it did. */
class ApiError extends _failure__WEBPACK_IMPORTED_MODULE_0__/* .DroverError */ .F {
    status;
    /** The provider's own, where it has one. */
    code;
    field;
    constructor({ environment, request, status, said }, options) {
        const { code, field, message } = said;
        const what = [status, code].filter(part => part !== undefined).join(' ');
        const words = `${what === '' ? '' : `${what}: `}${message}${field === undefined ? '' : ` (${field})`}`;
        super({ code: 'environment-failed', environment, message: `${request}: ${words}` }, options);
        this.status = status;
        this.code = code;
        this.field = field;
    }
    /** It may have been done all the same: whoever asked must look before asking again. */
    get doubtful() {
        return this.status === undefined || this.status >= 500 || this.status === 408 || this.status < 400;
    }
}
/** What a provider answers; undefined where it says that there is no such thing. */
const unlessGone = (asked) => asked.catch((error) => {
    if (error instanceof ApiError && error.status === 404)
        return undefined;
    throw error;
});


/***/ }),

/***/ 1935:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ NoStock),
/* harmony export */   R: () => (/* binding */ NameTaken)
/* harmony export */ });
/* harmony import */ var _failure__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1633);

/** There is none of this size in this region now: another may be tried. */
class NoStock extends _failure__WEBPACK_IMPORTED_MODULE_0__/* .DroverError */ .F {
}
/** A name that no two machines may have, and another has it. */
class NameTaken extends _failure__WEBPACK_IMPORTED_MODULE_0__/* .DroverError */ .F {
}


/***/ }),

/***/ 6690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ removeWhenFree)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8788);
/* harmony import */ var _api_error__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7519);
/* harmony import */ var _wait__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9047);



/** How long a provider may be at something else with a machine, in seconds. */
const busySeconds = 300;
/** Gone when it resolves, and so it is where it was gone before; it is asked again for as long as it is busy. */
async function removeWhenFree(tools, { path, what, busy }) {
    const { client, environment, pace, signal, progress } = tools;
    const look = async () => {
        try {
            await (0,_api_error__WEBPACK_IMPORTED_MODULE_0__/* .unlessGone */ .W)(client.ask({ method: 'DELETE', path, schema: zod__WEBPACK_IMPORTED_MODULE_2__.unknown() }));
        }
        catch (error) {
            if (error instanceof _api_error__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .h && error.status === busy)
                return { still: error.message };
            throw error;
        }
        return { done: true };
    };
    await (0,_wait__WEBPACK_IMPORTED_MODULE_1__/* .until */ .TG)({ environment, what, seconds: busySeconds, pace, signal, progress, look });
}


/***/ }),

/***/ 5695:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  speech: () => (/* binding */ speech)
});

// EXTERNAL MODULE: ./src/environments/cloud/api-error.ts
var api_error = __webpack_require__(7519);
// EXTERNAL MODULE: ./src/environments/cloud/remove.ts
var remove = __webpack_require__(6690);
// EXTERNAL MODULE: ./src/environments/cloud/tags.ts
var cloud_tags = __webpack_require__(8931);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 1 modules
var schemas = __webpack_require__(8788);
;// CONCATENATED MODULE: ./src/environments/linode/api.ts

// What is read of Linode's answers; what else is in them, and states that are not known, do no harm.
const instance = schemas.object({
    id: schemas.number(),
    label: schemas.string(),
    status: schemas.string(),
    created: schemas.string().nullish(),
    type: schemas.string().nullish(),
    region: schemas.string().nullish(),
    image: schemas.string().nullish(),
    tags: schemas.array(schemas.string()).nullish(),
    ipv4: schemas.array(schemas.string()).nullish(),
    ipv6: schemas.string().nullish(),
});
const instances = schemas.object({ data: schemas.array(instance), page: schemas.number(), pages: schemas.number() });
const capabilities = schemas.object({ capabilities: schemas.array(schemas.string()).nullish() });
const api_image = capabilities;
const api_region = capabilities;
const availability = schemas.array(schemas.object({ plan: schemas.string(), available: schemas.boolean() }));
const monthly = schemas.object({ monthly: schemas.number().nullish() });
const priced = {
    price: monthly.nullish(),
    region_prices: schemas.array(monthly.extend({ id: schemas.string() })).nullish(),
};
const linodeType = schemas.object({
    ...priced,
    addons: schemas.object({ backups: schemas.object(priced).nullish() }).nullish(),
});
const errors = schemas.object({ errors: schemas.array(schemas.object({ reason: schemas.string(), field: schemas.string().nullish() })).min(1) });
function said(body) {
    const read = errors.safeParse(body);
    if (!read.success)
        return undefined;
    const all = read.data.errors;
    const fields = all.flatMap(({ field }) => field ?? []);
    return {
        message: all.map(({ reason }) => reason).join('; '),
        ...(fields.length > 0 && { field: fields.join(', ') }),
    };
}

;// CONCATENATED MODULE: ./src/environments/linode/instance.ts

const states = {
    provisioning: 'making',
    booting: 'making',
    rebooting: 'making',
    rebuilding: 'making',
    migrating: 'making',
    cloning: 'making',
    restoring: 'making',
    busy: 'making',
    running: 'running',
    offline: 'stopped',
    stopped: 'stopped',
    shutting_down: 'stopped',
    billing_suspension: 'failed',
};
/** A label begins with a letter. Drover's names have no dot: what was put before can be told from them again. */
const labelOf = (name) => (/^[a-z]/.test(name) ? name : `n.${name}`);
const nameOf = (label) => label.replace(/^n\./, '');
/** Addresses of a data centre's inner network. */
const isPrivate = (address) => address.startsWith('192.168.');
/** An instance as Drover sees it. */
function serverOf({ id, label, status, created, type, region, image, ...rest }) {
    const addresses = rest.ipv4 ?? [];
    const [ipv4, inner] = [addresses.find(one => !isPrivate(one)), addresses.find(isPrivate)];
    const ipv6 = rest.ipv6?.replace(/\/\d+$/, '');
    return {
        id: String(id),
        name: nameOf(label),
        labels: (0,cloud_tags/* marksInTags */.B9)(rest.tags ?? []),
        state: states[status] ?? 'unknown',
        word: status,
        since: created ? withZone(created) : null,
        size: type ?? null,
        region: region ?? null,
        image: image ?? null,
        addresses: { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }), ...(inner && { private: inner }) },
    };
}
/** Linode tells times in UTC and without saying so. */
const withZone = (time) => (/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);

;// CONCATENATED MODULE: ./src/environments/linode/price.ts

/** A month without taxes, in the region: some cost more than the list says. */
async function priceOf({ once }, { size, region }, backups) {
    const type = await once({ path: `/linode/types/${encodeURIComponent(size)}`, schema: linodeType });
    const own = price_monthly(type, region);
    const backup = backups ? price_monthly(type.addons?.backups ?? {}, region) : 0;
    return own === undefined || backup === undefined ? null : { amount: (own + backup).toFixed(2), currency: 'USD' };
}
function price_monthly({ price, region_prices }, region) {
    return region_prices?.find(({ id }) => id === region)?.monthly ?? price?.monthly ?? undefined;
}

;// CONCATENATED MODULE: ./src/environments/linode/account.ts






/** What is asked of an account at Linode, whichever instances are declared there. */
const linodeAccount = ({ backups = false }, tools) => ({
    name: 'Linode',
    servers: async ({ key, value }) => (await instancesIn(tools, { tags: (0,cloud_tags/* markTag */.kj)(key, value) })).filter(({ labels }) => labels[key] === value),
    get: async (id) => {
        const instance = await instanceIn(tools, id);
        return instance && serverOf(instance);
    },
    remove: id => {
        const what = `Linode to remove the instance (id ${id})`;
        return (0,remove/* removeWhenFree */.v)(tools, { path: `/linode/instances/${id}`, what, busy: 400 });
    },
    price: choice => priceOf(tools, choice, backups),
});
/** As Linode shows it; undefined where it is gone. */
const instanceIn = ({ client }, id) => (0,api_error/* unlessGone */.W)(client.ask({ path: `/linode/instances/${id}`, schema: instance }));
/** All that Linode shows of what was asked for, but what is going already. */
async function instancesIn({ client }, filter) {
    const all = client.pages({
        path: '/linode/instances',
        query: { page_size: 100 },
        headers: { 'x-filter': JSON.stringify(filter) },
        schema: instances,
        items: ({ data }) => data,
        next: ({ page, pages }) => (page < pages ? { page: page + 1 } : undefined),
    });
    const found = [];
    for await (const instance of all)
        found.push(instance);
    return found.filter(({ status }) => status !== 'deleting').map(serverOf);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/failure.ts
var failure = __webpack_require__(1633);
// EXTERNAL MODULE: ./src/environments/cloud/provider.ts
var provider = __webpack_require__(1935);
;// CONCATENATED MODULE: ./src/environments/linode/provider.ts









/** Encoded it grows by a third, to the 16 kB that Linode names. */
const mostUserData = 12 * 1024;
/** Drover's questions in the words of Linode's API. */
function linodeProvider(config, tools) {
    const { client } = tools;
    const named = async (name) => (await instancesIn(tools, { label: labelOf(name) })).find(server => server.name === name);
    return {
        ...linodeAccount(config, tools),
        userDataLimit: mostUserData,
        named,
        async create(order) {
            await readsUserData(order, tools);
            const rootPassword = (0,external_node_crypto_.randomBytes)(30).toString('base64url');
            const body = bodyOf(config, order, rootPassword);
            const made = await client
                .ask({ method: 'POST', path: '/linode/instances', body, schema: instance })
                .catch(async (error) => {
                throw error instanceof api_error/* ApiError */.h ? await meant(error, order, tools, named) : error;
            });
            return { id: String(made.id), rootPassword, finished: async () => { } };
        },
        async mark(server, labels) {
            const users = ((await instanceIn(tools, server.id))?.tags ?? []).filter(tag => !(0,cloud_tags/* isMarkTag */.AP)(tag));
            const body = { tags: [...users, ...(0,cloud_tags/* markTags */.FA)(labels)] };
            await client.ask({ method: 'PUT', path: `/linode/instances/${server.id}`, body, schema: schemas.unknown() });
        },
    };
}
/** The same in all accounts: without `interface_generation` an account says what its instances are given. */
function bodyOf(config, { name, size, region, image, userData, labels }, rootPassword) {
    const { tags, privateIp, vlan, firewall, backups } = config;
    return {
        label: labelOf(name),
        type: size,
        region,
        image,
        // Linode wants one. The user data takes root's password away, and lets none in by any.
        root_pass: rootPassword,
        metadata: { user_data: Buffer.from(userData).toString('base64') },
        tags: [...tags, ...(0,cloud_tags/* markTags */.FA)(labels)],
        booted: true,
        interface_generation: 'legacy_config',
        private_ip: privateIp,
        backups_enabled: backups,
        ...(vlan && { interfaces: [{ purpose: 'public' }, vlanInterface(vlan)] }),
        ...(firewall !== undefined && { firewall_id: firewall }),
    };
}
const vlanInterface = ({ label, address }) => ({
    purpose: 'vlan',
    label,
    ipam_address: address,
});
/** An instance that can't read its user data would never let in: it is not made. */
async function readsUserData({ image, region }, { once, environment }) {
    const [made, place] = await Promise.all([
        once({ path: `/images/${encodeURIComponent(image)}`, schema: api_image }).catch(unseen),
        once({ path: `/regions/${encodeURIComponent(region)}`, schema: api_region }),
    ]);
    const fail = (message) => new failure/* DroverError */.F({ code: 'environment-failed', environment, message });
    if (made.capabilities && !made.capabilities.includes('cloud-init'))
        throw fail(`the image ${image} has no cloud-init, which lets Drover in: take linode/debian13 or linode/ubuntu24.04`);
    if (place.capabilities && !place.capabilities.includes('Metadata'))
        throw fail(`the region ${region} has no metadata service, which hands the machine its keys: take another region`);
}
/** A token for instances alone shows no image: what it can is not known then. */
function unseen(error) {
    if (error instanceof api_error/* ApiError */.h && (error.status === 401 || error.status === 403))
        return {};
    throw error;
}
/** What an error means. Linode has no codes, and its words may change: what it says of a field is looked at once more. */
async function meant(error, { name, size, region }, { client, environment }, named) {
    if (error.doubtful || error.status === 429)
        return error;
    const fields = error.field?.split(', ') ?? [];
    if (fields.includes('label'))
        return (await named(name)) ? new provider/* NameTaken */.R(error.failure, { cause: error }) : error;
    if (fields.includes('tags')) {
        const message = `${error.message}. Drover finds its machines by their tags: the token’s user is to be one that may set them`;
        return new failure/* DroverError */.F({ code: 'environment-failed', environment, message }, { cause: error });
    }
    if (error.status !== 400 || fields.some(field => field !== 'type' && field !== 'region'))
        return error;
    const path = `/regions/${encodeURIComponent(region)}/availability`;
    const stock = await client.ask({ path, schema: availability }).catch(() => []);
    const none = stock.some(({ plan, available }) => plan === size && !available);
    return none ? new provider/* NoStock */.Q(error.failure, { cause: error }) : error;
}

;// CONCATENATED MODULE: ./src/environments/linode/speech.ts



/** How Linode is spoken to. */
const speech = { said: said, account: linodeAccount, provider: linodeProvider };


/***/ })

};
;