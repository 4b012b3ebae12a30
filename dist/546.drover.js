"use strict";
exports.id = 546;
exports.ids = [546];
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

/***/ 9546:
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
;// CONCATENATED MODULE: ./src/environments/digitalocean/api.ts

// What is read of DigitalOcean's answers; what else is in them, and states that are not known, do no harm.
const address = schemas.object({ ip_address: schemas.string(), type: schemas.string() });
const droplet = schemas.object({
    id: schemas.number(),
    name: schemas.string(),
    status: schemas.string(),
    created_at: schemas.string().nullish(),
    tags: schemas.array(schemas.string()).nullish(),
    size_slug: schemas.string().nullish(),
    region: schemas.object({ slug: schemas.string() }).nullish(),
    image: schemas.object({ id: schemas.number(), slug: schemas.string().nullish() }).nullish(),
    networks: schemas.object({ v4: schemas.array(address).nullish(), v6: schemas.array(address).nullish() }).nullish(),
});
const pageLinks = schemas.object({ pages: schemas.object({ next: schemas.string().nullish() }).nullish() }).nullish();
const droplets = schemas.object({ droplets: schemas.array(droplet), links: pageLinks });
const oneDroplet = schemas.object({ droplet });
const createdDroplet = schemas.object({
    droplet,
    links: schemas.object({ actions: schemas.array(schemas.object({ id: schemas.number() })).nullish() }).nullish(),
});
const oneAction = schemas.object({ action: schemas.object({ status: schemas.string(), type: schemas.string().nullish() }) });
const size = schemas.object({
    slug: schemas.string(),
    price_monthly: schemas.number(),
    regions: schemas.array(schemas.string()),
    available: schemas.boolean(),
});
const sizes = schemas.object({ sizes: schemas.array(size), links: pageLinks });
/** The number of the page that follows; undefined at the end. */
function nextPage({ links, }) {
    const next = links?.pages?.next;
    const page = next && URL.canParse(next) ? new URL(next).searchParams.get('page') : null;
    return page === null ? undefined : { page };
}
const failure = schemas.object({ id: schemas.string(), message: schemas.string() });
function said(body) {
    const read = failure.safeParse(body);
    return read.success ? { code: read.data.id, message: read.data.message } : undefined;
}

;// CONCATENATED MODULE: ./src/environments/digitalocean/droplet.ts

const states = {
    new: 'making',
    active: 'running',
    off: 'stopped',
    archive: 'stopped',
};
/** A droplet as Drover sees it. `declared`: the image as it stands in the configuration, should that be its number. */
function serverOf(droplet, declared) {
    const { id, name, status, created_at, tags, size_slug, region, image, networks } = droplet;
    const addressOf = (all, type) => all?.find(address => address.type === type)?.ip_address;
    const [ipv4, inner] = [addressOf(networks?.v4, 'public'), addressOf(networks?.v4, 'private')];
    const ipv6 = addressOf(networks?.v6, 'public');
    return {
        id: String(id),
        name,
        labels: (0,cloud_tags/* marksInTags */.B9)(tags ?? []),
        state: states[status] ?? 'unknown',
        word: status,
        since: created_at ?? null,
        size: size_slug ?? null,
        region: region?.slug ?? null,
        image: declared !== undefined && String(image?.id) === declared ? declared : (image?.slug ?? null),
        addresses: { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }), ...(inner && { private: inner }) },
    };
}

;// CONCATENATED MODULE: ./src/environments/digitalocean/sizes.ts

/** The size of that name, in whichever page it stands. */
async function sizeNamed(ask, slug) {
    for (let query = {};;) {
        const page = await ask({ path: '/sizes', query: { per_page: 200, ...query }, schema: sizes });
        const found = page.sizes.find(size => size.slug === slug);
        const next = nextPage(page);
        if (found || !next)
            return found;
        query = next;
    }
}
/** Whether it may be had in the region at all; of a size that is not there nobody knows. */
const isOut = (size, region) => size !== undefined && !(size.available && size.regions.includes(region));
/** A month without taxes; DigitalOcean asks the same in all regions, and a fifth more with backups. */
async function priceOf(ask, { size }, backups) {
    const found = await sizeNamed(ask, size);
    if (!found)
        return null;
    return { amount: (found.price_monthly * (backups ? 1.2 : 1)).toFixed(2), currency: 'USD' };
}

;// CONCATENATED MODULE: ./src/environments/digitalocean/account.ts






/** What is asked of an account at DigitalOcean, whichever droplets are declared there. */
const digitalOceanAccount = ({ image, backups = false }, tools) => ({
    name: 'DigitalOcean',
    servers: ({ key, value }) => dropletsIn(tools, { tag_name: (0,cloud_tags/* markTag */.kj)(key, value) }, image),
    get: async (id) => {
        const droplet = await dropletIn(tools, id);
        return droplet && serverOf(droplet, image);
    },
    remove: id => {
        const what = `DigitalOcean to remove the droplet (id ${id})`;
        return (0,remove/* removeWhenFree */.v)(tools, { path: `/droplets/${id}`, what, busy: 422 });
    },
    price: choice => priceOf(tools.once, choice, backups),
});
/** As DigitalOcean shows it; undefined where it is gone. */
async function dropletIn({ client }, id) {
    return (await (0,api_error/* unlessGone */.W)(client.ask({ path: `/droplets/${id}`, schema: oneDroplet })))?.droplet;
}
/** All that DigitalOcean shows of what was asked for. */
async function dropletsIn({ client }, query, image) {
    const found = [];
    const all = client.pages({
        path: '/droplets',
        query: { ...query, per_page: 100 },
        schema: droplets,
        items: ({ droplets }) => droplets,
        next: nextPage,
    });
    for await (const droplet of all)
        found.push(serverOf(droplet, image));
    return found;
}

// EXTERNAL MODULE: ./src/failure.ts
var src_failure = __webpack_require__(1633);
// EXTERNAL MODULE: ./src/environments/cloud/provider.ts
var provider = __webpack_require__(1935);
// EXTERNAL MODULE: ./src/environments/cloud/wait.ts
var wait = __webpack_require__(9047);
;// CONCATENATED MODULE: ./src/environments/digitalocean/tags.ts



/**
 * Writes Drover's marks in the place of those that a droplet has. Each tag is given and taken by a request of its own: what is
 * new comes first, so that a run which is cut off leaves too many, and the droplet is not taken for ready.
 */
async function retag(client, id, tags, labels) {
    const [before, after] = [tags.filter(cloud_tags/* isMarkTag */.AP), (0,cloud_tags/* markTags */.FA)(labels)];
    const body = { resources: [{ resource_id: id, resource_type: 'droplet' }] };
    for (const name of after.filter(tag => !before.includes(tag))) {
        // A tag is made before anything bears it; one that is there already is answered likewise.
        await client.ask({ method: 'POST', path: '/tags', body: { name }, schema: schemas.unknown(), repeatable: true });
        const path = `/tags/${encodeURIComponent(name)}/resources`;
        await client.ask({ method: 'POST', path, body, schema: schemas.unknown(), repeatable: true });
    }
    for (const name of before.filter(tag => !after.includes(tag))) {
        const path = `/tags/${encodeURIComponent(name)}/resources`;
        await (0,api_error/* unlessGone */.W)(client.ask({ method: 'DELETE', path, body, schema: schemas.unknown() }));
    }
}

;// CONCATENATED MODULE: ./src/environments/digitalocean/provider.ts









/** How long DigitalOcean may take for one thing, in seconds. */
const actionSeconds = 300;
/** Drover's questions in the words of DigitalOcean's API. Two droplets may have one name: only tags tell them apart. */
function digitalOceanProvider(config, tools) {
    const { client, environment } = tools;
    return {
        ...digitalOceanAccount(config, tools),
        userDataLimit: 64 * 1024,
        named: async (name) => (await dropletsIn(tools, { name }, config.image)).find(server => server.name === name),
        async create(order) {
            const body = bodyOf(config, order);
            const { droplet, links } = await client
                .ask({ method: 'POST', path: '/droplets', body, schema: createdDroplet })
                .catch(async (error) => {
                const refused = error instanceof api_error/* ApiError */.h && error.status === 422;
                // In words alone DigitalOcean says that there is none; its list of sizes says it as well.
                const none = refused && isOut(await sizeNamed(client.ask, order.size).catch(() => undefined), order.region);
                throw none ? new provider/* NoStock */.Q(error.failure, { cause: error }) : error;
            });
            return { id: String(droplet.id), finished: () => ended(tools, links?.actions?.map(({ id }) => id) ?? []) };
        },
        async mark(server, labels) {
            const droplet = await dropletIn(tools, server.id);
            if (!droplet) {
                const message = `${server.name} (id ${server.id}) was removed by somebody else`;
                throw new src_failure/* DroverError */.F({ code: 'environment-failed', environment, message });
            }
            await retag(client, server.id, droplet.tags ?? [], labels);
        },
    };
}
function bodyOf(config, { name, size, region, image, userData, labels }) {
    const { tags, ipv6, vpc, backups, monitoring } = config;
    return {
        name,
        region,
        size,
        // An image of one's own has a number and no name.
        image: /^\d+$/.test(image) ? Number(image) : image,
        user_data: userData,
        tags: [...tags, ...(0,cloud_tags/* markTags */.FA)(labels)],
        ipv6,
        backups,
        monitoring,
        ...(vpc !== undefined && { vpc_uuid: vpc }),
    };
}
/** Waits until DigitalOcean has done all of these. */
async function ended({ client, environment, ...waiting }, ids) {
    const { pace, signal, progress } = waiting;
    for (const id of ids) {
        const look = async () => {
            const { action } = await client.ask({ path: `/actions/${id}`, schema: oneAction });
            if (action.status !== 'errored')
                return action.status === 'completed' ? { done: true } : { still: action.status };
            const message = `DigitalOcean could not ${action.type ?? 'do'} it: action ${id} ended with an error`;
            throw new src_failure/* DroverError */.F({ code: 'environment-failed', environment, message });
        };
        const what = 'DigitalOcean to make the droplet';
        await (0,wait/* until */.TG)({ environment, what, seconds: actionSeconds, pace, signal, progress, look });
    }
}

;// CONCATENATED MODULE: ./src/environments/digitalocean/speech.ts



/** How DigitalOcean is spoken to. */
const speech = { said: said, account: digitalOceanAccount, provider: digitalOceanProvider };


/***/ })

};
;