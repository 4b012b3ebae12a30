"use strict";
exports.id = 428;
exports.ids = [428,439,718];
exports.modules = {

/***/ 6718:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  files: () => (/* binding */ files)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/failure.ts
var failure = __webpack_require__(1633);
// EXTERNAL MODULE: ./src/ssh/identity.ts + 1 modules
var identity = __webpack_require__(820);
// EXTERNAL MODULE: ./src/ssh/public-key.ts
var public_key = __webpack_require__(6119);
// EXTERNAL MODULE: ./src/ssh/socket.ts
var socket = __webpack_require__(5213);
;// CONCATENATED MODULE: ./src/ssh/key-file.ts





/** Reads a key file as OpenSSH would: one that can't be used is no mistake, for another may let in. */
async function readKeyFile(path, passphrase) {
    const text = await textOf(path);
    if (typeof text !== 'string')
        return { path, identities: [], message: text.message, ...(await beside(path)) };
    const named = publicKeyIn(text);
    if (named)
        return { path, identities: [], named, message: 'it is a public key, and no agent has its other half' };
    try {
        return { path, identities: await (0,identity.readIdentities)({ text, passphrase, source: path }) };
    }
    catch (error) {
        return { path, identities: [], message: (0,failure/* thrownWords */.mG)(error), ...(await beside(path)) };
    }
}
/** The public half in a file of its own: `ssh-keygen` puts one there. */
async function beside(path) {
    const text = await textOf(`${path}.pub`);
    const named = typeof text === 'string' ? publicKeyIn(text) : undefined;
    return named ? { named } : {};
}
async function textOf(path) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        const code = (0,socket/* errorCode */.CA)(error);
        return { message: code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code ?? 'unknown error'})` };
    }
}
function publicKeyIn(text) {
    const [type = '', base64 = ''] = text.trim().split(/\s+/);
    return (0,public_key/* keyOfText */.qZ)(type, base64);
}

// EXTERNAL MODULE: ./src/ssh/known-hosts.ts
var known_hosts = __webpack_require__(2979);
;// CONCATENATED MODULE: ./src/ssh/files.ts



function files(passphrase) {
    return {
        knownHosts: once(async (path) => (0,known_hosts.readKnownHosts)(await (0,promises_.readFile)(path, 'utf8').catch(() => ''), path)),
        key: once(path => readKeyFile(path, passphrase)),
    };
}
function once(read) {
    const known = new Map();
    return path => {
        const value = known.get(path) ?? read(path);
        known.set(path, value);
        return value;
    };
}


/***/ }),

/***/ 820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readIdentities: () => (/* binding */ readIdentities),
  x: () => (/* binding */ signer)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/failure.ts
var failure = __webpack_require__(1633);
;// CONCATENATED MODULE: ./src/ssh/key-text.ts
const pem = /-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----([\s\S]*?)-----END \1-----/g;
/**
 * Finds the private keys in a text as people paste it into a secret: CRLF, `\n` written out, all on one line, indented, in
 * quotes, without a last newline, several in a row.
 */
function readKeyText(pasted) {
    const text = unescaped(pasted);
    if (text === '')
        return { form: 'empty' };
    const pems = [...text.matchAll(pem)].map(([, label = '', body = '']) => tidied(label, body));
    if (pems.length > 0)
        return { form: 'keys', pems };
    if (/^PuTTY-User-Key-File-/m.test(text))
        return { form: 'putty' };
    if (/-----(BEGIN|END) [A-Z0-9 ]*PRIVATE KEY-----/.test(text))
        return { form: 'cut-off' };
    if (/^(ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+-cert-v01@openssh\.com /.test(text))
        return { form: 'certificate' };
    if (/^(ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+ AAAA/.test(text))
        return { form: 'public-key' };
    if (/-----BEGIN ([A-Z]+ )?PUBLIC KEY-----|---- BEGIN SSH2 PUBLIC KEY/.test(text))
        return { form: 'public-key' };
    if (/^\$\{?\{?\s*[\w.]+\s*\}?\}?$/.test(text))
        return { form: 'variable' };
    if (/^(~|\.{0,2})\/\S[^\n]*$/.test(text) && text.length < 4096)
        return { form: 'path' };
    return { form: 'unknown' };
}
function unescaped(pasted) {
    const text = pasted
        .replace(/^\ufeff/, '')
        .replace(/\r\n?/g, '\n')
        .trim();
    const bare = /^(["'])[\s\S]*\1$/.test(text) ? text.slice(1, -1) : text;
    return bare.replaceAll('\\r', '').replaceAll('\\n', '\n').trim();
}
/** A PEM block as the RFCs want it: headers (`DEK-Info: …`), an empty line, base64 in lines of 64. */
function tidied(label, body) {
    const rows = body.split('\n').map(row => row.trim());
    const headers = rows.filter(row => /^[A-Za-z0-9-]+: /.test(row));
    const base64 = rows
        .filter(row => !headers.includes(row))
        .join('')
        .replace(/\s+/g, '');
    const lines = base64.match(/.{1,64}/g) ?? [];
    const head = headers.length > 0 ? [...headers, ''] : [];
    return [`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`, ''].join('\n');
}

// EXTERNAL MODULE: ./src/ssh/library.ts
var library = __webpack_require__(9521);
// EXTERNAL MODULE: ./src/ssh/public-key.ts
var public_key = __webpack_require__(6119);
// EXTERNAL MODULE: ./src/ssh/socket.ts
var socket = __webpack_require__(5213);
;// CONCATENATED MODULE: ./src/ssh/identity.ts








/**
 * The identities in an input: one, or several keys one after another.
 *
 * @throws DroverError `key-unusable`, with a message of its own for each way in which a key comes out wrong
 */
async function readIdentities({ text, passphrase, source }) {
    const unusable = (message, cause) => new failure/* DroverError */.F({ code: 'key-unusable', source, message }, cause === undefined ? {} : { cause });
    const given = readKeyText(text);
    const found = given.form === 'path' ? readKeyText(await fileAt(text.trim(), unusable)) : given;
    if (found.form !== 'keys')
        throw unusable(found.form === 'path' ? mistakes.unknown : mistakes[found.form]);
    const identities = [];
    for (const pem of found.pems) {
        const identity = await identityOf(pem, passphrase || undefined);
        if (typeof identity === 'string')
            throw unusable(identity);
        identities.push(identity);
    }
    return identities;
}
const mistakes = {
    empty: 'it is empty: is the secret set, and may this workflow read it? (a pull request from a fork may not)',
    putty: 'it is in PuTTY’s format; convert it: puttygen KEY.ppk -O private-openssh -o KEY',
    'public-key': 'it is a public key; the private one is needed (the file without .pub)',
    certificate: 'it is a certificate; the private key is needed, and certificates are not supported',
    'cut-off': 'it is cut off: a private key goes from its BEGIN line to its END line',
    variable: 'it is the name of a variable, not its value: the workflow did not replace it',
    unknown: 'it is no private key: expected a text that starts with -----BEGIN OPENSSH PRIVATE KEY-----',
};
const encryptedWithout = 'it is encrypted, and no passphrase is given (input ssh-passphrase)';
const encryptedOtherwise = 'the passphrase does not open it';
/** The identity of one PEM block, or what is wrong with it. ssh2's own messages are read here and nowhere else. */
async function identityOf(pem, passphrase) {
    const { parseKey } = (await (0,library/* ssh2 */.p)()).utils;
    const known = /BEGIN (ENCRYPTED )?PRIVATE KEY/.test(pem) ? convertedFromPkcs8(pem, passphrase) : { pem };
    if (typeof known === 'string')
        return known;
    const parsed = parseKey(known.pem, passphrase);
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    if (key instanceof Error)
        return explained(key.message, passphrase !== undefined);
    if (!key.isPrivateKey())
        return mistakes['public-key'];
    if (key.type === 'ssh-dss')
        return 'it is a DSA key, which OpenSSH no longer takes; make one with: ssh-keygen -t ed25519';
    const blob = key.getPublicSSH();
    const shown = { type: key.type, fingerprint: (0,public_key/* fingerprint */.Rj)(blob), publicKey: (0,public_key/* oneLine */.TN)({ type: key.type, blob }) };
    const secret = { privateKey: known.pem, ...(passphrase === undefined ? {} : { passphrase }) };
    const identity = Object.defineProperties({ ...secret, ...shown }, identity_hidden);
    opened.set(identity, key);
    return identity;
}
/** Opening an encrypted key takes a tenth of a second and more: once a run, not once a machine. */
const opened = new WeakMap();
/** What ssh2 signs with: the key as it was opened when it was read. */
function signer(identity) {
    return opened.get(identity) ?? identity.privateKey;
}
/** Keeps a key out of whatever prints an object: JSON.stringify, console.log, an assertion that failed. */
const identity_hidden = { privateKey: { enumerable: false }, passphrase: { enumerable: false } };
function explained(message, withPassphrase) {
    if (/no passphrase given/.test(message))
        return encryptedWithout;
    if (/bad passphrase|unable to authenticate|bad decrypt/i.test(message))
        return encryptedOtherwise;
    const type = /Unsupported OpenSSH private key type: (\S+)/.exec(message)?.[1];
    if (type?.startsWith('sk-'))
        return `it is a hardware key (${type}), which cannot sign here; use an ed25519 key`;
    if (type)
        return `its type ${type} is not supported; use an ed25519 key`;
    // With an old PEM a wrong passphrase shows only in what comes out of it.
    if (withPassphrase && /Malformed|Invalid|expected/i.test(message))
        return encryptedOtherwise;
    return 'it is damaged: the text between its BEGIN and END lines is not a whole key';
}
/** ssh2 reads no PKCS #8 (what openssl and some clouds write). RSA and EC have an older form that it reads. */
function convertedFromPkcs8(pem, passphrase) {
    if (pem.includes('ENCRYPTED') && passphrase === undefined)
        return encryptedWithout;
    try {
        const key = (0,external_node_crypto_.createPrivateKey)({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
        if (key.asymmetricKeyType === 'rsa')
            return { pem: `${key.export({ type: 'pkcs1', format: 'pem' })}` };
        if (key.asymmetricKeyType === 'ec')
            return { pem: `${key.export({ type: 'sec1', format: 'pem' })}` };
        return `it is a PKCS #8 key of type ${key.asymmetricKeyType}; convert it: ssh-keygen -p -N '' -f KEY, or make a new one`;
    }
    catch {
        return pem.includes('ENCRYPTED') ? encryptedOtherwise : explained('', false);
    }
}
async function fileAt(path, unusable) {
    const file = path.startsWith('~/') ? `${(0,external_node_os_.homedir)()}${path.slice(1)}` : path;
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (error) {
        throw unusable(`it is a path, and ${path} cannot be read (${(0,socket/* errorCode */.CA)(error) ?? 'unknown error'})`, error);
    }
}


/***/ }),

/***/ 9521:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ ssh2)
/* harmony export */ });
/** ssh2, loaded when the first connection or key needs it: it takes 20 to 35 ms that `validate` need not wait for. */
const ssh2 = () => __webpack_require__.e(/* import() */ 472).then(__webpack_require__.t.bind(__webpack_require__, 3091, 23));


/***/ }),

/***/ 7915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ logIn),
  r: () => (/* binding */ withJump)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/failure.ts
var src_failure = __webpack_require__(1633);
;// CONCATENATED MODULE: ./src/ssh/algorithms.ts
/** The algorithms that prove a host key, by the key's type. No SHA-1 (`ssh-rsa`) and no DSA. */
const proofs = {
    'ssh-ed25519': ['ssh-ed25519'],
    'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
    'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
    'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
    'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
};
/**
 * The types of host keys to ask for, best first. A server shows the first that it has, so the pinned types lead; the others
 * follow so that a machine without them shows what it has and is refused by name. Types in `without` were seen already.
 */
function hostKeyTypes({ pins }, without = []) {
    const pinned = pins.flatMap(pin => ('key' in pin ? [pin.key.type] : []));
    const all = Object.keys(proofs);
    return [...all.filter(type => pinned.includes(type)), ...all.filter(type => !pinned.includes(type))].filter(type => !without.includes(type));
}
/** What is offered to a server: what ssh2 offers by itself, less everything that rests on SHA-1, CBC or compression. */
function algorithms(types) {
    return {
        kex: [
            'curve25519-sha256',
            'curve25519-sha256@libssh.org',
            'ecdh-sha2-nistp256',
            'ecdh-sha2-nistp384',
            'ecdh-sha2-nistp521',
            'diffie-hellman-group-exchange-sha256',
            'diffie-hellman-group16-sha512',
            'diffie-hellman-group18-sha512',
            'diffie-hellman-group14-sha256',
        ],
        serverHostKey: types.flatMap(type => proofs[type] ?? []),
        cipher: [
            'aes128-gcm@openssh.com',
            'aes256-gcm@openssh.com',
            'aes128-ctr',
            'aes192-ctr',
            'aes256-ctr',
            'chacha20-poly1305@openssh.com',
        ],
        hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
        compress: ['none'],
    };
}

// EXTERNAL MODULE: ./src/ssh/library.ts
var library = __webpack_require__(9521);
// EXTERNAL MODULE: ./src/ssh/public-key.ts
var public_key = __webpack_require__(6119);
;// CONCATENATED MODULE: ./src/ssh/agent.ts



/**
 * Asks the agent behind a socket (SSH_AUTH_SOCK) for its keys, of which the chosen will be offered.
 *
 * @throws DroverError `key-unusable` where no agent answers there
 */
async function agentKeys(path, { most, first, only }) {
    const { createAgent, utils } = await (0,library/* ssh2 */.p)();
    const agent = createAgent(path);
    const all = await new Promise((resolve, reject) => {
        agent.getIdentities((error, found = []) => {
            if (!error)
                return resolve(found.flatMap(key => single(utils.parseKey(publicOf(key)))));
            const message = `no SSH agent answers at ${path}: ${error.message}`;
            reject(new src_failure/* DroverError */.F({ code: 'key-unusable', source: 'SSH_AUTH_SOCK', message }, { cause: error }));
        });
    });
    const named = (key) => first.some(({ blob }) => blob.equals(key.getPublicSSH()));
    const chosen = [...all.filter(named), ...(only ? [] : all.filter(key => !named(key)))];
    const offered = chosen.slice(0, most);
    agent.getIdentities = callback => callback(undefined, offered);
    const keys = offered.map(key => `${key.type} ${(0,public_key/* fingerprint */.Rj)(key.getPublicSSH())}`);
    return { agent, keys, left: chosen.length - offered.length };
}
/** An agent may give a key with a comment around it. */
function publicOf(key) {
    if (typeof key === 'string' || Buffer.isBuffer(key) || !('pubKey' in key))
        return key;
    const { pubKey } = key;
    return typeof pubKey === 'object' && 'pubKey' in pubKey ? pubKey.pubKey : pubKey;
}
/** Types that ssh2 does not know are no keys to it. */
function single(key) {
    return key instanceof Error ? [] : [key].flat();
}

// EXTERNAL MODULE: ./src/ssh/identity.ts + 1 modules
var ssh_identity = __webpack_require__(820);
;// CONCATENATED MODULE: ./src/ssh/authentication.ts



/** OpenSSH's default MaxAuthTries: at this many refused keys the server hangs up. */
const mostTries = 6;
/** The machine's own keys first: they surely fit, and the server counts each try. The same key is tried once. */
async function offerOf({ own, identities, files, agent, only }) {
    const read = await Promise.all(own.map(text => (0,ssh_identity.readIdentities)({ text, source: 'the environment’s key' })));
    const all = [...read.flat(), ...identities, ...files.flatMap(file => file.identities)];
    const once = all.filter((one, index) => all.findIndex(other => other.fingerprint === one.fingerprint) === index);
    const first = files.flatMap(({ named }) => named ?? []);
    const room = mostTries - once.length;
    const choice = { most: Math.max(0, room), first, only: only || once.length > 0 };
    const asked = agent && (first.length > 0 || !choice.only) ? await agentKeys(agent, choice) : undefined;
    const left = Math.max(0, -room) + (asked?.left ?? 0);
    const has = ({ named }) => named && asked?.keys.some(key => key.endsWith(` ${(0,public_key/* fingerprint */.Rj)(named.blob)}`));
    return {
        identities: once.slice(0, mostTries),
        agent: asked,
        notes: [
            ...(left === 0 ? [] : [`(${left} more not offered: servers hang up after ${mostTries} tries)`]),
            ...files.flatMap(file => file.message === undefined || has(file) ? [] : [`(not ${file.path}: ${file.message})`]),
        ],
    };
}
function authentication(username, offer) {
    const methods = methodsOf(username, offer);
    const offered = [];
    let last = [];
    let allowed = [];
    let begun = false;
    const next = (left) => {
        begun = true;
        if (left)
            allowed = left;
        // Nothing but keys is ever offered; asking once more where the server takes none would count as a try.
        const method = left && !left.includes('publickey') ? undefined : methods.shift();
        if (!method)
            return false;
        last = method.shows;
        offered.push(...method.shows);
        return method.method;
    };
    return {
        // ssh2 takes what the handler returns; false ends the authentication. Its types know only the callback.
        handler: left => next(left),
        get begun() {
            return begun;
        },
        get offered() {
            return [...offered, ...offer.notes];
        },
        get last() {
            return last;
        },
        get allowed() {
            return allowed;
        },
    };
}
/** Without any key, `none` is asked: it never lets in, but the server's answer names what it allows. */
function methodsOf(username, { identities, agent }) {
    const methods = identities.map(identity => ({
        method: {
            type: 'publickey',
            username,
            key: (0,ssh_identity/* signer */.x)(identity),
            ...(identity.passphrase === undefined ? {} : { passphrase: identity.passphrase }),
        },
        shows: [`${identity.type} ${identity.fingerprint}`],
    }));
    if (agent)
        methods.push({ method: { type: 'agent', username, agent: agent.agent }, shows: agent.keys });
    if (methods.length === 0)
        methods.push({ method: { type: 'none', username }, shows: [] });
    return methods;
}

;// CONCATENATED MODULE: ./src/ssh/gather.ts
/**
 * Lets all that ssh2 writes in answer to one piece of what it reads leave in one call of the system. It writes each packet in
 * three pieces, and a machine that has room again for a megabyte makes it write thirty-two packets. To be called right behind
 * `connect`.
 */
function gather(stream) {
    // Before ssh2 itself takes the piece.
    stream.prependListener('data', () => {
        stream.cork();
        process.nextTick(() => stream.uncork());
    });
}

// EXTERNAL MODULE: ./src/ssh/host-key.ts
var host_key = __webpack_require__(5748);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/ssh/shortcuts.ts

/**
 * Has a client do without what costs each connection time and serves nobody, where ssh2 has no option for it. This reaches
 * into ssh2: what is not there as it was in the version that was read stays as it is, and only takes longer. To be called
 * right behind `connect`. With `only`, the one key that there is to try:
 *
 * - The login is asked for in the same breath as the service, and signed at once, without asking first whether the key
 *   would do: two round trips less. Both are RFC 4252's; OpenSSH's server takes what comes in its order.
 * - The server is not made to prove all its host keys again when it names them (`hostkeys-00@openssh.com`): one of them was
 *   judged already, and no other is ever learnt.
 * - A key is given to OpenSSL as an object of its own: a Buffer would be made into one for each packet.
 */
function takeShortcuts(client, only) {
    const protocol = part(client, '_protocol');
    const handlers = part(protocol, '_handlers');
    wrap(handlers, 'GLOBAL_REQUEST', (ask, ...words) => words[1] !== 'hostkeys-00@openssh.com' && ask(...words));
    client.on('handshake', () => {
        for (const name of ['_encKey', '_macKey'])
            keepKey(part(protocol, '_cipher'), name);
        for (const name of ['_decipherKey', '_macKey'])
            keepKey(part(protocol, '_decipher'), name);
    });
    // How an RSA key has to sign, the server says in its answer.
    if (!only || only.type === 'ssh-rsa')
        return;
    const sign = (data, signed) => {
        const signature = only.sign(data);
        if (Buffer.isBuffer(signature))
            signed(signature);
    };
    wrap(protocol, 'authPK', (ask, user, key, algorithm, given) => ask(user, key, algorithm, given ?? sign));
    wrap(protocol, 'service', (ask, name) => {
        ask(name);
        const begin = part(handlers, 'SERVICE_ACCEPT');
        if (typeof begin !== 'function')
            return;
        wrap(handlers, 'SERVICE_ACCEPT', () => undefined);
        Reflect.apply(begin, handlers, [protocol, name]);
    });
}
const part = (of, name) => typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
/** Puts `by` in the place of a method; it is handed what was there. */
function wrap(of, name, by) {
    const own = part(of, name);
    if (typeof of !== 'object' || of === null || typeof own !== 'function')
        return;
    const call = (...words) => Reflect.apply(own, of, words);
    Reflect.set(of, name, (...words) => by(call, ...words));
}
function keepKey(of, name) {
    const key = part(of, name);
    if (typeof of === 'object' && of !== null && Buffer.isBuffer(key))
        Reflect.set(of, name, (0,external_node_crypto_.createSecretKey)(key));
}

// EXTERNAL MODULE: ./src/ssh/socket.ts
var socket = __webpack_require__(5213);
;// CONCATENATED MODULE: ./src/ssh/handshake.ts










/** The key that is tried, where there is one and no other. */
function onlyKey({ identities, agent }) {
    const [first, ...others] = identities;
    const key = first && others.length === 0 && !agent ? (0,ssh_identity/* signer */.x)(first) : undefined;
    return typeof key === 'string' ? undefined : key;
}
/**
 * From an open stream to a client that is logged in. The host key is judged before anything of the user's is sent.
 *
 * @throws DroverError `authentication-failed`
 */
async function handshake({ stream, trust, user, offer, signal, ...limits }) {
    const client = new (await (0,library/* ssh2 */.p)()).Client();
    const auth = authentication(user, offer);
    const { host, port } = trust;
    let refused;
    return new Promise((resolve, reject) => {
        const settle = (act, keep = false) => {
            signal.removeEventListener('abort', abort);
            client.off('error', fail).off('close', lost).off('ready', ready);
            // What still comes of a connection that was given up means nothing to anybody.
            client.on('error', () => { });
            if (!keep)
                stream.destroy();
            act();
        };
        let shown = false;
        let heard = false;
        // How far it came, for whoever waited for the rest.
        const stood = () => {
            if (auth.begun)
                return `its host key was right, and it did not answer to ${auth.offered.length === 0 ? 'the login' : 'a key'}`;
            if (shown)
                return 'its host key was right, and the exchange of keys did not end';
            return heard ? 'it spoke, and showed no host key' : 'it said nothing: is that sshd?';
        };
        const failed = (message, again, hungUp = false) => settle(() => resolve(refused ?? { failed: message, again, busy: hungUp && !shown }));
        const abort = () => failed('cancelled', false);
        const lost = () => failed('the connection was closed during the handshake', true, true);
        const ready = () => settle(() => resolve({ client, stream, port, keys: auth.last }), true);
        const fail = (error) => {
            // Once it knows who wants to log in, another attempt is another login.
            if (error.level === 'client-timeout')
                return failed(`not logged in within ${limits.seconds} s, the limit for logging in: ${stood()}`, !auth.begun);
            // In the time of authentication a server disconnects (with a number from RFC 4253) when it had enough tries.
            if (auth.begun && (error.level === 'client-authentication' || typeof error.code === 'number')) {
                const { offered, allowed } = auth;
                const failure = { code: 'authentication-failed', host, user, offered, allowed };
                settle(() => reject(new src_failure/* DroverError */.F(failure, { cause: error })));
            }
            else {
                const hungUp = (0,socket/* isPassing */.WG)(error) || /lost before/.test(error.message);
                failed(error.message, hungUp, hungUp);
            }
        };
        client.on('error', fail).on('close', lost).on('ready', ready);
        signal.addEventListener('abort', abort, { once: true });
        client.connect({
            sock: stream,
            username: user,
            algorithms: algorithms(limits.types),
            hostVerifier: (blob) => {
                shown = true;
                const failure = (0,host_key/* judge */.S4)(trust, blob);
                if (failure)
                    refused = { refused: failure, type: (0,public_key/* keyOfBlob */.Y_)(blob)?.type };
                return !failure;
            },
            authHandler: auth.handler,
            readyTimeout: limits.seconds * 1000,
            keepaliveInterval: limits.keepaliveSeconds * 1000,
        });
        takeShortcuts(client, onlyKey(offer));
        stream.once('data', () => {
            heard = true;
        });
        gather(stream);
        if (signal.aborted)
            abort();
    });
}

// EXTERNAL MODULE: ./src/ssh/files.ts + 1 modules
var files = __webpack_require__(6718);
// EXTERNAL MODULE: ./src/ssh/known-hosts.ts
var known_hosts = __webpack_require__(2979);
;// CONCATENATED MODULE: ./src/ssh/preparation.ts




/** @throws DroverError `key-unusable`, `host-key-refused`, `bad-input` for what can't be used whatever the host says */
async function prepared(place, options) {
    const { settings = {}, otherPorts = [], identities: own = [] } = place;
    const read = options.files ?? (0,files.files)(options.passphrase);
    const more = await Promise.all((settings.knownHostsFiles ?? []).map(read.knownHosts));
    const known = (0,known_hosts/* allKnown */.HC)([...(options.knownHosts ? [options.knownHosts] : []), ...more]);
    const ports = [place.port, ...otherPorts];
    const trusts = ports.map(port => (0,host_key/* trustOf */.An)({ ...place, port }, known));
    const [first] = trusts;
    // Where no key is known the failure says so.
    if (first && first.authorities.length > 0 && first.pins.length > 0)
        options.onNotice?.(`${first.authorities.join(', ')}: @cert-authority is not asked for ${place.host}: Drover checks no certificates of hosts, and goes by the host key that is declared`);
    const offer = await offerOf({
        own,
        identities: options.identities,
        files: await Promise.all((settings.identityFiles ?? []).map(read.key)),
        agent: settings.agent === undefined ? options.agent : settings.agent || undefined,
        only: settings.identitiesOnly === true,
    });
    return { ports, trusts, offer };
}

;// CONCATENATED MODULE: ./src/ssh/log-in.ts





/** Logs in at one host. Only connecting is tried again; a refused host key or login is final. */
async function logIn(place, way, options) {
    const { signal } = options;
    let attempts = options.attempts ?? ordinaryAttempts;
    const { ports, trusts, offer } = await prepared(place, options);
    for (let attempt = 1, before;; attempt++) {
        options.onAttempt?.(attempt, before, attempts);
        const failed = [];
        for (const [index, trust] of trusts.entries()) {
            const most = place.limits?.connect ?? options.connectSeconds ?? defaults.connect;
            const connect = index === trusts.length - 1 ? most : Math.min(most, secondsBeforeNextPort);
            const tried = await trying({ place, trust, offer, way, connect, options });
            if (signal.aborted) {
                if ('client' in tried)
                    tried.stream.destroy();
                throw new src_failure/* DroverError */.F({ code: 'cancelled' });
            }
            if ('client' in tried)
                return tried;
            if ('refused' in tried)
                throw new src_failure/* DroverError */.F(tried.refused);
            failed.push({ port: trust.port, said: tried.failed, again: tried.again, busy: tried.busy });
        }
        const several = failed.length > 1;
        const message = failed.map(({ port, said }) => (several ? `port ${port}: ${said}` : said)).join('; ');
        attempts = options.attempts ?? (failed.some(({ busy }) => busy) ? busyAttempts : ordinaryAttempts);
        if (!failed.some(({ again }) => again) || attempt >= attempts) {
            const [port = 22, ...otherPorts] = ports;
            const at = { port, ...(several && { otherPorts }) };
            throw new src_failure/* DroverError */.F({ code: 'machine-unreachable', host: place.host, ...at, attempts: attempt, message });
        }
        before = message;
        await (0,promises_.setTimeout)(backoff(attempt), undefined, { signal }).catch(() => {
            throw new src_failure/* DroverError */.F({ code: 'cancelled' });
        });
    }
}
/** A failure at a jump host, with where on the way that is. */
function withJump(failure, jump) {
    switch (failure.code) {
        case 'machine-unreachable':
        case 'host-key-refused':
        case 'authentication-failed':
            return { ...failure, jump };
        default:
            return failure;
    }
}
const ordinaryAttempts = 3;
/** A server that hangs up on whoever comes while too many others are logging in (MaxStartups) has room again in a moment. */
const busyAttempts = 8;
/** A firewall drops what goes to a port that is not the right one any more: the next is not to wait for the whole limit. */
const secondsBeforeNextPort = 5;
/** Half a second, doubled each time up to four, and up to half as much again by chance, so that a herd does not come back as one. */
function backoff(attempt) {
    return 500 * 2 ** Math.min(attempt - 1, 3) * (1 + Math.random() / 2);
}
const defaults = { connect: 15, login: 20 };
/**
 * One attempt. A server shows one host key, of the first type that both know. A pinned fingerprint does not tell its type, so
 * where the key differs the other types are asked for, before a login is tried at all.
 */
async function trying({ place, trust, offer, way, connect, options }) {
    const { signal, handshakeSeconds = defaults.login, keepaliveSeconds = 5 } = options;
    const { user, settings: { family } = {}, limits: { login = handshakeSeconds } = {} } = place;
    const { host, port } = trust;
    const unknownType = trust.pins.some(pin => 'fingerprint' in pin);
    const seen = [];
    let first;
    while (true) {
        const types = hostKeyTypes(trust, seen);
        if (first && types.length === 0)
            return first;
        const opened = await way.open({ host, port, family, seconds: connect, signal });
        if ('failed' in opened)
            return { ...opened, busy: false };
        const limits = { seconds: login, keepaliveSeconds, signal };
        const shaken = await handshake({ stream: opened.stream, trust, user, types, offer, ...limits });
        // The machine has no key of the other types.
        if (first && 'failed' in shaken && !shaken.again)
            return first;
        if (!('refused' in shaken) || shaken.refused.reason !== 'differs' || !shaken.type || !unknownType)
            return shaken;
        first ??= shaken;
        seen.push(shaken.type);
    }
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


/***/ }),

/***/ 5157:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ farewell),
/* harmony export */   ob: () => (/* binding */ direct),
/* harmony export */   sc: () => (/* binding */ through)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _socket__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5213);


const direct = { open: _socket__WEBPACK_IMPORTED_MODULE_1__/* .openSocket */ .kn, close: async () => { }, cut: () => { } };
/** Through a host that was reached by `before`: what it is asked to open, sshd opens from there. */
function through(login, before, host) {
    const { client, stream } = login;
    const cut = () => {
        stream.destroy();
        before.cut();
    };
    const leave = farewell(login, cut);
    // Many may wait for one and the same connection.
    stream.setMaxListeners(0);
    // What a broken connection means shows in the stream that went over it.
    client.on('error', () => { });
    return {
        open: to => forward(login, host, to),
        close: async () => {
            await leave();
            await before.close();
        },
        cut,
    };
}
/** What says goodbye, and cuts the line where nobody answers that. To be made before anything can close the client. */
function farewell({ client }, cut) {
    const closed = new Promise(resolve => client.once('close', resolve));
    return async () => {
        client.end();
        const timer = setTimeout(cut, 2000);
        // By way of others a line that was cut may not hear of it before they notice that nobody is there.
        await Promise.race([closed, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(3000, undefined, { ref: false })]);
        clearTimeout(timer);
    };
}
function forward({ client, stream }, by, { host, port, seconds, signal }) {
    return new Promise(resolve => {
        let settled = false;
        const settle = (opened) => {
            settled = true;
            clearTimeout(timer);
            signal.removeEventListener('abort', abort);
            stream.off('close', gone);
            resolve(opened);
        };
        const abort = () => settle({ failed: 'cancelled', again: false });
        const gone = () => settle({ failed: `the connection to the jump host ${by} was lost`, again: false });
        const late = () => settle({ failed: tooLate(by, seconds), again: true });
        const timer = setTimeout(late, seconds * 1000);
        const done = (error, channel) => {
            if (settled)
                return error ? undefined : channel.close();
            if (error)
                return settle(refusal(error, by));
            settle({ stream: channel });
        };
        signal.addEventListener('abort', abort, { once: true });
        stream.once('close', gone);
        if (signal.aborted)
            return abort();
        try {
            client.forwardOut('127.0.0.1', 0, host.replace(/^\[(.*)\]$/, '$1'), port, done);
        }
        catch {
            gone();
        }
    });
}
const tooLate = (by, seconds) => `${by} opened no connection to it within ${seconds} s, the limit for connecting`;
/** RFC 4254, 5.1: 1 is a server that may not, 2 one that tried, 4 one that has as many channels as it takes. */
function refusal(error, by) {
    const said = (0,_socket__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error).replace(/^\(SSH\) Channel open failure: /, '');
    if (error.reason !== 1)
        return { failed: `${by} can't connect to it: ${said}`, again: true, crowded: error.reason === 4 };
    const message = `${by} lets nobody jump (${said}): set AllowTcpForwarding yes in its sshd_config, and see its PermitOpen`;
    return { failed: message, again: false, crowded: true };
}


/***/ }),

/***/ 4428:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ JumpFailed),
/* harmony export */   ways: () => (/* binding */ ways)
/* harmony export */ });
/* harmony import */ var _log_in__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7915);
/* harmony import */ var _way__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5157);


/** That a host on the way could not be passed; `number` counts from 1. */
class JumpFailed extends Error {
    number;
    constructor(number, cause) {
        super(`jump host ${number}`, { cause });
        this.number = number;
        this.name = 'JumpFailed';
    }
}
function ways() {
    const all = new Map();
    async function by(jumps, options) {
        if (jumps.length === 0)
            return _way__WEBPACK_IMPORTED_MODULE_1__/* .direct */ .ob;
        const key = JSON.stringify(jumps);
        const first = await take(key, jumps, options);
        return leased(first, () => take(key, jumps, options));
    }
    async function take(key, jumps, options) {
        const before = all.get(key);
        const shared = before?.state === 'open' ? before : begin(jumps, options);
        if (shared !== before)
            all.set(key, shared);
        shared.users++;
        try {
            return { shared, way: await shared.way };
        }
        catch (error) {
            shared.state = 'gone';
            throw error;
        }
    }
    function begin(jumps, options) {
        const gone = () => {
            shared.state = 'gone';
        };
        const shared = { way: reach(jumps, options, gone), users: 0, opened: 0, state: 'open' };
        return shared;
    }
    async function reach(jumps, options, gone) {
        const before = await by(jumps.slice(0, -1), options);
        const [last] = jumps.slice(-1);
        if (!last)
            return before;
        try {
            const login = await (0,_log_in__WEBPACK_IMPORTED_MODULE_0__/* .logIn */ .E)(last, before, options);
            login.client.once('close', gone);
            return (0,_way__WEBPACK_IMPORTED_MODULE_1__/* .through */ .sc)(login, before, last.host);
        }
        catch (error) {
            before.cut();
            throw new JumpFailed(jumps.length, error);
        }
    }
    return { by };
}
/** One user's part in a connection. The last to leave closes it. */
function leased(first, another) {
    let taken = first;
    let left = false;
    const streams = [];
    const last = ({ shared }) => {
        shared.users--;
        if (shared.users === 0)
            shared.state = 'gone';
        return shared.users === 0;
    };
    const change = async () => {
        const before = taken;
        taken = await another();
        if (last(before))
            await before.way.close();
    };
    const open = async (to) => {
        const { shared, way } = taken;
        const opened = await way.open(to);
        if ('failed' in opened)
            return opened;
        shared.opened++;
        streams.push(opened.stream);
        return opened;
    };
    return {
        async open(to) {
            if (taken.shared.state === 'gone')
                await change();
            for (;;) {
                const { shared } = taken;
                const opened = await open(to);
                const full = 'failed' in opened && opened.crowded && shared.opened > 0 && shared.users > 1;
                if (!full || to.signal.aborted)
                    return opened;
                // What it carries it carries on; what is left is a connection beside it.
                if (shared.state === 'open')
                    shared.state = 'full';
                await change();
            }
        },
        async close() {
            if (left)
                return;
            left = true;
            if (last(taken))
                await taken.way.close();
        },
        cut() {
            if (left)
                return;
            left = true;
            for (const stream of streams)
                stream.destroy();
            if (last(taken))
                taken.way.cut();
        },
    };
}


/***/ })

};
;