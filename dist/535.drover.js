"use strict";
exports.id = 535;
exports.ids = [535];
exports.modules = {

/***/ 8535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readStaticFile: () => (/* binding */ readStaticFile)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 1 modules
var schemas = __webpack_require__(8788);
// EXTERNAL MODULE: ./src/resources/check.ts
var check = __webpack_require__(6677);
// EXTERNAL MODULE: ./src/system/mistakes.ts + 1 modules
var mistakes = __webpack_require__(9587);
// EXTERNAL MODULE: ./src/system/service.ts
var service = __webpack_require__(1382);
// EXTERNAL MODULE: ./src/system/suggestion.ts
var system_suggestion = __webpack_require__(6105);
// EXTERNAL MODULE: ./src/system/system.ts + 8 modules
var system = __webpack_require__(8241);
// EXTERNAL MODULE: ./src/deployment/accounts.ts
var accounts = __webpack_require__(6003);
// EXTERNAL MODULE: ./src/deployment/describe.ts
var describe = __webpack_require__(5626);
// EXTERNAL MODULE: ./src/deployment/machine.ts
var machine = __webpack_require__(4498);
// EXTERNAL MODULE: ./src/deployment/machine-schema.ts
var machine_schema = __webpack_require__(6372);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./src/deployment/yaml.ts

/** A YAML (or JSON) text whose every value knows its place. */
class PlacedDocument {
    file;
    lines = new dist/* LineCounter */.HN();
    document;
    constructor(text, file) {
        this.file = file;
        this.document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: this.lines, prettyErrors: false, merge: true, uniqueKeys: true });
    }
    /** What breaks the grammar: bad syntax, a key that stands twice, a tag that nobody knows, a second document. */
    mistakes() {
        const problems = [...this.document.errors, ...this.document.warnings, ...this.wrongAliases()];
        return problems.map(({ message, pos: [offset] }) => ({
            origin: this.at(offset),
            path: '',
            message: sentence(message),
        }));
    }
    /** Whether there is a value in spite of the mistakes. */
    get readable() {
        return this.document.errors.every(({ code }) => code === 'DUPLICATE_KEY') && this.wrongAliases().length === 0;
    }
    wrongAliases() {
        const wrong = [];
        (0,dist/* visit */.YR)(this.document, {
            Alias: (_key, alias, way) => {
                const target = alias.resolve(this.document);
                const pos = [alias.range?.[0] ?? 0];
                if (target === undefined)
                    wrong.push({ message: `there is no anchor &${alias.source} before this alias`, pos });
                else if (way.includes(target))
                    wrong.push({ message: `the alias *${alias.source} stands in the very value it stands for`, pos });
            },
        });
        return wrong;
    }
    /** The value as plain data. Only where it is readable. */
    value() {
        return this.document.toJS({ maxAliasCount: 1000 });
    }
    /** Where a value stands, or the innermost thing around it that is there. `key`: the place of its key instead. */
    origin(path, what = 'value') {
        let node = this.document.contents;
        let offset = node?.range?.[0] ?? 0;
        for (const [depth, key] of path.entries()) {
            const pair = this.step(node, key);
            if (pair === undefined)
                break;
            node = (0,dist/* isPair */.tO)(pair) ? nodeOf(pair.value) : pair;
            const asked = what === 'key' && depth === path.length - 1 && (0,dist/* isPair */.tO)(pair) ? nodeOf(pair.key) : node;
            offset = (asked ?? ((0,dist/* isPair */.tO)(pair) ? nodeOf(pair.key) : undefined))?.range?.[0] ?? offset;
        }
        return this.at(offset);
    }
    has(path) {
        let node = this.document.contents;
        return path.every(key => {
            const found = this.step(node, key);
            node = (0,dist/* isPair */.tO)(found) ? nodeOf(found.value) : (found ?? null);
            return found !== undefined;
        });
    }
    step(node, key) {
        const inner = this.resolved(node);
        if ((0,dist/* isSeq */.oP)(inner))
            return typeof key === 'number' ? (nodeOf(inner.items[key]) ?? undefined) : undefined;
        if (!(0,dist/* isMap */.jh)(inner))
            return undefined;
        const named = (name) => inner.items.find(({ key }) => (0,dist/* isScalar */.jn)(key) && nameOf(key.value) === name);
        const own = named(String(key));
        if (own)
            return own;
        const merged = nodeOf(named('<<')?.value);
        const sources = (0,dist/* isSeq */.oP)(merged) ? merged.items.map(nodeOf) : [merged];
        return sources.map(source => (source ? this.step(source, key) : undefined)).find(found => found !== undefined);
    }
    resolved(node) {
        return (0,dist/* isAlias */.Vj)(node) ? node.resolve(this.document) : (node ?? undefined);
    }
    at(offset) {
        const { line, col } = this.lines.linePos(offset);
        return [{ file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) }];
    }
}
// The key of a merge, `<<`, is a symbol to the parser.
const nameOf = (key) => (typeof key === 'symbol' ? (key.description ?? '') : String(key));
const nodeOf = (value) => (0,dist/* isMap */.jh)(value) || (0,dist/* isSeq */.oP)(value) || (0,dist/* isScalar */.jn)(value) || (0,dist/* isAlias */.Vj)(value) ? value : null;
const sentence = (message) => message === 'Map keys must be unique'
    ? 'this key stands here twice'
    : message.charAt(0).toLowerCase() + message.slice(1);

;// CONCATENATED MODULE: ./src/deployment/static-file.ts











const documentSchema = schemas.strictObject({
    ...machine_schema/* deploymentShape */.zK,
    accounts: schemas.array(schemas.unknown()).exactOptional(),
    machines: schemas.array(schemas.unknown()),
});
/** Reads the YAML or JSON form of a deployment file. It gives the same machines as a program, each part with its own place. */
function readStaticFile(text, file, known) {
    const document = new PlacedDocument(text, file);
    const origin = document.origin([]);
    const broken = document.mistakes();
    if (!document.readable)
        return { settings: {}, machines: [], accounts: [], origin, mistakes: broken, place: mistake => mistake };
    const value = withoutExtras(document.value());
    const parsed = documentSchema.safeParse(value);
    const reader = new Reader(document, known);
    const shape = parsed.success ? [] : (0,mistakes/* mistakesOf */.J)(parsed.error, { origin, path: '', value, schema: documentSchema });
    const listed = isRecord(value) && Array.isArray(value.machines) ? value.machines : [];
    const machines = listed.map((written, index) => reader.machine(written, ['machines', index]));
    const { machines: _listed, accounts: named = [], name, ...settings } = parsed.data ?? {};
    const accounts = named.flatMap((written, index) => reader.account(written, index));
    return {
        ...(name === undefined ? {} : { name }),
        settings,
        machines,
        accounts,
        origin,
        mistakes: [...broken, ...shape.map(reader.place), ...reader.mistakes],
        place: reader.place,
    };
}
/** Keys that begin with `x-` are the user's own, for values that several machines take by an alias. */
const withoutExtras = (value) => isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema' && !key.startsWith('x-')))
    : value;
class Reader {
    document;
    known;
    mistakes = [];
    /** How the machine that is being read is called in the path of a mistake. */
    label = '';
    /** What was declared where: the value's place in the document, by its place in the text. */
    declared = new Map();
    constructor(document, known) {
        this.document = document;
        this.known = known;
    }
    machine(written, path) {
        const named = isRecord(written) && typeof written.name === 'string' && written.name !== '';
        this.label = named ? String(written.name) : `[${path.at(-1)}]`;
        if (!isRecord(written)) {
            this.wrong(path, `expected a machine with name, environment and system, got ${(0,describe/* describe */.q)(written)}`);
            return machine/* unread */.gy;
        }
        const origin = this.declare(path);
        const environment = 'environment' in written && this.environment(written.environment, [...path, 'environment']);
        const inner = 'system' in written && this.system(written.system, [...path, 'system']);
        const parts = { ...(environment ? { environment } : {}), ...(inner ? { system: inner } : {}) };
        return new machine/* Machine */.u5({ ...written, ...parts }, origin);
    }
    account(written, index) {
        this.label = (0,accounts/* accountPath */.$)(index);
        const types = new Map([...this.known.environments].filter(([, { accountConfig }]) => accountConfig !== undefined));
        const found = this.typed(written, ['accounts', index], types, 'an account');
        return found ? [{ accountOf: found.type, config: found.config }] : [];
    }
    place = (mistake) => {
        const [frame] = mistake.origin;
        if (!frame)
            return mistake;
        const words = (mistake.path.match(/[^.[\]]+/g) ?? []).map(word => (/^\d+$/.test(word) ? Number(word) : word));
        const base = this.declared.get(`${frame.line}:${frame.column}`) ?? [];
        // The check puts the machine's name, or what else it declared, before the path within it: which may be called like a key.
        const ways = words
            .map((_, start) => words.slice(start))
            .filter(([first = '']) => this.document.has([...base, first]));
        const lost = (way) => way.filter((_, end) => !this.document.has([...base, ...way.slice(0, end + 1)])).length;
        const path = [...base, ...(ways.toSorted((a, b) => lost(a) - lost(b))[0] ?? [])];
        return {
            ...mistake,
            origin: this.document.origin(path, mistake.message.startsWith('unknown key') ? 'key' : 'value'),
        };
    };
    environment(written, path) {
        const found = this.typed(written, path, this.known.environments, 'an environment');
        return found ? { type: found.type, config: found.config } : undecided;
    }
    system(written, path) {
        const origin = this.declare(path);
        if (!isRecord(written)) {
            this.wrong(path, `expected a system, got ${(0,describe/* describe */.q)(written)}`);
            return nothing;
        }
        const { services, healthChecks } = written;
        const listed = {
            ...(Array.isArray(services) && {
                services: services.map((item, index) => this.service(item, [...path, 'services', index])),
            }),
            ...(Array.isArray(healthChecks) && {
                healthChecks: healthChecks.map((want, index) => {
                    const origin = this.declare([...path, 'healthChecks', index]);
                    return { kind: check/* checkKind */.p, want, after: [], origin };
                }),
            }),
        };
        return new system/* System */.iQ({ ...written, ...listed }, origin);
    }
    service(written, path) {
        const found = this.typed(written, path, this.known.services, 'a service');
        if (!found)
            return unreadService;
        const value = Object.keys(found.config).length === 0 ? undefined : found.config;
        return { type: found.type, value, origin: this.declare(path), path: `service(${found.type.name})`, mistakes: [] };
    }
    typed(written, path, types, what) {
        if (!isRecord(written)) {
            this.wrong(path, `expected ${what} with its type and what it is configured with, got ${(0,describe/* describe */.q)(written)}`);
            return undefined;
        }
        const { type: name, ...config } = written;
        const type = typeof name === 'string' ? types.get(name) : undefined;
        if (type !== undefined)
            return { type, config };
        const names = [...types.keys()];
        const suggestion = typeof name === 'string' ? (0,system_suggestion/* suggest */.Z)(name, names) : undefined;
        this.wrong([...path, 'type'], `expected the type of ${what} (${names.join(', ')}), got ${(0,describe/* describe */.q)(name)}`, suggestion);
        return undefined;
    }
    declare(path) {
        const origin = this.document.origin(path);
        for (const { line, column } of origin)
            this.declared.set(`${line}:${column}`, path);
        return origin;
    }
    wrong(path, message, suggestion) {
        const place = { origin: this.document.origin(path), path: (0,mistakes/* pathOf */.X)(this.label, path.slice(2)) };
        this.mistakes.push({ ...place, message, ...(suggestion === undefined ? {} : { suggestion }) });
    }
}
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
// These stand where a mistake was told already, so that the check does not tell another about the same.
const nothing = new system/* System */.iQ({ services: [] }, []);
const unreadService = {
    type: (0,service/* serviceType */.IR)({ name: 'undecided', description: 'A service that could not be read', defaultValue: {} }),
    value: undefined,
    origin: [],
    path: '',
    mistakes: [],
};
const undecided = {
    type: {
        name: 'undecided',
        description: 'An environment that could not be read',
        config: schemas.unknown(),
        reach: () => Promise.reject(new TypeError('a deployment file with mistakes is not deployed')),
    },
    config: {},
};


/***/ })

};
;