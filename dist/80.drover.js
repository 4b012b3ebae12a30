"use strict";
exports.id = 80;
exports.ids = [80];
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

/***/ 2080:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  speech: () => (/* binding */ speech)
});

// EXTERNAL MODULE: ./src/environments/cloud/api-error.ts
var api_error = __webpack_require__(7519);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 1 modules
var schemas = __webpack_require__(8788);
;// CONCATENATED MODULE: ./src/environments/hetzner/api.ts

// What is read of Hetzner's answers; what else is in them, and states that are not known, do no harm.
const failure = schemas.object({ code: schemas.string(), message: schemas.string() });
const action = schemas.object({
    id: schemas.number(),
    status: schemas.string(),
    command: schemas.string().optional(),
    error: failure.nullish(),
});
const place = schemas.object({ name: schemas.string() });
const server = schemas.object({
    id: schemas.number(),
    name: schemas.string(),
    status: schemas.string(),
    created: schemas.string().nullish(),
    labels: schemas.record(schemas.string(), schemas.string()).nullish(),
    server_type: place,
    // Where a server stands was told by its data centre before.
    location: place.nullish(),
    datacenter: schemas.object({ location: place }).nullish(),
    image: schemas.object({ id: schemas.number(), name: schemas.string().nullish() }).nullish(),
    public_net: schemas.object({
        ipv4: schemas.object({ ip: schemas.string() }).nullish(),
        ipv6: schemas.object({ ip: schemas.string() }).nullish(),
    }),
    private_net: schemas.array(schemas.object({ ip: schemas.string() })).nullish(),
});
const meta = schemas.object({ pagination: schemas.object({ next_page: schemas.number().nullish() }).nullish() }).nullish();
const servers = schemas.object({ servers: schemas.array(server), meta });
const oneServer = schemas.object({ server });
const createdServer = schemas.object({
    server,
    action,
    next_actions: schemas.array(action).nullish(),
    root_password: schemas.string().nullish(),
});
const oneAction = schemas.object({ action: action.nullish() });
const api_actions = schemas.object({ actions: schemas.array(action) });
const named = schemas.object({ id: schemas.number(), name: schemas.string() });
const price = schemas.object({ location: schemas.string(), price_monthly: schemas.object({ gross: schemas.string() }) });
const serverTypes = schemas.object({ server_types: schemas.array(schemas.object({ name: schemas.string(), prices: schemas.array(price) })) });
const pricing = schemas.object({
    pricing: schemas.object({
        currency: schemas.string(),
        server_backup: schemas.object({ percentage: schemas.string() }).nullish(),
        primary_ips: schemas.array(schemas.object({ type: schemas.string(), prices: schemas.array(price) })).nullish(),
    }),
});
const fields = schemas.object({ fields: schemas.array(schemas.object({ name: schemas.string() })).nullish() });
const errorBody = schemas.object({ error: failure.extend({ details: schemas.unknown().optional() }) });
function said(body) {
    const read = errorBody.safeParse(body);
    if (!read.success)
        return undefined;
    const { code, message, details } = read.data.error;
    const names = fields.safeParse(details).data?.fields?.map(({ name }) => name) ?? [];
    return { code, message, field: names.length === 0 ? undefined : names.join(', ') };
}

// EXTERNAL MODULE: ./src/environments/cloud/provider.ts
var provider = __webpack_require__(1935);
// EXTERNAL MODULE: ./src/environments/cloud/wait.ts
var wait = __webpack_require__(9047);
;// CONCATENATED MODULE: ./src/environments/hetzner/ended.ts




/** How long Hetzner may take for one thing, in seconds. */
const actionSeconds = 300;
/** Hetzner's codes for “there is none of this size here”. */
const noStock = ['resource_unavailable', 'placement_error'];
/** Waits until Hetzner has done all of these. */
async function ended({ client, environment, pace, signal, progress }, begun) {
    const running = (actions) => actions.filter(({ status }) => status === 'running');
    const named = ({ command, id }) => command?.replaceAll('_', ' ') ?? `do action ${id}`;
    let actions = begun;
    let asked = true;
    await (0,wait/* until */.TG)({
        environment,
        what: `Hetzner to ${begun.map(named).join(', ')}`,
        seconds: actionSeconds,
        pace,
        signal,
        progress,
        look: async () => {
            // What the answer itself said is not asked again at once.
            if (!asked) {
                const query = { id: running(actions).map(({ id }) => String(id)) };
                actions = (await client.ask({ path: '/actions', query, schema: api_actions })).actions;
            }
            asked = false;
            const wrong = actions.find(({ status }) => status === 'error');
            if (wrong)
                throw failureOf(environment, wrong);
            const still = running(actions);
            return still.length === 0 ? { done: undefined } : { still: `${still.length} of ${begun.length} not done` };
        },
    });
}
function failureOf(environment, { command, error }) {
    const { code, message } = error ?? { code: undefined, message: 'without a reason' };
    const failed = new api_error/* ApiError */.h({
        environment,
        request: `action ${command ?? ''}`.trim(),
        status: 422,
        said: { code, message },
    });
    return noStock.includes(code ?? '') ? new provider/* NoStock */.Q(failed.failure, { cause: failed }) : failed;
}

;// CONCATENATED MODULE: ./src/environments/hetzner/price.ts

/** A month with VAT, as the account's own price list has it: of the server, of its IPv4 address, and of its backups. */
async function priceOf({ once }, { size, region }, { ipv4, backups }) {
    const [types, list] = await Promise.all([
        once({ path: '/server_types', query: { name: size }, schema: serverTypes }),
        once({ path: '/pricing', schema: pricing }),
    ]);
    const own = monthly(types.server_types.find(({ name }) => name === size)?.prices, region);
    if (own === undefined)
        return null;
    const { currency, primary_ips, server_backup } = list.pricing;
    const address = ipv4 ? monthly(primary_ips?.find(({ type }) => type === 'ipv4')?.prices, region) : 0;
    const backup = backups ? (own * Number(server_backup?.percentage ?? 20)) / 100 : 0;
    return { amount: (own + (address ?? 0) + backup).toFixed(2), currency };
}
function monthly(prices, region) {
    const amount = Number(prices?.find(({ location }) => location === region)?.price_monthly.gross ?? Number.NaN);
    return Number.isFinite(amount) ? amount : undefined;
}

;// CONCATENATED MODULE: ./src/environments/hetzner/server.ts
const prefix = 'drover/';
/** Drover's marks as labels of Hetzner's. */
const withPrefix = (labels) => Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}${key}`, value]));
/** Drover's marks among the labels. */
const marksIn = (labels) => Object.fromEntries(Object.entries(labels).flatMap(([key, value]) => (isMark(key) ? [[key.slice(prefix.length), value]] : [])));
/** Whether a label is one of Drover's marks. */
const isMark = (key) => key.startsWith(prefix);
const states = {
    initializing: 'making',
    starting: 'making',
    rebuilding: 'making',
    migrating: 'making',
    running: 'running',
    stopping: 'stopped',
    off: 'stopped',
};
/** A server as Drover sees it. `image`: what was declared, should that be the number of the image. */
function serverOf(server, image) {
    const { id, name, status, created, labels, server_type, location, datacenter, public_net, private_net } = server;
    const { ipv4, ipv6 } = public_net;
    return {
        id: String(id),
        name,
        labels: marksIn(labels ?? {}),
        state: states[status] ?? 'unknown',
        word: status,
        since: created ?? null,
        size: server_type.name,
        region: (location ?? datacenter?.location)?.name ?? null,
        image: image !== undefined && String(server.image?.id) === image ? image : (server.image?.name ?? null),
        addresses: {
            ...(ipv4 && { ipv4: ipv4.ip }),
            ...(ipv6 && { ipv6: firstOf(ipv6.ip) }),
            ...(private_net?.[0] && { private: private_net[0].ip }),
        },
    };
}
/** The address that a server takes of the network that it is given, as `2001:db8::/64`. */
const firstOf = (network) => network.replace(/::(\/\d+)?$/, '::1').replace(/\/\d+$/, '');

;// CONCATENATED MODULE: ./src/environments/hetzner/account.ts





/** What is asked of a project at Hetzner, whichever servers are declared there. */
function hetznerAccount({ image, ipv4 = true, backups = false }, tools) {
    const { client } = tools;
    return {
        name: 'Hetzner',
        servers: ({ key, value }) => {
            const label_selector = Object.entries(withPrefix({ [key]: value }))
                .flat()
                .join('==');
            return serversIn(tools, { label_selector }, image);
        },
        get: async (id) => {
            const server = await serverIn(tools, id);
            return server && serverOf(server, image);
        },
        async remove(id) {
            const begun = client.ask({ method: 'DELETE', path: `/servers/${id}`, schema: oneAction });
            await (0,api_error/* unlessGone */.W)(begun.then(({ action }) => ended(tools, [action ?? []].flat())));
        },
        price: choice => priceOf(tools, choice, { ipv4, backups }),
    };
}
/** As Hetzner shows it; undefined where it is gone. */
async function serverIn({ client }, id) {
    return (await (0,api_error/* unlessGone */.W)(client.ask({ path: `/servers/${id}`, schema: oneServer })))?.server;
}
/** All that Hetzner shows of what was asked for, but what is going already. */
async function serversIn({ client }, query, image) {
    const all = client.pages({
        path: '/servers',
        query: { ...query, per_page: 50 },
        schema: servers,
        items: ({ servers }) => servers,
        next: ({ meta }) => (meta?.pagination?.next_page ? { page: meta.pagination.next_page } : undefined),
    });
    const found = [];
    for await (const server of all)
        found.push(server);
    return found.filter(({ status }) => status !== 'deleting').map(server => serverOf(server, image));
}

;// CONCATENATED MODULE: ./src/environments/hetzner/provider.ts







/** Drover's questions in the words of Hetzner's API. */
function hetznerProvider(config, tools) {
    const { client } = tools;
    return {
        ...hetznerAccount(config, tools),
        userDataLimit: 32 * 1024,
        named: async (name) => (await serversIn(tools, { name }, config.image)).find(server => server.name === name),
        async create(order) {
            const body = await orderBody(config, order, tools);
            const { server, action, next_actions, root_password } = await client
                .ask({ method: 'POST', path: '/servers', body, schema: createdServer })
                .catch((error) => {
                if (!(error instanceof api_error/* ApiError */.h))
                    throw error;
                if (noStock.includes(error.code ?? ''))
                    throw new provider/* NoStock */.Q(error.failure, { cause: error });
                if (error.code === 'uniqueness_error')
                    throw new provider/* NameTaken */.R(error.failure, { cause: error });
                throw error;
            });
            return {
                id: String(server.id),
                ...(root_password && { rootPassword: root_password }),
                finished: async () => {
                    await ended(tools, [action, ...(next_actions ?? [])]);
                    if (!config.backups)
                        return;
                    const path = `/servers/${server.id}/actions/enable_backup`;
                    const begun = await client.ask({ method: 'POST', path, body: {}, schema: oneAction });
                    await ended(tools, [begun.action ?? []].flat());
                },
            };
        },
        async mark(server, labels) {
            const there = (await serverIn(tools, server.id))?.labels ?? {};
            const users = Object.entries(there).filter(([key]) => !isMark(key));
            const body = { labels: { ...Object.fromEntries(users), ...withPrefix(labels) } };
            await client.ask({ method: 'PUT', path: `/servers/${server.id}`, body, schema: schemas.unknown() });
        },
    };
}
async function orderBody(config, order, { client, environment }) {
    const { name, size, region, image, userData, labels } = order;
    const idOf = async (kind, wanted) => {
        if (typeof wanted === 'number')
            return wanted;
        const schema = schemas.object({ [kind]: schemas.array(named) });
        const found = (await client.ask({ path: `/${kind}`, query: { name: wanted }, schema }))[kind]?.[0];
        if (found)
            return found.id;
        const said = { message: `there is no ${kind.slice(0, -1)} named ${wanted}`, field: kind };
        throw new api_error/* ApiError */.h({ environment, request: `GET /${kind}`, status: 404, said });
    };
    const networks = await Promise.all(config.networks.map(wanted => idOf('networks', wanted)));
    const firewalls = await Promise.all(config.firewalls.map(wanted => idOf('firewalls', wanted)));
    return {
        name,
        server_type: size,
        location: region,
        image,
        user_data: userData,
        labels: { ...config.labels, ...withPrefix(labels) },
        public_net: { enable_ipv4: config.ipv4, enable_ipv6: config.ipv6 },
        start_after_create: true,
        ...(networks.length > 0 && { networks }),
        ...(firewalls.length > 0 && { firewalls: firewalls.map(firewall => ({ firewall })) }),
    };
}

;// CONCATENATED MODULE: ./src/environments/hetzner/speech.ts



/** How Hetzner is spoken to. */
const speech = { said: said, account: hetznerAccount, provider: hetznerProvider };


/***/ })

};
;