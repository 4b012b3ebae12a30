"use strict";
exports.id = 592;
exports.ids = [592];
exports.modules = {

/***/ 2211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  endpointBy: () => (/* binding */ endpointBy)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/ssh/declared.ts
var ssh_declared = __webpack_require__(154);
// EXTERNAL MODULE: ./src/failure.ts
var failure = __webpack_require__(1633);
;// CONCATENATED MODULE: ./src/ssh/config/line.ts

/**
 * The lines of an ssh_config, as OpenSSH reads them: words in quotes, backslashes, one `=`, comments behind a value.
 *
 * @throws DroverError `bad-input` for a quote that nothing closes, and for a keyword without a value
 */
function readLines(text, file) {
    return text.split('\n').flatMap((raw, index) => {
        const [, keyword = '', rest = ''] = /^\s*([^\s=]*)[ \t]*=?[ \t]*(.*?)\s*$/.exec(raw) ?? [];
        if (keyword === '' || keyword.startsWith('#'))
            return [];
        const at = `${file}:${index + 1}`;
        const words = wordsOf(rest);
        if (words === undefined)
            throw misread(at, 'a quote has no end');
        if (words.length === 0)
            throw misread(at, `“${keyword}” has no value`);
        return [{ keyword: keyword.toLowerCase(), words, at }];
    });
}
/** That an ssh_config can't be followed. */
const misread = (at, message) => new failure/* DroverError */.F({ code: 'bad-input', input: 'sshConfig', message: `${at}: ${message}` });
const word = /"(?:\\["'\\]|[^"])*"|'(?:\\["'\\]|[^'])*'|\\["'\\ ]|[^ \t"']/y;
const unescaped = (quoted) => quoted.replace(/\\(["'\\])/g, '$1');
/** Undefined where a quote is left open. */
function wordsOf(rest) {
    const words = [];
    let at = 0;
    while (at < rest.length) {
        if (rest[at] === ' ' || rest[at] === '\t') {
            at++;
            continue;
        }
        if (rest[at] === '#')
            break;
        let text = '';
        while (at < rest.length && rest[at] !== ' ' && rest[at] !== '\t') {
            word.lastIndex = at;
            const [piece] = word.exec(rest) ?? [];
            if (piece === undefined)
                return undefined;
            const quoted = piece[0] === '"' || piece[0] === "'";
            text += quoted ? unescaped(piece.slice(1, -1)) : piece.length === 2 ? piece.slice(1) : piece;
            at += piece.length;
        }
        words.push(text);
    }
    return words;
}

;// CONCATENATED MODULE: ./src/ssh/config/expand.ts


const tokensOf = (tokens) => ({ '%': '%', ...tokens });
/**
 * A value with its tokens and its variables (`${NAME}`) put in.
 *
 * @throws DroverError `bad-input` for one that means nothing here
 */
function expand(value, tokens, at) {
    return value.replace(/%(.?)|\$\{([^}]*)\}/gs, (all, token, name) => {
        const meant = token === undefined ? process.env[name ?? ''] : Object.hasOwn(tokens, token) && tokens[token];
        if (typeof meant === 'string')
            return meant;
        throw misread(at, token === undefined ? `the variable ${all} is not set` : `“${all}” means nothing here`);
    });
}
/** The user's home, which `HOME` names. */
const home = () => process.env.HOME || (0,external_node_os_.homedir)();
/** `~/x` from the user's home. */
const inHome = (path) => (path.startsWith('~/') ? `${home()}${path.slice(1)}` : path);

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/ssh/pattern.ts
var ssh_pattern = __webpack_require__(2368);
// EXTERNAL MODULE: ./src/ssh/socket.ts
var socket = __webpack_require__(5213);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
var picomatch_default = /*#__PURE__*/__webpack_require__.n(picomatch);
;// CONCATENATED MODULE: ./src/ssh/config/include.ts




/** The files that an `Include` names, each pattern's in order. One that is not there is none, as with OpenSSH. */
async function pathsOf(patterns) {
    const all = await Promise.all(patterns.map(pattern => found(rooted(inHome(pattern)))));
    return all.flat();
}
const rooted = (path) => (path.startsWith('/') ? path : (0,external_node_path_.join)(home(), '.ssh', path));
async function found(pattern) {
    let paths = ['/'];
    for (const part of pattern.split('/').filter(Boolean)) {
        // A folder may let its files be opened, and not be listed.
        const below = /[*?[]/.test(part) ? await Promise.all(paths.map(path => fitting(path, part))) : undefined;
        paths = below?.flat() ?? paths.map(path => (0,external_node_path_.join)(path, part));
    }
    const there = await Promise.all(paths.map(path => (0,promises_.access)(path).then(() => [path], () => [])));
    return there.flat();
}
async function fitting(folder, pattern) {
    const fits = picomatch_default()(pattern, { nobrace: true, noextglob: true, noglobstar: true });
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    return names
        .filter(name => fits(name))
        .sort()
        .map(name => (0,external_node_path_.join)(folder, name));
}

;// CONCATENATED MODULE: ./src/ssh/config/match.ts


const patterned = {
    host: ({ host }, patterns) => inSmallLetters(patterns, host),
    originalhost: ({ original }, patterns) => inSmallLetters(patterns, original),
    user: ({ user }, patterns) => (0,ssh_pattern/* listFits */.x)(patterns.split(','), user),
    localuser: ({ localUser }, patterns) => (0,ssh_pattern/* listFits */.x)(patterns.split(','), localUser),
};
const inSmallLetters = (patterns, host) => (0,ssh_pattern/* listFits */.x)(patterns.toLowerCase().split(','), host.toLowerCase());
/**
 * Whether a `Match` line means this host.
 *
 * @throws DroverError `bad-input` where that hangs on something which can't be known here, as what a command says
 */
function matches({ words, at }, about) {
    let undecided;
    for (let next = 0; next < words.length; next++) {
        const word = words[next] ?? '';
        const negated = word.startsWith('!');
        const criterion = word.slice(negated ? 1 : 0).toLowerCase();
        // Nothing is canonicalized here.
        const known = criterion === 'all' ? true : criterion === 'canonical' ? false : undefined;
        const test = Object.hasOwn(patterned, criterion) ? patterned[criterion] : undefined;
        if (known === undefined && criterion !== 'final')
            next++;
        if (next >= words.length)
            throw misread(at, `“Match ${word}” has no value`);
        const is = known ?? test?.(about, words[next] ?? '');
        if (is === undefined)
            undecided ??= criterion;
        else if (is === negated)
            return false;
    }
    if (undecided === undefined)
        return true;
    throw misread(at, `“Match ${undecided}” can't be decided here; let the block begin with Host or “Match host” instead, or declare what it says in the deployment file`);
}

;// CONCATENATED MODULE: ./src/ssh/config/look-up.ts







const deepest = 16;
/**
 * What a file, and those that it includes, say of a host.
 *
 * @throws DroverError `bad-input` with file and line for what can't be read, or decided
 */
async function lookUp(file, asked) {
    const settings = new Map();
    await follow(await textOf(file), file, 0);
    return settings;
    async function follow(text, path, depth) {
        let means = true;
        for (const line of readLines(text, path)) {
            if (line.keyword === 'host')
                means = hostMeans(line.words, asked.alias);
            else if (line.keyword === 'match')
                means = matches(line, about());
            else if (!means)
                continue;
            else if (line.keyword === 'include')
                await include(line, depth + 1);
            else
                keep(line);
        }
    }
    async function include(line, depth) {
        if (depth > deepest)
            throw misread(line.at, `more than ${deepest} files include one another`);
        for (const path of await pathsOf(line.words))
            await follow(await textOf(path, line.at), path, depth);
    }
    function keep(line) {
        // One way to get there: ProxyCommand or ProxyJump, whichever is said first.
        const keyword = line.keyword === 'proxycommand' || line.keyword === 'proxyjump' ? 'proxy' : line.keyword;
        const before = settings.get(keyword);
        if (before === undefined)
            settings.set(keyword, [line]);
        else if (keyword === 'identityfile' || keyword === 'certificatefile')
            before.push(line);
    }
    function about() {
        const { alias, localUser } = asked;
        const host = hostNameIn(settings, alias);
        return { original: alias, host, user: asked.user ?? settings.get('user')?.[0].words[0] ?? 'root', localUser };
    }
}
/** The name that is connected to: HostName's, else the one that was asked for. */
function hostNameIn(settings, alias) {
    const said = settings.get('hostname')?.[0];
    return said ? expand(said.words[0] ?? '', tokensOf({ h: alias }), said.at) : alias;
}
function hostMeans(patterns, alias) {
    const meant = (pattern) => (0,ssh_pattern/* fits */.l)(pattern.replace(/^!/, ''), alias);
    return patterns.some(one => one[0] !== '!' && meant(one)) && !patterns.some(one => one[0] === '!' && meant(one));
}
async function textOf(path, from) {
    try {
        return await (0,promises_.readFile)(inHome(path), 'utf8');
    }
    catch (error) {
        throw misread(from ?? path, `${from ? `${path} ` : ''}can't be read (${(0,socket/* errorCode */.CA)(error) ?? 'unknown error'})`);
    }
}

;// CONCATENATED MODULE: ./src/ssh/config/values.ts

/** A port, where one is said. */
function portOf(line) {
    if (line === undefined)
        return undefined;
    const port = portIn(line.words[0] ?? '');
    if (port === undefined)
        throw misread(line.at, `“${line.words[0]}” is no port from 1 to 65535`);
    return port;
}
function portIn(text) {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    return port >= 1 && port <= 65_535 ? port : undefined;
}
const units = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
/** A time as OpenSSH writes it, as `90`, `1m30s`; undefined where none is said, or no limit. */
function secondsOf(line) {
    const text = line?.words[0]?.toLowerCase();
    if (line === undefined || text === undefined || text === 'none')
        return undefined;
    if (!/^(\d+[smhdw]?)+$/.test(text))
        throw misread(line.at, `“${text}” is no time; expected seconds, or as 1m30s`);
    const seconds = [...text.matchAll(/(\d+)([smhdw]?)/g)].map(([, count, unit = '']) => Number(count) * (units[unit] ?? 1));
    return seconds.reduce((sum, part) => sum + part, 0) || undefined;
}

;// CONCATENATED MODULE: ./src/ssh/config/proxy-jump.ts



/** The hosts that a `ProxyJump` goes through, the first first. */
function hopsOf({ keyword, words, at }, tokens) {
    const [word = ''] = words;
    // Another ProxyCommand than this one was refused.
    if (keyword === 'proxycommand' || word.toLowerCase() === 'none')
        return [];
    return expand(word, tokens, at)
        .split(',')
        .map(text => hopOf(text.trim(), at));
}
const proxy_jump_form = /^(?:ssh:\/\/)?(?:(.+)@)?(\[[^\]]+\]|[^:[\]]+)(?::(\d+))?\/?$/;
function hopOf(text, at) {
    const [, user, host = '', port] = proxy_jump_form.exec(text) ?? [];
    const number = port === undefined ? undefined : portIn(port);
    if (host === '' || (port !== undefined && number === undefined))
        throw misread(at, `“${text}” is no host to jump by; expected [user@]host[:port]`);
    return { alias: host.replace(/^\[(.*)\]$/, '$1'), user, port: number };
}

;// CONCATENATED MODULE: ./src/ssh/config/refusals.ts

const none = /^none$/i;
/** What would change where or how one gets in, and is not done here. Everything else is left alone. */
const refusals = {
    proxycommand: {
        harmless: none,
        instead: 'say the hosts on the way with ProxyJump, or as “jump” in the deployment file',
    },
    certificatefile: { harmless: none, instead: 'certificates are not supported: let the machine take the key itself' },
    pkcs11provider: { harmless: none, instead: 'let an SSH agent hold the key (ssh-add -s), and leave this out' },
    canonicalizehostname: { harmless: /^no$/i, instead: 'write the whole name as “host” in the deployment file' },
    bindaddress: { instead: 'let a route of this host say from which address it goes there' },
    bindinterface: { instead: 'let a route of this host say by which interface it goes there' },
    knownhostscommand: { harmless: none, instead: 'name the keys in a file with UserKnownHostsFile' },
    revokedhostkeys: { harmless: none, instead: 'write the keys into a known_hosts file, each in a line with @revoked' },
    pubkeyauthentication: { harmless: /^(yes|unbound|host-bound)$/i, instead: 'Drover logs in with keys alone' },
    preferredauthentications: {
        harmless: /(^|,)publickey(,|$)/i,
        instead: 'Drover logs in with keys alone: add publickey',
    },
};
/**
 * Lets pass what can be followed, or does not matter.
 *
 * @throws DroverError `bad-input` that says file, line and what to do
 */
function refuse(settings) {
    for (const [first] of settings.values()) {
        const refusal = Object.hasOwn(refusals, first.keyword) ? refusals[first.keyword] : undefined;
        if (refusal && !refusal.harmless?.test(first.words[0] ?? ''))
            throw refused(first, refusal);
    }
}
const refused = ({ keyword, at }, { instead }) => misread(at, `“${keyword}” is not supported: ${instead}`);

;// CONCATENATED MODULE: ./src/ssh/config/endpoint.ts








/**
 * How to get to a machine by an ssh_config: as `ssh HOST` would, with what is declared in the place of what the file says.
 *
 * @throws DroverError `bad-input` with file and line for what can't be followed
 */
async function endpointBy(file, declared) {
    const { host: alias, ports, user, jumps } = declared;
    const asked = { alias, user, port: ports?.[0] };
    const { limits, settings, ...place } = await placeOf(file, asked, jumps, [alias]);
    const way = (0,ssh_declared/* endpointOf */.X)({ ...declared, ...place, ports: ports ?? [place.port] });
    return { ...way, settings, limits: { ...limits, ...declared.limits } };
}
/** `seen` are the hosts on the way so far, which must not come again. */
async function placeOf(file, { alias, user, port }, declared, seen) {
    const localUser = (0,external_node_os_.userInfo)().username;
    const all = await lookUp(file, { alias, user, localUser });
    const settings = declared ? new Map([...all].filter(([keyword]) => keyword !== 'proxy')) : all;
    refuse(settings);
    const first = (keyword) => settings.get(keyword)?.[0];
    const host = hostNameIn(settings, alias);
    const place = {
        host,
        port: port ?? portOf(first('port')) ?? 22,
        user: user ?? first('user')?.words[0] ?? 'root',
    };
    const tokens = tokensOf({ h: host, n: alias, p: String(place.port), r: place.user, u: localUser, d: home() });
    const connect = secondsOf(first('connecttimeout'));
    return {
        ...place,
        settings: hostSettings(settings, tokens),
        ...(connect !== undefined && { limits: { connect } }),
        jumps: declared ?? (await jumpsBy(file, first('proxy'), tokens, seen)),
    };
}
/** Each host on the way by its own settings; the first may have others before it, and the next are reached by it. */
async function jumpsBy(file, line, tokens, seen) {
    if (line === undefined)
        return [];
    const hops = hopsOf(line, tokens);
    const jumps = [];
    for (const [index, hop] of hops.entries()) {
        const names = [...seen, hop.alias];
        if (seen.includes(hop.alias))
            throw misread(line.at, `the way goes in a circle: ${names.join(', ')}`);
        const { jumps: before, ...place } = await placeOf(file, hop, index === 0 ? undefined : [], names);
        jumps.push(...before, { ...place, hostKeys: [] });
    }
    return jumps;
}
const usersFiles = ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'];
const hostsFiles = ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'];
function hostSettings(settings, tokens) {
    const first = (keyword) => settings.get(keyword)?.[0];
    const pathsIn = ({ words, at }) => words.filter(word => word.toLowerCase() !== 'none').map(word => inHome(expand(word, tokens, at)));
    const files = (keyword, otherwise) => {
        const line = first(keyword);
        return line ? pathsIn(line) : otherwise.map(inHome);
    };
    const keys = settings.get('identityfile')?.flatMap(pathsIn);
    const alias = first('hostkeyalias');
    const family = first('addressfamily')?.words[0]?.toLowerCase();
    const agent = first('identityagent');
    return {
        knownHostsFiles: [...files('userknownhostsfile', usersFiles), ...files('globalknownhostsfile', hostsFiles)],
        ...(alias && { knownAs: expand(alias.words[0] ?? '', tokens, alias.at) }),
        ...(keys && { identityFiles: keys }),
        ...(/^yes$/i.test(first('identitiesonly')?.words[0] ?? '') && { identitiesOnly: true }),
        ...(agent && agent.words[0] !== 'SSH_AUTH_SOCK' && { agent: agentIn(agent, pathsIn) }),
        ...(family === 'inet' && { family: 4 }),
        ...(family === 'inet6' && { family: 6 }),
    };
}
/** A path, a variable that has one (`$NAME`), or none at all. */
function agentIn(line, pathsIn) {
    const named = /^\$(\w+)$/.exec(line.words[0] ?? '')?.[1];
    return (named === undefined ? pathsIn(line)[0] : process.env[named]) ?? false;
}


/***/ }),

/***/ 5213:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ errorCode),
/* harmony export */   WG: () => (/* binding */ isPassing),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   kn: () => (/* binding */ openSocket)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _failure__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1633);


/** Errors of the network that may be gone in a moment: a machine that boots, an sshd that restarts, a full queue. */
const passing = new Set([
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'EHOSTDOWN',
    'ENETUNREACH',
    'EPIPE',
    'EAI_AGAIN',
]);
/** The code that Node gives an error of the system, as `ENOENT`. */
function errorCode(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}
function isPassing(error) {
    return passing.has(errorCode(error) ?? '');
}
/** Opens a TCP connection within so many seconds, names included. An abort counts as failed; who aborted knows why. */
function openSocket({ host, port, family, seconds, signal }) {
    return new Promise(resolve => {
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({
            host: host.replace(/^\[(.*)\]$/, '$1'),
            port,
            ...(family && { family }),
            // Without it Nagle's algorithm and delayed acknowledgements make an exec take 90 ms instead of 5.
            noDelay: true,
            // Node gives each of several addresses 250 ms by default, which a far machine does not keep.
            autoSelectFamilyAttemptTimeout: 3000,
        });
        const settle = (opened) => {
            clearTimeout(timer);
            signal.removeEventListener('abort', abort);
            socket.off('error', fail).off('connect', done);
            if ('failed' in opened)
                socket.on('error', () => { }).destroy();
            resolve(opened);
        };
        const abort = () => settle({ failed: 'cancelled', again: false });
        const fail = (error) => settle({ failed: messageOf(error), again: isPassing(error) });
        const done = () => settle({ stream: socket });
        const timer = setTimeout(() => settle({ failed: late(seconds), again: true }), seconds * 1000);
        socket.on('error', fail).on('connect', done);
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted)
            abort();
    });
}
const late = (seconds) => `nothing answered within ${seconds} s, the limit for connecting; a firewall may drop what is sent there`;
/** What the usual errors mean to a person; their code stays beside it, for whoever looks it up. */
const meanings = {
    ECONNREFUSED: 'connection refused, nothing listens there',
    ECONNRESET: 'the connection was reset',
    ETIMEDOUT: 'no answer',
    EHOSTUNREACH: 'no way to that host',
    EHOSTDOWN: 'the host is down',
    ENETUNREACH: 'no way to that network',
    ENOTFOUND: 'nobody knows that name',
    EAI_AGAIN: 'the name could not be looked up',
};
/** Where a name has several addresses, each different error once. */
function messageOf(error) {
    const all = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error];
    return [...new Set(all.map(inWords))].join('; ');
}
function inWords(error) {
    const code = errorCode(error);
    const meaning = code === undefined ? undefined : meanings[code];
    if (meaning !== undefined)
        return `${meaning} (${code})`;
    return (0,_failure__WEBPACK_IMPORTED_MODULE_1__/* .thrownWords */ .mG)(error);
}


/***/ })

};
;