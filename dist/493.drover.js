"use strict";
exports.id = 493;
exports.ids = [493];
exports.modules = {

/***/ 6493:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectSsh: () => (/* binding */ connectSsh)
});

// EXTERNAL MODULE: ./src/failure.ts
var src_failure = __webpack_require__(1633);
// EXTERNAL MODULE: ./src/ssh/log-in.ts + 7 modules
var log_in = __webpack_require__(7915);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
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

;// CONCATENATED MODULE: ./src/ssh/patience.ts

function patience({ host, limits = {}, request, begun, expired }) {
    const { what, silenceSeconds, lasting } = request;
    const silence = lasting ? silenceSeconds : (limits.silence ?? silenceSeconds);
    const most = lasting ? undefined : limits.command;
    let last = performance.now();
    const timer = (limit, seconds) => {
        const late = () => {
            const quiet = Math.round((performance.now() - last) / 1000);
            expired(new src_failure/* DroverError */.F({ code: 'timed-out', host, what, limit, seconds: seconds ?? 0, begun: begun(), quiet }));
        };
        return seconds === undefined ? undefined : setTimeout(late, seconds * 1000);
    };
    const silent = timer('silence', silence);
    const running = timer('command', most);
    return {
        heard: () => {
            last = performance.now();
            silent?.refresh();
        },
        stop: () => {
            clearTimeout(silent);
            clearTimeout(running);
        },
    };
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
    if (sudo.password === undefined)
        return { code: 'sudo-refused', host, user, said };
    // Behind a question that got no answer.
    const asked = /^(.*[:?>])\s*sudo: /m.exec(said)?.[1];
    if (asked !== undefined)
        return { code: 'sudo-refused', host, user, said: asked, password: 'more' };
    // Where sudoers allows one try alone, sudo ends with this and does not ask again.
    const wrong = /incorrect password attempt/.test(said);
    return { code: 'sudo-refused', host, user, said, password: wrong ? 'wrong' : 'given' };
}
/**
 * What it means that sudo asks a second time; undefined where it has not. Behind a password that it does not take it says so
 * first. Behind nothing at all it is another question, as of a second factor, which it shows by the prompt that it was given.
 */
function askedAgain(stderr, prompt) {
    const [, between, ...others] = stderr.split(prompt);
    if (between === undefined || others.length === 0)
        return undefined;
    const said = between.trim();
    return { said, password: said === '' || openQuestion(between, prompt) !== undefined ? 'more' : 'wrong' };
}
/** How long a question may stand open: a start-up file may have said something that only looks like one. */
const openSeconds = 5;
/**
 * What sudo asks for beside the password, as a code of a second factor: what looks like a question and has no end of line,
 * behind everything or right before the password's prompt.
 */
function openQuestion(stderr, prompt) {
    const ends = stderr.split(prompt).map(part => part.slice(part.lastIndexOf('\n') + 1).trim());
    return ends.find(end => /[:?>]$/.test(end));
}

;// CONCATENATED MODULE: ./src/ssh/run.ts







/** Runs one request on a channel of its own. Nothing of a big input or a streamed output stays in memory. */
async function run(line, request) {
    const { what } = request;
    const signal = request.signal ? AbortSignal.any([request.signal, line.ended]) : line.ended;
    if (signal.aborted)
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
        let asking;
        let ended;
        let whole = false;
        let settled = false;
        const settle = (act) => {
            if (settled)
                return;
            settled = true;
            patient.stop();
            clearTimeout(asking);
            clearTimeout(grace);
            signal.removeEventListener('abort', abort);
            // What still comes of the streams is thrown away.
            for (const stream of [channel, channel.stderr])
                stream.removeAllListeners('data').resume();
            input.unpipe(channel).destroy();
            channel.close();
            act();
        };
        const fail = (error) => settle(() => reject(error instanceof src_failure/* DroverError */.F ? error : new src_failure/* DroverError */.F((0,src_failure/* failureOf */.g5)(error), { cause: error })));
        const abort = () => fail(new src_failure/* DroverError */.F({ code: 'cancelled' }));
        const { limits } = line;
        const patient = patience({ host: line.host, limits, request, begun: () => stdout.frame.begun, expired: fail });
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
            input.on('data', patient.heard).pipe(channel);
        };
        // What follows a wrong password is not to be taken for a second one: nothing does, until it is known to be right.
        const listen = () => {
            clearTimeout(asking);
            if (sudo.password === undefined || settled || stdout.frame.begun)
                return;
            const again = askedAgain(stderr.frame.noise, prompt);
            if (again !== undefined)
                throw new src_failure/* DroverError */.F({ ...who, code: 'sudo-refused', ...again });
            if (!stdout.frame.noise.includes(ready)) {
                const said = openQuestion(stderr.frame.noise, prompt);
                const more = () => fail(new src_failure/* DroverError */.F({ ...who, code: 'sudo-refused', said: said ?? '', password: 'more' }));
                if (said !== undefined)
                    asking = setTimeout(more, openSeconds * 1000);
                return;
            }
            sudo.proven = true;
            if (!sent)
                send();
        };
        const heard = (side) => (chunk) => {
            patient.heard();
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
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted)
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

// EXTERNAL MODULE: ./src/ssh/way.ts
var ssh_way = __webpack_require__(5157);
;// CONCATENATED MODULE: ./src/ssh/target.ts






/** A login, as a target, which owns it from here on, and the way there with it. */
function sshTarget(login, { host, user, sudoPassword, limits, port: first, otherPorts = [] }, { sessions, signal, way }) {
    const { client, stream, port, keys } = login;
    const cut = () => {
        stream.destroy();
        way.cut();
    };
    const leave = (0,ssh_way/* farewell */.Bg)(login, cut);
    // A server that is logged in to as root runs no sudo.
    const sudo = { password: user === 'root' ? undefined : sudoPassword?.(), proven: false };
    let gone;
    const lose = (message) => {
        gone ??= new src_failure/* DroverError */.F({ code: 'connection-lost', host, message });
    };
    const closedByIt = new src_failure/* DroverError */.F({ code: 'connection-lost', host, message: 'the connection was closed' });
    // The stream knows a moment before the client says so.
    const whyLost = () => gone ?? (stream.readable && stream.writable ? undefined : closedByIt);
    const ended = new AbortController();
    const cancel = () => {
        gone ??= new src_failure/* DroverError */.F({ code: 'cancelled' });
        ended.abort();
        cut();
    };
    client.on('error', error => lose(inWords(error)));
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
            return await run({ host, user, sudo, limits, ended: ended.signal, open, whyLost }, request);
        }
        catch (error) {
            if (error instanceof src_failure/* DroverError */.F)
                throw error;
            if (channels > 1) {
                queue.narrow();
                return undefined;
            }
            const message = (0,src_failure/* thrownWords */.mG)(error);
            throw new src_failure/* DroverError */.F({ code: 'connection-lost', host, message }, { cause: error });
        }
        finally {
            channels--;
            leave();
        }
    };
    return {
        access: { user, port, ports: [first, ...otherPorts], keys },
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
/** ssh2 probes a silent connection, and gives it up at the fourth probe without an answer. */
const inWords = ({ message }) => message === 'Keepalive timeout' ? 'the machine answered to none of the last probes of the line' : message;
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

// EXTERNAL MODULE: ./src/ssh/ways.ts
var ways = __webpack_require__(4428);
;// CONCATENATED MODULE: ./src/ssh/connection.ts





/**
 * Logs in at an endpoint, by way of its jump hosts where it has some.
 *
 * @throws DroverError `host-key-refused`, `authentication-failed`, `machine-unreachable`, `key-unusable`, `cancelled`;
 *   `bad-input` for a pinned key that cannot be read
 */
async function connectSsh(endpoint, options) {
    const { jumps = [] } = endpoint;
    const { signal, sessions = 1 } = options;
    let way = ssh_way/* direct */.ob;
    try {
        way = await (options.ways ?? (0,ways.ways)()).by(jumps, options);
        return sshTarget(await (0,log_in/* logIn */.E)(endpoint, way, options), endpoint, { sessions, signal, way });
    }
    catch (error) {
        way.cut();
        if (!(error instanceof ways/* JumpFailed */.w))
            throw error;
        // What fails on the way says at which jump host that was.
        const jump = { number: error.number, of: jumps.length, to: endpoint.host };
        throw new src_failure/* DroverError */.F((0,log_in/* withJump */.r)((0,src_failure/* failureOf */.g5)(error.cause), jump), { cause: error.cause });
    }
}


/***/ })

};
;