"use strict";
exports.id = 775;
exports.ids = [775];
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

/***/ 6775:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  workOf: () => (/* binding */ workOf)
});

// EXTERNAL MODULE: ./src/price.ts
var price = __webpack_require__(1786);
// EXTERNAL MODULE: ./src/ssh/declared.ts
var declared = __webpack_require__(154);
;// CONCATENATED MODULE: ./src/environments/cloud/answers-once.ts
/** Remembers answers for as long as the process lives, for each account by itself; a failure is not remembered. */
function answersOnce() {
    const kept = new Map();
    return (account, client) => async ({ schema, ...ask }) => {
        const key = JSON.stringify([account, ask.path, ask.query]);
        const asked = kept.get(key) ?? client.ask({ ...ask, schema });
        kept.set(key, asked);
        asked.catch(() => kept.delete(key));
        return schema.parse(await asked);
    };
}

// EXTERNAL MODULE: ./src/environments/cloud/api-error.ts
var api_error = __webpack_require__(7519);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(7428);
// EXTERNAL MODULE: ./src/failure.ts
var src_failure = __webpack_require__(1633);
;// CONCATENATED MODULE: ./src/environments/cloud/rate-limit.ts
/** The least and the most that is waited before a request is sent again, in milliseconds, whatever a provider says. */
const least = 1000;
const most = 60_000;
/**
 * How long a provider asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else, where its limit is reached,
 * the time at which that is reset. Undefined where it says nothing that makes sense: -1 was seen, and times that are past.
 */
function askedToWait(headers, limited, now) {
    const after = headers.get('retry-after');
    const resets = limited ? [headers.get('ratelimit-reset'), headers.get('x-ratelimit-reset')] : [];
    const waits = [
        ...(after === null ? [] : [secondsOf(after, now)]),
        ...resets.flatMap(reset => (reset === null ? [] : [Number(reset) - now / 1000])),
    ];
    const seconds = waits.find(wait => Number.isFinite(wait) && wait > 0);
    return seconds === undefined ? undefined : Math.min(Math.max(seconds * 1000, least), most);
}
const secondsOf = (text, now) => /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : (Date.parse(text) - now) / 1000;
/** A second, doubled each time, and up to half as much again by chance, so that many runs do not come back as one. */
const backoff = (attempt, chance = Math.random()) => Math.min(least * 2 ** (attempt - 1) * (1 + chance / 2), most);

// EXTERNAL MODULE: ./src/environments/cloud/wait.ts
var cloud_wait = __webpack_require__(9047);
;// CONCATENATED MODULE: ./src/environments/cloud/client.ts





/** How often one request is sent where the provider is away; where it is only asked to wait, longer. */
const attempts = 5;
const attemptsWhenBusy = 15;
/** What speaks with a provider. Its token stands in no error. */
function client(options) {
    const { signal, progress, environment, pause = cloud_wait/* pauseFor */.Q1 } = options;
    const ask = async (wish) => {
        for (let attempt = 1;; attempt++) {
            const answer = await once(options, wish);
            if ('answer' in answer)
                return answer.answer;
            const { error, wait } = answer;
            const mode = repetition(error, wish, options.again ?? []);
            if (signal.aborted)
                throw new src_failure/* DroverError */.F({ code: 'cancelled' }, { cause: error });
            if (mode === 'never' || attempt >= (mode === 'busy' ? attemptsWhenBusy : attempts))
                throw error;
            const ms = wait ?? backoff(attempt);
            progress(`${environment}: ${error.message}; asking again in ${Math.ceil(ms / 1000)} s`);
            await pause(ms, signal);
        }
    };
    return {
        ask,
        async *pages(paged) {
            let query = paged.query;
            for (;;) {
                const page = await ask({ ...paged, ...(query && { query }) });
                yield* paged.items(page);
                const next = paged.next(page);
                if (next === undefined)
                    return;
                query = { ...paged.query, ...next };
            }
        },
    };
}
/** `busy`: nothing was done. `away`: nobody knows. */
function repetition(error, { method = 'GET', repeatable }, again) {
    if (error.status === 429 || (error.code !== undefined && again.includes(error.code)))
        return 'busy';
    const mayTwice = repeatable ?? method !== 'POST';
    return mayTwice && error.doubtful && !(error.status !== undefined && error.status < 400) ? 'away' : 'never';
}
async function once(options, wish) {
    const { environment, base, token, signal, seconds = 60 } = options;
    const { method = 'GET', path, query = {}, headers = {}, body, schema } = wish;
    const fail = (status, said, wait, cause) => {
        const hidden = (words) => words?.replaceAll(token, '***');
        const safe = { message: hidden(said.message) ?? '', code: hidden(said.code), field: hidden(said.field) };
        const refused = { environment, request: `${method} ${path}`, status, said: safe };
        return { error: new api_error/* ApiError */.h(refused, cause === undefined ? {} : { cause }), wait };
    };
    let response;
    let text;
    try {
        response = await fetch(addressOf(base, path, query), {
            method,
            // It would not be known where the token goes.
            redirect: 'error',
            signal: AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]),
            headers: {
                ...headers,
                accept: 'application/json',
                authorization: `Bearer ${token}`,
                'user-agent': 'drover',
                ...(body !== undefined && { 'content-type': 'application/json' }),
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        text = await response.text();
    }
    catch (cause) {
        if (signal.aborted)
            throw new src_failure/* DroverError */.F({ code: 'cancelled' }, { cause });
        return fail(undefined, { message: noAnswer(cause, seconds) }, undefined, cause);
    }
    const wait = askedToWait(response.headers, response.status === 429, Date.now());
    const parsed = tryJson(text);
    if (!response.ok)
        return fail(response.status, options.said(parsed) ?? { message: shown(text, response) }, wait);
    const read = schema.safeParse(parsed);
    if (read.success)
        return { answer: read.data };
    const message = `the answer is not what was expected: ${errors/* prettifyError */.S1(read.error).replaceAll('\n', ' ')}`;
    return fail(response.status, { message });
}
function addressOf(base, path, query) {
    const pairs = Object.entries(query).flatMap(([key, value]) => [value ?? []].flat().map(one => [key, String(one)]));
    return `${base.replace(/\/+$/, '')}${path}${pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`}`;
}
function noAnswer(cause, seconds) {
    if (wordOf(cause, 'name') === 'TimeoutError')
        return `no answer came within ${seconds} s`;
    const inner = typeof cause === 'object' && cause !== null && 'cause' in cause ? cause.cause : undefined;
    return `no answer came: ${wordOf(inner, 'message') ?? wordOf(cause, 'message') ?? 'without a reason'}`;
}
function wordOf(thrown, key) {
    if (typeof thrown !== 'object' || thrown === null)
        return undefined;
    const word = Reflect.get(thrown, key);
    return typeof word === 'string' && word !== '' ? word : undefined;
}
function tryJson(text) {
    try {
        return text.trim() === '' ? {} : JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** What is no JSON comes of a proxy: its first words, without its markup. */
function shown(text, { statusText }) {
    const words = text
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
    return words.slice(0, 200) || statusText || 'without a word';
}

// EXTERNAL MODULE: ./src/environments/cloud/cloud.ts
var cloud_cloud = __webpack_require__(3349);
// EXTERNAL MODULE: ./src/environments/cloud/marks.ts
var cloud_marks = __webpack_require__(2650);
// EXTERNAL MODULE: ./src/environments/cloud/provider.ts
var cloud_provider = __webpack_require__(1935);
;// CONCATENATED MODULE: ./src/environments/cloud/survey.ts

/** Judges all that carries the mark of one machine. Of two that are ready, the one that was made in the other's place counts. */
function surveyOf(servers) {
    const ours = servers.map(server => ({ ...server, marks: (0,cloud_marks/* marksOf */.Ok)(server.labels) }));
    const altered = ours.find(({ marks }) => !marks || (marks.state === 'ready' && marks.hostKey === undefined));
    if (altered)
        return { state: 'altered', server: altered };
    const whole = ours.flatMap(server => (server.marks ? [{ ...server, marks: server.marks }] : [])).sort(older);
    const ready = whole.filter(({ marks }) => marks.state === 'ready');
    const over = new Set(ready.flatMap(({ marks }) => marks.replaces ?? []));
    const [server, ...others] = ready.filter(({ id }) => !over.has(id));
    if (others.length > 0 && server) {
        return { state: 'ambiguous', candidates: [server, ...others].map(({ name, id }) => `${name} (id ${id})`) };
    }
    if (server?.marks.hostKey !== undefined) {
        return {
            state: 'ready',
            server,
            hostKey: server.marks.hostKey,
            replaced: ready.filter(({ id }) => id !== server.id),
            leftovers: whole.filter(({ marks }) => marks.state === 'provisioning'),
        };
    }
    return whole.length > 0 ? { state: 'unfinished', servers: whole } : { state: 'absent' };
}
/** The order in which machines were made; of two made in the same second the smaller id was first. */
function older(one, other) {
    const apart = Date.parse(one.since ?? '') - Date.parse(other.since ?? '');
    if (apart)
        return apart;
    return one.id.length - other.id.length || (one.id < other.id ? -1 : 1);
}
/** Longer than any run is at work on one machine, in seconds: ordering, booting, SSH and cloud-init, each with its own limit. */
const longestWork = 35 * 60;
/** Whether a half-made machine is so old that nobody can be at work on it any more. */
const isDead = ({ since }, now) => !(now - Date.parse(since ?? '') < longestWork * 1000);

;// CONCATENATED MODULE: ./src/environments/cloud/site.ts



const whoseOf = ({ machine, stage, deployment }) => ({
    deployment: (0,cloud_marks/* deploymentMark */.dV)(deployment),
    stage,
    machine,
});
/** What there is of the machine. Changes nothing. */
async function survey({ provider, context }) {
    return surveyOf(await provider.servers({ key: 'id', value: (0,cloud_marks/* machineMark */.p1)(whoseOf(context)) }));
}
/** The names that the machine may bear: while it is replaced there are two of it. */
function namesOf({ config, context }) {
    if (config.name !== undefined)
        return [config.name, `${config.name.slice(0, 61).replace(/-$/, '')}-b`];
    return [(0,cloud_marks/* nameFor */.Fe)(context), (0,cloud_marks/* nameFor */.Fe)(context, true)];
}
/** Who else bears the machine's name; undefined where nobody does. */
async function foreigner(site) {
    const [name] = namesOf(site);
    const there = await site.provider.named(name);
    if (!there || there.labels.id === (0,cloud_marks/* machineMark */.p1)(whoseOf(site.context)))
        return undefined;
    const { deployment, stage, machine } = there.labels;
    const owner = deployment === undefined
        ? `somebody else: it carries none of Drover's labels (id ${there.id})`
        : `${deployment}, stage ${stage ?? '?'}, machine ${machine ?? '?'} (id ${there.id})`;
    return { name, owner };
}
const failed = ({ environment }, message) => new src_failure/* DroverError */.F({ code: 'environment-failed', environment, message });
/** What is wrong with that which is there, where nobody may use it. */
const mistakeOf = (seen) => seen.state === 'ambiguous'
    ? `several things could be this machine: ${seen.candidates.join(', ')}; remove all but the right one`
    : `${seen.server.name} (id ${seen.server.id}) carries this machine's label, and what Drover wrote beside it was altered: ` +
        'bring its labels back, or remove it';

;// CONCATENATED MODULE: ./src/environments/cloud/create.ts






/** Another run makes the same machine, and was first. */
class Beaten extends src_failure/* DroverError */.F {
}
/** What can be asked for, in the order of the user's lists: all sizes of a region before the next. */
const choicesOf = ({ size, region, image }) => [region].flat().flatMap(region => [size].flat().map(size => ({ size, region, image })));
/** Creates one machine, of the first choice of which there is stock; its id comes back. */
async function created(site, order) {
    const { config, context } = site;
    const none = [];
    for (const choice of choicesOf(config)) {
        context.progress(`creating ${order.name}: ${choice.size} in ${choice.region}, ${choice.image}`);
        try {
            return await createdOnce(site, { ...order, ...choice });
        }
        catch (error) {
            if (!(error instanceof cloud_provider/* NoStock */.Q))
                throw error;
            none.push(`${choice.size} in ${choice.region}: ${error.message}`);
            context.progress(`there is no ${choice.size} in ${choice.region} now: ${error.message}`);
        }
    }
    throw failed(site, `nothing that is declared is in stock; name further sizes or regions. ${none.join('; ')}`);
}
/** How often a create is sent, where nobody knows whether it was done and nothing is found of it. */
const create_attempts = 3;
async function createdOnce(site, order) {
    const { provider, context } = site;
    for (let attempt = 1;; attempt++) {
        try {
            const { id, rootPassword, finished } = await provider.create(order);
            if (rootPassword !== undefined)
                context.mask(rootPassword);
            try {
                await finished();
            }
            catch (error) {
                // The next choice is not to stand beside what came of this one.
                if (error instanceof cloud_provider/* NoStock */.Q)
                    await provider.remove(id);
                throw error;
            }
            return id;
        }
        catch (error) {
            if (error instanceof cloud_provider/* NameTaken */.R)
                return await ownOfTheName(site, order, error);
            if (!(error instanceof api_error/* ApiError */.h && error.doubtful))
                throw error;
            const lost = await lostOne(site, order.labels);
            if (lost !== undefined) {
                context.progress(`${provider.name} gave no answer, and made the machine all the same`);
                return lost;
            }
            if (attempt >= create_attempts)
                throw error;
            context.progress(`${error.message}; nothing was made, so it is asked for again`);
        }
    }
}
/** A create of ours whose answer was lost; lists may lag behind. */
async function lostOne({ provider, pace, context }, labels) {
    for (const wait of [0, 1, 2, 3]) {
        if (wait > 0)
            await (0,cloud_wait/* pauseFor */.Q1)(pace.firstMs * wait, context.signal);
        const ours = await provider.servers({ key: 'id', value: (0,cloud_marks/* machineMark */.p1)(whoseOf(context)) });
        const lost = ours.find(server => server.labels.run === labels.run);
        if (lost)
            return lost.id;
    }
    return undefined;
}
async function ownOfTheName(site, order, error) {
    const lost = await lostOne(site, order.labels);
    if (lost !== undefined)
        return lost;
    const other = await foreigner(site);
    if (other)
        throw new src_failure/* DroverError */.F({ code: 'foreign-machine', environment: site.environment, ...other });
    throw new Beaten(error.failure);
}
/**
 * Looks that no other run makes the same machine: what is ready, else what was begun first, stays. What this run has made
 * more than once, because an answer was lost, goes as well.
 *
 * @throws Beaten where it is another's
 */
async function alone(site, { id, run, replaces }) {
    const { provider, context, environment } = site;
    const begun = await begunUntilShown(site, id);
    const [first, ...later] = begun.filter(server => server.id !== replaces);
    if (first && first.marks.run !== run) {
        const message = `another run (${first.marks.run}) makes ${first.name} already`;
        throw new Beaten({ code: 'environment-failed', environment, message });
    }
    for (const server of [first, ...later]) {
        if (server?.marks.run !== run || server.id === id)
            continue;
        context.progress(`${server.name} (id ${server.id}) was made twice; that one goes`);
        await provider.remove(server.id);
    }
}
/** All of the machine, what is ready first and then by age. A list may be some time behind what was made. */
async function begunUntilShown(site, id) {
    let begun = [];
    for (const wait of [0, 1, 2, 3, 4]) {
        if (wait > 0)
            await (0,cloud_wait/* pauseFor */.Q1)(site.pace.firstMs * wait, site.context.signal);
        const seen = await survey(site);
        if (seen.state === 'altered' || seen.state === 'ambiguous')
            throw failed(site, mistakeOf(seen));
        begun = seen.state === 'ready' ? [seen.server, ...seen.leftovers] : seen.state === 'unfinished' ? seen.servers : [];
        if (begun.some(server => server.id === id))
            break;
    }
    return begun;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/environments/cloud/first-contact.ts
var first_contact = __webpack_require__(5115);
;// CONCATENATED MODULE: ./src/environments/cloud/make.ts








/** Until a provider shows a machine that runs and has an address, in seconds. */
const bootSeconds = 300;
/**
 * Makes the machine, with what it replaces beside it, and answers when it is ready. What fails or is told to end leaves
 * nothing: no half-made machine is kept.
 *
 * @throws Beaten where another run makes it
 */
async function make(site, replaced) {
    const run = (0,external_node_crypto_.randomBytes)(6).toString('hex');
    const known = [];
    try {
        return await begun(site, run, known, replaced);
    }
    catch (error) {
        await putAway(site, run, known, error);
        throw error;
    }
}
async function begun(site, run, known, replaced) {
    const { config, context, provider } = site;
    const { publicKeys } = context;
    const lettingIn = [...new Set([...publicKeys, ...config.sshKeys])];
    if (lettingIn.length === 0)
        throw failed(site, 'no key is known that could let in later: give ssh-key, or sshKeys');
    // With the YAML parser: whoever makes no machine need not wait for it.
    const { fitting, userData } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(842)]).then(__webpack_require__.bind(__webpack_require__, 2842));
    const keys = await (0,first_contact/* newFirstKeys */.h)();
    const wish = { hostKey: keys.hostKey, loginKey: keys.login.public, publicKeys: lettingIn, user: config.user };
    const text = fitting(userData({ ...wish, own: config.userData }), provider.name, provider.userDataLimit);
    const marks = {
        ...whoseOf(context),
        state: 'provisioning',
        run,
        ...(replaced && { replaces: replaced.id }),
        ...(config.userData !== undefined && { seed: (0,cloud_marks/* seedMark */.xe)(config.userData) }),
        ...(config.protect && { protected: true }),
    };
    const name = namesOf(site).find(name => name !== replaced?.name) ?? namesOf(site)[0];
    const id = await created(site, { name, userData: text, labels: (0,cloud_marks/* labelsOf */.PC)(marks) });
    known.push(id);
    const own = { id, run, replaces: replaced?.id };
    await alone(site, own);
    const server = await running(site, id);
    const hostKey = await met(site, server, keys, marks);
    await alone(site, own);
    const ready = { ...marks, state: 'ready', hostKey };
    await provider.mark(server, (0,cloud_marks/* labelsOf */.PC)(ready));
    context.progress(`${server.name} is ready at ${make_addressOf(site, server)}`);
    return { ...server, labels: (0,cloud_marks/* labelsOf */.PC)(ready), marks: ready };
}
/** Waits until the machine runs and has an address. */
function running(site, id) {
    const { provider, config, context, environment, pace } = site;
    let seen = false;
    return (0,cloud_wait/* until */.TG)({
        environment,
        what: `${provider.name} to start the machine`,
        seconds: bootSeconds,
        pace,
        signal: context.signal,
        progress: context.progress,
        look: async () => {
            const server = await provider.get(id);
            if (!server) {
                if (seen)
                    throw failed(site, `the new machine (id ${id}) was removed by somebody else`);
                return { still: 'not shown yet' };
            }
            seen = true;
            if (server.state === 'failed')
                throw failed(site, `the new machine can't be started: it is “${server.word}”`);
            const { ipv4, ipv6, private: inner } = server.addresses;
            if (server.state !== 'running')
                return { still: server.word };
            if (ipv4 === undefined && ipv6 === undefined)
                return { still: 'without an address' };
            if (config.address === 'private' && inner === undefined)
                return { still: 'without a private address' };
            return { done: server };
        },
    });
}
/** The first contact, and a second one as all later ones will be: with the new key, and by the key of the user's own. */
async function met(site, server, keys, marks) {
    const { provider, context, environment, pace } = site;
    const hostKey = await (0,first_contact/* firstContact */.V)({
        environment,
        endpoint: { host: make_addressOf(site, server), port: 22 },
        keys,
        connect: context.connect,
        progress: context.progress,
        signal: context.signal,
        record: print => provider.mark(server, (0,cloud_marks/* labelsOf */.PC)({ ...marks, hostKey: print })),
        everyMs: pace.firstMs * 2,
    });
    for (let attempt = 1;; attempt++) {
        try {
            const endpoint = (0,declared/* endpointOf */.X)({ host: make_addressOf(site, server), user: site.config.user, hostKeys: [hostKey] });
            await (await context.connect(endpoint)).close();
            return hostKey;
        }
        catch (error) {
            // sshd takes a moment to read its keys again.
            const failure = (0,src_failure/* failureOf */.g5)(error);
            if (failure.code !== 'host-key-refused' || failure.reason !== 'differs' || attempt >= 10)
                throw error;
            await (0,cloud_wait/* pauseFor */.Q1)(pace.firstMs, context.signal);
        }
    }
}
/** Where Drover reaches it. */
function make_addressOf(site, { addresses, name }) {
    const address = addresses.ipv4 ?? addresses.ipv6;
    if (address === undefined)
        throw failed(site, `${name} has no public address`);
    return address;
}
/** What is remembered of a machine that is there, as plain data. */
function factsOf(site, { server, hostKey, replaced, leftovers = [] }) {
    const { id, name, size, region, image, addresses } = server;
    const host = make_addressOf(site, server);
    const address = site.config.address === 'private' ? addresses.private : host;
    if (address === undefined)
        throw failed(site, `${name} has no private address: is it in a network?`);
    const beside = [
        ...replaced.map(each => besides(each, 'in whose place it was made')),
        ...leftovers.map(each => besides(each, 'left half made by an earlier run')),
    ];
    const made = { id, name, size, region, image, seed: server.marks.seed ?? null };
    return { address, host, hostKeys: [hostKey], ...(beside.length > 0 && { beside }), ...addresses, ...made };
}
const besides = ({ id, name, size, region }, why) => ({ id, name, why, size, region });
/** Removes all that this run has begun of the machine, also where the run itself was told to end. */
async function putAway(site, run, known, error) {
    const provider = site.provided(AbortSignal.timeout(60_000));
    try {
        const seen = await survey({ ...site, provider });
        const all = seen.state === 'ready' ? seen.leftovers : seen.state === 'unfinished' ? seen.servers : [];
        const mine = all.filter(({ marks }) => marks.run === run && marks.state === 'provisioning').map(({ id }) => id);
        const ready = seen.state === 'ready' && seen.server.marks.run === run ? seen.server.id : undefined;
        for (const id of new Set([...mine, ...known])) {
            if (id === ready)
                continue;
            site.context.progress(`the machine that was begun (id ${id}) is removed`);
            await provider.remove(id);
        }
    }
    catch (cause) {
        const message = `${(0,src_failure/* thrownWords */.mG)(error)}; what was begun could not be removed: ${(0,src_failure/* thrownWords */.mG)(cause)}`;
        throw new src_failure/* DroverError */.F({ code: 'environment-failed', environment: site.environment, message }, { cause: error });
    }
}

;// CONCATENATED MODULE: ./src/environments/cloud/plan.ts


/** What is not as declared in a machine that is there and can't be changed in it, a line each. What nobody knows is no change. */
function changesOf(config, made) {
    const lists = { size: [config.size].flat(), region: [config.region].flat(), image: [config.image] };
    const changed = ['size', 'region', 'image'].flatMap(key => {
        const now = made[key];
        return now === null || lists[key].includes(now) ? [] : [`${key}: ${now} → ${lists[key][0]}`];
    });
    const seed = made.seed === undefined || made.seed === ((0,cloud_marks/* seedMark */.xe)(config.userData) ?? null);
    return seed ? changed : [...changed, 'userData: it is read at the first boot only'];
}
/** Why a change may not be made; undefined where it may. */
function refusalOf({ protect, replace }, changes) {
    const what = `it would have to be replaced (${changes.join('; ')})`;
    if (protect)
        return `${what}, and \`protect: true\` keeps it: take that out first`;
    return replace ? undefined : `${what}, and all that is on it would be lost: write \`replace: true\` to have it done`;
}
/** What would be done. `facts` of what is there are those that `find` gave. */
function planOf(config, provider, found, { now = null, ...prices }) {
    const [choice] = choicesOf(config);
    const summary = `${choice?.size} in ${choice?.region} at ${provider}, ${config.image}`;
    if (found.state !== 'present')
        return { action: 'create', summary, ...prices };
    const { facts } = found;
    const changes = changesOf(config, madeOf(facts));
    const going = (facts.beside ?? []).map(({ name, why }) => `${name}, ${why}, goes once it is deployed`);
    if (changes.length === 0) {
        const { size, region, image } = madeOf(facts);
        const stays = `${size} in ${region} at ${provider}, ${image}`;
        return { action: 'nothing', summary: stays, price: now, before: prices.before ?? null, changes: going };
    }
    const refused = refusalOf(config, changes);
    const plan = { action: 'replace', summary, ...prices, changes: [...changes, ...going] };
    return refused === undefined ? plan : { ...plan, refused };
}
/** What `find` said of a machine that is there. */
function madeOf(facts) {
    const word = (key) => {
        const value = facts[key];
        return typeof value === 'string' ? value : null;
    };
    return { size: word('size'), region: word('region'), image: word('image'), seed: word('seed') };
}

;// CONCATENATED MODULE: ./src/environments/cloud/realise.ts







/** How often it begins anew where another run comes in between. */
const rounds = 5;
/**
 * Makes the machine be there as it is declared: made, made anew beside the old one, which stays until the new one is deployed, or
 * freed of what was left half made. Where another run is at work on it, that one is waited for.
 */
async function realise(site, plan) {
    if (plan.refused !== undefined)
        throw failed(site, plan.refused);
    for (let round = 1;; round++) {
        try {
            const facts = await oneRound(site);
            if (facts)
                return facts;
        }
        catch (error) {
            if (!(error instanceof Beaten) || round >= rounds)
                throw error;
            site.context.progress(error.message);
            await (0,cloud_wait/* pauseFor */.Q1)(site.pace.mostMs, site.context.signal);
        }
        if (round >= rounds)
            throw failed(site, 'others change this machine again and again');
    }
}
/** Undefined where it must be looked at anew. */
async function oneRound(site) {
    const seen = await survey(site);
    if (seen.state === 'altered' || seen.state === 'ambiguous')
        throw failed(site, mistakeOf(seen));
    if (seen.state === 'absent') {
        const other = await foreigner(site);
        if (other)
            throw new src_failure/* DroverError */.F({ code: 'foreign-machine', environment: site.environment, ...other });
        return ready(site, await make(site));
    }
    const besides = seen.state === 'ready' ? seen.leftovers : seen.servers;
    const atWork = besides.filter(server => server.marks.state === 'provisioning' && !isDead(server, Date.now()));
    if (atWork.length > 0) {
        await othersEnd(site, atWork);
        return undefined;
    }
    for (const server of besides) {
        site.context.progress(`${server.name} (id ${server.id}) was left by an earlier run, and is removed`);
        await site.provider.remove(server.id);
    }
    if (seen.state === 'unfinished')
        return undefined;
    const changes = changesOf(site.config, seen.server);
    if (changes.length === 0)
        return factsOf(site, { ...seen, leftovers: [] });
    const refused = refusalOf(site.config, changes);
    if (refused !== undefined)
        throw failed(site, refused);
    if (seen.replaced.length > 0) {
        // What it was to replace was never let go: that one is as good a beginning, and may be what is wanted again.
        site.context.progress(`${seen.server.name} (id ${seen.server.id}) has not taken over yet, and is removed`);
        await site.provider.remove(seen.server.id);
        return undefined;
    }
    return ready(site, await make(site, seen.server), [seen.server]);
}
function ready(site, made, replaced = []) {
    const { hostKey } = made.marks;
    if (hostKey === undefined)
        throw failed(site, `${made.name} has no host key of its own`);
    return factsOf(site, { server: made, hostKey, replaced });
}
/** Waits until what others have begun is ready or gone, or so old that nobody can be at work on it any more. */
function othersEnd(site, atWork) {
    const { environment, pace, context } = site;
    const ids = new Set(atWork.map(({ id }) => id));
    return (0,cloud_wait/* until */.TG)({
        environment,
        what: 'another run that makes this machine',
        seconds: longestWork,
        pace,
        signal: context.signal,
        progress: context.progress,
        look: async () => {
            const seen = await survey(site);
            const all = seen.state === 'unfinished' ? seen.servers : seen.state === 'ready' ? seen.leftovers : [];
            const still = all.find(server => ids.has(server.id) && !isDead(server, Date.now()));
            const over = still === undefined || still.marks.state === 'ready';
            return over ? { done: true } : { still: `${still.name}, begun ${still.since ?? 'some time ago'}` };
        },
    });
}

;// CONCATENATED MODULE: ./src/environments/cloud/work.ts













/** Machines of one provider. */
async function workOf(cloud, pace) {
    const environment = cloud.name;
    const { said, provider, account } = await cloud.speech();
    const once = answersOnce();
    const toolsOf = (config, context, signal = context.signal) => {
        const { progress } = context;
        const token = context.secret(config.token).trim();
        const speaking = { environment, base: config.api ?? cloud.api, token, said, signal, progress };
        const made = client(cloud.again ? { ...speaking, again: cloud.again } : speaking);
        const asked = once(`${(0,cloud_cloud/* accountOf */.X)(cloud, config)} ${token}`, made);
        return { environment, client: made, signal, progress, pace, once: asked };
    };
    const providerOf = (config, context, signal) => provider(config, toolsOf(config, context, signal));
    const accountAt = (config, context) => account(config, toolsOf(config, context));
    const siteOf = (config, context) => {
        const provided = (signal) => providerOf(config, context, signal);
        return { environment, config, context, provider: provided(context.signal), provided, pace };
    };
    return {
        find: async (config, context) => found(siteOf(config, context)),
        async plan(config, seen, context) {
            const provider = providerOf(config, context);
            const [first] = choicesOf(config);
            const price = first ? await priceOf(provider, first) : null;
            if (seen.state !== 'present')
                return planOf(config, provider.name, seen, { price });
            const now = await priceOf(provider, madeOf(seen.facts));
            const beside = await Promise.all((seen.facts.beside ?? []).map(each => priceOf(provider, madeOf(each))));
            return planOf(config, provider.name, seen, { price, now, before: together([now, ...beside]) });
        },
        realise: (config, plan, context) => realise(siteOf(config, context), plan),
        reach(config, facts, context) {
            const { user, port } = config;
            const ports = port === undefined ? undefined : [...new Set([port].flat())];
            const host = typeof facts.host === 'string' ? facts.host : facts.address;
            return context.connect((0,declared/* endpointOf */.X)({ host, ports, user, hostKeys: facts.hostKeys }));
        },
        async retire(config, facts, context) {
            const provider = providerOf(config, context);
            const whose = (0,cloud_marks/* machineMark */.p1)(whoseOf(context));
            for (const { id, name, why } of facts.beside ?? []) {
                const there = await provider.get(id);
                if (there && there.labels.id !== whose)
                    throw failed({ environment }, `${name} (id ${id}) is no longer this machine's`);
                if (!there)
                    continue;
                context.progress(`${name} (id ${id}), ${why}, is removed`);
                await provider.remove(id);
            }
        },
        async destroy(config, _seen, context) {
            const site = siteOf(config, context);
            if (config.protect)
                throw failed(site, '`protect: true` keeps this machine: take that out first');
            const now = await survey(site);
            if (now.state === 'ambiguous' || now.state === 'altered')
                throw failed(site, mistakeOf(now));
            const all = now.state === 'ready' ? [...now.leftovers, ...now.replaced, now.server] : [];
            if (now.state === 'unfinished')
                all.push(...now.servers);
            for (const { id } of all)
                await site.provider.remove(id);
        },
        async list(config, context) {
            const account = accountAt(config, context);
            const servers = await account.servers({ key: 'deployment', value: (0,cloud_marks/* deploymentMark */.dV)(context.deployment) });
            return Promise.all(servers.flatMap(server => {
                const marks = (0,cloud_marks/* marksOf */.Ok)(server.labels);
                if (!marks)
                    return [];
                const { id, name, since } = server;
                const { stage, machine } = marks;
                return [
                    priceOf(account, server).then(price => ({
                        id,
                        name,
                        stage,
                        machine,
                        price,
                        ...(since !== null && { since }),
                        protected: marks.protected === true,
                    })),
                ];
            }));
        },
        async discard(config, owned, context) {
            const account = accountAt(config, context);
            const now = await account.get(owned.id);
            if (!now)
                return;
            const marks = (0,cloud_marks/* marksOf */.Ok)(now.labels);
            const whose = whoseOf({ ...context, machine: owned.machine, stage: owned.stage });
            const same = marks && ['deployment', 'stage', 'machine'].every(key => marks[key] === whose[key]);
            if (!same)
                throw failed({ environment }, `${now.name} (id ${owned.id}) is no longer this deployment's`);
            if (marks.protected)
                throw failed({ environment }, `${now.name} (id ${owned.id}) is protected from being destroyed`);
            await account.remove(owned.id);
        },
    };
}
async function found(site) {
    const seen = await survey(site);
    switch (seen.state) {
        case 'absent': {
            const other = await foreigner(site);
            return other ? { state: 'foreign', owner: other.owner } : { state: 'absent' };
        }
        case 'altered':
            throw failed(site, mistakeOf(seen));
        case 'ambiguous':
            return seen;
        case 'unfinished': {
            const names = seen.servers.map(({ name, id }) => `${name} (id ${id})`).join(', ');
            return { state: 'unfinished', reason: `${names} was begun and is not ready` };
        }
        case 'ready': {
            const { name, state, word } = seen.server;
            if (state !== 'running')
                site.context.progress(`${name} does not run: ${site.provider.name} says “${word}”`);
            // What another run is at work on is none of ours.
            const leftovers = seen.leftovers.filter(other => isDead(other, Date.now()));
            return { state: 'present', facts: factsOf(site, { ...seen, leftovers }) };
        }
    }
}
/** What several cost; null where not all is known, or not in one currency. */
function together(prices) {
    const known = prices.filter(price => price !== null);
    const [sum, ...others] = (0,price/* sumOf */.X)(known);
    return known.length === prices.length && others.length === 0 && sum ? sum : null;
}
/** A price is for a person to read: where it can't be had, nothing fails for it. */
async function priceOf(provider, { size, region }) {
    if (size === null || region === null)
        return null;
    return provider.price({ size, region }).catch((error) => {
        if (error instanceof api_error/* ApiError */.h)
            return null;
        throw error;
    });
}


/***/ })

};
;