"use strict";
exports.id = 842;
exports.ids = [842];
exports.modules = {

/***/ 2842:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fitting: () => (/* binding */ fitting),
/* harmony export */   userData: () => (/* binding */ userData)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8815);
/* harmony import */ var _failure__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1633);



/** Cloud-init's user data for a machine of Drover's: its own part, and the user's beside it. */
function userData(wish) {
    const own = wish.own?.trim() ? wish.own : undefined;
    const ours = droversPart(wish);
    if (own === undefined)
        return cloudConfig(ours);
    const type = partType(own);
    if (type === 'text/cloud-config')
        return cloudConfig(merged(ours, readCloudConfig(own)));
    return multipart([ownPart(type, own), { type: 'text/cloud-config', text: cloudConfig(ours) }]);
}
/**
 * The same text, where it is not too long for a provider.
 *
 * @throws DroverError `bad-input` that says by how much it is
 */
function fitting(text, provider, limit) {
    const bytes = Buffer.byteLength(text);
    if (bytes <= limit)
        return text;
    const message = `the user data is ${bytes} bytes long with Drover's part in it, and ${provider} takes ${limit}: ` +
        'let the machine fetch the bulk of it, or declare it in its system';
    throw new _failure__WEBPACK_IMPORTED_MODULE_2__/* .DroverError */ .F({ code: 'bad-input', input: 'userData', message });
}
/** What only Drover says: with another value the first contact would fail, or prove nothing. */
const settled = { ssh_pwauth: false, disable_root: false, ssh_deletekeys: true, ssh_genkeytypes: ['ed25519'] };
function droversPart({ hostKey, loginKey, publicKeys, user }) {
    const forRoot = [...new Set([loginKey, ...(user === 'root' ? publicKeys : [])])];
    const sudo = 'ALL=(ALL) NOPASSWD:ALL';
    const another = { name: user, lock_passwd: true, shell: '/bin/bash', sudo, ssh_authorized_keys: [...publicKeys] };
    return {
        ...settled,
        ssh_keys: { ed25519_private: hostKey.private, ed25519_public: hostKey.public },
        ssh_authorized_keys: forRoot,
        ...(user === 'root' ? {} : { users: ['default', another] }),
        // Where a provider gives root a password it is one that must be changed at once: no key lets in before.
        chpasswd: { expire: false },
        runcmd: [
            ['usermod', '--password', '*', 'root'],
            ['chage', '--lastday', '-1', 'root'],
        ],
    };
}
/** Lists are joined, Drover's first; other values are the user's, but for those that only Drover says. */
function merged(ours, theirs) {
    for (const key of [...Object.keys(settled), 'ssh_keys']) {
        if (!Object.hasOwn(theirs, key))
            continue;
        if (key !== 'ssh_keys' && JSON.stringify(theirs[key]) === JSON.stringify(ours[key]))
            continue;
        throw unusable(`“${key}” is Drover's to say: it pins the host key with it, and lets in by key alone; leave it out`);
    }
    const lists = Object.entries(ours).flatMap(([key, value]) => (Array.isArray(value) ? [{ key, value }] : []));
    const joined = lists
        .filter(({ key }) => !Object.hasOwn(settled, key))
        .map(({ key, value }) => [key, [...value, ...listIn(theirs, key)]]);
    return {
        ...ours,
        ...theirs,
        ...Object.fromEntries(joined),
        chpasswd: { ...(isMapping(theirs.chpasswd) ? theirs.chpasswd : {}), expire: false },
    };
}
function listIn(config, key) {
    const value = config[key] ?? [];
    if (Array.isArray(value))
        return value;
    throw unusable(`“${key}” is to be a list`);
}
function readCloudConfig(text) {
    let read;
    try {
        read = (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(text);
    }
    catch (cause) {
        throw unusable(`it is no YAML: ${(0,_failure__WEBPACK_IMPORTED_MODULE_2__/* .thrownWords */ .mG)(cause)}`);
    }
    if (read === null)
        return {};
    if (isMapping(read))
        return read;
    throw unusable('behind “#cloud-config” a mapping was expected, as “packages: [nginx]”');
}
const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
// Long lines stay whole: a key that were folded would still be read, but no longer found by whoever looks for it.
const cloudConfig = (config) => `#cloud-config\n${(0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .stringify */ .As)(config, { lineWidth: 0 })}`;
/** By its first line, as cloud-init tells them apart. */
const partTypes = [
    ['#cloud-config-archive', 'text/cloud-config-archive'],
    ['#cloud-config', 'text/cloud-config'],
    ['#!', 'text/x-shellscript'],
    ['#include-once', 'text/x-include-once-url'],
    ['#include', 'text/x-include-url'],
    ['#cloud-boothook', 'text/cloud-boothook'],
    ['#part-handler', 'text/part-handler'],
    ['## template: jinja', 'text/jinja2'],
    ['Content-Type: multipart/', 'multipart/mixed'],
];
function partType(text) {
    const type = partTypes.find(([start]) => text.toLowerCase().startsWith(start.toLowerCase()))?.[1];
    if (type !== undefined)
        return type;
    const shown = text.split('\n', 1)[0]?.slice(0, 60) ?? '';
    throw unusable(`it begins with “${shown}”; expected “#cloud-config”, “#!/bin/sh”, “#include” or another of its forms`);
}
/** A multipart message of the user's own is a part as it stands, its own header being the part's. */
const ownPart = (type, text) => (type === 'multipart/mixed' ? text : { type, text });
/** Drover's is the last: of two parts that say the same, cloud-init takes the later. */
function multipart(parts) {
    const whole = parts.map(part => (typeof part === 'string' ? part : encoded(part)));
    // Made of the parts themselves, so that it can't stand in one of them.
    const boundary = `drover-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 32)}`;
    const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n`;
    return `${head}\n${whole.map(part => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
}
/** Beyond ASCII a part is encoded: cloud-init takes it for Latin-1 otherwise. */
function encoded({ type, text }) {
    const plain = Buffer.byteLength(text) === text.length;
    const body = plain
        ? text
        : (Buffer.from(text)
            .toString('base64')
            .match(/.{1,76}/g) ?? []).join('\n');
    const encoding = plain ? '7bit' : 'base64';
    return `Content-Type: ${type}; charset="utf-8"\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;
}
const unusable = (message) => new _failure__WEBPACK_IMPORTED_MODULE_2__/* .DroverError */ .F({ code: 'bad-input', input: 'userData', message: `the user data can't be used: ${message}` });


/***/ })

};
;