"use strict";
exports.id = 52;
exports.ids = [52,439];
exports.modules = {

/***/ 8052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectSsh: () => (/* binding */ connectSsh)
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
 * Asks the agent behind a socket (SSH_AUTH_SOCK) for its keys, of which the first `most` will be offered.
 *
 * @throws DroverError `key-unusable` where no agent answers there
 */
async function agentKeys(path, most) {
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
    const offered = all.slice(0, most);
    agent.getIdentities = callback => callback(undefined, offered);
    const keys = offered.map(key => `${key.type} ${(0,public_key/* fingerprint */.Rj)(key.getPublicSSH())}`);
    return { agent, keys, left: all.length - offered.length };
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
async function offerOf({ own, identities, agent }) {
    const read = await Promise.all(own.map(text => (0,ssh_identity.readIdentities)({ text, source: 'the environment’s key' })));
    const all = [...read.flat(), ...identities];
    const once = all.filter((one, index) => all.findIndex(other => other.fingerprint === one.fingerprint) === index);
    const asked = once.length === 0 && agent ? await agentKeys(agent, mostTries) : undefined;
    const left = Math.max(0, once.length - mostTries) + (asked?.left ?? 0);
    return { identities: once.slice(0, mostTries), agent: asked, left };
}
function authentication(username, offer) {
    const methods = methodsOf(username, offer);
    const offered = [];
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
            const { left } = offer;
            return left === 0 ? offered : [...offered, `(${left} more not offered: servers hang up after ${mostTries} tries)`];
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
// EXTERNAL MODULE: ./src/ssh/socket.ts
var socket = __webpack_require__(5213);
;// CONCATENATED MODULE: ./src/ssh/handshake.ts








/**
 * From an open stream to a client that is logged in. The host key is judged before anything of the user's is sent.
 *
 * @throws DroverError `authentication-failed`
 */
async function handshake({ stream, trust, user, offer, signal, ...limits }) {
    const client = new (await (0,library/* ssh2 */.p)()).Client();
    const auth = authentication(user, offer);
    const { host } = trust;
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
        const failed = (message, again, hungUp = false) => settle(() => resolve(refused ?? { failed: message, again, busy: hungUp && !shown }));
        const abort = () => failed('cancelled', false);
        const lost = () => failed('the connection was closed during the handshake', true, true);
        const ready = () => settle(() => resolve({ client, stream }), true);
        const fail = (error) => {
            // In the time of authentication a server disconnects (with a number from RFC 4253) when it had enough tries.
            if (auth.begun && (error.level === 'client-authentication' || typeof error.code === 'number')) {
                const { offered, allowed } = auth;
                const failure = { code: 'authentication-failed', host, user, offered, allowed };
                settle(() => reject(new src_failure/* DroverError */.F(failure, { cause: error })));
            }
            else {
                const hungUp = (0,socket/* isPassing */.WG)(error) || /lost before/.test(error.message);
                failed(error.message, hungUp || error.level === 'client-timeout', hungUp);
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
        gather(stream);
        if (signal.aborted)
            abort();
    });
}

;// CONCATENATED MODULE: ./src/ssh/log-in.ts






/**
 * Logs in at one host. Only connecting is tried again; a refused host key or login is final, and says by `jump` where on the
 * way it was.
 */
async function logIn(place, way, options, jump) {
    try {
        return await attempting(place, way, options);
    }
    catch (error) {
        if (!jump)
            throw error;
        throw new src_failure/* DroverError */.F(withJump((0,src_failure/* failureOf */.g)(error), jump), { cause: error });
    }
}
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
async function attempting(place, way, options) {
    const { host, user, hostKeys, otherPorts = [] } = place;
    const { signal, identities, agent } = options;
    let attempts = options.attempts ?? ordinaryAttempts;
    const trusts = [place.port, ...otherPorts].map(port => (0,host_key/* trustOf */.An)({ host, port, hostKeys }, options.knownHosts));
    const offer = await offerOf({ own: place.identities ?? [], identities, agent });
    for (let attempt = 1, before;; attempt++) {
        options.onAttempt?.(attempt, before, attempts);
        const failed = [];
        for (const [index, trust] of trusts.entries()) {
            const most = options.connectSeconds ?? 15;
            const connectSeconds = index === trusts.length - 1 ? most : Math.min(most, secondsBeforeNextPort);
            const tried = await trying({ user, trust, offer, way, options: { ...options, connectSeconds } });
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
            const ports = { port: place.port, ...(several && { otherPorts }) };
            throw new src_failure/* DroverError */.F({ code: 'machine-unreachable', host, ...ports, attempts: attempt, message });
        }
        before = message;
        await (0,promises_.setTimeout)(backoff(attempt), undefined, { signal }).catch(() => {
            throw new src_failure/* DroverError */.F({ code: 'cancelled' });
        });
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
/**
 * One attempt. A server shows one host key, of the first type that both know. A pinned fingerprint does not tell its type, so
 * where the key differs the other types are asked for, before a login is tried at all.
 */
async function trying({ user, trust, offer, way, options }) {
    const { signal, connectSeconds = 15, handshakeSeconds = 20, keepaliveSeconds = 15 } = options;
    const { host, port } = trust;
    const unknownType = trust.pins.some(pin => 'fingerprint' in pin);
    const seen = [];
    let first;
    while (true) {
        const types = hostKeyTypes(trust, seen);
        if (first && types.length === 0)
            return first;
        const opened = await way.open({ host, port, seconds: connectSeconds, signal });
        if ('failed' in opened)
            return { ...opened, busy: false };
        const limits = { seconds: handshakeSeconds, keepaliveSeconds, signal };
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/target/script.ts
var target_script = __webpack_require__(5302);
;// CONCATENATED MODULE: ./src/target/bootstrap.ts

/** What the starting command exits with, before anything of the script ran, where its text did not arrive whole. */
const garbled = 125;
/**
 * Login shells agree on little, so the command is one that dash, bash, csh and fish read alike: no newline, no `!`, nothing
 * but plain text in single quotes. `head -c` takes the text off standard input and not a byte more. The first line of the
 * text is checked: a start-up file of the login shell may have read from standard input before us.
 *
 * The text is one pair of braces, so that one which a lost connection cut off is a syntax error and runs nothing. The script
 * stands in it as one quoted word in a subshell: its own `exit`, `set -e` or syntax error never skip the line that tells its end.
 */
function bootstrap(script, { nonce, sudo }) {
    const text = Buffer.from([
        `#${nonce}`,
        // The marker is put together there, so that a shell which echoes what it reads does not show it.
        `{ printf 'drover-%s-%s\\n' ${nonce} begin; printf 'drover-%s-%s\\n' ${nonce} begin >&2`,
        `(eval ${(0,target_script/* quote */.h)(script.sh)}); set -- "$?"`,
        `printf 'drover-%s-%s\\n' ${nonce} "end $1" >&2; printf 'drover-%s-%s\\n' ${nonce} "end $1"; exit "$1"; }\n`,
    ].join('\n'));
    const marks = { prompt: `drover%${nonce}%asks:`, ready: `drover-${nonce}-ready` };
    if (sudo === 'password')
        return { command: withPassword(nonce, text.length), text, ...marks };
    const start = `d=$(head -c ${text.length}); case $d in "#${nonce}"*) eval "$d";; *) exit ${garbled};; esac`;
    return { command: `${sudo ? 'sudo -n -- ' : ''}sh -c '${start}'`, text, ...marks };
}
/**
 * sudo takes one line off standard input, or none where it asks for no password: that line is then left out here. `-k` so that
 * it is the password that counts, and not that somebody gave one a minute ago. Neither mark stands in the command as it is
 * shown (sudo makes one `%` of two), for shells that print what they are asked. The prompt ends as no frame begins, or its last
 * letter would be held back.
 */
function withPassword(nonce, length) {
    const left = length - nonce.length - 2;
    const first = `IFS= read -r l; case $l in "#${nonce}") ;; *) IFS= read -r l;; esac`;
    const start = `echo drover-"${nonce}"-ready; ${first}; d=$(head -c ${left}); case $l in "#${nonce}") eval "$d";; *) exit ${garbled};; esac`;
    return `sudo -k -S -p 'drover%%${nonce}%%asks:' -- sh -c '${start}'`;
}
const mostNoise = 4096;
// `255`: what goes on and on behind the marker is no exit code.
const longestExit = 3;
/** Takes the frame off one stream, standard output or error, however it is cut into chunks. Gives the bytes as they are. */
function bootstrap_frame(nonce, out) {
    const begin = Buffer.from(`drover-${nonce}-begin\n`);
    // Right behind the last byte. A newline before it would be held back behind every line, until the next one comes.
    const end = Buffer.from(`drover-${nonce}-end `);
    let held = Buffer.alloc(0);
    let noise = Buffer.alloc(0);
    let state = 'before';
    let exit;
    const give = (bytes) => {
        if (bytes.length === 0)
            return;
        if (state === 'before')
            noise = Buffer.concat([noise, bytes]).subarray(-mostNoise);
        else
            out(bytes);
    };
    /** Moves on to `next` when `marker` is there. Else only what may be the marker's start is held back. */
    const cross = (marker, next) => {
        const at = held.indexOf(marker);
        const upTo = at < 0 ? held.length - startOf(marker, held) : at;
        give(held.subarray(0, upTo));
        held = held.subarray(at < 0 ? upTo : at + marker.length);
        if (at >= 0)
            state = next;
        return at >= 0;
    };
    return {
        push(chunk) {
            if (state === 'after')
                return;
            held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
            if (state === 'before' && !cross(begin, 'inside'))
                return;
            if (state === 'inside' && !cross(end, 'ending'))
                return;
            const newline = held.indexOf('\n');
            if (newline < 0 && held.length <= longestExit)
                return;
            const code = /^\d{1,3}(?=\n)/.exec(held.toString('latin1', 0, longestExit + 1))?.[0];
            exit = code === undefined ? undefined : Number(code);
            held = Buffer.alloc(0);
            state = 'after';
        },
        end() {
            if (state === 'before' || state === 'inside')
                give(held);
            held = Buffer.alloc(0);
        },
        get begun() {
            return state !== 'before';
        },
        get noise() {
            return noise.toString();
        },
        get exit() {
            return exit;
        },
    };
}
/** The length of the longest end of `bytes` with which `marker` could begin. */
function startOf(marker, bytes) {
    for (let length = Math.min(marker.length - 1, bytes.length); length > 0; length--) {
        if (bytes.subarray(bytes.length - length).equals(marker.subarray(0, length)))
            return length;
    }
    return 0;
}
/** Cuts bytes into lines: `line` gets each without its newline, as UTF-8. A last line may lack its newline. */
function lineCutter(line) {
    let pieces = [];
    let held = 0;
    return {
        get held() {
            return held;
        },
        push(bytes) {
            let from = 0;
            for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
                line(Buffer.concat([...pieces, bytes.subarray(from, at)]).toString());
                pieces = [];
                held = 0;
                from = at + 1;
            }
            if (from === bytes.length)
                return;
            pieces.push(bytes.subarray(from));
            held += bytes.length - from;
        },
        end() {
            if (pieces.length > 0)
                line(Buffer.concat(pieces).toString());
            pieces = [];
            held = 0;
        },
    };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./src/ssh/answer.ts



const mebi = 1024 ** 2;
/** How much of an answer is kept, and how long a line may be, in MiB: a machine that never ends is not to fill our memory. */
const mostOf = { answer: 64, line: 8 };
function collector({ nonce, host, what, onLine }) {
    const parts = [];
    const cutter = onLine && lineCutter(onLine);
    let size = 0;
    const inner = bootstrap_frame(nonce, bytes => {
        const part = cutter ? 'line' : 'answer';
        if (cutter)
            cutter.push(bytes);
        else
            parts.push(bytes);
        size += bytes.length;
        if ((cutter ? cutter.held : size) <= mostOf[part] * mebi)
            return;
        throw new src_failure/* DroverError */.F({ code: 'answer-too-big', host, what, part, mebibytes: mostOf[part] });
    });
    const end = () => {
        inner.end();
        cutter?.end();
    };
    return { frame: inner, push: chunk => inner.push(chunk), end, text: () => Buffer.concat(parts).toString() };
}
/**
 * The answer in what was heard; undefined where the connection broke before one came. A command that did not get as far as
 * the script (sudo that wants a password, an account without a shell) answers with its exit code and what it said.
 *
 * @throws DroverError `remote-answer-broken` where something ended as if all were well, and the script did not run to its end
 */
function answerOf({ what, stdout, stderr, ended, lost }) {
    const said = { stdout: stdout.text(), stderr: stderr.text() };
    if (stdout.frame.exit !== undefined)
        return { exit: stdout.frame.exit, ...said };
    // Of a script that began it is not known how far it came, so that the caller has to ask again.
    if (!ended && (lost || stdout.frame.begun))
        return undefined;
    const noise = (stderr.frame.noise || stdout.frame.noise).trim();
    if (!ended)
        throw new src_failure/* DroverError */.F({ code: 'remote-answer-broken', what, message: closedEarly(noise) });
    const exit = ended.signal === undefined ? (ended.code ?? 255) : 128 + signalNumber(ended.signal);
    // Killed from outside, with the shell that would have told its end.
    if (stdout.frame.begun && exit !== 0)
        return { exit, ...said };
    if (!stdout.frame.begun && exit !== 0 && exit !== garbled)
        return { exit, stdout: '', stderr: noise };
    throw new src_failure/* DroverError */.F({ code: 'remote-answer-broken', what, message: broken(stdout.frame.begun, exit, noise) });
}
const saying = (noise) => (noise === '' ? '' : `; it said: ${noise}`);
const closedEarly = (noise) => `the machine closed the channel without running the script or telling an exit code${saying(noise)}`;
function broken(begun, exit, noise) {
    const said = saying(noise);
    if (begun)
        return `the script began and its end was not told${said}`;
    if (exit === garbled)
        return `a start-up file of the login shell read from standard input${said}`;
    return `the login shell ended without running the script (a forced command or a restricted account)${said}`;
}
const numbers = external_node_os_.constants.signals;
function signalNumber(name) {
    return numbers[name] ?? 0;
}

;// CONCATENATED MODULE: ./src/ssh/sudo.ts
function sudoFor({ user, sudo }) {
    if (user === 'root')
        return false;
    return sudo.password === undefined ? 'free' : 'password';
}
/** Why sudo ran nothing, by what a command said that did not get as far as the script; undefined where it was not sudo. */
function refused(whose, stderr, prompt) {
    if (whose.user === 'root')
        return undefined;
    const { host, user, sudo } = whose;
    const words = stderr
        .replaceAll(prompt, '')
        .split('\n')
        .filter(line => /\bsudo(ers)?\b|^Sorry, user /.test(line));
    if (words.length === 0)
        return undefined;
    // A refusal may name the whole command.
    const said = words.map(line => line.trim().slice(0, 300)).join('\n');
    // Where sudoers allows one try alone, sudo ends with this and does not ask again.
    const wrong = /incorrect password attempt/.test(said);
    return {
        code: 'sudo-refused',
        host,
        user,
        said,
        ...(sudo.password !== undefined && { password: wrong ? 'wrong' : 'given' }),
    };
}

;// CONCATENATED MODULE: ./src/ssh/run.ts






/** Runs one request on a channel of its own. Nothing of a big input or a streamed output stays in memory. */
async function run(line, request) {
    const { signal, what, silenceSeconds } = request;
    if (signal?.aborted)
        throw new src_failure/* DroverError */.F({ code: 'cancelled' });
    const nonce = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const { sudo } = line;
    const { command, text, ready, prompt } = bootstrap(request.script, { nonce, sudo: sudoFor(line) });
    const who = { host: line.host, user: line.user };
    const input = inputOf(request.input);
    const channel = await line.open(command);
    const stdout = collector({ nonce, host: line.host, what, onLine: request.onLine });
    const stderr = collector({ nonce, host: line.host, what });
    return new Promise((resolve, reject) => {
        let grace;
        let ended;
        let whole = false;
        let settled = false;
        const settle = (act) => {
            if (settled)
                return;
            settled = true;
            clearTimeout(silence);
            clearTimeout(grace);
            signal?.removeEventListener('abort', abort);
            // What still comes of the streams is thrown away.
            for (const stream of [channel, channel.stderr])
                stream.removeAllListeners('data').resume();
            input.unpipe(channel).destroy();
            channel.close();
            act();
        };
        const fail = (error) => settle(() => reject(error instanceof src_failure/* DroverError */.F ? error : new src_failure/* DroverError */.F((0,src_failure/* failureOf */.g)(error), { cause: error })));
        const abort = () => fail(new src_failure/* DroverError */.F({ code: 'cancelled' }));
        const seconds = silenceSeconds ?? 0;
        const hung = () => fail(new src_failure/* DroverError */.F({ code: 'timed-out', host: line.host, what, seconds }));
        const silence = silenceSeconds === undefined ? undefined : setTimeout(hung, seconds * 1000);
        const finish = () => {
            if (settled)
                return;
            try {
                stdout.end();
                stderr.end();
                const lost = line.whyLost();
                const answer = answerOf({ what, stdout, stderr, ended, lost: lost !== undefined });
                const failure = answer && !stdout.frame.begun ? refused(line, answer.stderr, prompt) : undefined;
                if (failure)
                    throw new src_failure/* DroverError */.F(failure);
                if (answer)
                    return settle(() => resolve(answer));
                const message = 'the machine closed the channel before the script had ended';
                fail(lost ?? new src_failure/* DroverError */.F({ code: 'connection-lost', host: line.host, message }));
            }
            catch (error) {
                fail(error);
            }
        };
        // What a script left running may hold the channel open. Its answer is complete all the same, or will never be.
        const wait = (seconds) => {
            clearTimeout(grace);
            if (!settled)
                grace = setTimeout(finish, seconds * 1000);
        };
        let sent = false;
        const send = () => {
            sent = true;
            channel.write(text);
            // Whoever listens sets it flowing: not before somebody takes what comes.
            input.on('data', () => silence?.refresh()).pipe(channel);
        };
        // What follows a wrong password is not to be taken for a second one: nothing does, until it is known to be right.
        const listen = () => {
            if (sudo.password === undefined || settled || stdout.frame.begun)
                return;
            const asked = stderr.frame.noise.split(prompt).length - 1;
            if (asked > 1)
                throw new src_failure/* DroverError */.F({ ...who, code: 'sudo-refused', said: 'Sorry, try again.', password: 'wrong' });
            if (!stdout.frame.noise.includes(ready))
                return;
            sudo.proven = true;
            if (!sent)
                send();
        };
        const heard = (side) => (chunk) => {
            silence?.refresh();
            try {
                side.push(chunk);
                listen();
            }
            catch (error) {
                return fail(error);
            }
            const complete = stdout.frame.exit !== undefined && stderr.frame.exit !== undefined;
            if (!complete)
                grace?.refresh();
            else if (!whole)
                wait(1);
            whole = complete;
        };
        let open = 2;
        const closed = () => {
            if (--open === 0)
                finish();
        };
        channel.on('exit', (code, name) => {
            ended = { code, signal: name };
            // Output may still be on its way behind it.
            if (!grace)
                wait(10);
        });
        channel.on('data', heard(stdout)).once('close', (code, name) => {
            // A command that ended at once has told so in the packet that opened the channel, before anybody listened.
            if (code !== undefined)
                ended ??= { code, signal: name };
            closed();
        });
        channel.stderr.on('data', heard(stderr)).once('close', closed);
        // A write to a command that ended early is no failure: its answer says what there is to say.
        channel.on('error', () => { });
        input.on('error', fail);
        // One that was closed before its end tells nothing more, and the script would wait for the rest for ever.
        const cutOff = () => {
            if (!input.readableEnded)
                fail(input.errored ?? new Error(`the input of “${what}” was closed before its end`));
        };
        input.once('close', cutOff);
        signal?.addEventListener('abort', abort, { once: true });
        if (signal?.aborted)
            abort();
        else if (input.destroyed)
            cutOff();
        if (settled)
            return;
        if (sudo.password !== undefined)
            channel.write(`${sudo.password}\n`);
        if (sudo.password === undefined || sudo.proven)
            send();
    });
}
/** In pieces, so that a slow line shows that it is alive. */
function inputOf(input) {
    if (input instanceof external_node_stream_.Readable)
        return input;
    const bytes = input ?? Buffer.alloc(0);
    const size = 65_536;
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
    return external_node_stream_.Readable.from(pieces);
}

;// CONCATENATED MODULE: ./src/ssh/turns.ts

function turns(most) {
    let limit = most;
    let taken = 0;
    const waiting = [];
    const next = () => {
        while (taken < limit && waiting.length > 0) {
            taken++;
            waiting.shift()?.();
        }
    };
    const leave = () => {
        taken--;
        next();
    };
    return {
        take: signal => new Promise((resolve, reject) => {
            const enter = () => {
                signal?.removeEventListener('abort', abort);
                let left = false;
                resolve(() => {
                    if (!left)
                        leave();
                    left = true;
                });
            };
            const abort = () => {
                const at = waiting.indexOf(enter);
                if (at >= 0)
                    waiting.splice(at, 1);
                reject(new src_failure/* DroverError */.F({ code: 'cancelled' }));
            };
            if (signal?.aborted)
                return abort();
            signal?.addEventListener('abort', abort, { once: true });
            waiting.push(enter);
            next();
        }),
        narrow: () => {
            limit = Math.max(1, Math.min(limit, taken - 1));
        },
    };
}

;// CONCATENATED MODULE: ./src/ssh/way.ts

const direct = { open: socket/* openSocket */.kn, close: async () => { }, cut: () => { } };
/** Through a host that was reached by `before`: what it is asked to open, sshd opens from there. */
function through(login, before, host) {
    const { client, stream } = login;
    const first = before === direct ? () => stream.destroy() : before.cut;
    const leave = farewell(login, first);
    // What a broken connection means shows in the stream that went over it.
    client.on('error', () => { });
    return {
        open: to => forward(login, host, to),
        close: async () => {
            await leave();
            await before.close();
        },
        cut: first,
    };
}
/** What says goodbye, and cuts the line where nobody answers that. To be made before anything can close the client. */
function farewell({ client }, cut) {
    const closed = new Promise(resolve => client.once('close', resolve));
    return async () => {
        client.end();
        const timer = setTimeout(cut, 2000);
        await closed;
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
        const late = () => settle({ failed: `${by} opened no connection to it within ${seconds} s`, again: true });
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
/** RFC 4254, 5.1: 1 is a server that may not, 2 one that tried. */
function refusal(error, by) {
    const said = (0,socket/* messageOf */.bD)(error).replace(/^\(SSH\) Channel open failure: /, '');
    if (error.reason !== 1)
        return { failed: `${by} can't connect to it: ${said}`, again: true };
    const message = `${by} lets nobody jump (${said}): set AllowTcpForwarding yes in its sshd_config, and see its PermitOpen`;
    return { failed: message, again: false };
}

;// CONCATENATED MODULE: ./src/ssh/target.ts






/** A login, as a target, which owns it from here on, and the way there with it. */
function sshTarget(login, { host, user, sudoPassword }, { sessions, signal, way }) {
    const { client, stream } = login;
    const cut = way === direct ? () => stream.destroy() : way.cut;
    const leave = farewell(login, cut);
    // A server that is logged in to as root runs no sudo.
    const sudo = { password: user === 'root' ? undefined : sudoPassword?.(), proven: false };
    let gone;
    const lose = (message) => {
        gone ??= new src_failure/* DroverError */.F({ code: 'connection-lost', host, message });
    };
    const closedByIt = new src_failure/* DroverError */.F({ code: 'connection-lost', host, message: 'the connection was closed' });
    // The stream knows a moment before the client says so.
    const whyLost = () => gone ?? (stream.readable && stream.writable ? undefined : closedByIt);
    const cancel = () => {
        gone ??= new src_failure/* DroverError */.F({ code: 'cancelled' });
        cut();
    };
    client.on('error', error => lose(error.message));
    client.on('close', () => {
        lose('the connection was closed');
        signal.removeEventListener('abort', cancel);
    });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted)
        cancel();
    const queue = turns(sessions);
    let channels = 0;
    const open = async (command) => {
        // A channel that has just closed may still count at the server when the next is asked for.
        for (const wait of [10, 40, 150, 400, undefined]) {
            if (gone)
                throw gone;
            const opened = await exec(client, command);
            if (!(opened instanceof Error))
                return opened;
            if (gone)
                throw gone;
            if (wait === undefined || (channels > 1 && sessions > 1))
                throw opened;
            await (0,promises_.setTimeout)(wait);
        }
        throw whyLost() ?? closedByIt;
    };
    const once = async (request) => {
        const leave = await queue.take(request.signal);
        channels++;
        try {
            return await run({ host, user, sudo, open, whyLost }, request);
        }
        catch (error) {
            if (error instanceof src_failure/* DroverError */.F)
                throw error;
            if (channels > 1) {
                queue.narrow();
                return undefined;
            }
            const message = error instanceof Error ? error.message : String(error);
            throw new src_failure/* DroverError */.F({ code: 'connection-lost', host, message }, { cause: error });
        }
        finally {
            channels--;
            leave();
        }
    };
    return {
        async run(request) {
            // It may fail while this waits for its turn. Then the run finds it so, and nobody else need know.
            if (request.input instanceof external_node_stream_.Readable)
                request.input.on('error', () => { });
            try {
                while (true) {
                    const answer = await once(request);
                    if (answer)
                        return answer;
                }
            }
            finally {
                if (request.input instanceof external_node_stream_.Readable)
                    request.input.destroy();
            }
        },
        async close() {
            gone ??= new src_failure/* DroverError */.F({ code: 'cancelled' });
            await leave();
            await way.close();
        },
    };
}
/** A channel with a command on it, or why there is none. */
function exec(client, command) {
    return new Promise(resolve => {
        try {
            client.exec(command, (error, channel) => resolve(error ?? channel));
        }
        catch (error) {
            resolve(error instanceof Error ? error : new Error(String(error)));
        }
    });
}

;// CONCATENATED MODULE: ./src/ssh/connection.ts



/**
 * Logs in at an endpoint, by way of its jump hosts where it has some.
 *
 * @throws DroverError `host-key-refused`, `authentication-failed`, `machine-unreachable`, `key-unusable`, `cancelled`;
 *   `bad-input` for a pinned key that cannot be read
 */
async function connectSsh(endpoint, options) {
    const { signal, sessions = 1 } = options;
    const jumps = endpoint.jumps ?? [];
    let way = direct;
    try {
        for (const [index, { host, port, user, hostKeys }] of jumps.entries()) {
            const jump = { number: index + 1, of: jumps.length, to: endpoint.host };
            way = through(await logIn({ host, port, user, hostKeys }, way, options, jump), way, host);
        }
        return sshTarget(await logIn(endpoint, way, options), endpoint, { sessions, signal, way });
    }
    catch (error) {
        way.cut();
        throw error;
    }
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
function openSocket({ host, port, seconds, signal }) {
    return new Promise(resolve => {
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({
            host: host.replace(/^\[(.*)\]$/, '$1'),
            port,
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
        const timer = setTimeout(() => settle({ failed: `no connection within ${seconds} s`, again: true }), seconds * 1000);
        socket.on('error', fail).on('connect', done);
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted)
            abort();
    });
}
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
    return error instanceof Error ? error.message : String(error);
}


/***/ })

};
;