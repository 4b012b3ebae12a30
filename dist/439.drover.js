"use strict";
exports.id = 439;
exports.ids = [439];
exports.modules = {

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