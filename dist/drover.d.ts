// The types of what a deployment file imports from 'drover' (0.1.0), and of zod, which comes with it.
// Made by “npm run build”, written here by “drover types”: do not edit it. Zod's part: MIT License, Copyright (c) Colin McDonnell.
declare module "drover" {
export { z } from "drover/zod/index";
export { deployment } from "drover/deployment/deployment";
export { addressOf, hostNameOf, machine } from "drover/deployment/machine";
export { container } from "drover/environments/container";
export { digitalOcean } from "drover/environments/digitalocean";
export { environmentType } from "drover/environments/environment";
export { hetzner } from "drover/environments/hetzner";
export { libvirt } from "drover/environments/libvirt";
export { linode } from "drover/environments/linode";
export { managedHost } from "drover/environments/managed-host";
export { checkKind } from "drover/resources/check";
export { directory as directoryKind } from "drover/resources/directory";
export { file as fileKind } from "drover/resources/file";
export { groupKind } from "drover/resources/group";
export { hookKind } from "drover/resources/hook";
export { hostname as hostnameKind } from "drover/resources/hostname";
export { resourceKind } from "drover/resources/kind";
export { packageKind } from "drover/resources/package";
export { port as portKind } from "drover/resources/port";
export { resource } from "drover/resources/resource";
export { symlink as symlinkKind } from "drover/resources/symlink";
export { sysctl as sysctlKind } from "drover/resources/sysctl";
export { joinTexts, secret, text } from "drover/resources/text";
export { timezone as timezoneKind } from "drover/resources/timezone";
export { tree as treeKind } from "drover/resources/tree";
export { unitKind } from "drover/resources/unit";
export { userKind } from "drover/resources/user";
export { baseServices } from "drover/services/base-services";
export { httpd } from "drover/services/httpd";
export { notice } from "drover/services/notice";
export { openssh } from "drover/services/openssh";
export { webApp } from "drover/services/web-app";
export { accounts } from "drover/system/accounts";
export { activation } from "drover/system/activation";
export { files } from "drover/system/files";
export { command, http, tcp } from "drover/system/health-checks";
export { modify, modifyServices, remove } from "drover/system/modify-services";
export { packages } from "drover/system/packages";
export { ports } from "drover/system/ports";
export { resources } from "drover/system/resources";
export { service, serviceType } from "drover/system/service";
export { sysctls } from "drover/system/sysctls";
export { system } from "drover/system/system";
export { units } from "drover/system/units";
export { lines, sh } from "drover/target/script";
}
declare module "drover/zod/index" {
import * as z from "drover/zod/v4/classic/external";
export * from "drover/zod/v4/classic/external";
export { z, z as default };
}
declare module "drover/zod/v4/classic/external" {
export * as core from "drover/zod/v4/core/index";
export * from "drover/zod/v4/classic/schemas";
export * from "drover/zod/v4/classic/checks";
export * from "drover/zod/v4/classic/errors";
export * from "drover/zod/v4/classic/parse";
export * from "drover/zod/v4/classic/compat";
export type { infer } from "drover/zod/v4/core/index";
export type { JSONType } from "drover/zod/v4/core/util";
export type { CompileOptions } from "drover/zod/v4/core/index";
export { globalRegistry, type GlobalMeta, registry, config, memoizer, $output, $input, $brand, clone, regexes, treeifyError, prettifyError, formatError, flattenError, TimePrecision, util, NEVER, INVALID, toZod, compile, withParser, ZodCompileAsyncError, ZodCompileUnsupportedError, getDiscriminatedOption, } from "drover/zod/v4/core/index";
export { toJSONSchema } from "drover/zod/v4/core/json-schema-processors";
export { fromJSONSchema } from "drover/zod/v4/classic/from-json-schema";
export { deepPartial } from "drover/zod/v4/classic/deep-partial";
export { input, output } from "drover/zod/v4/classic/in-out";
export * as locales from "drover/zod/v4/locales/index";
export { ZodISODateTime, ZodISODate, ZodISOTime, ZodISODuration } from "drover/zod/v4/classic/iso";
export * as iso from "drover/zod/v4/classic/iso";
export type { ZodCoercedString, ZodCoercedNumber, ZodCoercedBigInt, ZodCoercedBoolean, ZodCoercedDate, } from "drover/zod/v4/classic/coerce";
export * as coerce from "drover/zod/v4/classic/coerce";
}
declare module "drover/zod/v4/core/index" {
export * from "drover/zod/v4/core/core";
export * from "drover/zod/v4/core/parse";
export * from "drover/zod/v4/core/errors";
export * from "drover/zod/v4/core/schemas";
export * from "drover/zod/v4/core/memoizer";
export * from "drover/zod/v4/core/checks";
export * from "drover/zod/v4/core/versions";
export * as util from "drover/zod/v4/core/util";
export { toZod } from "drover/zod/v4/core/util";
export * as regexes from "drover/zod/v4/core/regexes";
export * as locales from "drover/zod/v4/locales/index";
export * from "drover/zod/v4/core/registries";
export * from "drover/zod/v4/core/doc";
export * from "drover/zod/v4/core/compile";
export * from "drover/zod/v4/core/api";
export * from "drover/zod/v4/core/to-json-schema";
export { toJSONSchema } from "drover/zod/v4/core/json-schema-processors";
export { JSONSchemaGenerator } from "drover/zod/v4/core/json-schema-generator";
export * as JSONSchema from "drover/zod/v4/core/json-schema";
}
declare module "drover/zod/v4/core/core" {
import type * as errors from "drover/zod/v4/core/errors";
import type * as schemas from "drover/zod/v4/core/schemas";
import type { Class, ProtoOf } from "drover/zod/v4/core/util";
type ZodTrait = {
    _zod: {
        def: any;
        [k: string]: any;
    };
};
export interface $constructor<T extends ZodTrait, D = T["_zod"]["def"]> {
    new (def: D): T;
    init(inst: T, def: D): asserts inst is T;
}
export interface $constructorParams {
    Parent?: typeof Class;
}
/** A special constant with type `never` */
export const NEVER: never;
export function $constructor<T extends ZodTrait, D = T["_zod"]["def"]>(name: string, initializer: (inst: T, def: D) => void, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto?: ProtoOf<T>, params?: $constructorParams): $constructor<T, D>;
export const $brand: unique symbol;
export type $brand<T extends string | number | symbol = string | number | symbol> = {
    [$brand]: {
        [k in T]: true;
    };
};
export type $ZodBranded<T extends schemas.SomeType, Brand extends string | number | symbol, Dir extends "in" | "out" | "inout" = "out"> = T & (Dir extends "inout" ? {
    _zod: {
        input: input<T> & $brand<Brand>;
        output: output<T> & $brand<Brand>;
    };
} : Dir extends "in" ? {
    _zod: {
        input: input<T> & $brand<Brand>;
    };
} : {
    _zod: {
        output: output<T> & $brand<Brand>;
    };
});
export type $ZodNarrow<T extends schemas.SomeType, Out> = T & {
    _zod: {
        output: Out;
    };
};
export class $ZodAsyncError extends Error {
    constructor();
}
export class $ZodEncodeError extends Error {
    constructor(name: string);
}
export type input<T> = T extends {
    _zod: {
        input: any;
    };
} ? T["_zod"]["input"] : unknown;
export type output<T> = T extends {
    _zod: {
        output: any;
    };
} ? T["_zod"]["output"] : unknown;
export type { output as infer };
export interface $ZodConfig {
    /** Custom error map. Overrides `config().localeError`. */
    customError?: errors.$ZodErrorMap | undefined;
    /** Localized error map. Lowest priority. */
    localeError?: errors.$ZodErrorMap | undefined;
    /** Disable JIT schema compilation. Useful in environments that disallow `eval`. */
    jitless?: boolean | undefined;
    /** Enables parsing input that contains reference cycles. Read when a schema is constructed. */
    memoizer?: schemas.$ZodMemoizer | undefined;
    /**
     * Internal: post-processor invoked on every freshly-constructed schema
     * instance, after init and deferred fns run. Set by `import "zod/compile"`
     * to install AOT compilation. Not part of the public API.
     * @internal
     */
    postProcessor?: ((inst: any) => void) | undefined;
}
export const globalConfig: $ZodConfig;
export function config(newConfig?: Partial<$ZodConfig>): $ZodConfig;
}
declare module "drover/zod/v4/core/errors" {
import type { $ZodCheck, $ZodStringFormats } from "drover/zod/v4/core/checks";
import { $constructor } from "drover/zod/v4/core/core";
import type { $ZodType } from "drover/zod/v4/core/schemas";
import type { StandardSchemaV1 } from "drover/zod/v4/core/standard-schema";
import * as util from "drover/zod/v4/core/util";
export interface $ZodIssueBase {
    readonly code?: string;
    readonly input?: unknown;
    readonly path: PropertyKey[];
    readonly message: string;
}
export type $ZodInvalidTypeExpected = "string" | "number" | "int" | "boolean" | "bigint" | "symbol" | "undefined" | "null" | "never" | "void" | "date" | "array" | "object" | "tuple" | "record" | "map" | "set" | "file" | "nonoptional" | "nan" | "function" | (string & {});
export interface $ZodIssueInvalidType<Input = unknown> extends $ZodIssueBase {
    readonly code: "invalid_type";
    readonly expected: $ZodInvalidTypeExpected;
    readonly input?: Input;
}
export interface $ZodIssueTooBig<Input = unknown> extends $ZodIssueBase {
    readonly code: "too_big";
    readonly origin: "number" | "int" | "bigint" | "date" | "string" | "array" | "set" | "file" | (string & {});
    readonly maximum: number | bigint;
    readonly inclusive?: boolean;
    readonly exact?: boolean;
    readonly input?: Input;
}
export interface $ZodIssueTooSmall<Input = unknown> extends $ZodIssueBase {
    readonly code: "too_small";
    readonly origin: "number" | "int" | "bigint" | "date" | "string" | "array" | "set" | "file" | (string & {});
    readonly minimum: number | bigint;
    /** True if the allowable range includes the minimum */
    readonly inclusive?: boolean;
    /** True if the allowed value is fixed (e.g.` z.length(5)`), not a range (`z.minLength(5)`) */
    readonly exact?: boolean;
    readonly input?: Input;
}
export interface $ZodIssueInvalidStringFormat extends $ZodIssueBase {
    readonly code: "invalid_format";
    readonly format: $ZodStringFormats | (string & {});
    readonly pattern?: string;
    readonly input?: string;
}
export interface $ZodIssueNotMultipleOf<Input extends number | bigint = number | bigint> extends $ZodIssueBase {
    readonly code: "not_multiple_of";
    readonly divisor: number;
    readonly input?: Input;
}
export interface $ZodIssueUnrecognizedKeys extends $ZodIssueBase {
    readonly code: "unrecognized_keys";
    readonly keys: string[];
    readonly input?: Record<string, unknown>;
}
interface $ZodIssueInvalidUnionNoMatch extends $ZodIssueBase {
    readonly code: "invalid_union";
    readonly errors: $ZodIssue[][];
    readonly input?: unknown;
    readonly discriminator?: string | undefined;
    readonly options?: util.Primitive[];
    readonly inclusive?: true;
}
interface $ZodIssueInvalidUnionMultipleMatch extends $ZodIssueBase {
    readonly code: "invalid_union";
    readonly errors: [];
    readonly input?: unknown;
    readonly discriminator?: string | undefined;
    readonly inclusive: false;
    /** Indices of the options that matched */
    readonly matches: number[];
}
export type $ZodIssueInvalidUnion = $ZodIssueInvalidUnionNoMatch | $ZodIssueInvalidUnionMultipleMatch;
export interface $ZodIssueInvalidKey<Input = unknown> extends $ZodIssueBase {
    readonly code: "invalid_key";
    readonly origin: "map" | "record";
    readonly issues: $ZodIssue[];
    readonly input?: Input;
}
export interface $ZodIssueInvalidElement<Input = unknown> extends $ZodIssueBase {
    readonly code: "invalid_element";
    readonly origin: "map" | "set";
    readonly key: unknown;
    readonly issues: $ZodIssue[];
    readonly input?: Input;
}
export interface $ZodIssueInvalidValue<Input = unknown> extends $ZodIssueBase {
    readonly code: "invalid_value";
    readonly values: util.Primitive[];
    readonly input?: Input;
}
export interface $ZodIssueCustom extends $ZodIssueBase {
    readonly code: "custom";
    readonly params?: Record<string, any> | undefined;
    readonly input?: unknown;
}
export interface $ZodIssueStringCommonFormats extends $ZodIssueInvalidStringFormat {
    format: Exclude<$ZodStringFormats, "regex" | "jwt" | "starts_with" | "ends_with" | "includes">;
}
export interface $ZodIssueStringInvalidRegex extends $ZodIssueInvalidStringFormat {
    format: "regex";
    pattern: string;
}
export interface $ZodIssueStringInvalidJWT extends $ZodIssueInvalidStringFormat {
    format: "jwt";
    algorithm?: string;
}
export interface $ZodIssueStringStartsWith extends $ZodIssueInvalidStringFormat {
    format: "starts_with";
    prefix: string;
}
export interface $ZodIssueStringEndsWith extends $ZodIssueInvalidStringFormat {
    format: "ends_with";
    suffix: string;
}
export interface $ZodIssueStringIncludes extends $ZodIssueInvalidStringFormat {
    format: "includes";
    includes: string;
}
export type $ZodStringFormatIssues = $ZodIssueStringCommonFormats | $ZodIssueStringInvalidRegex | $ZodIssueStringInvalidJWT | $ZodIssueStringStartsWith | $ZodIssueStringEndsWith | $ZodIssueStringIncludes;
export type $ZodIssue = $ZodIssueInvalidType | $ZodIssueTooBig | $ZodIssueTooSmall | $ZodIssueInvalidStringFormat | $ZodIssueNotMultipleOf | $ZodIssueUnrecognizedKeys | $ZodIssueInvalidUnion | $ZodIssueInvalidKey | $ZodIssueInvalidElement | $ZodIssueInvalidValue | $ZodIssueCustom;
export type $ZodIssueCode = $ZodIssue["code"];
export type $ZodInternalIssue<T extends $ZodIssueBase = $ZodIssue> = T extends any ? RawIssue<T> : never;
type RawIssue<T extends $ZodIssueBase> = T extends any ? util.Flatten<util.MakePartial<T, "message" | "path"> & {
    /** The input data */
    readonly input: unknown;
    /** The schema or check that originated this issue. */
    readonly inst?: $ZodType | $ZodCheck;
    /** The schema that owns the issue. Equal to `inst` when a schema originated the issue, and the schema the check was attached to when a check did. */
    readonly schema?: $ZodType | undefined;
    /** If `true`, Zod will continue executing checks/refinements after this issue. */
    readonly continue?: boolean | undefined;
} & Record<string, unknown>> : never;
export type $ZodRawIssue<T extends $ZodIssueBase = $ZodIssue> = $ZodInternalIssue<T>;
export interface $ZodErrorMap<T extends $ZodIssueBase = $ZodIssue> {
    (issue: $ZodRawIssue<T>): {
        message: string;
    } | string | undefined | null;
}
export interface $ZodError<T = unknown> extends Error {
    type: T;
    issues: $ZodIssue[];
    _zod: {
        output: T;
        def: $ZodIssue[];
    };
    stack?: string;
    name: string;
}
export const $ZodError: $constructor<$ZodError>;
interface $ZodRealError<T = any> extends $ZodError<T> {
}
export const $ZodRealError: $constructor<$ZodRealError>;
export type $ZodFlattenedError<T, U = string> = _FlattenedError<T, U>;
type _FlattenedError<T, U = string> = {
    formErrors: U[];
    fieldErrors: {
        [P in keyof T]?: U[];
    };
};
export function flattenError<T>(error: $ZodError<T>): _FlattenedError<T>;
export function flattenError<T, U>(error: $ZodError<T>, mapper?: (issue: $ZodIssue) => U): _FlattenedError<T, U>;
type _ZodFormattedError<T, U = string> = T extends [any, ...any[]] ? {
    [K in keyof T]?: $ZodFormattedError<T[K], U>;
} : T extends any[] ? {
    [k: number]: $ZodFormattedError<T[number], U>;
} : T extends object ? util.Flatten<{
    [K in keyof T]?: $ZodFormattedError<T[K], U>;
}> : any;
export type $ZodFormattedError<T, U = string> = {
    _errors: U[];
} & util.Flatten<_ZodFormattedError<T, U>>;
export function formatError<T>(error: $ZodError<T>): $ZodFormattedError<T>;
export function formatError<T, U>(error: $ZodError<T>, mapper?: (issue: $ZodIssue) => U): $ZodFormattedError<T, U>;
export type $ZodErrorTree<T, U = string> = T extends util.Primitive ? {
    errors: U[];
} : T extends [any, ...any[]] ? {
    errors: U[];
    items?: {
        [K in keyof T]?: $ZodErrorTree<T[K], U>;
    };
} : T extends any[] ? {
    errors: U[];
    items?: Array<$ZodErrorTree<T[number], U>>;
} : T extends object ? {
    errors: U[];
    properties?: {
        [K in keyof T]?: $ZodErrorTree<T[K], U>;
    };
} : {
    errors: U[];
};
export function treeifyError<T>(error: $ZodError<T>): $ZodErrorTree<T>;
export function treeifyError<T, U>(error: $ZodError<T>, mapper?: (issue: $ZodIssue) => U): $ZodErrorTree<T, U>;
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
export function toDotPath(_path: readonly (string | number | symbol | StandardSchemaV1.PathSegment)[]): string;
export function prettifyError(error: StandardSchemaV1.FailureResult): string;
export {};
}
declare module "drover/zod/v4/core/checks" {
import * as core from "drover/zod/v4/core/core";
import type * as errors from "drover/zod/v4/core/errors";
import type * as schemas from "drover/zod/v4/core/schemas";
import * as util from "drover/zod/v4/core/util";
export interface $ZodCheckDef {
    check: string;
    error?: errors.$ZodErrorMap<never> | undefined;
    /** If true, no later checks will be executed if this check fails. Default `false`. */
    abort?: boolean | undefined;
    /** If provided, the check runs only when this returns `true`. By default, it is skipped if prior parsing produced aborting issues. */
    when?: ((payload: schemas.ParsePayload) => boolean) | undefined;
}
export interface $ZodCheckInternals<T> {
    def: $ZodCheckDef;
    /** The set of issues this check might throw. */
    issc?: errors.$ZodIssueBase;
    check(payload: schemas.ParsePayload<T>): util.MaybeAsync<void>;
    onattach: ((schema: schemas.$ZodType) => void)[];
}
export interface $ZodCheck<in T = never> {
    _zod: $ZodCheckInternals<T>;
}
export const $ZodCheck: core.$constructor<$ZodCheck<any>>;
export interface $ZodCheckLessThanDef extends $ZodCheckDef {
    check: "less_than";
    value: util.Numeric;
    inclusive: boolean;
}
export interface $ZodCheckLessThanInternals<T extends util.Numeric = util.Numeric> extends $ZodCheckInternals<T> {
    def: $ZodCheckLessThanDef;
    issc: errors.$ZodIssueTooBig<T>;
}
export interface $ZodCheckLessThan<T extends util.Numeric = util.Numeric> extends $ZodCheck<T> {
    _zod: $ZodCheckLessThanInternals<T>;
}
export const $ZodCheckLessThan: core.$constructor<$ZodCheckLessThan>;
export interface $ZodCheckGreaterThanDef extends $ZodCheckDef {
    check: "greater_than";
    value: util.Numeric;
    inclusive: boolean;
}
export interface $ZodCheckGreaterThanInternals<T extends util.Numeric = util.Numeric> extends $ZodCheckInternals<T> {
    def: $ZodCheckGreaterThanDef;
    issc: errors.$ZodIssueTooSmall<T>;
}
export interface $ZodCheckGreaterThan<T extends util.Numeric = util.Numeric> extends $ZodCheck<T> {
    _zod: $ZodCheckGreaterThanInternals<T>;
}
export const $ZodCheckGreaterThan: core.$constructor<$ZodCheckGreaterThan>;
export interface $ZodCheckMultipleOfDef<T extends number | bigint = number | bigint> extends $ZodCheckDef {
    check: "multiple_of";
    value: T;
}
export interface $ZodCheckMultipleOfInternals<T extends number | bigint = number | bigint> extends $ZodCheckInternals<T> {
    def: $ZodCheckMultipleOfDef<T>;
    issc: errors.$ZodIssueNotMultipleOf;
}
export interface $ZodCheckMultipleOf<T extends number | bigint = number | bigint> extends $ZodCheck<T> {
    _zod: $ZodCheckMultipleOfInternals<T>;
}
export const $ZodCheckMultipleOf: core.$constructor<$ZodCheckMultipleOf<number | bigint>>;
export type $ZodNumberFormats = "int32" | "uint32" | "float32" | "float64" | "safeint";
export interface $ZodCheckNumberFormatDef<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodCheckDef {
    check: "number_format";
    format: Format;
}
export interface $ZodCheckNumberFormatInternals<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodCheckInternals<number> {
    def: $ZodCheckNumberFormatDef<Format>;
    issc: errors.$ZodIssueInvalidType | errors.$ZodIssueTooBig<"number"> | errors.$ZodIssueTooSmall<"number">;
}
export interface $ZodCheckNumberFormat<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodCheck<number> {
    _zod: $ZodCheckNumberFormatInternals<Format>;
}
export const $ZodCheckNumberFormat: core.$constructor<$ZodCheckNumberFormat>;
export type $ZodBigIntFormats = "int64" | "uint64";
export interface $ZodCheckBigIntFormatDef<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends $ZodCheckDef {
    check: "bigint_format";
    format: Format;
}
export interface $ZodCheckBigIntFormatInternals<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends $ZodCheckInternals<bigint> {
    def: $ZodCheckBigIntFormatDef<Format>;
    issc: errors.$ZodIssueTooBig<"bigint"> | errors.$ZodIssueTooSmall<"bigint">;
}
export interface $ZodCheckBigIntFormat<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends $ZodCheck<bigint> {
    _zod: $ZodCheckBigIntFormatInternals<Format>;
}
export const $ZodCheckBigIntFormat: core.$constructor<$ZodCheckBigIntFormat>;
export interface $ZodCheckMaxSizeDef extends $ZodCheckDef {
    check: "max_size";
    maximum: number;
}
export interface $ZodCheckMaxSizeInternals<T extends util.HasSize = util.HasSize> extends $ZodCheckInternals<T> {
    def: $ZodCheckMaxSizeDef;
    issc: errors.$ZodIssueTooBig<T>;
}
export interface $ZodCheckMaxSize<T extends util.HasSize = util.HasSize> extends $ZodCheck<T> {
    _zod: $ZodCheckMaxSizeInternals<T>;
}
export const $ZodCheckMaxSize: core.$constructor<$ZodCheckMaxSize>;
export interface $ZodCheckMinSizeDef extends $ZodCheckDef {
    check: "min_size";
    minimum: number;
}
export interface $ZodCheckMinSizeInternals<T extends util.HasSize = util.HasSize> extends $ZodCheckInternals<T> {
    def: $ZodCheckMinSizeDef;
    issc: errors.$ZodIssueTooSmall<T>;
}
export interface $ZodCheckMinSize<T extends util.HasSize = util.HasSize> extends $ZodCheck<T> {
    _zod: $ZodCheckMinSizeInternals<T>;
}
export const $ZodCheckMinSize: core.$constructor<$ZodCheckMinSize>;
export interface $ZodCheckSizeEqualsDef extends $ZodCheckDef {
    check: "size_equals";
    size: number;
}
export interface $ZodCheckSizeEqualsInternals<T extends util.HasSize = util.HasSize> extends $ZodCheckInternals<T> {
    def: $ZodCheckSizeEqualsDef;
    issc: errors.$ZodIssueTooBig<T> | errors.$ZodIssueTooSmall<T>;
}
export interface $ZodCheckSizeEquals<T extends util.HasSize = util.HasSize> extends $ZodCheck<T> {
    _zod: $ZodCheckSizeEqualsInternals<T>;
}
export const $ZodCheckSizeEquals: core.$constructor<$ZodCheckSizeEquals>;
export interface $ZodCheckMaxLengthDef extends $ZodCheckDef {
    check: "max_length";
    maximum: number;
}
export interface $ZodCheckMaxLengthInternals<T extends util.HasLength = util.HasLength> extends $ZodCheckInternals<T> {
    def: $ZodCheckMaxLengthDef;
    issc: errors.$ZodIssueTooBig<T>;
}
export interface $ZodCheckMaxLength<T extends util.HasLength = util.HasLength> extends $ZodCheck<T> {
    _zod: $ZodCheckMaxLengthInternals<T>;
}
export const $ZodCheckMaxLength: core.$constructor<$ZodCheckMaxLength>;
export interface $ZodCheckMinLengthDef extends $ZodCheckDef {
    check: "min_length";
    minimum: number;
}
export interface $ZodCheckMinLengthInternals<T extends util.HasLength = util.HasLength> extends $ZodCheckInternals<T> {
    def: $ZodCheckMinLengthDef;
    issc: errors.$ZodIssueTooSmall<T>;
}
export interface $ZodCheckMinLength<T extends util.HasLength = util.HasLength> extends $ZodCheck<T> {
    _zod: $ZodCheckMinLengthInternals<T>;
}
export const $ZodCheckMinLength: core.$constructor<$ZodCheckMinLength>;
export interface $ZodCheckLengthEqualsDef extends $ZodCheckDef {
    check: "length_equals";
    length: number;
}
export interface $ZodCheckLengthEqualsInternals<T extends util.HasLength = util.HasLength> extends $ZodCheckInternals<T> {
    def: $ZodCheckLengthEqualsDef;
    issc: errors.$ZodIssueTooBig<T> | errors.$ZodIssueTooSmall<T>;
}
export interface $ZodCheckLengthEquals<T extends util.HasLength = util.HasLength> extends $ZodCheck<T> {
    _zod: $ZodCheckLengthEqualsInternals<T>;
}
export const $ZodCheckLengthEquals: core.$constructor<$ZodCheckLengthEquals>;
export type $ZodStringFormats = "email" | "url" | "emoji" | "uuid" | "guid" | "nanoid" | "cuid" | "cuid2" | "ulid" | "xid" | "ksuid" | "datetime" | "date" | "time" | "duration" | "ipv4" | "ipv6" | "cidrv4" | "cidrv6" | "base64" | "base64url" | "json_string" | "e164" | "credit_card" | "iban" | "lowercase" | "uppercase" | "regex" | "jwt" | "starts_with" | "ends_with" | "includes";
export interface $ZodCheckStringFormatDef<Format extends string = string> extends $ZodCheckDef {
    check: "string_format";
    format: Format;
    pattern?: RegExp | undefined;
}
export interface $ZodCheckStringFormatInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckStringFormatDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckStringFormat extends $ZodCheck<string> {
    _zod: $ZodCheckStringFormatInternals;
}
export const $ZodCheckStringFormat: core.$constructor<$ZodCheckStringFormat>;
export interface $ZodCheckRegexDef extends $ZodCheckStringFormatDef {
    format: "regex";
    pattern: RegExp;
}
export interface $ZodCheckRegexInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckRegexDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckRegex extends $ZodCheck<string> {
    _zod: $ZodCheckRegexInternals;
}
export const $ZodCheckRegex: core.$constructor<$ZodCheckRegex>;
export interface $ZodCheckLowerCaseDef extends $ZodCheckStringFormatDef<"lowercase"> {
}
export interface $ZodCheckLowerCaseInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckLowerCaseDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckLowerCase extends $ZodCheck<string> {
    _zod: $ZodCheckLowerCaseInternals;
}
export const $ZodCheckLowerCase: core.$constructor<$ZodCheckLowerCase>;
export interface $ZodCheckUpperCaseDef extends $ZodCheckStringFormatDef<"uppercase"> {
}
export interface $ZodCheckUpperCaseInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckUpperCaseDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckUpperCase extends $ZodCheck<string> {
    _zod: $ZodCheckUpperCaseInternals;
}
export const $ZodCheckUpperCase: core.$constructor<$ZodCheckUpperCase>;
export interface $ZodCheckIncludesDef extends $ZodCheckStringFormatDef<"includes"> {
    includes: string;
    position?: number | undefined;
}
export interface $ZodCheckIncludesInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckIncludesDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckIncludes extends $ZodCheck<string> {
    _zod: $ZodCheckIncludesInternals;
}
export const $ZodCheckIncludes: core.$constructor<$ZodCheckIncludes>;
export interface $ZodCheckStartsWithDef extends $ZodCheckStringFormatDef<"starts_with"> {
    prefix: string;
}
export interface $ZodCheckStartsWithInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckStartsWithDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckStartsWith extends $ZodCheck<string> {
    _zod: $ZodCheckStartsWithInternals;
}
export const $ZodCheckStartsWith: core.$constructor<$ZodCheckStartsWith>;
export interface $ZodCheckEndsWithDef extends $ZodCheckStringFormatDef<"ends_with"> {
    suffix: string;
}
export interface $ZodCheckEndsWithInternals extends $ZodCheckInternals<string> {
    def: $ZodCheckEndsWithDef;
    issc: errors.$ZodIssueInvalidStringFormat;
}
export interface $ZodCheckEndsWith extends $ZodCheckInternals<string> {
    _zod: $ZodCheckEndsWithInternals;
}
export const $ZodCheckEndsWith: core.$constructor<$ZodCheckEndsWith>;
export interface $ZodCheckPropertyDef extends $ZodCheckDef {
    check: "property";
    property: string;
    schema: schemas.$ZodType;
}
export interface $ZodCheckPropertyInternals<T extends object = object> extends $ZodCheckInternals<T> {
    def: $ZodCheckPropertyDef;
    issc: errors.$ZodIssue;
}
export interface $ZodCheckProperty<T extends object = object> extends $ZodCheck<T> {
    _zod: $ZodCheckPropertyInternals<T>;
}
export const $ZodCheckProperty: core.$constructor<$ZodCheckProperty>;
export interface $ZodCheckPropertiesDef<Shape extends schemas.$ZodShape = schemas.$ZodShape> extends $ZodCheckDef {
    check: "properties";
    shape: Shape;
}
export type $ZodCheckPropertiesInput<Shape extends schemas.$ZodShape = schemas.$ZodShape> = {
    -readonly [k in keyof Shape]: util.Widen<core.input<Shape[k]>>;
};
export interface $ZodCheckPropertiesInternals<Shape extends schemas.$ZodShape = schemas.$ZodShape> extends $ZodCheckInternals<$ZodCheckPropertiesInput<Shape>> {
    def: $ZodCheckPropertiesDef<Shape>;
    issc: errors.$ZodIssue;
}
export interface $ZodCheckProperties<Shape extends schemas.$ZodShape = schemas.$ZodShape> extends $ZodCheck<$ZodCheckPropertiesInput<Shape>> {
    _zod: $ZodCheckPropertiesInternals<Shape>;
    [Symbol.iterator](): Iterator<this>;
}
export const $ZodCheckProperties: core.$constructor<$ZodCheckProperties>;
export interface $ZodCheckMimeTypeDef extends $ZodCheckDef {
    check: "mime_type";
    mime: util.MimeTypes[];
}
export interface $ZodCheckMimeTypeInternals<T extends schemas.File = schemas.File> extends $ZodCheckInternals<T> {
    def: $ZodCheckMimeTypeDef;
    issc: errors.$ZodIssueInvalidValue;
}
export interface $ZodCheckMimeType<T extends schemas.File = schemas.File> extends $ZodCheck<T> {
    _zod: $ZodCheckMimeTypeInternals<T>;
}
export const $ZodCheckMimeType: core.$constructor<$ZodCheckMimeType>;
export interface $ZodCheckOverwriteDef<T = unknown> extends $ZodCheckDef {
    check: "overwrite";
    tx(value: T): T;
}
export interface $ZodCheckOverwriteInternals<T = unknown> extends $ZodCheckInternals<T> {
    def: $ZodCheckOverwriteDef<T>;
    issc: never;
}
export interface $ZodCheckOverwrite<T = unknown> extends $ZodCheck<T> {
    _zod: $ZodCheckOverwriteInternals<T>;
}
export const $ZodCheckOverwrite: core.$constructor<$ZodCheckOverwrite>;
export type $ZodChecks = $ZodCheckLessThan | $ZodCheckGreaterThan | $ZodCheckMultipleOf | $ZodCheckNumberFormat | $ZodCheckBigIntFormat | $ZodCheckMaxSize | $ZodCheckMinSize | $ZodCheckSizeEquals | $ZodCheckMaxLength | $ZodCheckMinLength | $ZodCheckLengthEquals | $ZodCheckStringFormat | $ZodCheckProperty | $ZodCheckMimeType | $ZodCheckOverwrite;
export type $ZodStringFormatChecks = $ZodCheckRegex | $ZodCheckLowerCase | $ZodCheckUpperCase | $ZodCheckIncludes | $ZodCheckStartsWith | $ZodCheckEndsWith | schemas.$ZodStringFormatTypes;
}
declare module "drover/zod/v4/core/schemas" {
import * as checks from "drover/zod/v4/core/checks";
import type { $ZodNumberFormats } from "drover/zod/v4/core/checks";
import type { $ZodBigIntFormats } from "drover/zod/v4/core/checks";
import * as core from "drover/zod/v4/core/core";
import type * as errors from "drover/zod/v4/core/errors";
import type * as JSONSchema from "drover/zod/v4/core/json-schema";
import type { StandardSchemaV1 } from "drover/zod/v4/core/standard-schema";
import type { ProcessParams, ToJSONSchemaContext } from "drover/zod/v4/core/to-json-schema";
import * as util from "drover/zod/v4/core/util";
import { version } from "drover/zod/v4/core/versions";
export interface ParseContext<T extends errors.$ZodIssueBase = never> {
    /** Customize error messages. */
    readonly error?: errors.$ZodErrorMap<T>;
    /** Include the `input` field in issue objects. Default `false`. */
    readonly reportInput?: boolean;
    /** Skip eval-based fast path. Default `false`. */
    readonly jitless?: boolean;
}
/** @internal */
export interface ParseContextInternal<T extends errors.$ZodIssueBase = never> extends ParseContext<T> {
    readonly async?: boolean | undefined;
    readonly direction?: "forward" | "backward";
    readonly skipChecks?: boolean;
    /** Set only by `validate`/`validateAsync`. A container may stop before its next child, never inside one, so a map entry and a tuple's fixed items parse whole. */
    readonly abortEarly?: boolean;
}
/** Gives a container cycle support: `attach` wraps its parse, and `alloc` registers the object it builds into before any child is parsed so a reference back to the same input resolves to it. */
export interface $ZodMemoizer {
    attach(inst: $ZodType): void;
    guard(inst: $ZodType): void;
    alloc<T extends object>(inst: $ZodType, payload: ParsePayload, empty: T, ctx: ParseContextInternal): T;
}
export interface ParsePayload<T = unknown> {
    value: T;
    issues: errors.$ZodRawIssue[];
    /** A way to mark a whole payload as aborted. Used in codecs/pipes. */
    aborted?: boolean;
    /** @internal Set when the value came from a repeat visit to a node still being
     * parsed. Its checks run on the node itself, against the finished value. */
    memo?: boolean | undefined;
}
export type CheckFn<T> = (input: ParsePayload<T>) => util.MaybeAsync<void>;
export interface $ZodTypeDef {
    type: "string" | "number" | "int" | "boolean" | "bigint" | "symbol" | "null" | "undefined" | "void" | "never" | "any" | "unknown" | "date" | "object" | "record" | "file" | "array" | "tuple" | "union" | "intersection" | "map" | "set" | "enum" | "literal" | "nullable" | "optional" | "nonoptional" | "success" | "transform" | "default" | "prefault" | "catch" | "nan" | "pipe" | "readonly" | "template_literal" | "promise" | "lazy" | "function" | "custom";
    error?: errors.$ZodErrorMap<never> | undefined;
    checks?: checks.$ZodCheck<never>[];
}
export interface _$ZodTypeInternals {
    /** The `@zod/core` version of this schema */
    version: typeof version;
    /** Schema definition. */
    def: $ZodTypeDef;
    /** @internal Randomly generated ID for this schema. */
    /** @internal List of deferred initializers. */
    deferred: util.AnyFunc[] | undefined;
    /** @internal Parses input and runs all checks (refinements). */
    run(payload: ParsePayload<any>, ctx: ParseContextInternal): util.MaybeAsync<ParsePayload>;
    /** @internal Parses input, doesn't run checks. */
    parse(payload: ParsePayload<any>, ctx: ParseContextInternal): util.MaybeAsync<ParsePayload>;
    /** @internal  Stores identifiers for the set of traits implemented by this schema. */
    traits: Set<string>;
    /** @internal Indicates that a schema output type should be considered optional inside objects.
     * @default Required
     */
    /** @internal Three rungs, each strictly stronger than the last:
     *   undefined    — required; the container may not omit this slot
     *   "optional"   — the container may omit it; nothing is supplied in its place
     *   "defaulted"  — the container may omit it AND this schema substitutes a value
     * Consumers asking "may the slot be absent?" test `!== undefined`.
     * $ZodOptional asks the stronger question and tests `=== "defaulted"`. */
    optin?: "optional" | "defaulted" | undefined;
    /** @internal */
    optout?: "optional" | undefined;
    /** @internal The set of literal values that will pass validation. Must be an exhaustive set. Used to determine optionality in z.record().
     *
     * Defined on: enum, const, literal, null, undefined
     * Passthrough: optional, nullable, branded, default, catch, pipe
     * Todo: unions?
     */
    values?: util.PrimitiveSet | undefined;
    /** Default value bubbled up from  */
    /** @internal A set of literal discriminators used for the fast path in discriminated unions. */
    propValues?: util.PropValues | undefined;
    /** @internal This flag indicates that a schema validation can be represented with a regular expression. Used to determine allowable schemas in z.templateLiteral(). */
    pattern: RegExp | undefined;
    /** @internal The constructor function of this schema. */
    constr: new (def: any) => $ZodType;
    /** @internal A catchall object for bag metadata related to this schema. Commonly modified by checks using `onattach`. */
    bag: Record<string, unknown>;
    /** @internal The set of issues this schema might throw during type checking. */
    isst: errors.$ZodIssueBase;
    /** @internal Subject to change, not a public API. */
    processJSONSchema?: ((ctx: ToJSONSchemaContext, json: JSONSchema.BaseSchema, params: ProcessParams) => void) | undefined;
    /** An optional method used to override `toJSONSchema` logic. */
    toJSONSchema?: () => unknown;
    /** @internal The parent of this schema. Only set during certain clone operations. */
    parent?: $ZodType | undefined;
}
/** @internal */
export interface $ZodTypeInternals<out O = unknown, out I = unknown> extends _$ZodTypeInternals {
    /** @internal The inferred output type */
    output: O;
    /** @internal The inferred input type */
    input: I;
}
export type $ZodStandardSchema<T> = StandardSchemaV1.Props<core.input<T>, core.output<T>>;
export type SomeType = {
    _zod: _$ZodTypeInternals;
};
export interface $ZodType<O = unknown, I = unknown, Internals extends $ZodTypeInternals<O, I> = $ZodTypeInternals<O, I>> {
    _zod: Internals;
    "~standard": $ZodStandardSchema<this>;
}
export interface _$ZodType<T extends $ZodTypeInternals = $ZodTypeInternals> extends $ZodType<T["output"], T["input"], T> {
}
export const $ZodType: core.$constructor<$ZodType>;
export function standardProps(inst: $ZodType): StandardSchemaV1.Props<any, any>;
export { clone } from "drover/zod/v4/core/util";
export interface $ZodStringDef extends $ZodTypeDef {
    type: "string";
    coerce?: boolean;
    checks?: checks.$ZodCheck<string>[];
}
export interface $ZodStringInternals<Input> extends $ZodTypeInternals<string, Input> {
    def: $ZodStringDef;
    /** @deprecated Internal API, use with caution (not deprecated) */
    pattern: RegExp;
    /** @deprecated Internal API, use with caution (not deprecated) */
    isst: errors.$ZodIssueInvalidType;
    bag: util.LoosePartial<{
        minimum: number;
        maximum: number;
        patterns: Set<RegExp>;
        format: string;
        contentEncoding: string;
        /** the pattern admits strings its `format` keyword forbids, so `toJSONSchema` must not emit it */
        laxFormat: boolean;
    }>;
}
export interface $ZodString<Input = unknown> extends _$ZodType<$ZodStringInternals<Input>> {
}
export const $ZodString: core.$constructor<$ZodString>;
export interface $ZodStringFormatDef<Format extends string = string> extends $ZodStringDef, checks.$ZodCheckStringFormatDef<Format> {
}
export interface $ZodStringFormatInternals<Format extends string = string> extends $ZodStringInternals<string>, checks.$ZodCheckStringFormatInternals {
    def: $ZodStringFormatDef<Format>;
}
export interface $ZodStringFormat<Format extends string = string> extends $ZodType {
    _zod: $ZodStringFormatInternals<Format>;
}
export const $ZodStringFormat: core.$constructor<$ZodStringFormat>;
export interface $ZodGUIDDef extends $ZodStringFormatDef<"guid"> {
}
export interface $ZodGUIDInternals extends $ZodStringFormatInternals<"guid"> {
}
export interface $ZodGUID extends $ZodType {
    _zod: $ZodGUIDInternals;
}
export const $ZodGUID: core.$constructor<$ZodGUID>;
export interface $ZodUUIDDef extends $ZodStringFormatDef<"uuid"> {
    version?: "v1" | "v2" | "v3" | "v4" | "v5" | "v6" | "v7" | "v8";
}
export interface $ZodUUIDInternals extends $ZodStringFormatInternals<"uuid"> {
    def: $ZodUUIDDef;
}
export interface $ZodUUID extends $ZodType {
    _zod: $ZodUUIDInternals;
}
export const $ZodUUID: core.$constructor<$ZodUUID>;
export interface $ZodEmailDef extends $ZodStringFormatDef<"email"> {
}
export interface $ZodEmailInternals extends $ZodStringFormatInternals<"email"> {
}
export interface $ZodEmail extends $ZodType {
    _zod: $ZodEmailInternals;
}
export const $ZodEmail: core.$constructor<$ZodEmail>;
export interface $ZodURLDef extends $ZodStringFormatDef<"url"> {
    hostname?: RegExp | undefined;
    protocol?: RegExp | undefined;
    normalize?: boolean | undefined;
}
export interface $ZodURLInternals extends $ZodStringFormatInternals<"url"> {
    def: $ZodURLDef;
}
export interface $ZodURL extends $ZodType {
    _zod: $ZodURLInternals;
}
/** The `://` guard rejected the input before the URL constructor saw it. */
export const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
export const URL_UNPARSEABLE = 2;
export function canParseURL(input: string): boolean;
export function validateURL(trimmed: string, def: Pick<$ZodURLDef, "protocol" | "hostname" | "normalize">): URL | true | typeof URL_BAD_FORMAT | typeof URL_UNPARSEABLE;
/** Parses a URL while preserving the non-normalizing HTTP guard. */
export function parseURLObject(trimmed: string, def: Pick<$ZodURLDef, "protocol" | "normalize">): URL | typeof URL_BAD_FORMAT | typeof URL_UNPARSEABLE;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
export function stripTabAndNewline(value: string): string;
export function urlHostnameOk(url: URL, hostname: RegExp): boolean;
export function urlProtocolOk(url: URL, protocol: RegExp): boolean;
export const $ZodURL: core.$constructor<$ZodURL>;
export interface $ZodEmojiDef extends $ZodStringFormatDef<"emoji"> {
}
export interface $ZodEmojiInternals extends $ZodStringFormatInternals<"emoji"> {
}
export interface $ZodEmoji extends $ZodType {
    _zod: $ZodEmojiInternals;
}
export const $ZodEmoji: core.$constructor<$ZodEmoji>;
export interface $ZodNanoIDDef extends $ZodStringFormatDef<"nanoid"> {
    length?: number | undefined;
}
export interface $ZodNanoIDInternals extends $ZodStringFormatInternals<"nanoid"> {
    def: $ZodNanoIDDef;
}
export interface $ZodNanoID extends $ZodType {
    _zod: $ZodNanoIDInternals;
}
export const $ZodNanoID: core.$constructor<$ZodNanoID>;
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export interface $ZodCUIDDef extends $ZodStringFormatDef<"cuid"> {
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export interface $ZodCUIDInternals extends $ZodStringFormatInternals<"cuid"> {
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export interface $ZodCUID extends $ZodType {
    _zod: $ZodCUIDInternals;
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export const $ZodCUID: core.$constructor<$ZodCUID>;
export interface $ZodCUID2Def extends $ZodStringFormatDef<"cuid2"> {
}
export interface $ZodCUID2Internals extends $ZodStringFormatInternals<"cuid2"> {
}
export interface $ZodCUID2 extends $ZodType {
    _zod: $ZodCUID2Internals;
}
export const $ZodCUID2: core.$constructor<$ZodCUID2>;
export interface $ZodULIDDef extends $ZodStringFormatDef<"ulid"> {
}
export interface $ZodULIDInternals extends $ZodStringFormatInternals<"ulid"> {
}
export interface $ZodULID extends $ZodType {
    _zod: $ZodULIDInternals;
}
export const $ZodULID: core.$constructor<$ZodULID>;
export interface $ZodXIDDef extends $ZodStringFormatDef<"xid"> {
}
export interface $ZodXIDInternals extends $ZodStringFormatInternals<"xid"> {
}
export interface $ZodXID extends $ZodType {
    _zod: $ZodXIDInternals;
}
export const $ZodXID: core.$constructor<$ZodXID>;
export interface $ZodKSUIDDef extends $ZodStringFormatDef<"ksuid"> {
}
export interface $ZodKSUIDInternals extends $ZodStringFormatInternals<"ksuid"> {
}
export interface $ZodKSUID extends $ZodType {
    _zod: $ZodKSUIDInternals;
}
export const $ZodKSUID: core.$constructor<$ZodKSUID>;
export interface $ZodISODateTimeDef extends $ZodStringFormatDef<"datetime"> {
    precision: number | null;
    offset: boolean;
    local: boolean;
}
export interface $ZodISODateTimeInternals extends $ZodStringFormatInternals {
    def: $ZodISODateTimeDef;
}
export interface $ZodISODateTime extends $ZodType {
    _zod: $ZodISODateTimeInternals;
}
export const $ZodISODateTime: core.$constructor<$ZodISODateTime>;
export interface $ZodISODateDef extends $ZodStringFormatDef<"date"> {
}
export interface $ZodISODateInternals extends $ZodStringFormatInternals<"date"> {
}
export interface $ZodISODate extends $ZodType {
    _zod: $ZodISODateInternals;
}
export const $ZodISODate: core.$constructor<$ZodISODate>;
export interface $ZodISOTimeDef extends $ZodStringFormatDef<"time"> {
    precision?: number | null;
}
export interface $ZodISOTimeInternals extends $ZodStringFormatInternals<"time"> {
    def: $ZodISOTimeDef;
}
export interface $ZodISOTime extends $ZodType {
    _zod: $ZodISOTimeInternals;
}
export const $ZodISOTime: core.$constructor<$ZodISOTime>;
export interface $ZodISODurationDef extends $ZodStringFormatDef<"duration"> {
}
export interface $ZodISODurationInternals extends $ZodStringFormatInternals<"duration"> {
}
export interface $ZodISODuration extends $ZodType {
    _zod: $ZodISODurationInternals;
}
export const $ZodISODuration: core.$constructor<$ZodISODuration>;
export interface $ZodIPv4Def extends $ZodStringFormatDef<"ipv4"> {
    version?: "v4";
}
export interface $ZodIPv4Internals extends $ZodStringFormatInternals<"ipv4"> {
    def: $ZodIPv4Def;
}
export interface $ZodIPv4 extends $ZodType {
    _zod: $ZodIPv4Internals;
}
export const $ZodIPv4: core.$constructor<$ZodIPv4>;
export interface $ZodIPv6Def extends $ZodStringFormatDef<"ipv6"> {
    version?: "v6";
}
export interface $ZodIPv6Internals extends $ZodStringFormatInternals<"ipv6"> {
    def: $ZodIPv6Def;
}
export interface $ZodIPv6 extends $ZodType {
    _zod: $ZodIPv6Internals;
}
export function isValidIPv6(value: string): boolean;
export const $ZodIPv6: core.$constructor<$ZodIPv6>;
export interface $ZodMACDef extends $ZodStringFormatDef<"mac"> {
    delimiter?: string;
}
export interface $ZodMACInternals extends $ZodStringFormatInternals<"mac"> {
    def: $ZodMACDef;
}
export interface $ZodMAC extends $ZodType {
    _zod: $ZodMACInternals;
}
export const $ZodMAC: core.$constructor<$ZodMAC>;
export interface $ZodCIDRv4Def extends $ZodStringFormatDef<"cidrv4"> {
    version?: "v4";
}
export interface $ZodCIDRv4Internals extends $ZodStringFormatInternals<"cidrv4"> {
    def: $ZodCIDRv4Def;
}
export interface $ZodCIDRv4 extends $ZodType {
    _zod: $ZodCIDRv4Internals;
}
export const $ZodCIDRv4: core.$constructor<$ZodCIDRv4>;
export interface $ZodCIDRv6Def extends $ZodStringFormatDef<"cidrv6"> {
    version?: "v6";
}
export interface $ZodCIDRv6Internals extends $ZodStringFormatInternals<"cidrv6"> {
    def: $ZodCIDRv6Def;
}
export interface $ZodCIDRv6 extends $ZodType {
    _zod: $ZodCIDRv6Internals;
}
export function isValidCIDRv6(value: string): boolean;
export const $ZodCIDRv6: core.$constructor<$ZodCIDRv6>;
export function isValidBase64(data: string): boolean;
export interface $ZodBase64Def extends $ZodStringFormatDef<"base64"> {
}
export interface $ZodBase64Internals extends $ZodStringFormatInternals<"base64"> {
}
export interface $ZodBase64 extends $ZodType {
    _zod: $ZodBase64Internals;
}
export const base64Charset: RegExp;
export const $ZodBase64: core.$constructor<$ZodBase64>;
export const base64urlCharset: RegExp;
export function isValidBase64URL(data: string): boolean;
export interface $ZodBase64URLDef extends $ZodStringFormatDef<"base64url"> {
}
export interface $ZodBase64URLInternals extends $ZodStringFormatInternals<"base64url"> {
}
export interface $ZodBase64URL extends $ZodType {
    _zod: $ZodBase64URLInternals;
}
export const $ZodBase64URL: core.$constructor<$ZodBase64URL>;
export interface $ZodE164Def extends $ZodStringFormatDef<"e164"> {
}
export interface $ZodE164Internals extends $ZodStringFormatInternals<"e164"> {
}
export interface $ZodE164 extends $ZodType {
    _zod: $ZodE164Internals;
}
export const $ZodE164: core.$constructor<$ZodE164>;
export function isValidCreditCard(input: string): boolean;
export interface $ZodCreditCardDef extends $ZodStringFormatDef<"credit_card"> {
}
export interface $ZodCreditCardInternals extends $ZodStringFormatInternals<"credit_card"> {
    def: $ZodCreditCardDef;
}
export interface $ZodCreditCard extends $ZodType {
    _zod: $ZodCreditCardInternals;
}
export const $ZodCreditCard: core.$constructor<$ZodCreditCard>;
export function isValidIBAN(input: string): boolean;
export interface $ZodIBANDef extends $ZodStringFormatDef<"iban"> {
}
export interface $ZodIBANInternals extends $ZodStringFormatInternals<"iban"> {
    def: $ZodIBANDef;
}
export interface $ZodIBAN extends $ZodType {
    _zod: $ZodIBANInternals;
}
export const $ZodIBAN: core.$constructor<$ZodIBAN>;
export function isValidJWT(token: string, algorithm?: util.JWTAlgorithm | null): boolean;
export interface $ZodJWTDef extends $ZodStringFormatDef<"jwt"> {
    alg?: util.JWTAlgorithm | undefined;
}
export interface $ZodJWTInternals extends $ZodStringFormatInternals<"jwt"> {
    def: $ZodJWTDef;
}
export interface $ZodJWT extends $ZodType {
    _zod: $ZodJWTInternals;
}
export const $ZodJWT: core.$constructor<$ZodJWT>;
export interface $ZodCustomStringFormatDef<Format extends string = string> extends $ZodStringFormatDef<Format> {
    fn: (val: string) => unknown;
}
export interface $ZodCustomStringFormatInternals<Format extends string = string> extends $ZodStringFormatInternals<Format> {
    def: $ZodCustomStringFormatDef<Format>;
}
export interface $ZodCustomStringFormat<Format extends string = string> extends $ZodStringFormat<Format> {
    _zod: $ZodCustomStringFormatInternals<Format>;
}
export const $ZodCustomStringFormat: core.$constructor<$ZodCustomStringFormat>;
export interface $ZodNumberDef extends $ZodTypeDef {
    type: "number";
    coerce?: boolean;
}
export interface $ZodNumberInternals<Input = unknown> extends $ZodTypeInternals<number, Input> {
    def: $ZodNumberDef;
    /** @deprecated Internal API, use with caution (not deprecated) */
    pattern: RegExp;
    /** @deprecated Internal API, use with caution (not deprecated) */
    isst: errors.$ZodIssueInvalidType;
    bag: util.LoosePartial<{
        minimum: number;
        maximum: number;
        exclusiveMinimum: number;
        exclusiveMaximum: number;
        format: string;
        pattern: RegExp;
    }>;
}
export interface $ZodNumber<Input = unknown> extends $ZodType {
    _zod: $ZodNumberInternals<Input>;
}
export const $ZodNumber: core.$constructor<$ZodNumber>;
export interface $ZodNumberFormatDef<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodNumberDef, checks.$ZodCheckNumberFormatDef<Format> {
}
export interface $ZodNumberFormatInternals<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodNumberInternals<number>, checks.$ZodCheckNumberFormatInternals<Format> {
    def: $ZodNumberFormatDef<Format>;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodNumberFormat<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodType {
    _zod: $ZodNumberFormatInternals<Format>;
}
export const $ZodNumberFormat: core.$constructor<$ZodNumberFormat>;
export interface $ZodBooleanDef extends $ZodTypeDef {
    type: "boolean";
    coerce?: boolean;
    checks?: checks.$ZodCheck<boolean>[];
}
export interface $ZodBooleanInternals<T = unknown> extends $ZodTypeInternals<boolean, T> {
    pattern: RegExp;
    def: $ZodBooleanDef;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodBoolean<T = unknown> extends $ZodType {
    _zod: $ZodBooleanInternals<T>;
}
export const $ZodBoolean: core.$constructor<$ZodBoolean>;
export interface $ZodBigIntDef extends $ZodTypeDef {
    type: "bigint";
    coerce?: boolean;
}
export interface $ZodBigIntInternals<T = unknown> extends $ZodTypeInternals<bigint, T> {
    pattern: RegExp;
    /** @internal Internal API, use with caution */
    def: $ZodBigIntDef;
    isst: errors.$ZodIssueInvalidType;
    bag: util.LoosePartial<{
        minimum: bigint;
        maximum: bigint;
        format: string;
    }>;
}
export interface $ZodBigInt<T = unknown> extends $ZodType {
    _zod: $ZodBigIntInternals<T>;
}
export const $ZodBigInt: core.$constructor<$ZodBigInt>;
export interface $ZodBigIntFormatDef<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends $ZodBigIntDef, checks.$ZodCheckBigIntFormatDef<Format> {
    check: "bigint_format";
}
export interface $ZodBigIntFormatInternals<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends $ZodBigIntInternals<bigint>, checks.$ZodCheckBigIntFormatInternals<Format> {
    def: $ZodBigIntFormatDef<Format>;
}
export interface $ZodBigIntFormat<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends $ZodType {
    _zod: $ZodBigIntFormatInternals<Format>;
}
export const $ZodBigIntFormat: core.$constructor<$ZodBigIntFormat>;
export interface $ZodSymbolDef extends $ZodTypeDef {
    type: "symbol";
}
export interface $ZodSymbolInternals extends $ZodTypeInternals<symbol, symbol> {
    def: $ZodSymbolDef;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodSymbol extends $ZodType {
    _zod: $ZodSymbolInternals;
}
export const $ZodSymbol: core.$constructor<$ZodSymbol>;
export interface $ZodUndefinedDef extends $ZodTypeDef {
    type: "undefined";
}
export interface $ZodUndefinedInternals extends $ZodTypeInternals<undefined, undefined> {
    pattern: RegExp;
    def: $ZodUndefinedDef;
    values: util.PrimitiveSet;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodUndefined extends $ZodType {
    _zod: $ZodUndefinedInternals;
}
export const $ZodUndefined: core.$constructor<$ZodUndefined>;
export interface $ZodNullDef extends $ZodTypeDef {
    type: "null";
}
export interface $ZodNullInternals extends $ZodTypeInternals<null, null> {
    pattern: RegExp;
    def: $ZodNullDef;
    values: util.PrimitiveSet;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodNull extends $ZodType {
    _zod: $ZodNullInternals;
}
export const $ZodNull: core.$constructor<$ZodNull>;
export interface $ZodAnyDef extends $ZodTypeDef {
    type: "any";
}
export interface $ZodAnyInternals extends $ZodTypeInternals<any, any> {
    def: $ZodAnyDef;
    isst: never;
}
export interface $ZodAny extends $ZodType {
    _zod: $ZodAnyInternals;
}
export const $ZodAny: core.$constructor<$ZodAny>;
export interface $ZodUnknownDef extends $ZodTypeDef {
    type: "unknown";
}
export interface $ZodUnknownInternals extends $ZodTypeInternals<unknown, unknown> {
    def: $ZodUnknownDef;
    isst: never;
}
export interface $ZodUnknown extends $ZodType {
    _zod: $ZodUnknownInternals;
}
export const $ZodUnknown: core.$constructor<$ZodUnknown>;
export interface $ZodNeverDef extends $ZodTypeDef {
    type: "never";
}
export interface $ZodNeverInternals extends $ZodTypeInternals<never, never> {
    def: $ZodNeverDef;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodNever extends $ZodType {
    _zod: $ZodNeverInternals;
}
export const $ZodNever: core.$constructor<$ZodNever>;
export interface $ZodVoidDef extends $ZodTypeDef {
    type: "void";
}
export interface $ZodVoidInternals extends $ZodTypeInternals<void, void> {
    def: $ZodVoidDef;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodVoid extends $ZodType {
    _zod: $ZodVoidInternals;
}
export const $ZodVoid: core.$constructor<$ZodVoid>;
export interface $ZodDateDef extends $ZodTypeDef {
    type: "date";
    coerce?: boolean;
}
export interface $ZodDateInternals<T = unknown> extends $ZodTypeInternals<Date, T> {
    def: $ZodDateDef;
    isst: errors.$ZodIssueInvalidType;
    bag: util.LoosePartial<{
        minimum: Date;
        maximum: Date;
        format: string;
    }>;
}
export interface $ZodDate<T = unknown> extends $ZodType {
    _zod: $ZodDateInternals<T>;
}
export const $ZodDate: core.$constructor<$ZodDate>;
export interface $ZodArrayDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "array";
    element: T;
}
export interface $ZodArrayInternals<T extends SomeType = $ZodType> extends _$ZodTypeInternals {
    def: $ZodArrayDef<T>;
    isst: errors.$ZodIssueInvalidType;
    output: core.output<T>[];
    input: core.input<T>[];
}
export interface $ZodArray<T extends SomeType = $ZodType> extends $ZodType<any, any, $ZodArrayInternals<T>> {
}
export const $ZodArray: core.$constructor<$ZodArray>;
type OptionalOutSchema = {
    _zod: {
        optout: "optional";
    };
};
type OptionalInSchema = {
    _zod: {
        optin: "optional" | "defaulted";
    };
};
export type $InferObjectOutput<T extends $ZodLooseShape, Extra extends Record<string, unknown>> = string extends keyof T ? util.IsAny<T[keyof T]> extends true ? Record<string, unknown> : {
    [k in string]: core.output<T[keyof T]>;
} : keyof (T & Extra) extends never ? Record<string, never> : util.Prettify<{
    -readonly [k in keyof T as T[k] extends OptionalOutSchema ? never : k]: T[k]["_zod"]["output"];
} & {
    -readonly [k in keyof T as T[k] extends OptionalOutSchema ? k : never]?: T[k]["_zod"]["output"];
} & Extra>;
export type $InferObjectInput<T extends $ZodLooseShape, Extra extends Record<string, unknown>> = string extends keyof T ? util.IsAny<T[keyof T]> extends true ? Record<string, unknown> : {
    [k in string]: core.input<T[keyof T]>;
} : keyof (T & Extra) extends never ? Record<string, never> : util.Prettify<{
    -readonly [k in keyof T as T[k] extends OptionalInSchema ? never : k]: T[k]["_zod"]["input"];
} & {
    -readonly [k in keyof T as T[k] extends OptionalInSchema ? k : never]?: T[k]["_zod"]["input"];
} & Extra>;
export type $ZodObjectConfig = {
    out: Record<string, unknown>;
    in: Record<string, unknown>;
};
export type $loose = {
    out: Record<string, unknown>;
    in: Record<string, unknown>;
};
export type $strict = {
    out: {};
    in: {};
};
export type $strip = {
    out: {};
    in: {};
};
export type $catchall<T extends SomeType> = {
    out: {
        [k: string]: core.output<T>;
    };
    in: {
        [k: string]: core.input<T>;
    };
};
export type $ZodShape = Readonly<{
    [k: string]: $ZodType;
}>;
export interface $ZodObjectDef<Shape extends $ZodShape = $ZodShape> extends $ZodTypeDef {
    type: "object";
    shape: Shape;
    catchall?: $ZodType | undefined;
}
export interface $ZodObjectInternals<
/** @ts-ignore Cast variance */
out Shape extends $ZodShape = $ZodShape, out Config extends $ZodObjectConfig = $ZodObjectConfig> extends _$ZodTypeInternals {
    def: $ZodObjectDef<Shape>;
    config: Config;
    isst: errors.$ZodIssueInvalidType | errors.$ZodIssueUnrecognizedKeys;
    propValues: util.PropValues;
    output: $InferObjectOutput<Shape, Config["out"]>;
    input: $InferObjectInput<Shape, Config["in"]>;
    optin?: "optional" | undefined;
    optout?: "optional" | undefined;
}
export type $ZodLooseShape = Record<string, any>;
export interface $ZodObject<
/** @ts-ignore Cast variance */
out Shape extends Readonly<$ZodShape> = Readonly<$ZodShape>, out Params extends $ZodObjectConfig = $ZodObjectConfig> extends $ZodType<any, any, $ZodObjectInternals<Shape, Params>> {
}
export const $ZodObject: core.$constructor<$ZodObject>;
export const $ZodObjectJIT: core.$constructor<$ZodObject>;
export type $InferUnionOutput<T extends SomeType> = T extends any ? core.output<T> : never;
export type $InferUnionInput<T extends SomeType> = T extends any ? core.input<T> : never;
export interface $ZodUnionDef<Options extends readonly SomeType[] = readonly $ZodType[]> extends $ZodTypeDef {
    type: "union";
    options: Options;
    inclusive?: boolean;
}
type IsOptionalIn<T extends SomeType> = T extends OptionalInSchema ? true : false;
type IsOptionalOut<T extends SomeType> = T extends OptionalOutSchema ? true : false;
export interface $ZodUnionInternals<T extends readonly SomeType[] = readonly $ZodType[]> extends _$ZodTypeInternals {
    def: $ZodUnionDef<T>;
    isst: errors.$ZodIssueInvalidUnion;
    pattern: T[number]["_zod"]["pattern"];
    values: T[number]["_zod"]["values"];
    output: $InferUnionOutput<T[number]>;
    input: $InferUnionInput<T[number]>;
    optin: IsOptionalIn<T[number]> extends false ? "optional" | "defaulted" | undefined : "optional" | "defaulted";
    optout: IsOptionalOut<T[number]> extends false ? "optional" | undefined : "optional";
}
export interface $ZodUnion<T extends readonly SomeType[] = readonly $ZodType[]> extends $ZodType<any, any, $ZodUnionInternals<T>> {
    _zod: $ZodUnionInternals<T>;
}
export const $ZodUnion: core.$constructor<$ZodUnion>;
export interface $ZodXorInternals<T extends readonly SomeType[] = readonly $ZodType[]> extends $ZodUnionInternals<T> {
}
export interface $ZodXor<T extends readonly SomeType[] = readonly $ZodType[]> extends $ZodType<any, any, $ZodXorInternals<T>> {
    _zod: $ZodXorInternals<T>;
}
export const $ZodXor: core.$constructor<$ZodXor>;
export interface $ZodDiscriminatedUnionDef<Options extends readonly SomeType[] = readonly $ZodType[], Disc extends string = string> extends $ZodUnionDef<Options> {
    discriminator: Disc;
    unionFallback?: boolean;
}
export interface $ZodDiscriminatedUnionInternals<Options extends readonly SomeType[] = readonly $ZodType[], Disc extends string = string> extends $ZodUnionInternals<Options> {
    def: $ZodDiscriminatedUnionDef<Options, Disc>;
    propValues: util.PropValues;
    bag: util.LoosePartial<{
        optionsMap: Map<util.Primitive, $ZodType | null>;
    }>;
}
/** The discriminator values a member of `Options` can declare. An omittable discriminator contributes `undefined`, matching what `propValues` claims for it. */
export type $DiscriminatorValue<Options extends readonly SomeType[], Disc extends string> = {
    [I in keyof Options]: Options[I] extends {
        _zod: {
            output: infer Out;
        };
    } ? Disc extends keyof Out ? Out[Disc] : never : never;
}[number];
/** The member of `Options` that declares `V`. */
export type $DiscriminatedOption<Options extends readonly SomeType[], Disc extends string, V> = {
    [I in keyof Options]: Options[I] extends {
        _zod: {
            output: infer Out;
        };
    } ? Disc extends keyof Out ? V extends Out[Disc] ? Options[I] : never : never : never;
}[number];
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
export function getDiscriminatedOption<Options extends readonly SomeType[], Disc extends string, const V extends $DiscriminatorValue<Options, Disc>>(union: $ZodDiscriminatedUnion<Options, Disc>, value: V): $DiscriminatedOption<Options, Disc, V>;
export interface $ZodDiscriminatedUnion<Options extends readonly SomeType[] = readonly $ZodType[], Disc extends string = string> extends $ZodType {
    _zod: $ZodDiscriminatedUnionInternals<Options, Disc>;
}
export const $ZodDiscriminatedUnion: core.$constructor<$ZodDiscriminatedUnion>;
export interface $ZodIntersectionDef<Left extends SomeType = $ZodType, Right extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "intersection";
    left: Left;
    right: Right;
}
export interface $ZodIntersectionInternals<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends _$ZodTypeInternals {
    def: $ZodIntersectionDef<A, B>;
    isst: never;
    optin: A["_zod"]["optin"] | B["_zod"]["optin"];
    optout: A["_zod"]["optout"] | B["_zod"]["optout"];
    output: core.output<A> & core.output<B>;
    input: core.input<A> & core.input<B>;
}
export interface $ZodIntersection<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodIntersectionInternals<A, B>;
}
export const $ZodIntersection: core.$constructor<$ZodIntersection>;
export function mergeValues(a: any, b: any): {
    valid: true;
    data: any;
} | {
    valid: false;
    mergeErrorPath: (string | number)[];
};
export interface $ZodTupleDef<T extends util.TupleItems = readonly $ZodType[], Rest extends SomeType | null = $ZodType | null> extends $ZodTypeDef {
    type: "tuple";
    items: T;
    rest: Rest;
}
export type $InferTupleInputType<T extends util.TupleItems, Rest extends SomeType | null> = [
    ...TupleInputTypeWithOptionals<T>,
    ...(Rest extends SomeType ? core.input<Rest>[] : [])
];
type TupleInputTypeNoOptionals<T extends util.TupleItems> = {
    [k in keyof T]: core.input<T[k]>;
};
type TupleInputTypeWithOptionals<T extends util.TupleItems> = T extends readonly [
    ...infer Prefix extends SomeType[],
    infer Tail extends SomeType
] ? Tail["_zod"]["optin"] extends "optional" | "defaulted" ? [...TupleInputTypeWithOptionals<Prefix>, core.input<Tail>?] : TupleInputTypeNoOptionals<T> : [];
export type $InferTupleOutputType<T extends util.TupleItems, Rest extends SomeType | null> = [
    ...TupleOutputTypeWithOptionals<T>,
    ...(Rest extends SomeType ? core.output<Rest>[] : [])
];
type TupleOutputTypeNoOptionals<T extends util.TupleItems> = {
    [k in keyof T]: core.output<T[k]>;
};
type TupleOutputTypeWithOptionals<T extends util.TupleItems> = T extends readonly [
    ...infer Prefix extends SomeType[],
    infer Tail extends SomeType
] ? Tail["_zod"]["optout"] extends "optional" ? [...TupleOutputTypeWithOptionals<Prefix>, core.output<Tail>?] : TupleOutputTypeNoOptionals<T> : [];
export interface $ZodTupleInternals<T extends util.TupleItems = readonly $ZodType[], Rest extends SomeType | null = $ZodType | null> extends _$ZodTypeInternals {
    def: $ZodTupleDef<T, Rest>;
    isst: errors.$ZodIssueInvalidType | errors.$ZodIssueTooBig<unknown[]> | errors.$ZodIssueTooSmall<unknown[]>;
    output: $InferTupleOutputType<T, Rest>;
    input: $InferTupleInputType<T, Rest>;
}
export interface $ZodTuple<T extends util.TupleItems = readonly $ZodType[], Rest extends SomeType | null = $ZodType | null> extends $ZodType {
    _zod: $ZodTupleInternals<T, Rest>;
}
export const $ZodTuple: core.$constructor<$ZodTuple>;
export type $ZodRecordKey = $ZodType<string | number | symbol, unknown>;
export interface $ZodRecordDef<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "record";
    keyType: Key;
    valueType: Value;
    /** @default "strict" - errors on keys not matching keyType. "loose" passes through non-matching keys unchanged. */
    mode?: "strict" | "loose";
    partial?: boolean;
}
export type $InferZodRecordOutput<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType = $ZodType> = Key extends $partial ? Partial<Record<core.output<Key>, core.output<Value>>> : Record<core.output<Key>, core.output<Value>>;
export type $InferZodRecordInput<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType = $ZodType> = Key extends $partial ? Partial<Record<core.input<Key> & PropertyKey, core.input<Value>>> : [
    Value
] extends [OptionalInSchema] ? Partial<Record<core.input<Key> & PropertyKey, core.input<Value>>> : Record<core.input<Key> & PropertyKey, core.input<Value>>;
export interface $ZodRecordInternals<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType = $ZodType> extends $ZodTypeInternals {
    def: $ZodRecordDef<Key, Value>;
    output: $InferZodRecordOutput<Key, Value>;
    input: $InferZodRecordInput<Key, Value>;
    isst: errors.$ZodIssueInvalidType | errors.$ZodIssueInvalidKey<Record<PropertyKey, unknown>>;
    optin?: "optional" | undefined;
    optout?: "optional" | undefined;
}
export type $partial = {
    "~~partial": true;
};
export interface $ZodRecord<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodRecordInternals<Key, Value>;
}
export const $ZodRecord: core.$constructor<$ZodRecord>;
export interface $ZodMapDef<Key extends SomeType = $ZodType, Value extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "map";
    keyType: Key;
    valueType: Value;
}
export interface $ZodMapInternals<Key extends SomeType = $ZodType, Value extends SomeType = $ZodType> extends $ZodTypeInternals<Map<core.output<Key>, core.output<Value>>, Map<core.input<Key>, core.input<Value>>> {
    def: $ZodMapDef<Key, Value>;
    isst: errors.$ZodIssueInvalidType | errors.$ZodIssueInvalidKey | errors.$ZodIssueInvalidElement<unknown>;
    optin?: "optional" | undefined;
    optout?: "optional" | undefined;
}
export interface $ZodMap<Key extends SomeType = $ZodType, Value extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodMapInternals<Key, Value>;
}
export const $ZodMap: core.$constructor<$ZodMap>;
export interface $ZodSetDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "set";
    valueType: T;
}
export interface $ZodSetInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<Set<core.output<T>>, Set<core.input<T>>> {
    def: $ZodSetDef<T>;
    isst: errors.$ZodIssueInvalidType;
    optin?: "optional" | undefined;
    optout?: "optional" | undefined;
}
export interface $ZodSet<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodSetInternals<T>;
}
export const $ZodSet: core.$constructor<$ZodSet>;
export type $InferEnumOutput<T extends util.EnumLike> = T[keyof T] & {};
export type $InferEnumInput<T extends util.EnumLike> = T[keyof T] & {};
export interface $ZodEnumDef<T extends util.EnumLike = util.EnumLike> extends $ZodTypeDef {
    type: "enum";
    entries: T;
}
export interface $ZodEnumInternals<
/** @ts-ignore Cast variance */
out T extends util.EnumLike = util.EnumLike> extends $ZodTypeInternals<$InferEnumOutput<T>, $InferEnumInput<T>> {
    def: $ZodEnumDef<T>;
    /** @deprecated Internal API, use with caution (not deprecated) */
    values: util.PrimitiveSet;
    /** @deprecated Internal API, use with caution (not deprecated) */
    pattern: RegExp;
    isst: errors.$ZodIssueInvalidValue;
}
export interface $ZodEnum<T extends util.EnumLike = util.EnumLike> extends $ZodType {
    _zod: $ZodEnumInternals<T>;
}
export const $ZodEnum: core.$constructor<$ZodEnum>;
export interface $ZodLiteralDef<T extends util.Literal> extends $ZodTypeDef {
    type: "literal";
    values: T[];
}
export interface $ZodLiteralInternals<T extends util.Literal = util.Literal> extends $ZodTypeInternals<T, T> {
    def: $ZodLiteralDef<T>;
    values: Set<T>;
    pattern: RegExp;
    isst: errors.$ZodIssueInvalidValue;
}
export interface $ZodLiteral<T extends util.Literal = util.Literal> extends $ZodType {
    _zod: $ZodLiteralInternals<T>;
}
export const $ZodLiteral: core.$constructor<$ZodLiteral>;
type _File = typeof globalThis extends {
    File: infer F extends new (...args: any[]) => any;
} ? InstanceType<F> : {};
/** Do not reference this directly. */
export interface File extends _File {
    readonly type: string;
    readonly size: number;
}
export interface $ZodFileDef extends $ZodTypeDef {
    type: "file";
}
export interface $ZodFileInternals extends $ZodTypeInternals<File, File> {
    def: $ZodFileDef;
    isst: errors.$ZodIssueInvalidType;
    bag: util.LoosePartial<{
        minimum: number;
        maximum: number;
        mime: util.MimeTypes[];
    }>;
}
export interface $ZodFile extends $ZodType {
    _zod: $ZodFileInternals;
}
export const $ZodFile: core.$constructor<$ZodFile>;
export interface $ZodTransformDef extends $ZodTypeDef {
    type: "transform";
    transform: (input: unknown, payload: ParsePayload<unknown>) => util.MaybeAsync<unknown>;
}
export interface $ZodTransformInternals<O = unknown, I = unknown> extends $ZodTypeInternals<O, I> {
    def: $ZodTransformDef;
    isst: never;
}
export interface $ZodTransform<O = unknown, I = unknown> extends $ZodType {
    _zod: $ZodTransformInternals<O, I>;
}
export const $ZodTransform: core.$constructor<$ZodTransform>;
export interface $ZodOptionalDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "optional";
    innerType: T;
}
export interface $ZodOptionalInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<T> | undefined, core.input<T> | undefined> {
    def: $ZodOptionalDef<T>;
    optin: "optional" | "defaulted";
    optout: "optional";
    isst: never;
    values: T["_zod"]["values"];
    pattern: T["_zod"]["pattern"];
}
export interface $ZodOptional<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodOptionalInternals<T>;
}
export const $ZodOptional: core.$constructor<$ZodOptional>;
export interface $ZodExactOptionalDef<T extends SomeType = $ZodType> extends $ZodOptionalDef<T> {
}
export interface $ZodExactOptionalInternals<T extends SomeType = $ZodType> extends $ZodOptionalInternals<T> {
    def: $ZodExactOptionalDef<T>;
    output: core.output<T>;
    input: core.input<T>;
}
export interface $ZodExactOptional<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodExactOptionalInternals<T>;
}
export const $ZodExactOptional: core.$constructor<$ZodExactOptional>;
export interface $ZodNullableDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "nullable";
    innerType: T;
}
export interface $ZodNullableInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<T> | null, core.input<T> | null> {
    def: $ZodNullableDef<T>;
    optin: T["_zod"]["optin"];
    optout: T["_zod"]["optout"];
    isst: never;
    values: T["_zod"]["values"];
    pattern: T["_zod"]["pattern"];
}
export interface $ZodNullable<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodNullableInternals<T>;
}
export const $ZodNullable: core.$constructor<$ZodNullable>;
export interface $ZodDefaultDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "default";
    innerType: T;
    /** The default value. May be a getter. */
    defaultValue: util.NoUndefined<core.output<T>>;
}
export interface $ZodDefaultInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<util.NoUndefined<core.output<T>>, core.input<T> | undefined> {
    def: $ZodDefaultDef<T>;
    optin: "defaulted";
    optout?: "optional" | undefined;
    isst: never;
    values: T["_zod"]["values"];
}
export interface $ZodDefault<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodDefaultInternals<T>;
}
export const $ZodDefault: core.$constructor<$ZodDefault>;
export interface $ZodPrefaultDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "prefault";
    innerType: T;
    /** The default value. May be a getter. */
    defaultValue: core.input<T>;
}
export interface $ZodPrefaultInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<T>, core.input<T> | undefined> {
    def: $ZodPrefaultDef<T>;
    optin: "defaulted";
    optout?: "optional" | undefined;
    isst: never;
    values: T["_zod"]["values"];
}
export interface $ZodPrefault<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodPrefaultInternals<T>;
}
export const $ZodPrefault: core.$constructor<$ZodPrefault>;
export interface $ZodNonOptionalDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "nonoptional";
    innerType: T;
}
export interface $ZodNonOptionalInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<util.NoUndefined<core.output<T>>, util.NoUndefined<core.input<T>>> {
    def: $ZodNonOptionalDef<T>;
    isst: errors.$ZodIssueInvalidType;
    values: T["_zod"]["values"];
    optin: "optional" | undefined;
    optout: "optional" | undefined;
}
export interface $ZodNonOptional<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodNonOptionalInternals<T>;
}
export const $ZodNonOptional: core.$constructor<$ZodNonOptional>;
export interface $ZodSuccessDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "success";
    innerType: T;
}
export interface $ZodSuccessInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<boolean, core.input<T>> {
    def: $ZodSuccessDef<T>;
    isst: never;
    optin: T["_zod"]["optin"];
    optout: "optional" | undefined;
}
export interface $ZodSuccess<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodSuccessInternals<T>;
}
export const $ZodSuccess: core.$constructor<$ZodSuccess>;
export interface $ZodCatchCtx extends ParsePayload {
    /** @deprecated Use `ctx.issues` */
    error: {
        issues: errors.$ZodIssue[];
    };
    /** @deprecated Use `ctx.value` */
    input: unknown;
}
export interface $ZodCatchDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "catch";
    innerType: T;
    catchValue: (ctx: $ZodCatchCtx) => unknown;
}
export interface $ZodCatchInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<T>, core.input<T>> {
    def: $ZodCatchDef<T>;
    optin: T["_zod"]["optin"];
    optout: T["_zod"]["optout"];
    isst: never;
    values: T["_zod"]["values"];
}
export interface $ZodCatch<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodCatchInternals<T>;
}
export const $ZodCatch: core.$constructor<$ZodCatch>;
export interface $ZodNaNDef extends $ZodTypeDef {
    type: "nan";
}
export interface $ZodNaNInternals extends $ZodTypeInternals<number, number> {
    def: $ZodNaNDef;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodNaN extends $ZodType {
    _zod: $ZodNaNInternals;
}
export const $ZodNaN: core.$constructor<$ZodNaN>;
export interface $ZodPipeDef<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "pipe";
    in: A;
    out: B;
    /** Only defined inside $ZodCodec instances. */
    transform?: (value: core.output<A>, payload: ParsePayload<core.output<A>>) => util.MaybeAsync<core.input<B>>;
    /** Only defined inside $ZodCodec instances. */
    reverseTransform?: (value: core.input<B>, payload: ParsePayload<core.input<B>>) => util.MaybeAsync<core.output<A>>;
}
export interface $ZodPipeInternals<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<B>, core.input<A>> {
    def: $ZodPipeDef<A, B>;
    isst: never;
    values: A["_zod"]["values"];
    optin: A["_zod"]["optin"];
    optout: B["_zod"]["optout"];
    propValues: A["_zod"]["propValues"];
}
export interface $ZodPipe<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodPipeInternals<A, B>;
}
export const $ZodPipe: core.$constructor<$ZodPipe>;
export interface $ZodCodecDef<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodPipeDef<A, B> {
    transform: (value: core.output<A>, payload: ParsePayload<core.output<A>>) => util.MaybeAsync<core.input<B>>;
    reverseTransform: (value: core.input<B>, payload: ParsePayload<core.input<B>>) => util.MaybeAsync<core.output<A>>;
}
export interface $ZodCodecInternals<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<B>, core.input<A>> {
    def: $ZodCodecDef<A, B>;
    isst: never;
    values: A["_zod"]["values"];
    optin: A["_zod"]["optin"];
    optout: B["_zod"]["optout"];
    propValues: A["_zod"]["propValues"];
}
export interface $ZodCodec<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodCodecInternals<A, B>;
}
export const $ZodCodec: core.$constructor<$ZodCodec>;
export interface $ZodPreprocessDef<B extends SomeType = $ZodType, I = unknown> extends $ZodPipeDef<$ZodTransform<unknown, I>, B> {
    in: $ZodTransform<unknown, I>;
    out: B;
}
export interface $ZodPreprocessInternals<B extends SomeType = $ZodType, I = unknown> extends $ZodPipeInternals<$ZodTransform<unknown, I>, B> {
    def: $ZodPreprocessDef<B, I>;
    optin: B["_zod"]["optin"];
    optout: B["_zod"]["optout"];
}
export interface $ZodPreprocess<B extends SomeType = $ZodType, I = unknown> extends $ZodPipe<$ZodTransform<unknown, I>, B> {
    _zod: $ZodPreprocessInternals<B, I>;
}
export const $ZodPreprocess: core.$constructor<$ZodPreprocess>;
export interface $ZodReadonlyDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "readonly";
    innerType: T;
}
export interface $ZodReadonlyInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<util.MakeReadonly<core.output<T>>, util.MakeReadonly<core.input<T>>> {
    def: $ZodReadonlyDef<T>;
    optin: T["_zod"]["optin"];
    optout: T["_zod"]["optout"];
    isst: never;
    propValues: T["_zod"]["propValues"];
    values: T["_zod"]["values"];
}
export interface $ZodReadonly<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodReadonlyInternals<T>;
}
export const $ZodReadonly: core.$constructor<$ZodReadonly>;
export interface $ZodTemplateLiteralDef extends $ZodTypeDef {
    type: "template_literal";
    parts: $ZodTemplateLiteralPart[];
    format?: string | undefined;
}
export interface $ZodTemplateLiteralInternals<Template extends string = string> extends $ZodTypeInternals<Template, Template> {
    pattern: RegExp;
    def: $ZodTemplateLiteralDef;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodTemplateLiteral<Template extends string = string> extends $ZodType {
    _zod: $ZodTemplateLiteralInternals<Template>;
}
type LiteralPart = Exclude<util.Literal, symbol>;
interface SchemaPartInternals extends $ZodTypeInternals<LiteralPart, LiteralPart> {
    pattern: RegExp;
}
interface SchemaPart extends $ZodType {
    _zod: SchemaPartInternals;
}
export type $ZodTemplateLiteralPart = LiteralPart | SchemaPart;
type UndefinedToEmptyString<T> = T extends undefined ? "" : T;
type AppendToTemplateLiteral<Template extends string, Suffix extends LiteralPart | $ZodType> = Suffix extends LiteralPart ? `${Template}${UndefinedToEmptyString<Suffix>}` : Suffix extends $ZodType ? `${Template}${core.output<Suffix> extends infer T extends LiteralPart ? UndefinedToEmptyString<T> : never}` : never;
export type ConcatenateTupleOfStrings<T extends string[]> = T extends [
    infer First extends string,
    ...infer Rest extends string[]
] ? Rest extends string[] ? First extends "" ? ConcatenateTupleOfStrings<Rest> : `${First}${ConcatenateTupleOfStrings<Rest>}` : never : "";
export type ConvertPartsToStringTuple<Parts extends $ZodTemplateLiteralPart[]> = {
    [K in keyof Parts]: Parts[K] extends LiteralPart ? `${UndefinedToEmptyString<Parts[K]>}` : Parts[K] extends $ZodType ? `${core.output<Parts[K]> extends infer T extends LiteralPart ? UndefinedToEmptyString<T> : never}` : never;
};
export type ToTemplateLiteral<Parts extends $ZodTemplateLiteralPart[]> = ConcatenateTupleOfStrings<ConvertPartsToStringTuple<Parts>>;
export type $PartsToTemplateLiteral<Parts extends $ZodTemplateLiteralPart[]> = [] extends Parts ? `` : Parts extends [...infer Rest, infer Last extends $ZodTemplateLiteralPart] ? Rest extends $ZodTemplateLiteralPart[] ? AppendToTemplateLiteral<$PartsToTemplateLiteral<Rest>, Last> : never : never;
export const $ZodTemplateLiteral: core.$constructor<$ZodTemplateLiteral>;
export type $ZodFunctionArgs = $ZodType<unknown[], unknown[]>;
export type $ZodFunctionIn = $ZodFunctionArgs;
export type $ZodFunctionOut = $ZodType;
export type $InferInnerFunctionType<Args extends $ZodFunctionIn, Returns extends $ZodFunctionOut> = (...args: $ZodFunctionIn extends Args ? never[] : core.output<Args>) => core.input<Returns>;
export type $InferInnerFunctionTypeAsync<Args extends $ZodFunctionIn, Returns extends $ZodFunctionOut> = (...args: $ZodFunctionIn extends Args ? never[] : core.output<Args>) => util.MaybeAsync<core.input<Returns>>;
export type $InferOuterFunctionType<Args extends $ZodFunctionIn, Returns extends $ZodFunctionOut> = (...args: $ZodFunctionIn extends Args ? never[] : core.input<Args>) => core.output<Returns>;
export type $InferOuterFunctionTypeAsync<Args extends $ZodFunctionIn, Returns extends $ZodFunctionOut> = (...args: $ZodFunctionIn extends Args ? never[] : core.input<Args>) => Promise<core.output<Returns>>;
export interface $ZodFunctionDef<In extends $ZodFunctionIn = $ZodFunctionIn, Out extends $ZodFunctionOut = $ZodFunctionOut> extends $ZodTypeDef {
    type: "function";
    input: In;
    output: Out;
}
export interface $ZodFunctionInternals<Args extends $ZodFunctionIn, Returns extends $ZodFunctionOut> extends $ZodTypeInternals<$InferOuterFunctionType<Args, Returns>, $InferInnerFunctionType<Args, Returns>> {
    def: $ZodFunctionDef<Args, Returns>;
    isst: errors.$ZodIssueInvalidType;
}
export interface $ZodFunction<Args extends $ZodFunctionIn = $ZodFunctionIn, Returns extends $ZodFunctionOut = $ZodFunctionOut> extends $ZodType<any, any, $ZodFunctionInternals<Args, Returns>> {
    /** @deprecated */
    _def: $ZodFunctionDef<Args, Returns>;
    _input: $InferInnerFunctionType<Args, Returns>;
    _output: $InferOuterFunctionType<Args, Returns>;
    implement<F extends $InferInnerFunctionType<Args, Returns>>(func: F): (...args: Parameters<this["_output"]>) => ReturnType<F> extends ReturnType<this["_output"]> ? ReturnType<F> : ReturnType<this["_output"]>;
    implementAsync<F extends $InferInnerFunctionTypeAsync<Args, Returns>>(func: F): F extends $InferOuterFunctionTypeAsync<Args, Returns> ? F : $InferOuterFunctionTypeAsync<Args, Returns>;
    input<const Items extends util.TupleItems, const Rest extends $ZodFunctionOut = $ZodFunctionOut>(args: Items, rest?: Rest): $ZodFunction<$ZodTuple<Items, Rest>, Returns>;
    input<NewArgs extends $ZodFunctionIn>(args: NewArgs): $ZodFunction<NewArgs, Returns>;
    input(...args: any[]): $ZodFunction<any, Returns>;
    output<NewReturns extends $ZodType>(output: NewReturns): $ZodFunction<Args, NewReturns>;
}
export interface $ZodFunctionParams<I extends $ZodFunctionIn, O extends $ZodType> {
    input?: I;
    output?: O;
}
export const $ZodFunction: core.$constructor<$ZodFunction>;
export interface $ZodPromiseDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "promise";
    innerType: T;
}
export interface $ZodPromiseInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<Promise<core.output<T>>, util.MaybeAsync<core.input<T>>> {
    def: $ZodPromiseDef<T>;
    isst: never;
}
export interface $ZodPromise<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodPromiseInternals<T>;
}
export const $ZodPromise: core.$constructor<$ZodPromise>;
export interface $ZodLazyDef<T extends SomeType = $ZodType> extends $ZodTypeDef {
    type: "lazy";
    getter: () => T;
}
export interface $ZodLazyInternals<T extends SomeType = $ZodType> extends $ZodTypeInternals<core.output<T>, core.input<T>> {
    def: $ZodLazyDef<T>;
    isst: never;
    /** Auto-cached way to retrieve the inner schema */
    innerType: T;
    pattern: T["_zod"]["pattern"];
    propValues: T["_zod"]["propValues"];
    optin: T["_zod"]["optin"];
    optout: T["_zod"]["optout"];
}
export interface $ZodLazy<T extends SomeType = $ZodType> extends $ZodType {
    _zod: $ZodLazyInternals<T>;
}
export const $ZodLazy: core.$constructor<$ZodLazy>;
export interface $ZodCustomDef<O = unknown> extends $ZodTypeDef, checks.$ZodCheckDef {
    type: "custom";
    check: "custom";
    path?: PropertyKey[] | undefined;
    error?: errors.$ZodErrorMap | undefined;
    params?: Record<string, any> | undefined;
    fn: (arg: O) => unknown;
}
export interface $ZodCustomInternals<O = unknown, I = unknown> extends $ZodTypeInternals<O, I>, checks.$ZodCheckInternals<O> {
    def: $ZodCustomDef;
    issc: errors.$ZodIssue;
    isst: never;
    bag: util.LoosePartial<{
        Class: typeof util.Class;
    }>;
}
export interface $ZodCustom<O = unknown, I = unknown> extends $ZodType {
    _zod: $ZodCustomInternals<O, I>;
}
export const $ZodCustom: core.$constructor<$ZodCustom>;
export type $ZodTypes = $ZodString | $ZodNumber | $ZodBigInt | $ZodBoolean | $ZodDate | $ZodSymbol | $ZodUndefined | $ZodNullable | $ZodNull | $ZodAny | $ZodUnknown | $ZodNever | $ZodVoid | $ZodArray | $ZodObject | $ZodUnion | $ZodIntersection | $ZodTuple | $ZodRecord | $ZodMap | $ZodSet | $ZodLiteral | $ZodEnum | $ZodFunction | $ZodPromise | $ZodLazy | $ZodOptional | $ZodDefault | $ZodPrefault | $ZodTemplateLiteral | $ZodCustom | $ZodTransform | $ZodNonOptional | $ZodReadonly | $ZodNaN | $ZodPipe | $ZodSuccess | $ZodCatch | $ZodFile;
export type $ZodStringFormatTypes = $ZodGUID | $ZodUUID | $ZodEmail | $ZodURL | $ZodEmoji | $ZodNanoID | $ZodCUID | $ZodCUID2 | $ZodULID | $ZodXID | $ZodKSUID | $ZodISODateTime | $ZodISODate | $ZodISOTime | $ZodISODuration | $ZodIPv4 | $ZodIPv6 | $ZodMAC | $ZodCIDRv4 | $ZodCIDRv6 | $ZodBase64 | $ZodBase64URL | $ZodE164 | $ZodCreditCard | $ZodIBAN | $ZodJWT | $ZodCustomStringFormat<"hex"> | $ZodCustomStringFormat<util.HashFormat> | $ZodCustomStringFormat<"hostname"> | $ZodCustomStringFormat<"currency_code">;
}
declare module "drover/zod/v4/core/json-schema" {
export type Schema = ObjectSchema | ArraySchema | StringSchema | NumberSchema | IntegerSchema | BooleanSchema | NullSchema;
export type _JSONSchema = boolean | JSONSchema;
export type SchemaType = "object" | "array" | "string" | "number" | "boolean" | "null" | "integer";
export type JSONSchema = {
    [k: string]: unknown;
    $schema?: "https://json-schema.org/draft/2020-12/schema" | "http://json-schema.org/draft-07/schema#" | "http://json-schema.org/draft-04/schema#";
    $id?: string;
    $anchor?: string;
    $ref?: string;
    $dynamicRef?: string;
    $dynamicAnchor?: string;
    $vocabulary?: Record<string, boolean>;
    $comment?: string;
    $defs?: Record<string, JSONSchema>;
    type?: SchemaType | SchemaType[];
    additionalItems?: _JSONSchema;
    unevaluatedItems?: _JSONSchema;
    prefixItems?: _JSONSchema[];
    items?: _JSONSchema | _JSONSchema[];
    contains?: _JSONSchema;
    additionalProperties?: _JSONSchema;
    unevaluatedProperties?: _JSONSchema;
    properties?: Record<string, _JSONSchema>;
    patternProperties?: Record<string, _JSONSchema>;
    dependentSchemas?: Record<string, _JSONSchema>;
    propertyNames?: _JSONSchema;
    if?: _JSONSchema;
    then?: _JSONSchema;
    else?: _JSONSchema;
    allOf?: JSONSchema[];
    anyOf?: JSONSchema[];
    oneOf?: JSONSchema[];
    not?: _JSONSchema;
    multipleOf?: number;
    maximum?: number;
    exclusiveMaximum?: number | boolean;
    minimum?: number;
    exclusiveMinimum?: number | boolean;
    maxLength?: number;
    minLength?: number;
    pattern?: string;
    maxItems?: number;
    minItems?: number;
    uniqueItems?: boolean;
    maxContains?: number;
    minContains?: number;
    maxProperties?: number;
    minProperties?: number;
    required?: string[];
    dependentRequired?: Record<string, string[]>;
    enum?: Array<string | number | boolean | null>;
    const?: string | number | boolean | null;
    id?: string;
    title?: string;
    description?: string;
    default?: unknown;
    deprecated?: boolean;
    readOnly?: boolean;
    writeOnly?: boolean;
    nullable?: boolean;
    examples?: unknown[];
    format?: string;
    contentMediaType?: string;
    contentEncoding?: string;
    contentSchema?: JSONSchema;
    _prefault?: unknown;
};
export type BaseSchema = JSONSchema;
export interface ObjectSchema extends JSONSchema {
    type: "object";
}
export interface ArraySchema extends JSONSchema {
    type: "array";
}
export interface StringSchema extends JSONSchema {
    type: "string";
}
export interface NumberSchema extends JSONSchema {
    type: "number";
}
export interface IntegerSchema extends JSONSchema {
    type: "integer";
}
export interface BooleanSchema extends JSONSchema {
    type: "boolean";
}
export interface NullSchema extends JSONSchema {
    type: "null";
}
}
declare module "drover/zod/v4/core/standard-schema" {
/** The Standard interface. */
export interface StandardTypedV1<Input = unknown, Output = Input> {
    /** The Standard properties. */
    readonly "~standard": StandardTypedV1.Props<Input, Output>;
}
export namespace StandardTypedV1 {
    /** The Standard properties interface. */
    interface Props<Input = unknown, Output = Input> {
        /** The version number of the standard. */
        readonly version: 1;
        /** The vendor name of the schema library. */
        readonly vendor: string;
        /** Inferred types associated with the schema. */
        readonly types?: Types<Input, Output> | undefined;
    }
    /** The Standard types interface. */
    interface Types<Input = unknown, Output = Input> {
        /** The input type of the schema. */
        readonly input: Input;
        /** The output type of the schema. */
        readonly output: Output;
    }
    /** Infers the input type of a Standard. */
    type InferInput<Schema extends StandardTypedV1> = NonNullable<Schema["~standard"]["types"]>["input"];
    /** Infers the output type of a Standard. */
    type InferOutput<Schema extends StandardTypedV1> = NonNullable<Schema["~standard"]["types"]>["output"];
}
/** The Standard Schema interface. */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
    /** The Standard Schema properties. */
    readonly "~standard": StandardSchemaV1.Props<Input, Output>;
}
export namespace StandardSchemaV1 {
    /** The Standard Schema properties interface. */
    interface Props<Input = unknown, Output = Input> extends StandardTypedV1.Props<Input, Output> {
        /** Validates unknown input values. */
        readonly validate: (value: unknown, options?: StandardSchemaV1.Options | undefined) => Result<Output> | Promise<Result<Output>>;
    }
    /** The result interface of the validate function. */
    type Result<Output> = SuccessResult<Output> | FailureResult;
    /** The result interface if validation succeeds. */
    interface SuccessResult<Output> {
        /** The typed output value. */
        readonly value: Output;
        /** The absence of issues indicates success. */
        readonly issues?: undefined;
    }
    interface Options {
        /** Implicit support for additional vendor-specific parameters, if needed. */
        readonly libraryOptions?: Record<string, unknown> | undefined;
    }
    /** The result interface if validation fails. */
    interface FailureResult {
        /** The issues of failed validation. */
        readonly issues: ReadonlyArray<Issue>;
    }
    /** The issue interface of the failure output. */
    interface Issue {
        /** The error message of the issue. */
        readonly message: string;
        /** The path of the issue, if any. */
        readonly path?: ReadonlyArray<PropertyKey | PathSegment> | undefined;
    }
    /** The path segment interface of the issue. */
    interface PathSegment {
        /** The key representing a path segment. */
        readonly key: PropertyKey;
    }
    /** The Standard types interface. */
    interface Types<Input = unknown, Output = Input> extends StandardTypedV1.Types<Input, Output> {
    }
    /** Infers the input type of a Standard. */
    type InferInput<Schema extends StandardTypedV1> = StandardTypedV1.InferInput<Schema>;
    /** Infers the output type of a Standard. */
    type InferOutput<Schema extends StandardTypedV1> = StandardTypedV1.InferOutput<Schema>;
}
/** The Standard JSON Schema interface. */
export interface StandardJSONSchemaV1<Input = unknown, Output = Input> {
    /** The Standard JSON Schema properties. */
    readonly "~standard": StandardJSONSchemaV1.Props<Input, Output>;
}
export namespace StandardJSONSchemaV1 {
    /** The Standard JSON Schema properties interface. */
    interface Props<Input = unknown, Output = Input> extends StandardTypedV1.Props<Input, Output> {
        /** Methods for generating the input/output JSON Schema. */
        readonly jsonSchema: Converter;
    }
    /** The Standard JSON Schema converter interface. */
    interface Converter {
        /** Converts the input type to JSON Schema. May throw if conversion is not supported. */
        readonly input: (options: StandardJSONSchemaV1.Options) => Record<string, unknown>;
        /** Converts the output type to JSON Schema. May throw if conversion is not supported. */
        readonly output: (options: StandardJSONSchemaV1.Options) => Record<string, unknown>;
    }
    /** The target version of the generated JSON Schema.
     *
     * It is *strongly recommended* that implementers support `"draft-2020-12"` and `"draft-07"`, as they are both in wide use.
     *
     * The `"openapi-3.0"` target is intended as a standardized specifier for OpenAPI 3.0 which is a superset of JSON Schema `"draft-04"`.
     *
     * All other targets can be implemented on a best-effort basis. Libraries should throw if they don't support a specified target.
     */
    type Target = "draft-2020-12" | "draft-07" | "openapi-3.0" | ({} & string);
    /** The options for the input/output methods. */
    interface Options {
        /** Specifies the target version of the generated JSON Schema. Support for all versions is on a best-effort basis. If a given version is not supported, the library should throw. */
        readonly target: Target;
        /** Implicit support for additional vendor-specific parameters, if needed. */
        readonly libraryOptions?: Record<string, unknown> | undefined;
    }
    /** The Standard types interface. */
    interface Types<Input = unknown, Output = Input> extends StandardTypedV1.Types<Input, Output> {
    }
    /** Infers the input type of a Standard. */
    type InferInput<Schema extends StandardTypedV1> = StandardTypedV1.InferInput<Schema>;
    /** Infers the output type of a Standard. */
    type InferOutput<Schema extends StandardTypedV1> = StandardTypedV1.InferOutput<Schema>;
}
export interface StandardSchemaWithJSONProps<Input = unknown, Output = Input> extends StandardSchemaV1.Props<Input, Output>, StandardJSONSchemaV1.Props<Input, Output> {
}
/**
 * An interface that combines StandardJSONSchema and StandardSchema.
 */
export interface StandardSchemaWithJSON<Input = unknown, Output = Input> {
    "~standard": StandardSchemaWithJSONProps<Input, Output>;
}
}
declare module "drover/zod/v4/core/to-json-schema" {
import type * as core from "drover/zod/v4/core/index";
import type * as JSONSchema from "drover/zod/v4/core/json-schema";
import { type $ZodRegistry } from "drover/zod/v4/core/registries";
import type * as schemas from "drover/zod/v4/core/schemas";
import type { StandardJSONSchemaV1, StandardSchemaWithJSONProps } from "drover/zod/v4/core/standard-schema";
export type Processor<T extends schemas.$ZodType = schemas.$ZodType> = (schema: T, ctx: ToJSONSchemaContext, json: JSONSchema.BaseSchema, params: ProcessParams) => void;
/**
 * Called for each schema that has no JSON Schema equivalent. Return a JSON Schema to use in its
 * place, `"any"` to fall back to the `unrepresentable: "any"` behavior, or `"throw"`/`undefined` to
 * throw the default error. Throwing from the handler propagates, so custom errors work too.
 */
export type UnrepresentableHandler<T extends schemas.$ZodType = schemas.$ZodType> = (ctx: {
    zodSchema: T;
    path: (string | number)[];
    /** The error Zod would throw. Distinguishes sites that share a `zodSchema`, e.g. an `undefined`
     *  vs a `bigint` member of the same literal. */
    message: string;
}) => JSONSchema.BaseSchema | "throw" | "any" | undefined;
export interface JSONSchemaGeneratorParams {
    processors: Record<string, Processor>;
    /** A registry used to look up metadata for each schema. Any schema with an `id` property will be extracted as a $def.
     *  @default globalRegistry */
    metadata?: $ZodRegistry<Record<string, any>>;
    /** The JSON Schema version to target.
     * - `"draft-2020-12"` — Default. JSON Schema Draft 2020-12
     * - `"draft-07"` — JSON Schema Draft 7
     * - `"draft-04"` — JSON Schema Draft 4
     * - `"openapi-3.0"` — OpenAPI 3.0 Schema Object */
    target?: "draft-04" | "draft-07" | "draft-2020-12" | "openapi-3.0" | ({} & string) | undefined;
    /** How to handle unrepresentable types.
     * - `"throw"` — Default. Unrepresentable types throw an error
     * - `"any"` — Unrepresentable types become `{}`
     * - A function — called once per unrepresentable schema; see {@link UnrepresentableHandler}. */
    unrepresentable?: "throw" | "any" | UnrepresentableHandler<schemas.$ZodTypes>;
    /** Arbitrary custom logic that can be used to modify the generated JSON Schema. */
    override?: (ctx: {
        zodSchema: schemas.$ZodTypes;
        jsonSchema: JSONSchema.BaseSchema;
        path: (string | number)[];
    }) => void;
    /** Whether to extract the `"input"` or `"output"` type. Relevant to transforms, defaults, coerced primitives, etc.
     * - `"output"` — Default. Convert the output schema.
     * - `"input"` — Convert the input schema. */
    io?: "input" | "output";
    cycles?: "ref" | "throw";
    reused?: "ref" | "inline";
    external?: {
        registry: $ZodRegistry<{
            id?: string | undefined;
        }>;
        uri?: ((id: string) => string) | undefined;
        defs: Record<string, JSONSchema.BaseSchema>;
    } | undefined;
}
/**
 * Parameters for the toJSONSchema function.
 */
export type ToJSONSchemaParams = Omit<JSONSchemaGeneratorParams, "processors" | "external">;
/**
 * Parameters for the toJSONSchema function when passing a registry.
 */
export interface RegistryToJSONSchemaParams extends ToJSONSchemaParams {
    uri?: (id: string) => string;
}
export interface ProcessParams {
    schemaPath: schemas.$ZodType[];
    path: (string | number)[];
}
export interface Seen {
    /** JSON Schema result for this Zod schema */
    schema: JSONSchema.BaseSchema;
    /** A cached version of the schema that doesn't get overwritten during ref resolution */
    def?: JSONSchema.BaseSchema;
    defId?: string | undefined;
    /** Number of times this schema was encountered during traversal */
    count: number;
    /** Cycle path */
    cycle?: (string | number)[] | undefined;
    isParent?: boolean | undefined;
    /** Schema to inherit JSON Schema properties from (set by processor for wrappers) */
    ref?: schemas.$ZodType | null;
    /** JSON Schema property path for this schema */
    path?: (string | number)[] | undefined;
}
export interface ToJSONSchemaContext {
    processors: Record<string, Processor>;
    metadataRegistry: $ZodRegistry<Record<string, any>>;
    target: "draft-04" | "draft-07" | "draft-2020-12" | "openapi-3.0" | ({} & string);
    unrepresentable: "throw" | "any" | UnrepresentableHandler;
    override: (ctx: {
        zodSchema: schemas.$ZodType;
        jsonSchema: JSONSchema.BaseSchema;
        path: (string | number)[];
    }) => void;
    io: "input" | "output";
    counter: number;
    seen: Map<schemas.$ZodType, Seen>;
    /** Registry conversions share one `seen` map across every emitted schema. These hold the
     * `external` the whole-map passes below last ran for, so the passes are not repeated once per
     * schema — and still re-run if the map grows or `external` is swapped. `sharedEmitDoneFor`
     * covers both passes in `finalize`: the ref flattening and the `$defs` build.
     *
     * The passes are valid only while nothing they read has changed, so both are cleared in
     * `processSchema()` when the map grows, and in `JSONSchemaGenerator.emit()`, which can also change
     * the `cycles` and `reused` they branch on.
     *
     * One case is deliberately not covered: an `override` callback that writes to
     * `metadataRegistry` mid-conversion. It runs inside `finalize`, so a registry conversion has
     * nowhere left to clear the guards, and later schemas keep the ids the first pass saw. That
     * output was never coherent — before this, whether a shared subschema was inlined or extracted
     * depended on which registry entry happened to be emitted when the callback fired. */
    sharedDefsExtractedFor?: ToJSONSchemaContext["external"];
    sharedEmitDoneFor?: ToJSONSchemaContext["external"];
    cycles: "ref" | "throw";
    reused: "ref" | "inline";
    /** The `allOf` array of each intersection encountered during traversal, innermost first. `finalize` folds every emitted object holding one; see `foldIntersection`. */
    intersections: JSONSchema.BaseSchema[][];
    /** Rewrites a processor deferred to `finalize`, where the flatten has resolved every ref and the union branches are in place. */
    deferred: (() => void)[];
    external?: {
        registry: $ZodRegistry<{
            id?: string | undefined;
        }>;
        uri?: ((id: string) => string) | undefined;
        defs: Record<string, JSONSchema.BaseSchema>;
    } | undefined;
}
export function initializeContext(params: JSONSchemaGeneratorParams): ToJSONSchemaContext;
/**
 * Applies the `unrepresentable` setting at a site that has no JSON Schema equivalent. Throws
 * `message` unless the setting (or the handler's return value) says otherwise. Returns `true` if a
 * custom JSON Schema was written into `json`, in which case the caller must not write its own.
 */
export function handleUnrepresentable(schema: schemas.$ZodType, ctx: ToJSONSchemaContext, json: JSONSchema.BaseSchema, params: ProcessParams, message: string): boolean;
export function processSchema<T extends schemas.$ZodType>(schema: T, ctx: ToJSONSchemaContext, _params?: ProcessParams): JSONSchema.BaseSchema;
/** @deprecated Renamed to `processSchema`. An export alias declares no binding, so it is safe to keep. */
export { processSchema as process };
export function extractDefs<T extends schemas.$ZodType>(ctx: ToJSONSchemaContext, schema: T): void;
export function finalize<T extends schemas.$ZodType>(ctx: ToJSONSchemaContext, schema: T): ZodStandardJSONSchemaPayload<T>;
export type ZodStandardSchemaWithJSON<T> = StandardSchemaWithJSONProps<core.input<T>, core.output<T>>;
export interface ZodStandardJSONSchemaPayload<T> extends JSONSchema.BaseSchema {
    "~standard": ZodStandardSchemaWithJSON<T>;
}
/**
 * Creates a toJSONSchema method for a schema instance.
 * This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
 */
export const createToJSONSchemaMethod: <T extends schemas.$ZodType>(schema: T, processors?: Record<string, Processor>) => (params?: ToJSONSchemaParams) => ZodStandardJSONSchemaPayload<T>;
/**
 * Creates a toJSONSchema method for a schema instance.
 * This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
 */
type StandardJSONSchemaMethodParams = Parameters<StandardJSONSchemaV1["~standard"]["jsonSchema"]["input"]>[0];
export const createStandardJSONSchemaMethod: <T extends schemas.$ZodType>(schema: T, io: "input" | "output", processors?: Record<string, Processor>) => (params?: StandardJSONSchemaMethodParams) => JSONSchema.BaseSchema;
}
declare module "drover/zod/v4/core/registries" {
import type * as core from "drover/zod/v4/core/core";
import type { $ZodType } from "drover/zod/v4/core/schemas";
export const $output: unique symbol;
export type $output = typeof $output;
export const $input: unique symbol;
export type $input = typeof $input;
export type $replace<Meta, S extends $ZodType> = Meta extends $output ? core.output<S> : Meta extends $input ? core.input<S> : Meta extends (infer M)[] ? $replace<M, S>[] : Meta extends (...args: infer P) => infer R ? (...args: {
    [K in keyof P]: $replace<P[K], S>;
}) => $replace<R, S> : Meta extends object ? {
    [K in keyof Meta]: $replace<Meta[K], S>;
} : Meta;
type MetadataType = object | undefined;
export class $ZodRegistry<Meta extends MetadataType = MetadataType, Schema extends $ZodType = $ZodType> {
    _meta: Meta;
    _schema: Schema;
    _map: WeakMap<Schema, $replace<Meta, Schema>>;
    _idmap: Map<string, Schema>;
    add<S extends Schema>(schema: S, ..._meta: undefined extends Meta ? [$replace<Meta, S>?] : [$replace<Meta, S>]): this;
    clear(): this;
    remove(schema: Schema): this;
    get<S extends Schema>(schema: S): $replace<Meta, S> | undefined;
    has(schema: Schema): boolean;
}
export interface JSONSchemaMeta {
    id?: string | undefined;
    title?: string | undefined;
    description?: string | undefined;
    deprecated?: boolean | undefined;
    [k: string]: unknown;
}
export interface GlobalMeta extends JSONSchemaMeta {
}
export function registry<T extends MetadataType = MetadataType, S extends $ZodType = $ZodType>(): $ZodRegistry<T, S>;
export const globalRegistry: $ZodRegistry<GlobalMeta>;
export {};
}
declare module "drover/zod/v4/core/util" {
import type * as checks from "drover/zod/v4/core/checks";
import type { $ZodConfig } from "drover/zod/v4/core/core";
import type * as errors from "drover/zod/v4/core/errors";
import type * as schemas from "drover/zod/v4/core/schemas";
export type JSONType = string | number | boolean | null | JSONType[] | {
    [key: string]: JSONType;
};
export type JWTAlgorithm = "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "ES256" | "ES384" | "ES512" | "PS256" | "PS384" | "PS512" | "EdDSA" | (string & {});
export type HashAlgorithm = "md5" | "sha1" | "sha256" | "sha384" | "sha512";
export type HashEncoding = "hex" | "base64" | "base64url";
export type HashFormat = `${HashAlgorithm}_${HashEncoding}`;
export type IPVersion = "v4" | "v6";
export type MimeTypes = "application/json" | "application/xml" | "application/x-www-form-urlencoded" | "application/javascript" | "application/pdf" | "application/zip" | "application/vnd.ms-excel" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/msword" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/vnd.ms-powerpoint" | "application/vnd.openxmlformats-officedocument.presentationml.presentation" | "application/octet-stream" | "application/graphql" | "text/html" | "text/plain" | "text/css" | "text/javascript" | "text/csv" | "image/png" | "image/jpeg" | "image/gif" | "image/svg+xml" | "image/webp" | "audio/mpeg" | "audio/ogg" | "audio/wav" | "audio/webm" | "video/mp4" | "video/webm" | "video/ogg" | "font/woff" | "font/woff2" | "font/ttf" | "font/otf" | "multipart/form-data" | (string & {});
export type ParsedTypes = "string" | "number" | "bigint" | "boolean" | "symbol" | "undefined" | "object" | "function" | "file" | "date" | "array" | "map" | "set" | "nan" | "null" | "promise";
export type AssertEqual<T, U> = (<V>() => V extends T ? 1 : 2) extends <V>() => V extends U ? 1 : 2 ? true : false;
export type AssertNotEqual<T, U> = (<V>() => V extends T ? 1 : 2) extends <V>() => V extends U ? 1 : 2 ? false : true;
export type AssertExtends<T, U> = T extends U ? T : never;
type ToZodMismatch<T, S extends schemas.$ZodType> = {
    "types do not match": {
        expected: T;
        received: S["_zod"]["output"];
    };
};
type ToZodKeyMismatch<Expected, Received> = schemas.$ZodType & {
    "types do not match": {
        expected: Expected;
        received: Received;
    };
};
const toZodDummy: unique symbol;
type ToZodNormalize<T> = [T] extends [(...args: any[]) => any] ? T : [T] extends [object] ? {
    [K in keyof T]: ToZodNormalize<T[K]>;
} : T | typeof toZodDummy;
type ToZodEqual<Output, T> = AssertEqual<Output, T> extends true ? true : IsAny<Output> extends true ? false : IsAny<T> extends true ? false : AssertEqual<ToZodNormalize<Output>, ToZodNormalize<T>>;
type ToZodShape<Shape, T> = {
    [K in keyof Shape]: Shape[K] extends schemas.$ZodType ? K extends keyof T ? ToZodEqual<Shape[K]["_zod"]["output"], T[K]> extends true ? Shape[K] : ToZodKeyMismatch<T[K], Shape[K]["_zod"]["output"]> : ToZodKeyMismatch<never, Shape[K]["_zod"]["output"]> : Shape[K];
} & {
    [K in Exclude<keyof T, keyof Shape>]: ToZodKeyMismatch<T[K], never>;
};
type ToZodExpand<X> = {
    [K in keyof X]: X[K];
} & {};
type ToZodTarget<S extends schemas.$ZodType, T> = S extends schemas.$ZodObject<infer Shape, infer Config> ? T extends object ? AssertEqual<ToZodExpand<ToZodShape<Shape, T>>, ToZodExpand<Shape>> extends true ? S & ToZodMismatch<T, S> : schemas.$ZodObject<ToZodExpand<ToZodShape<Shape, T>>, Config> : S & ToZodMismatch<T, S> : S & ToZodMismatch<T, S>;
export type IsAny<T> = 0 extends 1 & T ? true : false;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type OmitKeys<T, K extends string> = Pick<T, Exclude<keyof T, K>>;
export type MakePartial<T, K extends keyof T> = Omit<T, K> & InexactPartial<Pick<T, K>>;
export type MakeRequired<T, K extends keyof T> = Omit<T, K> & Required<Pick<T, K>>;
export type Exactly<T, X> = T & Record<Exclude<keyof X, keyof T>, never>;
export type NoUndefined<T> = T extends undefined ? never : T;
export type Whatever = {} | undefined | null;
export type Widen<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : T extends bigint ? bigint : T;
export type LoosePartial<T extends object> = InexactPartial<T> & {
    [k: string]: unknown;
};
export type Mask<Keys extends PropertyKey> = {
    [K in Keys]?: true;
};
export type Writeable<T> = {
    -readonly [P in keyof T]: T[P];
} & {};
export type InexactPartial<T> = {
    [P in keyof T]?: T[P] | undefined;
};
export type EmptyObject = Record<string, never>;
export type BuiltIn = (((...args: any[]) => any) | (new (...args: any[]) => any)) | {
    readonly [Symbol.toStringTag]: string;
} | Date | Error | Generator | Promise<unknown> | RegExp;
export type MakeReadonly<T> = T extends Map<infer K, infer V> ? ReadonlyMap<K, V> : T extends Set<infer V> ? ReadonlySet<V> : T extends [infer Head, ...infer Tail] ? readonly [Head, ...Tail] : T extends Array<infer V> ? ReadonlyArray<V> : T extends BuiltIn ? T : Readonly<T>;
export type SomeObject = Record<PropertyKey, any>;
export type Identity<T> = T;
export type Flatten<T> = Identity<{
    [k in keyof T]: T[k];
}>;
export type Mapped<T> = {
    [k in keyof T]: T[k];
};
export type Prettify<T> = {
    [K in keyof T]: T[K];
} & {};
export type NoNeverKeys<T> = {
    [k in keyof T]: [T[k]] extends [never] ? never : k;
}[keyof T];
export type NoNever<T> = Identity<{
    [k in NoNeverKeys<T>]: k extends keyof T ? T[k] : never;
}>;
export type Extend<A extends SomeObject, B extends SomeObject> = Flatten<keyof A & keyof B extends never ? A & B : {
    [K in keyof A as K extends keyof B ? never : K]: A[K];
} & {
    [K in keyof B]: B[K];
}>;
export type TupleItems = ReadonlyArray<schemas.SomeType>;
export type AnyFunc = (...args: any[]) => any;
export type IsProp<T, K extends keyof T> = T[K] extends AnyFunc ? never : K;
export type MaybeAsync<T> = T | Promise<T>;
export type KeyOf<T> = keyof OmitIndexSignature<T>;
export type OmitIndexSignature<T> = {
    [K in keyof T as string extends K ? never : K extends string ? K : never]: T[K];
};
export type ExtractIndexSignature<T> = {
    [K in keyof T as string extends K ? K : K extends string ? never : K]: T[K];
};
export type Keys<T extends object> = keyof OmitIndexSignature<T>;
export type SchemaClass<T extends schemas.SomeType> = {
    new (def: T["_zod"]["def"]): T;
};
export type EnumValue = string | number;
export type EnumLike = Readonly<Record<string, EnumValue>>;
export type ToEnum<T extends EnumValue> = Flatten<{
    [k in T]: k;
}>;
export type KeysEnum<T extends object> = ToEnum<Exclude<keyof T, symbol>>;
export type KeysArray<T extends object> = Flatten<(keyof T & string)[]>;
export type Literal = string | number | bigint | boolean | null | undefined;
export type LiteralArray = Array<Literal>;
export type Primitive = string | number | symbol | bigint | boolean | null | undefined;
export type PrimitiveArray = Array<Primitive>;
export type HasSize = {
    size: number;
};
export type HasLength = {
    length: number;
};
export type Numeric = number | bigint | Date;
export type SafeParseResult<T> = SafeParseSuccess<T> | SafeParseError<T>;
export type SafeParseSuccess<T> = {
    success: true;
    data: T;
    error?: never;
};
export type SafeParseError<T> = {
    success: false;
    data?: never;
    error: errors.$ZodError<T>;
};
export type PropValues = Record<string, Set<Primitive>>;
export type PrimitiveSet = Set<Primitive>;
export function assertEqual<A, B>(val: AssertEqual<A, B>): AssertEqual<A, B>;
export function assertNotEqual<A, B>(val: AssertNotEqual<A, B>): AssertNotEqual<A, B>;
export function toZod<T>(): <S extends schemas.$ZodType>(schema: ToZodEqual<S["_zod"]["output"], T> extends true ? S : ToZodTarget<S, T>) => S;
export function assertIs<T>(_arg: T): void;
export function assertNever(_x: never): never;
export function assert<T>(_: any): asserts _ is T;
export function getEnumValues(entries: EnumLike): EnumValue[];
export function joinValues<T extends Primitive[]>(array: T, separator?: string): string;
export function jsonStringifyReplacer(_: string, value: any): any;
export function cached<T>(getter: () => T): {
    value: T;
};
export function nullish(input: any): boolean;
export function cleanRegex(source: string): string;
export function floatSafeRemainder(val: number, step: number): number;
export function defineLazy<T, K extends keyof T>(object: T, key: K, getter: () => T[K]): void;
export function objectClone(obj: object): any;
export function assignProp<T extends object, K extends PropertyKey>(target: T, prop: K, value: K extends keyof T ? T[K] : any): void;
/** A def's `shape` accessor, carrying whichever object it currently answers from. */
export interface ShapeGetter {
    (): Record<PropertyKey, any>;
    raw: Record<PropertyKey, any>;
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
export function rawShape(def: any): Record<PropertyKey, any> | undefined;
export function mergeDefs(...defs: Record<string, any>[]): any;
export function cloneDef(schema: schemas.$ZodType): any;
export function getElementAtPath(obj: any, path: (string | number)[] | null | undefined): any;
export function promiseAllObject<T extends object>(promisesObj: T): Promise<{
    [k in keyof T]: Awaited<T[k]>;
}>;
export function randomString(length?: number): string;
export function esc(str: string): string;
export function slugify(input: string): string;
export const captureStackTrace: (targetObject: object, constructorOpt?: Function) => void;
export function isObject(data: any): data is Record<PropertyKey, unknown>;
export const allowsEval: {
    value: boolean;
};
export function isPlainObject(o: any): o is Record<PropertyKey, unknown>;
export function shallowClone(o: any): any;
export function numKeys(data: any): number;
export const getParsedType: (data: any) => ParsedTypes;
export const propertyKeyTypes: Set<string>;
export const primitiveTypes: Set<string>;
export function escapeRegex(str: string): string;
export function clone<T extends schemas.$ZodType>(inst: T, def?: T["_zod"]["def"], params?: {
    parent: boolean;
}): T;
export type EmptyToNever<T> = keyof T extends never ? never : T;
export type Normalize<T> = T extends undefined ? never : T extends Record<any, any> ? Flatten<{
    [k in keyof Omit<T, "error" | "message">]: T[k];
} & ("error" extends keyof T ? {
    error?: Exclude<T["error"], string>;
} : unknown)> : never;
export function normalizeParams<T>(_params: T): Normalize<T>;
export function createTransparentProxy<T extends object>(getter: () => T): T;
export function stringifyPrimitive(value: any): string;
export function optionalKeys(shape: schemas.$ZodShape): string[];
export type CleanKey<T extends PropertyKey> = T extends `?${infer K}` ? K : T extends `${infer K}?` ? K : T;
export type ToCleanMap<T extends schemas.$ZodLooseShape> = {
    [k in keyof T]: k extends `?${infer K}` ? K : k extends `${infer K}?` ? K : k;
};
export type FromCleanMap<T extends schemas.$ZodLooseShape> = {
    [k in keyof T as k extends `?${infer K}` ? K : k extends `${infer K}?` ? K : k]: k;
};
export const NUMBER_FORMAT_RANGES: Record<checks.$ZodNumberFormats, [number, number]>;
export const BIGINT_FORMAT_RANGES: Record<checks.$ZodBigIntFormats, [bigint, bigint]>;
export function pick(schema: schemas.$ZodObject, mask: Record<string, unknown>): any;
export function omit(schema: schemas.$ZodObject, mask: object): any;
export function extend(schema: schemas.$ZodObject, shape: schemas.$ZodShape): any;
export function safeExtend(schema: schemas.$ZodObject, shape: schemas.$ZodShape): any;
export function merge(a: schemas.$ZodObject, b: schemas.$ZodObject): any;
export function partial(Class: SchemaClass<schemas.$ZodOptional> | null, schema: schemas.$ZodObject, mask: object | undefined, name?: string): any;
export function required(Class: SchemaClass<schemas.$ZodNonOptional>, schema: schemas.$ZodObject, mask: object | undefined): any;
export type Constructor<T, Def extends any[] = any[]> = new (...args: Def) => T;
export function aborted(x: schemas.ParsePayload, startIndex?: number): boolean;
export function explicitlyAborted(x: schemas.ParsePayload, startIndex?: number): boolean;
export function prefixIssues(path: PropertyKey, issues: errors.$ZodRawIssue[]): errors.$ZodRawIssue[];
export function unwrapMessage(message: string | {
    message: string;
} | undefined | null): string | undefined;
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
export function sizeCaps(defChecks: checks.$ZodCheck<never>[] | undefined): [number, checks.$ZodCheck<never>][];
export function attachSchema(issues: errors.$ZodRawIssue[], start: number, inst: schemas.$ZodType): void;
export function finalizeIssue(iss: errors.$ZodRawIssue, ctx: schemas.ParseContextInternal | undefined, config: $ZodConfig): errors.$ZodIssue;
export function getSizableOrigin(input: any): "set" | "map" | "file" | "unknown";
export function codePointLength(str: string): number;
export function getLengthableOrigin(input: any): "array" | "string" | "unknown";
export function parsedType(data: unknown): errors.$ZodInvalidTypeExpected;
export function issue(_iss: string, input: any, inst: any): errors.$ZodRawIssue;
export function issue(_iss: errors.$ZodRawIssue): errors.$ZodRawIssue;
export function cleanEnum(obj: Record<string, EnumValue>): EnumValue[];
export function base64ToUint8Array(base64: string): InstanceType<typeof Uint8Array>;
export function uint8ArrayToBase64(bytes: Uint8Array): string;
export function base64urlToUint8Array(base64url: string): InstanceType<typeof Uint8Array>;
export function uint8ArrayToBase64url(bytes: Uint8Array): string;
export function hexToUint8Array(hex: string): InstanceType<typeof Uint8Array>;
export function uint8ArrayToHex(bytes: Uint8Array): string;
export abstract class Class {
    constructor(..._args: any[]);
}
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
export function members(proto: object, table: object): void;
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
export function own<T>(inst: object, key: PropertyKey, value: T, enumerable?: boolean): T;
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
export function hide<T>(inst: object, key: PropertyKey, value: T): T;
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
export function derived<T>(computes: {
    [K in keyof T]?: (inst: T) => T[K];
}, table: ProtoOf<T>): ProtoOf<T>;
/** A trait's prototype members: a partial view of its own interface, with `this` typed as the instance. */
export type ProtoOf<T> = {
    [K in keyof T]?: (T[K] extends (...args: infer A) => infer R ? (...args: A) => R : T[K]) | undefined;
} & ThisType<T>;
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
export function defineLazyInternal<T extends {
    _zod: any;
}>(inst: T, key: string, compute: (zod: T["_zod"]) => unknown): void;
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
export function installLazyProp(inst: object, key: string, make: (self: any) => unknown, enumerable: boolean): void;
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
export const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
export function constantCatch<T>(value: T): () => T;
export {};
}
declare module "drover/zod/v4/core/versions" {
export const version: {
    readonly major: 4;
    readonly minor: 6;
    readonly patch: number;
};
}
declare module "drover/zod/v4/core/parse" {
import * as core from "drover/zod/v4/core/core";
import * as errors from "drover/zod/v4/core/errors";
import type * as schemas from "drover/zod/v4/core/schemas";
import * as util from "drover/zod/v4/core/util";
export type $ZodErrorClass = {
    new (issues: errors.$ZodIssue[]): errors.$ZodError;
};
type $ParseParams = {
    callee?: util.AnyFunc;
    Err?: $ZodErrorClass | undefined;
};
export type $Parse = <T extends schemas.$ZodType>(schema: T, value: unknown, _ctx?: schemas.ParseContext<errors.$ZodIssue>, _params?: $ParseParams) => core.output<T>;
export const _parse: (_Err: $ZodErrorClass) => $Parse;
export const parse: $Parse;
export type $ParseAsync = <T extends schemas.$ZodType>(schema: T, value: unknown, _ctx?: schemas.ParseContext<errors.$ZodIssue>, _params?: $ParseParams) => Promise<core.output<T>>;
export const _parseAsync: (_Err: $ZodErrorClass) => $ParseAsync;
export const parseAsync: $ParseAsync;
export type $SafeParse = <T extends schemas.$ZodType>(schema: T, value: unknown, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => util.SafeParseResult<core.output<T>>;
export const _safeParse: (_Err: $ZodErrorClass) => $SafeParse;
export const safeParse: $SafeParse;
export type $SafeParseAsync = <T extends schemas.$ZodType>(schema: T, value: unknown, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => Promise<util.SafeParseResult<core.output<T>>>;
export const _safeParseAsync: (_Err: $ZodErrorClass) => $SafeParseAsync;
export const safeParseAsync: $SafeParseAsync;
export type $Validate = <T extends schemas.$ZodType>(schema: T, value: unknown, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => value is core.input<T>;
export const validate: $Validate;
export type $ValidateAsync = <T extends schemas.$ZodType>(schema: T, value: unknown, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => Promise<boolean>;
export const validateAsync: $ValidateAsync;
export type $Encode = <T extends schemas.$ZodType>(schema: T, value: core.output<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>, _params?: $ParseParams) => core.input<T>;
export const _encode: (_Err: $ZodErrorClass) => $Encode;
export const encode: $Encode;
export type $Decode = <T extends schemas.$ZodType>(schema: T, value: core.input<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>, _params?: $ParseParams) => core.output<T>;
export const _decode: (_Err: $ZodErrorClass) => $Decode;
export const decode: $Decode;
export type $EncodeAsync = <T extends schemas.$ZodType>(schema: T, value: core.output<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>, _params?: $ParseParams) => Promise<core.input<T>>;
export const _encodeAsync: (_Err: $ZodErrorClass) => $EncodeAsync;
export const encodeAsync: $EncodeAsync;
export type $DecodeAsync = <T extends schemas.$ZodType>(schema: T, value: core.input<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>, _params?: $ParseParams) => Promise<core.output<T>>;
export const _decodeAsync: (_Err: $ZodErrorClass) => $DecodeAsync;
export const decodeAsync: $DecodeAsync;
export type $SafeEncode = <T extends schemas.$ZodType>(schema: T, value: core.output<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => util.SafeParseResult<core.input<T>>;
export const _safeEncode: (_Err: $ZodErrorClass) => $SafeEncode;
export const safeEncode: $SafeEncode;
export type $SafeDecode = <T extends schemas.$ZodType>(schema: T, value: core.input<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => util.SafeParseResult<core.output<T>>;
export const _safeDecode: (_Err: $ZodErrorClass) => $SafeDecode;
export const safeDecode: $SafeDecode;
export type $SafeEncodeAsync = <T extends schemas.$ZodType>(schema: T, value: core.output<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => Promise<util.SafeParseResult<core.input<T>>>;
export const _safeEncodeAsync: (_Err: $ZodErrorClass) => $SafeEncodeAsync;
export const safeEncodeAsync: $SafeEncodeAsync;
export type $SafeDecodeAsync = <T extends schemas.$ZodType>(schema: T, value: core.input<T>, _ctx?: schemas.ParseContext<errors.$ZodIssue>) => Promise<util.SafeParseResult<core.output<T>>>;
export const _safeDecodeAsync: (_Err: $ZodErrorClass) => $SafeDecodeAsync;
export const safeDecodeAsync: $SafeDecodeAsync;
export {};
}
declare module "drover/zod/v4/core/memoizer" {
import type { $ZodMemoizer, $ZodType } from "drover/zod/v4/core/schemas";
export class $ZodCyclicError extends Error {
    constructor();
}
/**
 * Whether one parse can re-enter this schema, i.e. its subtree contains a cycle.
 * Exported for `z.compile`, which refuses to compile such a schema: cycle
 * breaking is driven from here off state keyed on the parse context, and a
 * generated fast path has no context to key on.
 */
export function isRecursiveSchema(inst: $ZodType): boolean;
/** The memoizer that gives containers cycle support. `zod` installs it by default; `zod/mini` opts in with `config({ memoizer: memoizer() })`. */
export function memoizer(): $ZodMemoizer;
/** Whether this value is a node a back-edge resolved to before it finished. */
export function isBackEdge(ctx: object, value: unknown): boolean;
}
declare module "drover/zod/v4/core/regexes" {
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export const cuid: RegExp;
export const cuid2: RegExp;
export const ulid: RegExp;
export const xid: RegExp;
export const ksuid: RegExp;
export const nanoid: RegExp;
export function nanoidOfLength(length: number): RegExp;
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
export const duration: RegExp;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
export const extendedDuration: RegExp;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
export const guid: RegExp;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
export const uuid: (version?: number | undefined) => RegExp;
export const uuid4: RegExp;
export const uuid6: RegExp;
export const uuid7: RegExp;
/** Practical email validation */
export const email: RegExp;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
export const html5Email: RegExp;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
export const rfc5322Email: RegExp;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
export const unicodeEmail: RegExp;
export const idnEmail: RegExp;
export const browserEmail: RegExp;
export function emoji(): RegExp;
export const ipv4: RegExp;
export const ipv6: RegExp;
export const mac: (delimiter?: string) => RegExp;
export const cidrv4: RegExp;
export const cidrv6: RegExp;
export const base64: RegExp;
export const base64url: RegExp;
export const hostname: RegExp;
export const domain: RegExp;
export const httpProtocol: RegExp;
export const e164: RegExp;
export const creditCard: RegExp;
export const currencyCode: RegExp;
export const iban: RegExp;
export const date: RegExp;
export function time(args: {
    precision?: number | null;
}): RegExp;
export function datetime(args: {
    precision?: number | null;
    offset?: boolean;
    local?: boolean;
}): RegExp;
export const anyString: RegExp;
export const string: (params?: {
    minimum?: number | undefined;
    maximum?: number | undefined;
}) => RegExp;
export const bigint: RegExp;
export const integer: RegExp;
export const number: RegExp;
export const boolean: RegExp;
const _null: RegExp;
export { _null as null };
const _undefined: RegExp;
export { _undefined as undefined };
export const lowercase: RegExp;
export const uppercase: RegExp;
export const hex: RegExp;
export const md5_hex: RegExp;
export const md5_base64: RegExp;
export const md5_base64url: RegExp;
export const sha1_hex: RegExp;
export const sha1_base64: RegExp;
export const sha1_base64url: RegExp;
export const sha256_hex: RegExp;
export const sha256_base64: RegExp;
export const sha256_base64url: RegExp;
export const sha384_hex: RegExp;
export const sha384_base64: RegExp;
export const sha384_base64url: RegExp;
export const sha512_hex: RegExp;
export const sha512_base64: RegExp;
export const sha512_base64url: RegExp;
}
declare module "drover/zod/v4/core/doc" {
type ModeWriter = (doc: Doc, modes: {
    execution: "sync" | "async";
}) => void;
export class Doc {
    args: string[];
    /** Bindings the compiled function closes over, by name. */
    closed: Record<string, unknown>;
    content: string[];
    indent: number;
    constructor(args?: string[], closed?: Record<string, unknown>);
    indented(fn: (doc: Doc) => void): void;
    write(fn: ModeWriter): void;
    write(line: string): void;
    compile(): any;
}
export {};
}
declare module "drover/zod/v4/core/compile" {
import type * as core from "drover/zod/v4/core/core";
import type { SomeType } from "drover/zod/v4/core/schemas";
/** @internal Sentinel the compiled fast path returns when validation fails. */
export const INVALID: unique symbol;
/** @internal */
export type INVALID = typeof INVALID;
interface CompileFnOptions {
    debug?: boolean | undefined;
    /** Emit a validator instead of a parser: skip building the output value where nothing reads it. */
    assertOnly?: boolean | undefined;
}
type CompiledFn<T> = ((input: unknown) => T | INVALID) & {
    code?: string | undefined;
    /** False when this function's INVALID does not strictly mean "the runtime would reject". */
    definite?: boolean | undefined;
};
/** Raised when the schema contains async refinements or transforms. Surfaces only under `compile(schema, { strict: true })`. */
export class ZodCompileAsyncError extends Error {
    constructor(message?: string);
}
/**
 * Raised when the schema contains a feature whose semantics the fast path
 * can't fully model. Both the shim in `zod/compile` and the default
 * `compile()` fall back to the runtime parser for that schema; only
 * `compile(schema, { strict: true })` lets it surface.
 */
export class ZodCompileUnsupportedError extends Error {
    /** Whether a container may absorb this refusal by running the child through the runtime (see `compileChild`). False when running only that node on the runtime is not equivalent to running the whole parse there — a runtime island gets no parse context, so a node that *consumes* issues rather than propagating them would finalize them against the wrong error map and still succeed. */
    readonly islandable: boolean;
    constructor(feature: string, islandable?: boolean);
}
export interface CompileOptions {
    /** Throw the refusal instead of returning the schema uncompiled. */
    strict?: boolean | undefined;
}
/**
 * AOT-compile a Zod schema. Returns a clone whose `_zod.run` calls a generated
 * fast path first and falls back to the original runtime parser on failure.
 *
 * - Forward direction only. Backward (encode), async, and `skipChecks` paths
 *   bypass the fast path and use the runtime directly.
 * - Never throws. A schema the fast path can't model is returned unchanged and
 *   keeps using the runtime parser. Pass `{ strict: true }` to get the refusal
 *   as a thrown `ZodCompileUnsupportedError` / `ZodCompileAsyncError` instead.
 * - The original schema is unchanged. The clone shares children by reference.
 */
export function compile<T extends SomeType>(schema: T, options?: CompileOptions): T;
/**
 * Install an already-generated parser as a schema's fast path. Returns a clone; the original is
 * unchanged.
 *
 * The parser takes the input and returns the parsed value, or `INVALID` to hand the parse to the
 * runtime. It must be synchronous and forward-direction, and it must build fresh output rather than
 * return its input — Zod cannot check either, and a wrong *success* is returned to the caller as-is.
 *
 * `compile()` is the ordinary entry point. This is for a build-time or native compiler that produces
 * a parser where `new Function` is unavailable.
 */
export function withParser<T extends SomeType>(schema: T, parser: (input: unknown) => core.output<T> | INVALID): T;
/**
 * @internal Generate the standalone compiled function: a parser by default, a validator under
 * `assertOnly`. Returns the parsed value, `true` where nothing reads the output, or `INVALID`. Consumers use `compile()`.
 */
export function compileFn<T extends SomeType>(schema: T, options?: CompileFnOptions): CompiledFn<core.output<T>>;
export {};
}
declare module "drover/zod/v4/core/api" {
import * as checks from "drover/zod/v4/core/checks";
import type * as core from "drover/zod/v4/core/core";
import type * as errors from "drover/zod/v4/core/errors";
import * as registries from "drover/zod/v4/core/registries";
import * as schemas from "drover/zod/v4/core/schemas";
import * as util from "drover/zod/v4/core/util";
export type Params<T extends schemas.$ZodType | checks.$ZodCheck, IssueTypes extends errors.$ZodIssueBase, OmitKeys extends keyof T["_zod"]["def"] = never> = util.Flatten<Partial<util.EmptyToNever<Omit<T["_zod"]["def"], OmitKeys> & ([IssueTypes] extends [never] ? {} : {
    error?: string | errors.$ZodErrorMap<IssueTypes> | undefined;
    /** @deprecated This parameter is deprecated. Use `error` instead. */
    message?: string | undefined;
})>>>;
export type TypeParams<T extends schemas.$ZodType = schemas.$ZodType & {
    _isst: never;
}, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "type" | "checks" | "error"> = never> = Params<T, NonNullable<T["_zod"]["isst"]>, "type" | "checks" | "error" | AlsoOmit>;
export type CheckParams<T extends checks.$ZodCheck = checks.$ZodCheck, // & { _issc: never },
AlsoOmit extends Exclude<keyof T["_zod"]["def"], "check" | "error"> = never> = Params<T, NonNullable<T["_zod"]["issc"]>, "check" | "error" | AlsoOmit>;
export type StringFormatParams<T extends schemas.$ZodStringFormat = schemas.$ZodStringFormat, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "type" | "coerce" | "checks" | "error" | "check" | "format"> = never> = Params<T, NonNullable<T["_zod"]["isst"] | T["_zod"]["issc"]>, "type" | "coerce" | "checks" | "error" | "check" | "format" | AlsoOmit>;
export type CheckStringFormatParams<T extends schemas.$ZodStringFormat = schemas.$ZodStringFormat, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "type" | "coerce" | "checks" | "error" | "check" | "format"> = never> = Params<T, NonNullable<T["_zod"]["issc"]>, "type" | "coerce" | "checks" | "error" | "check" | "format" | AlsoOmit>;
export type CheckTypeParams<T extends schemas.$ZodType & checks.$ZodCheck = schemas.$ZodType & checks.$ZodCheck, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "type" | "checks" | "error" | "check"> = never> = Params<T, NonNullable<T["_zod"]["isst"] | T["_zod"]["issc"]>, "type" | "checks" | "error" | "check" | AlsoOmit>;
export type $ZodStringParams = TypeParams<schemas.$ZodString<string>, "coerce"> & {
    checks?: readonly checks.$ZodCheck<string>[];
};
export function _string<T extends schemas.$ZodString>(Class: util.SchemaClass<T>, params?: string | $ZodStringParams): T;
export function _coercedString<T extends schemas.$ZodString>(Class: util.SchemaClass<T>, params?: string | $ZodStringParams): T;
export type $ZodStringFormatParams = CheckTypeParams<schemas.$ZodStringFormat, "format" | "coerce" | "when" | "pattern">;
export type $ZodCheckStringFormatParams = CheckParams<checks.$ZodCheckStringFormat, "format">;
export type $ZodEmailParams = StringFormatParams<schemas.$ZodEmail, "when">;
export type $ZodCheckEmailParams = CheckStringFormatParams<schemas.$ZodEmail, "when">;
export function _email<T extends schemas.$ZodEmail>(Class: util.SchemaClass<T>, params?: string | $ZodEmailParams | $ZodCheckEmailParams): T;
export type $ZodGUIDParams = StringFormatParams<schemas.$ZodGUID, "pattern" | "when">;
export type $ZodCheckGUIDParams = CheckStringFormatParams<schemas.$ZodGUID, "pattern" | "when">;
export function _guid<T extends schemas.$ZodGUID>(Class: util.SchemaClass<T>, params?: string | $ZodGUIDParams | $ZodCheckGUIDParams): T;
export type $ZodUUIDParams = StringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export type $ZodCheckUUIDParams = CheckStringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export function _uuid<T extends schemas.$ZodUUID>(Class: util.SchemaClass<T>, params?: string | $ZodUUIDParams | $ZodCheckUUIDParams): T;
export type $ZodUUIDv4Params = StringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export type $ZodCheckUUIDv4Params = CheckStringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export function _uuidv4<T extends schemas.$ZodUUID>(Class: util.SchemaClass<T>, params?: string | $ZodUUIDv4Params | $ZodCheckUUIDv4Params): T;
export type $ZodUUIDv6Params = StringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export type $ZodCheckUUIDv6Params = CheckStringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export function _uuidv6<T extends schemas.$ZodUUID>(Class: util.SchemaClass<T>, params?: string | $ZodUUIDv6Params | $ZodCheckUUIDv6Params): T;
export type $ZodUUIDv7Params = StringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export type $ZodCheckUUIDv7Params = CheckStringFormatParams<schemas.$ZodUUID, "pattern" | "when">;
export function _uuidv7<T extends schemas.$ZodUUID>(Class: util.SchemaClass<T>, params?: string | $ZodUUIDv7Params | $ZodCheckUUIDv7Params): T;
export type $ZodURLParams = StringFormatParams<schemas.$ZodURL, "when">;
export type $ZodCheckURLParams = CheckStringFormatParams<schemas.$ZodURL, "when">;
export function _url<T extends schemas.$ZodURL>(Class: util.SchemaClass<T>, params?: string | $ZodURLParams | $ZodCheckURLParams): T;
export type $ZodEmojiParams = StringFormatParams<schemas.$ZodEmoji, "when">;
export type $ZodCheckEmojiParams = CheckStringFormatParams<schemas.$ZodEmoji, "when">;
export function _emoji<T extends schemas.$ZodEmoji>(Class: util.SchemaClass<T>, params?: string | $ZodEmojiParams | $ZodCheckEmojiParams): T;
export type $ZodNanoIDParams = StringFormatParams<schemas.$ZodNanoID, "when" | "pattern">;
export type $ZodCheckNanoIDParams = CheckStringFormatParams<schemas.$ZodNanoID, "when" | "pattern">;
export function _nanoid<T extends schemas.$ZodNanoID>(Class: util.SchemaClass<T>, params?: string | $ZodNanoIDParams | $ZodCheckNanoIDParams): T;
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export type $ZodCUIDParams = StringFormatParams<schemas.$ZodCUID, "when">;
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export type $ZodCheckCUIDParams = CheckStringFormatParams<schemas.$ZodCUID, "when">;
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export function _cuid<T extends schemas.$ZodCUID>(Class: util.SchemaClass<T>, params?: string | $ZodCUIDParams | $ZodCheckCUIDParams): T;
export type $ZodCUID2Params = StringFormatParams<schemas.$ZodCUID2, "when">;
export type $ZodCheckCUID2Params = CheckStringFormatParams<schemas.$ZodCUID2, "when">;
export function _cuid2<T extends schemas.$ZodCUID2>(Class: util.SchemaClass<T>, params?: string | $ZodCUID2Params | $ZodCheckCUID2Params): T;
export type $ZodULIDParams = StringFormatParams<schemas.$ZodULID, "when">;
export type $ZodCheckULIDParams = CheckStringFormatParams<schemas.$ZodULID, "when">;
export function _ulid<T extends schemas.$ZodULID>(Class: util.SchemaClass<T>, params?: string | $ZodULIDParams | $ZodCheckULIDParams): T;
export type $ZodXIDParams = StringFormatParams<schemas.$ZodXID, "when">;
export type $ZodCheckXIDParams = CheckStringFormatParams<schemas.$ZodXID, "when">;
export function _xid<T extends schemas.$ZodXID>(Class: util.SchemaClass<T>, params?: string | $ZodXIDParams | $ZodCheckXIDParams): T;
export type $ZodKSUIDParams = StringFormatParams<schemas.$ZodKSUID, "when">;
export type $ZodCheckKSUIDParams = CheckStringFormatParams<schemas.$ZodKSUID, "when">;
export function _ksuid<T extends schemas.$ZodKSUID>(Class: util.SchemaClass<T>, params?: string | $ZodKSUIDParams | $ZodCheckKSUIDParams): T;
export type $ZodIPv4Params = StringFormatParams<schemas.$ZodIPv4, "pattern" | "when" | "version">;
export type $ZodCheckIPv4Params = CheckStringFormatParams<schemas.$ZodIPv4, "pattern" | "when" | "version">;
export function _ipv4<T extends schemas.$ZodIPv4>(Class: util.SchemaClass<T>, params?: string | $ZodIPv4Params | $ZodCheckIPv4Params): T;
export type $ZodIPv6Params = StringFormatParams<schemas.$ZodIPv6, "pattern" | "when" | "version">;
export type $ZodCheckIPv6Params = CheckStringFormatParams<schemas.$ZodIPv6, "pattern" | "when" | "version">;
export function _ipv6<T extends schemas.$ZodIPv6>(Class: util.SchemaClass<T>, params?: string | $ZodIPv6Params | $ZodCheckIPv6Params): T;
export type $ZodMACParams = StringFormatParams<schemas.$ZodMAC, "pattern" | "when">;
export type $ZodCheckMACParams = CheckStringFormatParams<schemas.$ZodMAC, "pattern" | "when">;
export function _mac<T extends schemas.$ZodMAC>(Class: util.SchemaClass<T>, params?: string | $ZodMACParams | $ZodCheckMACParams): T;
export type $ZodCIDRv4Params = StringFormatParams<schemas.$ZodCIDRv4, "pattern" | "when">;
export type $ZodCheckCIDRv4Params = CheckStringFormatParams<schemas.$ZodCIDRv4, "pattern" | "when">;
export function _cidrv4<T extends schemas.$ZodCIDRv4>(Class: util.SchemaClass<T>, params?: string | $ZodCIDRv4Params | $ZodCheckCIDRv4Params): T;
export type $ZodCIDRv6Params = StringFormatParams<schemas.$ZodCIDRv6, "pattern" | "when">;
export type $ZodCheckCIDRv6Params = CheckStringFormatParams<schemas.$ZodCIDRv6, "pattern" | "when">;
export function _cidrv6<T extends schemas.$ZodCIDRv6>(Class: util.SchemaClass<T>, params?: string | $ZodCIDRv6Params | $ZodCheckCIDRv6Params): T;
export type $ZodBase64Params = StringFormatParams<schemas.$ZodBase64, "pattern" | "when">;
export type $ZodCheckBase64Params = CheckStringFormatParams<schemas.$ZodBase64, "pattern" | "when">;
export function _base64<T extends schemas.$ZodBase64>(Class: util.SchemaClass<T>, params?: string | $ZodBase64Params | $ZodCheckBase64Params): T;
export type $ZodBase64URLParams = StringFormatParams<schemas.$ZodBase64URL, "pattern" | "when">;
export type $ZodCheckBase64URLParams = CheckStringFormatParams<schemas.$ZodBase64URL, "pattern" | "when">;
export function _base64url<T extends schemas.$ZodBase64URL>(Class: util.SchemaClass<T>, params?: string | $ZodBase64URLParams | $ZodCheckBase64URLParams): T;
export type $ZodE164Params = StringFormatParams<schemas.$ZodE164, "when">;
export type $ZodCheckE164Params = CheckStringFormatParams<schemas.$ZodE164, "when">;
export function _e164<T extends schemas.$ZodE164>(Class: util.SchemaClass<T>, params?: string | $ZodE164Params | $ZodCheckE164Params): T;
export type $ZodCreditCardParams = StringFormatParams<schemas.$ZodCreditCard, "pattern" | "when">;
export type $ZodCheckCreditCardParams = CheckStringFormatParams<schemas.$ZodCreditCard, "pattern" | "when">;
export function _creditCard<T extends schemas.$ZodCreditCard>(Class: util.SchemaClass<T>, params?: string | $ZodCreditCardParams | $ZodCheckCreditCardParams): T;
export type $ZodIBANParams = StringFormatParams<schemas.$ZodIBAN, "pattern" | "when">;
export type $ZodCheckIBANParams = CheckStringFormatParams<schemas.$ZodIBAN, "pattern" | "when">;
export function _iban<T extends schemas.$ZodIBAN>(Class: util.SchemaClass<T>, params?: string | $ZodIBANParams | $ZodCheckIBANParams): T;
export type $ZodJWTParams = StringFormatParams<schemas.$ZodJWT, "pattern" | "when">;
export type $ZodCheckJWTParams = CheckStringFormatParams<schemas.$ZodJWT, "pattern" | "when">;
export function _jwt<T extends schemas.$ZodJWT>(Class: util.SchemaClass<T>, params?: string | $ZodJWTParams | $ZodCheckJWTParams): T;
export const TimePrecision: {
    readonly Any: null;
    readonly Minute: -1;
    readonly Second: 0;
    readonly Millisecond: 3;
    readonly Microsecond: 6;
};
export type $ZodISODateTimeParams = StringFormatParams<schemas.$ZodISODateTime, "pattern" | "when">;
export type $ZodCheckISODateTimeParams = CheckStringFormatParams<schemas.$ZodISODateTime, "pattern" | "when">;
export function _isoDateTime<T extends schemas.$ZodISODateTime>(Class: util.SchemaClass<T>, params?: string | $ZodISODateTimeParams | $ZodCheckISODateTimeParams): T;
export type $ZodISODateParams = StringFormatParams<schemas.$ZodISODate, "pattern" | "when">;
export type $ZodCheckISODateParams = CheckStringFormatParams<schemas.$ZodISODate, "pattern" | "when">;
export function _isoDate<T extends schemas.$ZodISODate>(Class: util.SchemaClass<T>, params?: string | $ZodISODateParams | $ZodCheckISODateParams): T;
export type $ZodISOTimeParams = StringFormatParams<schemas.$ZodISOTime, "pattern" | "when">;
export type $ZodCheckISOTimeParams = CheckStringFormatParams<schemas.$ZodISOTime, "pattern" | "when">;
export function _isoTime<T extends schemas.$ZodISOTime>(Class: util.SchemaClass<T>, params?: string | $ZodISOTimeParams | $ZodCheckISOTimeParams): T;
export type $ZodISODurationParams = StringFormatParams<schemas.$ZodISODuration, "when">;
export type $ZodCheckISODurationParams = CheckStringFormatParams<schemas.$ZodISODuration, "when">;
export function _isoDuration<T extends schemas.$ZodISODuration>(Class: util.SchemaClass<T>, params?: string | $ZodISODurationParams | $ZodCheckISODurationParams): T;
export type $ZodNumberParams = TypeParams<schemas.$ZodNumber<number>, "coerce"> & {
    checks?: readonly checks.$ZodCheck<number>[];
};
export type $ZodNumberFormatParams = CheckTypeParams<schemas.$ZodNumberFormat, "format" | "coerce">;
export type $ZodCheckNumberFormatParams = CheckParams<checks.$ZodCheckNumberFormat, "format" | "when">;
export function _number<T extends schemas.$ZodNumber>(Class: util.SchemaClass<T>, params?: string | $ZodNumberParams): T;
export function _coercedNumber<T extends schemas.$ZodNumber>(Class: util.SchemaClass<T>, params?: string | $ZodNumberParams): T;
export function _int<T extends schemas.$ZodNumberFormat>(Class: util.SchemaClass<T>, params?: string | $ZodCheckNumberFormatParams): T;
export function _float32<T extends schemas.$ZodNumberFormat>(Class: util.SchemaClass<T>, params?: string | $ZodCheckNumberFormatParams): T;
export function _float64<T extends schemas.$ZodNumberFormat>(Class: util.SchemaClass<T>, params?: string | $ZodCheckNumberFormatParams): T;
export function _int32<T extends schemas.$ZodNumberFormat>(Class: util.SchemaClass<T>, params?: string | $ZodCheckNumberFormatParams): T;
export function _uint32<T extends schemas.$ZodNumberFormat>(Class: util.SchemaClass<T>, params?: string | $ZodCheckNumberFormatParams): T;
export type $ZodBooleanParams = TypeParams<schemas.$ZodBoolean<boolean>, "coerce">;
export function _boolean<T extends schemas.$ZodBoolean>(Class: util.SchemaClass<T>, params?: string | $ZodBooleanParams): T;
export function _coercedBoolean<T extends schemas.$ZodBoolean>(Class: util.SchemaClass<T>, params?: string | $ZodBooleanParams): T;
export type $ZodBigIntParams = TypeParams<schemas.$ZodBigInt<bigint>>;
export type $ZodBigIntFormatParams = CheckTypeParams<schemas.$ZodBigIntFormat, "format" | "coerce">;
export type $ZodCheckBigIntFormatParams = CheckParams<checks.$ZodCheckBigIntFormat, "format" | "when">;
export function _bigint<T extends schemas.$ZodBigInt>(Class: util.SchemaClass<T>, params?: string | $ZodBigIntParams): T;
export function _coercedBigint<T extends schemas.$ZodBigInt>(Class: util.SchemaClass<T>, params?: string | $ZodBigIntParams): T;
export function _int64<T extends schemas.$ZodBigIntFormat>(Class: util.SchemaClass<T>, params?: string | $ZodBigIntFormatParams): T;
export function _uint64<T extends schemas.$ZodBigIntFormat>(Class: util.SchemaClass<T>, params?: string | $ZodBigIntFormatParams): T;
export type $ZodSymbolParams = TypeParams<schemas.$ZodSymbol>;
export function _symbol<T extends schemas.$ZodSymbol>(Class: util.SchemaClass<T>, params?: string | $ZodSymbolParams): T;
export type $ZodUndefinedParams = TypeParams<schemas.$ZodUndefined>;
export function _undefined<T extends schemas.$ZodUndefined>(Class: util.SchemaClass<T>, params?: string | $ZodUndefinedParams): T;
export type $ZodNullParams = TypeParams<schemas.$ZodNull>;
export function _null<T extends schemas.$ZodNull>(Class: util.SchemaClass<T>, params?: string | $ZodNullParams): T;
export type $ZodAnyParams = TypeParams<schemas.$ZodAny>;
export function _any<T extends schemas.$ZodAny>(Class: util.SchemaClass<T>): T;
export type $ZodUnknownParams = TypeParams<schemas.$ZodUnknown>;
export function _unknown<T extends schemas.$ZodUnknown>(Class: util.SchemaClass<T>): T;
export type $ZodNeverParams = TypeParams<schemas.$ZodNever>;
export function _never<T extends schemas.$ZodNever>(Class: util.SchemaClass<T>, params?: string | $ZodNeverParams): T;
export type $ZodVoidParams = TypeParams<schemas.$ZodVoid>;
export function _void<T extends schemas.$ZodVoid>(Class: util.SchemaClass<T>, params?: string | $ZodVoidParams): T;
export type $ZodDateParams = TypeParams<schemas.$ZodDate, "coerce">;
export function _date<T extends schemas.$ZodDate>(Class: util.SchemaClass<T>, params?: string | $ZodDateParams): T;
export function _coercedDate<T extends schemas.$ZodDate>(Class: util.SchemaClass<T>, params?: string | $ZodDateParams): T;
export type $ZodNaNParams = TypeParams<schemas.$ZodNaN>;
export function _nan<T extends schemas.$ZodNaN>(Class: util.SchemaClass<T>, params?: string | $ZodNaNParams): T;
export type $ZodCheckLessThanParams = CheckParams<checks.$ZodCheckLessThan, "inclusive" | "value" | "when">;
export function _lt(value: util.Numeric, params?: string | $ZodCheckLessThanParams): checks.$ZodCheckLessThan<util.Numeric>;
export function _lte(value: util.Numeric, params?: string | $ZodCheckLessThanParams): checks.$ZodCheckLessThan<util.Numeric>;
export { 
/** @deprecated Use `z.lte()` instead. */
_lte as _max, };
export type $ZodCheckGreaterThanParams = CheckParams<checks.$ZodCheckGreaterThan, "inclusive" | "value" | "when">;
export function _gt(value: util.Numeric, params?: string | $ZodCheckGreaterThanParams): checks.$ZodCheckGreaterThan;
export function _gte(value: util.Numeric, params?: string | $ZodCheckGreaterThanParams): checks.$ZodCheckGreaterThan;
export { 
/** @deprecated Use `z.gte()` instead. */
_gte as _min, };
export function _positive(params?: string | $ZodCheckGreaterThanParams): checks.$ZodCheckGreaterThan;
export function _negative(params?: string | $ZodCheckLessThanParams): checks.$ZodCheckLessThan;
export function _nonpositive(params?: string | $ZodCheckLessThanParams): checks.$ZodCheckLessThan;
export function _nonnegative(params?: string | $ZodCheckGreaterThanParams): checks.$ZodCheckGreaterThan;
export type $ZodCheckMultipleOfParams = CheckParams<checks.$ZodCheckMultipleOf, "value" | "when">;
export function _multipleOf(value: number | bigint, params?: string | $ZodCheckMultipleOfParams): checks.$ZodCheckMultipleOf;
export type $ZodCheckMaxSizeParams = CheckParams<checks.$ZodCheckMaxSize, "maximum" | "when">;
export function _maxSize(maximum: number, params?: string | $ZodCheckMaxSizeParams): checks.$ZodCheckMaxSize<util.HasSize>;
export type $ZodCheckMinSizeParams = CheckParams<checks.$ZodCheckMinSize, "minimum" | "when">;
export function _minSize(minimum: number, params?: string | $ZodCheckMinSizeParams): checks.$ZodCheckMinSize<util.HasSize>;
export type $ZodCheckSizeEqualsParams = CheckParams<checks.$ZodCheckSizeEquals, "size" | "when">;
export function _size(size: number, params?: string | $ZodCheckSizeEqualsParams): checks.$ZodCheckSizeEquals<util.HasSize>;
export type $ZodCheckMaxLengthParams = CheckParams<checks.$ZodCheckMaxLength, "maximum" | "when">;
export function _maxLength(maximum: number, params?: string | $ZodCheckMaxLengthParams): checks.$ZodCheckMaxLength<util.HasLength>;
export type $ZodCheckMinLengthParams = CheckParams<checks.$ZodCheckMinLength, "minimum" | "when">;
export function _minLength(minimum: number, params?: string | $ZodCheckMinLengthParams): checks.$ZodCheckMinLength<util.HasLength>;
export type $ZodCheckLengthEqualsParams = CheckParams<checks.$ZodCheckLengthEquals, "length" | "when">;
export function _length(length: number, params?: string | $ZodCheckLengthEqualsParams): checks.$ZodCheckLengthEquals<util.HasLength>;
export type $ZodCheckRegexParams = CheckParams<checks.$ZodCheckRegex, "format" | "pattern" | "when">;
export function _regex(pattern: RegExp, params?: string | $ZodCheckRegexParams): checks.$ZodCheckRegex;
export type $ZodCheckLowerCaseParams = CheckParams<checks.$ZodCheckLowerCase, "format" | "when">;
export function _lowercase(params?: string | $ZodCheckLowerCaseParams): checks.$ZodCheckLowerCase;
export type $ZodCheckUpperCaseParams = CheckParams<checks.$ZodCheckUpperCase, "format" | "when">;
export function _uppercase(params?: string | $ZodCheckUpperCaseParams): checks.$ZodCheckUpperCase;
export type $ZodCheckIncludesParams = CheckParams<checks.$ZodCheckIncludes, "includes" | "format" | "when" | "pattern">;
export function _includes(includes: string, params?: string | $ZodCheckIncludesParams): checks.$ZodCheckIncludes;
export type $ZodCheckStartsWithParams = CheckParams<checks.$ZodCheckStartsWith, "prefix" | "format" | "when" | "pattern">;
export function _startsWith(prefix: string, params?: string | $ZodCheckStartsWithParams): checks.$ZodCheckStartsWith;
export type $ZodCheckEndsWithParams = CheckParams<checks.$ZodCheckEndsWith, "suffix" | "format" | "pattern" | "when">;
export function _endsWith(suffix: string, params?: string | $ZodCheckEndsWithParams): checks.$ZodCheckEndsWith;
export type $ZodCheckPropertyParams = CheckParams<checks.$ZodCheckProperty, "property" | "schema" | "when">;
export function _property<K extends string, T extends schemas.$ZodType>(property: K, schema: T, params?: string | $ZodCheckPropertyParams): checks.$ZodCheckProperty<{
    [k in K]: util.Widen<core.input<T>>;
}>;
export type $ZodCheckPropertiesParams = CheckParams<checks.$ZodCheckProperties, "shape" | "when">;
export function _properties<Shape extends schemas.$ZodShape>(shape: Shape, params?: string | $ZodCheckPropertiesParams): checks.$ZodCheckProperties<Shape>;
export type $ZodCheckMimeTypeParams = CheckParams<checks.$ZodCheckMimeType, "mime" | "when">;
export function _mime(types: util.MimeTypes[], params?: string | $ZodCheckMimeTypeParams): checks.$ZodCheckMimeType;
export function _overwrite<T>(tx: (input: T) => T): checks.$ZodCheckOverwrite<T>;
export function _normalize(form?: "NFC" | "NFD" | "NFKC" | "NFKD" | (string & {})): checks.$ZodCheckOverwrite<string>;
export function _trim(): checks.$ZodCheckOverwrite<string>;
export function _toLowerCase(): checks.$ZodCheckOverwrite<string>;
export function _toUpperCase(): checks.$ZodCheckOverwrite<string>;
export function _slugify(): checks.$ZodCheckOverwrite<string>;
export type $ZodArrayParams = TypeParams<schemas.$ZodArray, "element">;
export function _array<T extends schemas.$ZodType>(Class: util.SchemaClass<schemas.$ZodArray>, element: T, params?: string | $ZodArrayParams): schemas.$ZodArray<T>;
export type $ZodObjectParams = TypeParams<schemas.$ZodObject, "shape" | "catchall">;
export type $ZodUnionParams = TypeParams<schemas.$ZodUnion, "options">;
export function _union<const T extends readonly schemas.$ZodObject[]>(Class: util.SchemaClass<schemas.$ZodUnion>, options: T, params?: string | $ZodUnionParams): schemas.$ZodUnion<T>;
export type $ZodXorParams = TypeParams<schemas.$ZodXor, "options">;
export function _xor<const T extends readonly schemas.$ZodObject[]>(Class: util.SchemaClass<schemas.$ZodXor>, options: T, params?: string | $ZodXorParams): schemas.$ZodXor<T>;
export interface $ZodTypeDiscriminableInternals<_Disc extends string = string> extends schemas._$ZodTypeInternals {
    propValues: util.PropValues;
}
export interface $ZodTypeDiscriminable<_Disc extends string = string> extends schemas.SomeType {
    _zod: $ZodTypeDiscriminableInternals;
}
export type $ZodDiscriminatedUnionParams = TypeParams<schemas.$ZodDiscriminatedUnion, "options" | "discriminator">;
export function _discriminatedUnion<Types extends [$ZodTypeDiscriminable, ...$ZodTypeDiscriminable[]], Disc extends string>(Class: util.SchemaClass<schemas.$ZodDiscriminatedUnion>, discriminator: Disc, options: Types, params?: string | $ZodDiscriminatedUnionParams): schemas.$ZodDiscriminatedUnion<Types, Disc>;
export type $ZodIntersectionParams = TypeParams<schemas.$ZodIntersection, "left" | "right">;
export function _intersection<T extends schemas.$ZodObject, U extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodIntersection>, left: T, right: U): schemas.$ZodIntersection<T, U>;
export type $ZodTupleParams = TypeParams<schemas.$ZodTuple, "items" | "rest">;
export function _tuple<T extends readonly [schemas.$ZodType, ...schemas.$ZodType[]]>(Class: util.SchemaClass<schemas.$ZodTuple>, items: T, params?: string | $ZodTupleParams): schemas.$ZodTuple<T, null>;
export function _tuple<T extends readonly [schemas.$ZodType, ...schemas.$ZodType[]], Rest extends schemas.$ZodType>(Class: util.SchemaClass<schemas.$ZodTuple>, items: T, rest: Rest, params?: string | $ZodTupleParams): schemas.$ZodTuple<T, Rest>;
export type $ZodRecordParams = TypeParams<schemas.$ZodRecord, "keyType" | "valueType" | "partial">;
export function _record<Key extends schemas.$ZodRecordKey, Value extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodRecord>, keyType: Key, valueType: Value, params?: string | $ZodRecordParams): schemas.$ZodRecord<Key, Value>;
export type $ZodMapParams = TypeParams<schemas.$ZodMap, "keyType" | "valueType">;
export function _map<Key extends schemas.$ZodObject, Value extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodMap>, keyType: Key, valueType: Value, params?: string | $ZodMapParams): schemas.$ZodMap<Key, Value>;
export type $ZodSetParams = TypeParams<schemas.$ZodSet, "valueType">;
export function _set<Value extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodSet>, valueType: Value, params?: string | $ZodSetParams): schemas.$ZodSet<Value>;
export type $ZodEnumParams = TypeParams<schemas.$ZodEnum, "entries">;
export function _enum<const T extends string[]>(Class: util.SchemaClass<schemas.$ZodEnum>, values: T, params?: string | $ZodEnumParams): schemas.$ZodEnum<util.ToEnum<T[number]>>;
export function _enum<T extends util.EnumLike>(Class: util.SchemaClass<schemas.$ZodEnum>, entries: T, params?: string | $ZodEnumParams): schemas.$ZodEnum<T>;
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
export function _nativeEnum<T extends util.EnumLike>(Class: util.SchemaClass<schemas.$ZodEnum>, entries: T, params?: string | $ZodEnumParams): schemas.$ZodEnum<T>;
export type $ZodLiteralParams = TypeParams<schemas.$ZodLiteral, "values">;
export function _literal<const T extends Array<util.Literal>>(Class: util.SchemaClass<schemas.$ZodLiteral>, value: T, params?: string | $ZodLiteralParams): schemas.$ZodLiteral<T[number]>;
export function _literal<const T extends util.Literal>(Class: util.SchemaClass<schemas.$ZodLiteral>, value: T, params?: string | $ZodLiteralParams): schemas.$ZodLiteral<T>;
export type $ZodFileParams = TypeParams<schemas.$ZodFile>;
export function _file(Class: util.SchemaClass<schemas.$ZodFile>, params?: string | $ZodFileParams): schemas.$ZodFile;
export type $ZodTransformParams = TypeParams<schemas.$ZodTransform, "transform">;
export function _transform<I = unknown, O = I>(Class: util.SchemaClass<schemas.$ZodTransform>, fn: (input: I, ctx?: schemas.ParsePayload) => O): schemas.$ZodTransform<Awaited<O>, I>;
export type $ZodOptionalParams = TypeParams<schemas.$ZodOptional, "innerType">;
export function _optional<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodOptional>, innerType: T): schemas.$ZodOptional<T>;
export type $ZodNullableParams = TypeParams<schemas.$ZodNullable, "innerType">;
export function _nullable<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodNullable>, innerType: T): schemas.$ZodNullable<T>;
export type $ZodDefaultParams = TypeParams<schemas.$ZodDefault, "innerType" | "defaultValue">;
export function _default<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodDefault>, innerType: T, defaultValue: util.NoUndefined<core.output<T>> | (() => util.NoUndefined<core.output<T>>)): schemas.$ZodDefault<T>;
export type $ZodNonOptionalParams = TypeParams<schemas.$ZodNonOptional, "innerType">;
export function _nonoptional<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodNonOptional>, innerType: T, params?: string | $ZodNonOptionalParams): schemas.$ZodNonOptional<T>;
export type $ZodSuccessParams = TypeParams<schemas.$ZodSuccess, "innerType">;
export function _success<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodSuccess>, innerType: T): schemas.$ZodSuccess<T>;
export type $ZodCatchParams = TypeParams<schemas.$ZodCatch, "innerType" | "catchValue">;
export function _catch<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodCatch>, innerType: T, catchValue: core.output<T> | ((ctx: schemas.$ZodCatchCtx) => core.output<T>)): schemas.$ZodCatch<T>;
export type $ZodPipeParams = TypeParams<schemas.$ZodPipe, "in" | "out">;
export function _pipe<const A extends schemas.$ZodType, B extends schemas.$ZodType<unknown, core.output<A>> = schemas.$ZodType<unknown, core.output<A>>>(Class: util.SchemaClass<schemas.$ZodPipe>, in_: A, out: B | schemas.$ZodType<unknown, core.output<A>>): schemas.$ZodPipe<A, B>;
export type $ZodReadonlyParams = TypeParams<schemas.$ZodReadonly, "innerType">;
export function _readonly<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodReadonly>, innerType: T): schemas.$ZodReadonly<T>;
export type $ZodTemplateLiteralParams = TypeParams<schemas.$ZodTemplateLiteral, "parts">;
export function _templateLiteral<const Parts extends schemas.$ZodTemplateLiteralPart[]>(Class: util.SchemaClass<schemas.$ZodTemplateLiteral>, parts: Parts, params?: string | $ZodTemplateLiteralParams): schemas.$ZodTemplateLiteral<schemas.$PartsToTemplateLiteral<Parts>>;
export type $ZodLazyParams = TypeParams<schemas.$ZodLazy, "getter">;
export function _lazy<T extends schemas.$ZodType>(Class: util.SchemaClass<schemas.$ZodLazy>, getter: () => T): schemas.$ZodLazy<T>;
export type $ZodPromiseParams = TypeParams<schemas.$ZodPromise, "innerType">;
export function _promise<T extends schemas.$ZodObject>(Class: util.SchemaClass<schemas.$ZodPromise>, innerType: T): schemas.$ZodPromise<T>;
export type $ZodCustomParams = CheckTypeParams<schemas.$ZodCustom, "fn">;
export function _custom<O = unknown, I = O>(Class: util.SchemaClass<schemas.$ZodCustom>, fn: (data: O) => unknown, _params: string | $ZodCustomParams | undefined): schemas.$ZodCustom<O, I>;
export function _refine<O = unknown, I = O>(Class: util.SchemaClass<schemas.$ZodCustom>, fn: (data: O) => unknown, _params: string | $ZodCustomParams | undefined): schemas.$ZodCustom<O, I>;
export type $ZodSuperRefineIssue<T extends errors.$ZodIssueBase = errors.$ZodIssue> = T extends any ? RawIssue<T> : never;
type RawIssue<T extends errors.$ZodIssueBase> = T extends any ? util.Flatten<util.MakePartial<T, "message" | "path"> & {
    /** The schema or check that originated this issue. */
    readonly inst?: schemas.$ZodType | checks.$ZodCheck;
    /** If `true`, Zod will execute subsequent checks/refinements instead of immediately aborting */
    readonly continue?: boolean | undefined;
} & Record<string, unknown>> : never;
export interface $RefinementCtx<T = unknown> extends schemas.ParsePayload<T> {
    addIssue(arg: string | $ZodSuperRefineIssue): void;
}
export interface $ZodSuperRefineParams {
    /** If provided, the refinement runs only when this returns `true`. By default, it is skipped if prior parsing produced aborting issues. */
    when?: ((payload: schemas.ParsePayload) => boolean) | undefined;
}
export function _superRefine<T>(fn: (arg: T, payload: $RefinementCtx<T>) => void | Promise<void>, params?: $ZodSuperRefineParams): checks.$ZodCheck<T>;
export function _check<O = unknown>(fn: schemas.CheckFn<O>, params?: string | $ZodCustomParams): checks.$ZodCheck<O>;
export function describe<T>(description: string): checks.$ZodCheck<T>;
export function meta<T>(metadata: registries.GlobalMeta): checks.$ZodCheck<T>;
export interface $ZodStringBoolParams extends TypeParams {
    truthy?: string[];
    falsy?: string[];
    /**
     * Options: `"sensitive"`, `"insensitive"`
     *
     * @default `"insensitive"`
     */
    case?: "sensitive" | "insensitive" | undefined;
}
export function _stringbool(Classes: {
    Codec?: typeof schemas.$ZodCodec;
    Boolean?: typeof schemas.$ZodBoolean;
    String?: typeof schemas.$ZodString;
}, _params?: string | $ZodStringBoolParams): schemas.$ZodCodec<schemas.$ZodString, schemas.$ZodBoolean>;
export function _stringFormat<Format extends string>(Class: typeof schemas.$ZodCustomStringFormat, format: Format, fnOrRegex: ((arg: string) => util.MaybeAsync<unknown>) | RegExp, _params?: string | $ZodStringFormatParams): schemas.$ZodCustomStringFormat<Format>;
}
declare module "drover/zod/v4/core/json-schema-processors" {
import type { $ZodRegistry } from "drover/zod/v4/core/registries";
import type * as schemas from "drover/zod/v4/core/schemas";
import { type Processor, type RegistryToJSONSchemaParams, type ToJSONSchemaParams, type ZodStandardJSONSchemaPayload } from "drover/zod/v4/core/to-json-schema";
type Bound = number | bigint | Date;
interface CheckAggregate<N extends Bound = Bound> {
    minimum?: N;
    maximum?: N;
    exclusiveMinimum?: N;
    exclusiveMaximum?: N;
    multipleOf?: number[];
    format?: string;
    isInt?: boolean;
    patterns?: Set<RegExp>;
    mime?: string[];
    contentEncoding?: string;
    laxFormat?: boolean;
}
export function aggregateChecks<N extends Bound = Bound>(schema: schemas.$ZodType): CheckAggregate<N>;
export const stringProcessor: Processor<schemas.$ZodString>;
export const numberProcessor: Processor<schemas.$ZodNumber>;
export const booleanProcessor: Processor<schemas.$ZodBoolean>;
export const bigintProcessor: Processor<schemas.$ZodBigInt>;
export const symbolProcessor: Processor<schemas.$ZodSymbol>;
export const nullProcessor: Processor<schemas.$ZodNull>;
export const undefinedProcessor: Processor<schemas.$ZodUndefined>;
export const voidProcessor: Processor<schemas.$ZodVoid>;
export const neverProcessor: Processor<schemas.$ZodNever>;
export const anyProcessor: Processor<schemas.$ZodAny>;
export const unknownProcessor: Processor<schemas.$ZodUnknown>;
export const dateProcessor: Processor<schemas.$ZodDate>;
export const enumProcessor: Processor<schemas.$ZodEnum>;
export const literalProcessor: Processor<schemas.$ZodLiteral>;
export const nanProcessor: Processor<schemas.$ZodNaN>;
export const templateLiteralProcessor: Processor<schemas.$ZodTemplateLiteral>;
export const fileProcessor: Processor<schemas.$ZodFile>;
export const successProcessor: Processor<schemas.$ZodSuccess>;
export const customProcessor: Processor<schemas.$ZodCustom>;
export const functionProcessor: Processor<schemas.$ZodFunction>;
export const transformProcessor: Processor<schemas.$ZodTransform>;
export const mapProcessor: Processor<schemas.$ZodMap>;
export const setProcessor: Processor<schemas.$ZodSet>;
export const arrayProcessor: Processor<schemas.$ZodArray>;
export const objectProcessor: Processor<schemas.$ZodObject>;
export const unionProcessor: Processor<schemas.$ZodUnion>;
export const intersectionProcessor: Processor<schemas.$ZodIntersection>;
export const tupleProcessor: Processor<schemas.$ZodTuple>;
export const recordProcessor: Processor<schemas.$ZodRecord>;
export const nullableProcessor: Processor<schemas.$ZodNullable>;
export const nonoptionalProcessor: Processor<schemas.$ZodNonOptional>;
export const defaultProcessor: Processor<schemas.$ZodDefault>;
export const prefaultProcessor: Processor<schemas.$ZodPrefault>;
export const catchProcessor: Processor<schemas.$ZodCatch>;
export const pipeProcessor: Processor<schemas.$ZodPipe>;
export const readonlyProcessor: Processor<schemas.$ZodReadonly>;
export const promiseProcessor: Processor<schemas.$ZodPromise>;
export const optionalProcessor: Processor<schemas.$ZodOptional>;
export const lazyProcessor: Processor<schemas.$ZodLazy>;
export const allProcessors: Record<string, Processor<any>>;
export function toJSONSchema<T extends schemas.$ZodType>(schema: T, params?: ToJSONSchemaParams): ZodStandardJSONSchemaPayload<T>;
export function toJSONSchema(registry: $ZodRegistry<{
    id?: string | undefined;
}>, params?: RegistryToJSONSchemaParams): {
    schemas: Record<string, ZodStandardJSONSchemaPayload<schemas.$ZodType>>;
};
export {};
}
declare module "drover/zod/v4/core/json-schema-generator" {
import type * as JSONSchema from "drover/zod/v4/core/json-schema";
import type { $ZodRegistry } from "drover/zod/v4/core/registries";
import type * as schemas from "drover/zod/v4/core/schemas";
import { type JSONSchemaGeneratorParams, type ProcessParams, type Seen, type ToJSONSchemaContext } from "drover/zod/v4/core/to-json-schema";
/**
 * Parameters for the emit method of JSONSchemaGenerator.
 * @deprecated Use toJSONSchema function instead
 */
export type EmitParams = Pick<JSONSchemaGeneratorParams, "cycles" | "reused" | "external">;
/**
 * Parameters for JSONSchemaGenerator constructor.
 * @deprecated Use toJSONSchema function instead
 */
type JSONSchemaGeneratorConstructorParams = Pick<JSONSchemaGeneratorParams, "metadata" | "target" | "unrepresentable" | "override" | "io">;
/**
 * Legacy class-based interface for JSON Schema generation.
 * This class wraps the new functional implementation to provide backward compatibility.
 *
 * @deprecated Use the `toJSONSchema` function instead for new code.
 *
 * @example
 * ```typescript
 * // Legacy usage (still supported)
 * const gen = new JSONSchemaGenerator({ target: "draft-07" });
 * gen.process(schema);
 * const result = gen.emit(schema);
 *
 * // Preferred modern usage
 * const result = toJSONSchema(schema, { target: "draft-07" });
 * ```
 */
export class JSONSchemaGenerator {
    private ctx;
    /** @deprecated Access via ctx instead */
    get metadataRegistry(): $ZodRegistry<Record<string, any>>;
    /** @deprecated Access via ctx instead */
    get target(): ({} & string) | "draft-2020-12" | "draft-07" | "openapi-3.0" | "draft-04";
    /** @deprecated Access via ctx instead */
    get unrepresentable(): ToJSONSchemaContext["unrepresentable"];
    /** @deprecated Access via ctx instead */
    get override(): (ctx: {
        zodSchema: schemas.$ZodType;
        jsonSchema: JSONSchema.BaseSchema;
        path: (string | number)[];
    }) => void;
    /** @deprecated Access via ctx instead */
    get io(): "input" | "output";
    /** @deprecated Access via ctx instead */
    get counter(): number;
    set counter(value: number);
    /** @deprecated Access via ctx instead */
    get seen(): Map<schemas.$ZodType, Seen>;
    constructor(params?: JSONSchemaGeneratorConstructorParams);
    /**
     * Process a schema to prepare it for JSON Schema generation.
     * This must be called before emit().
     */
    process(schema: schemas.$ZodType, _params?: ProcessParams): JSONSchema.BaseSchema;
    /**
     * Emit the final JSON Schema after processing.
     * Must call process() first.
     */
    emit(schema: schemas.$ZodType, _params?: EmitParams): JSONSchema.BaseSchema;
}
export {};
}
declare module "drover/zod/v4/classic/schemas" {
import type { $ZodBigIntFormats } from "drover/zod/v4/core/checks";
import * as core from "drover/zod/v4/core/index";
import { util, type $ZodNumberFormats } from "drover/zod/v4/core/index";
import type { StandardSchemaWithJSONProps } from "drover/zod/v4/core/standard-schema";
import * as parse from "drover/zod/v4/classic/parse";
export type ZodStandardSchemaWithJSON<T> = StandardSchemaWithJSONProps<core.input<T>, core.output<T>>;
export interface ZodType<out Output = unknown, out Input = unknown, out Internals extends core.$ZodTypeInternals<Output, Input> = core.$ZodTypeInternals<Output, Input>> extends core.$ZodType<Output, Input, Internals> {
    def: Internals["def"];
    type: Internals["def"]["type"];
    /** @deprecated Use `.def` instead. */
    _def: Internals["def"];
    /** @deprecated Use `z.output<typeof schema>` instead. */
    _output: Internals["output"];
    /** @deprecated Use `z.input<typeof schema>` instead. */
    _input: Internals["input"];
    "~standard": ZodStandardSchemaWithJSON<this>;
    /** Converts this schema to a JSON Schema representation. */
    toJSONSchema(params?: core.ToJSONSchemaParams): core.ZodStandardJSONSchemaPayload<this>;
    check(...checks: (core.CheckFn<core.output<this>> | core.$ZodCheck<core.output<this>>)[]): this;
    with(...checks: (core.CheckFn<core.output<this>> | core.$ZodCheck<core.output<this>>)[]): this;
    clone(def?: Internals["def"], params?: {
        parent: boolean;
    }): this;
    register<R extends core.$ZodRegistry>(registry: R, ...meta: this extends R["_schema"] ? undefined extends R["_meta"] ? [core.$replace<R["_meta"], this>?] : [core.$replace<R["_meta"], this>] : ["Incompatible schema"]): this;
    brand<T extends PropertyKey = PropertyKey, Dir extends "in" | "out" | "inout" = "out">(value?: T): PropertyKey extends T ? this : core.$ZodBranded<this, T, Dir>;
    parse(data: unknown, params?: core.ParseContext<core.$ZodIssue>): core.output<this>;
    safeParse(data: unknown, params?: core.ParseContext<core.$ZodIssue>): parse.ZodSafeParseResult<core.output<this>>;
    parseAsync(data: unknown, params?: core.ParseContext<core.$ZodIssue>): Promise<core.output<this>>;
    safeParseAsync(data: unknown, params?: core.ParseContext<core.$ZodIssue>): Promise<parse.ZodSafeParseResult<core.output<this>>>;
    spa: (data: unknown, params?: core.ParseContext<core.$ZodIssue>) => Promise<parse.ZodSafeParseResult<core.output<this>>>;
    validate(data: unknown, params?: core.ParseContext<core.$ZodIssue>): data is core.input<this>;
    validateAsync(data: unknown, params?: core.ParseContext<core.$ZodIssue>): Promise<boolean>;
    encode(data: core.output<this>, params?: core.ParseContext<core.$ZodIssue>): core.input<this>;
    decode(data: core.input<this>, params?: core.ParseContext<core.$ZodIssue>): core.output<this>;
    encodeAsync(data: core.output<this>, params?: core.ParseContext<core.$ZodIssue>): Promise<core.input<this>>;
    decodeAsync(data: core.input<this>, params?: core.ParseContext<core.$ZodIssue>): Promise<core.output<this>>;
    safeEncode(data: core.output<this>, params?: core.ParseContext<core.$ZodIssue>): parse.ZodSafeParseResult<core.input<this>>;
    safeDecode(data: core.input<this>, params?: core.ParseContext<core.$ZodIssue>): parse.ZodSafeParseResult<core.output<this>>;
    safeEncodeAsync(data: core.output<this>, params?: core.ParseContext<core.$ZodIssue>): Promise<parse.ZodSafeParseResult<core.input<this>>>;
    safeDecodeAsync(data: core.input<this>, params?: core.ParseContext<core.$ZodIssue>): Promise<parse.ZodSafeParseResult<core.output<this>>>;
    refine<Ch extends (arg: core.output<this>) => unknown | Promise<unknown>>(check: Ch, params?: string | core.$ZodCustomParams): Ch extends (arg: any) => arg is infer R ? this & ZodType<R, core.input<this>> : this;
    superRefine(refinement: (arg: core.output<this>, ctx: core.$RefinementCtx<core.output<this>>) => void | Promise<void>, params?: core.$ZodSuperRefineParams): this;
    overwrite(fn: (x: core.output<this>) => core.output<this>): this;
    optional(): ZodOptional<this>;
    exactOptional(): ZodExactOptional<this>;
    nonoptional(params?: string | core.$ZodNonOptionalParams): ZodNonOptional<this>;
    nullable(): ZodNullable<this>;
    nullish(): ZodOptional<ZodNullable<this>>;
    default(def: util.NoUndefined<core.output<this>>): ZodDefault<this>;
    default(def: () => util.NoUndefined<core.output<this>>): ZodDefault<this>;
    prefault(def: () => core.input<this>): ZodPrefault<this>;
    prefault(def: core.input<this>): ZodPrefault<this>;
    array(): ZodArray<this>;
    or<T extends core.SomeType>(option: T): ZodUnion<[this, T]>;
    and<T extends core.SomeType>(incoming: T): ZodIntersection<this, T>;
    transform<NewOut>(transform: (arg: core.output<this>, ctx: core.$RefinementCtx<core.output<this>>) => NewOut | Promise<NewOut>): ZodPipe<this, ZodTransform<Awaited<NewOut>, core.output<this>>>;
    catch(def: core.output<this>): ZodCatch<this>;
    catch(def: (ctx: core.$ZodCatchCtx) => core.output<this>): ZodCatch<this>;
    pipe<T extends core.$ZodType<any, core.output<this>>>(target: T | core.$ZodType<any, core.output<this>>): ZodPipe<this, T>;
    readonly(): ZodReadonly<this>;
    /** Returns a new instance that has been registered in `z.globalRegistry` with the specified description */
    describe(description: string): this;
    description?: string;
    /** Returns the metadata associated with this instance in `z.globalRegistry` */
    meta(): core.$replace<core.GlobalMeta, this> | undefined;
    /** Returns a new instance that has been registered in `z.globalRegistry` with the specified metadata */
    meta(data: core.$replace<core.GlobalMeta, this>): this;
    /** @deprecated Try safe-parsing `undefined` (this is what `isOptional` does internally):
     *
     * ```ts
     * const schema = z.string().optional();
     * const isOptional = schema.safeParse(undefined).success; // true
     * ```
     */
    isOptional(): boolean;
    /**
     * @deprecated Try safe-parsing `null` (this is what `isNullable` does internally):
     *
     * ```ts
     * const schema = z.string().nullable();
     * const isNullable = schema.safeParse(null).success; // true
     * ```
     */
    isNullable(): boolean;
    apply<T, TArgs extends unknown[] = []>(fn: (schema: this, ...args: TArgs) => T, ...args: TArgs): T;
}
export interface _ZodType<out Internals extends core.$ZodTypeInternals = core.$ZodTypeInternals> extends ZodType<any, any, Internals> {
}
export const ZodType: core.$constructor<ZodType>;
export interface _ZodString<T extends core.$ZodStringInternals<unknown> = core.$ZodStringInternals<unknown>> extends _ZodType<T> {
    format: string | null;
    minLength: number | null;
    maxLength: number | null;
    regex(regex: RegExp, params?: string | core.$ZodCheckRegexParams): this;
    includes(value: string, params?: string | core.$ZodCheckIncludesParams): this;
    startsWith(value: string, params?: string | core.$ZodCheckStartsWithParams): this;
    endsWith(value: string, params?: string | core.$ZodCheckEndsWithParams): this;
    min(minLength: number, params?: string | core.$ZodCheckMinLengthParams): this;
    max(maxLength: number, params?: string | core.$ZodCheckMaxLengthParams): this;
    length(len: number, params?: string | core.$ZodCheckLengthEqualsParams): this;
    nonempty(params?: string | core.$ZodCheckMinLengthParams): this;
    lowercase(params?: string | core.$ZodCheckLowerCaseParams): this;
    uppercase(params?: string | core.$ZodCheckUpperCaseParams): this;
    trim(): this;
    normalize(form?: "NFC" | "NFD" | "NFKC" | "NFKD" | (string & {})): this;
    toLowerCase(): this;
    toUpperCase(): this;
    slugify(): this;
}
/** @internal */
export const _ZodString: core.$constructor<_ZodString>;
export interface ZodString extends _ZodString<core.$ZodStringInternals<string>> {
    /** @deprecated Use `z.email()` instead. */
    email(params?: string | core.$ZodCheckEmailParams): this;
    /** @deprecated Use `z.url()` instead. */
    url(params?: string | core.$ZodCheckURLParams): this;
    /** @deprecated Use `z.jwt()` instead. */
    jwt(params?: string | core.$ZodCheckJWTParams): this;
    /** @deprecated Use `z.emoji()` instead. */
    emoji(params?: string | core.$ZodCheckEmojiParams): this;
    /** @deprecated Use `z.guid()` instead. */
    guid(params?: string | core.$ZodCheckGUIDParams): this;
    /** @deprecated Use `z.uuid()` instead. */
    uuid(params?: string | core.$ZodCheckUUIDParams): this;
    /** @deprecated Use `z.uuid()` instead. */
    uuidv4(params?: string | core.$ZodCheckUUIDParams): this;
    /** @deprecated Use `z.uuid()` instead. */
    uuidv6(params?: string | core.$ZodCheckUUIDParams): this;
    /** @deprecated Use `z.uuid()` instead. */
    uuidv7(params?: string | core.$ZodCheckUUIDParams): this;
    /** @deprecated Use `z.nanoid()` instead. */
    nanoid(params?: string | core.$ZodCheckNanoIDParams): this;
    /** @deprecated Use `z.guid()` instead. */
    guid(params?: string | core.$ZodCheckGUIDParams): this;
    /**
     * @deprecated CUID v1 is deprecated by its authors due to information leakage
     * (timestamps embedded in the id). Use `z.cuid2()` instead.
     * See https://github.com/paralleldrive/cuid.
     */
    cuid(params?: string | core.$ZodCheckCUIDParams): this;
    /** @deprecated Use `z.cuid2()` instead. */
    cuid2(params?: string | core.$ZodCheckCUID2Params): this;
    /** @deprecated Use `z.ulid()` instead. */
    ulid(params?: string | core.$ZodCheckULIDParams): this;
    /** @deprecated Use `z.base64()` instead. */
    base64(params?: string | core.$ZodCheckBase64Params): this;
    /** @deprecated Use `z.base64url()` instead. */
    base64url(params?: string | core.$ZodCheckBase64URLParams): this;
    /** @deprecated Use `z.xid()` instead. */
    xid(params?: string | core.$ZodCheckXIDParams): this;
    /** @deprecated Use `z.ksuid()` instead. */
    ksuid(params?: string | core.$ZodCheckKSUIDParams): this;
    /** @deprecated Use `z.ipv4()` instead. */
    ipv4(params?: string | core.$ZodCheckIPv4Params): this;
    /** @deprecated Use `z.ipv6()` instead. */
    ipv6(params?: string | core.$ZodCheckIPv6Params): this;
    /** @deprecated Use `z.cidrv4()` instead. */
    cidrv4(params?: string | core.$ZodCheckCIDRv4Params): this;
    /** @deprecated Use `z.cidrv6()` instead. */
    cidrv6(params?: string | core.$ZodCheckCIDRv6Params): this;
    /** @deprecated Use `z.e164()` instead. */
    e164(params?: string | core.$ZodCheckE164Params): this;
    /** @deprecated Use `z.iso.datetime()` instead. */
    datetime(params?: string | core.$ZodCheckISODateTimeParams): this;
    /** @deprecated Use `z.iso.date()` instead. */
    date(params?: string | core.$ZodCheckISODateParams): this;
    /** @deprecated Use `z.iso.time()` instead. */
    time(params?: string | core.$ZodCheckISOTimeParams): this;
    /** @deprecated Use `z.iso.duration()` instead. */
    duration(params?: string | core.$ZodCheckISODurationParams): this;
}
export const ZodString: core.$constructor<ZodString>;
export function string(params?: string | core.$ZodStringParams): ZodString;
export function string<T extends string>(params?: string | core.$ZodStringParams): core.$ZodType<T, T>;
export interface ZodStringFormat<Format extends string = string> extends _ZodString<core.$ZodStringFormatInternals<Format>> {
}
export const ZodStringFormat: core.$constructor<ZodStringFormat>;
export interface ZodISODateTime extends ZodStringFormat {
    _zod: core.$ZodISODateTimeInternals;
}
export const ZodISODateTime: core.$constructor<ZodISODateTime>;
export interface ZodISODate extends ZodStringFormat {
    _zod: core.$ZodISODateInternals;
}
export const ZodISODate: core.$constructor<ZodISODate>;
export interface ZodISOTime extends ZodStringFormat {
    _zod: core.$ZodISOTimeInternals;
}
export const ZodISOTime: core.$constructor<ZodISOTime>;
export interface ZodISODuration extends ZodStringFormat {
    _zod: core.$ZodISODurationInternals;
}
export const ZodISODuration: core.$constructor<ZodISODuration>;
export interface ZodEmail extends ZodStringFormat<"email"> {
    _zod: core.$ZodEmailInternals;
}
export const ZodEmail: core.$constructor<ZodEmail>;
export function email(params?: string | core.$ZodEmailParams): ZodEmail;
export interface ZodGUID extends ZodStringFormat<"guid"> {
    _zod: core.$ZodGUIDInternals;
}
export const ZodGUID: core.$constructor<ZodGUID>;
export function guid(params?: string | core.$ZodGUIDParams): ZodGUID;
export interface ZodUUID extends ZodStringFormat<"uuid"> {
    _zod: core.$ZodUUIDInternals;
}
export const ZodUUID: core.$constructor<ZodUUID>;
export function uuid(params?: string | core.$ZodUUIDParams): ZodUUID;
export function uuidv4(params?: string | core.$ZodUUIDv4Params): ZodUUID;
export function uuidv6(params?: string | core.$ZodUUIDv6Params): ZodUUID;
export function uuidv7(params?: string | core.$ZodUUIDv7Params): ZodUUID;
export interface ZodURL extends ZodStringFormat<"url"> {
    _zod: core.$ZodURLInternals;
}
export const ZodURL: core.$constructor<ZodURL>;
export function url(params?: string | core.$ZodURLParams): ZodURL;
export function httpUrl(params?: string | Omit<core.$ZodURLParams, "protocol" | "hostname">): ZodURL;
export interface ZodEmoji extends ZodStringFormat<"emoji"> {
    _zod: core.$ZodEmojiInternals;
}
export const ZodEmoji: core.$constructor<ZodEmoji>;
export function emoji(params?: string | core.$ZodEmojiParams): ZodEmoji;
export interface ZodNanoID extends ZodStringFormat<"nanoid"> {
    _zod: core.$ZodNanoIDInternals;
}
export const ZodNanoID: core.$constructor<ZodNanoID>;
export function nanoid(params?: string | core.$ZodNanoIDParams): ZodNanoID;
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export interface ZodCUID extends ZodStringFormat<"cuid"> {
    _zod: core.$ZodCUIDInternals;
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export const ZodCUID: core.$constructor<ZodCUID>;
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
export function cuid(params?: string | core.$ZodCUIDParams): ZodCUID;
export interface ZodCUID2 extends ZodStringFormat<"cuid2"> {
    _zod: core.$ZodCUID2Internals;
}
export const ZodCUID2: core.$constructor<ZodCUID2>;
export function cuid2(params?: string | core.$ZodCUID2Params): ZodCUID2;
export interface ZodULID extends ZodStringFormat<"ulid"> {
    _zod: core.$ZodULIDInternals;
}
export const ZodULID: core.$constructor<ZodULID>;
export function ulid(params?: string | core.$ZodULIDParams): ZodULID;
export interface ZodXID extends ZodStringFormat<"xid"> {
    _zod: core.$ZodXIDInternals;
}
export const ZodXID: core.$constructor<ZodXID>;
export function xid(params?: string | core.$ZodXIDParams): ZodXID;
export interface ZodKSUID extends ZodStringFormat<"ksuid"> {
    _zod: core.$ZodKSUIDInternals;
}
export const ZodKSUID: core.$constructor<ZodKSUID>;
export function ksuid(params?: string | core.$ZodKSUIDParams): ZodKSUID;
export interface ZodIPv4 extends ZodStringFormat<"ipv4"> {
    _zod: core.$ZodIPv4Internals;
}
export const ZodIPv4: core.$constructor<ZodIPv4>;
export function ipv4(params?: string | core.$ZodIPv4Params): ZodIPv4;
export interface ZodMAC extends ZodStringFormat<"mac"> {
    _zod: core.$ZodMACInternals;
}
export const ZodMAC: core.$constructor<ZodMAC>;
export function mac(params?: string | core.$ZodMACParams): ZodMAC;
export interface ZodIPv6 extends ZodStringFormat<"ipv6"> {
    _zod: core.$ZodIPv6Internals;
}
export const ZodIPv6: core.$constructor<ZodIPv6>;
export function ipv6(params?: string | core.$ZodIPv6Params): ZodIPv6;
export interface ZodCIDRv4 extends ZodStringFormat<"cidrv4"> {
    _zod: core.$ZodCIDRv4Internals;
}
export const ZodCIDRv4: core.$constructor<ZodCIDRv4>;
export function cidrv4(params?: string | core.$ZodCIDRv4Params): ZodCIDRv4;
export interface ZodCIDRv6 extends ZodStringFormat<"cidrv6"> {
    _zod: core.$ZodCIDRv6Internals;
}
export const ZodCIDRv6: core.$constructor<ZodCIDRv6>;
export function cidrv6(params?: string | core.$ZodCIDRv6Params): ZodCIDRv6;
export interface ZodBase64 extends ZodStringFormat<"base64"> {
    _zod: core.$ZodBase64Internals;
}
export const ZodBase64: core.$constructor<ZodBase64>;
export function base64(params?: string | core.$ZodBase64Params): ZodBase64;
export interface ZodBase64URL extends ZodStringFormat<"base64url"> {
    _zod: core.$ZodBase64URLInternals;
}
export const ZodBase64URL: core.$constructor<ZodBase64URL>;
export function base64url(params?: string | core.$ZodBase64URLParams): ZodBase64URL;
export interface ZodE164 extends ZodStringFormat<"e164"> {
    _zod: core.$ZodE164Internals;
}
export const ZodE164: core.$constructor<ZodE164>;
export function e164(params?: string | core.$ZodE164Params): ZodE164;
export interface ZodCreditCard extends ZodStringFormat<"credit_card"> {
    _zod: core.$ZodCreditCardInternals;
}
export const ZodCreditCard: core.$constructor<ZodCreditCard>;
export function creditCard(params?: string | core.$ZodCreditCardParams): ZodCreditCard;
export interface ZodIBAN extends ZodStringFormat<"iban"> {
    _zod: core.$ZodIBANInternals;
}
export const ZodIBAN: core.$constructor<ZodIBAN>;
export function iban(params?: string | core.$ZodIBANParams): ZodIBAN;
export interface ZodJWT extends ZodStringFormat<"jwt"> {
    _zod: core.$ZodJWTInternals;
}
export const ZodJWT: core.$constructor<ZodJWT>;
export function jwt(params?: string | core.$ZodJWTParams): ZodJWT;
export interface ZodCustomStringFormat<Format extends string = string> extends ZodStringFormat<Format>, core.$ZodCustomStringFormat<Format> {
    _zod: core.$ZodCustomStringFormatInternals<Format>;
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodCustomStringFormat: core.$constructor<ZodCustomStringFormat>;
export function stringFormat<Format extends string>(format: Format, fnOrRegex: ((arg: string) => util.MaybeAsync<unknown>) | RegExp, _params?: string | core.$ZodStringFormatParams): ZodCustomStringFormat<Format>;
export function hostname(_params?: string | core.$ZodStringFormatParams): ZodCustomStringFormat<"hostname">;
export function hex(_params?: string | core.$ZodStringFormatParams): ZodCustomStringFormat<"hex">;
export function currencyCode(_params?: string | core.$ZodStringFormatParams): ZodCustomStringFormat<"currency_code">;
export function hash<Alg extends util.HashAlgorithm, Enc extends util.HashEncoding = "hex">(alg: Alg, params?: {
    enc?: Enc;
} & core.$ZodStringFormatParams): ZodCustomStringFormat<`${Alg}_${Enc}`>;
export interface _ZodNumber<Internals extends core.$ZodNumberInternals = core.$ZodNumberInternals> extends _ZodType<Internals> {
    gt(value: number, params?: string | core.$ZodCheckGreaterThanParams): this;
    /** Identical to .min() */
    gte(value: number, params?: string | core.$ZodCheckGreaterThanParams): this;
    min(value: number, params?: string | core.$ZodCheckGreaterThanParams): this;
    lt(value: number, params?: string | core.$ZodCheckLessThanParams): this;
    /** Identical to .max() */
    lte(value: number, params?: string | core.$ZodCheckLessThanParams): this;
    max(value: number, params?: string | core.$ZodCheckLessThanParams): this;
    /** Consider `z.int()` instead. This API is considered *legacy*; it will never be removed but a better alternative exists. */
    int(params?: string | core.$ZodCheckNumberFormatParams): this;
    /** @deprecated This is now identical to `.int()`. Only numbers in the safe integer range are accepted. */
    safe(params?: string | core.$ZodCheckNumberFormatParams): this;
    positive(params?: string | core.$ZodCheckGreaterThanParams): this;
    nonnegative(params?: string | core.$ZodCheckGreaterThanParams): this;
    negative(params?: string | core.$ZodCheckLessThanParams): this;
    nonpositive(params?: string | core.$ZodCheckLessThanParams): this;
    multipleOf(value: number, params?: string | core.$ZodCheckMultipleOfParams): this;
    /** @deprecated Use `.multipleOf()` instead. */
    step(value: number, params?: string | core.$ZodCheckMultipleOfParams): this;
    /** @deprecated In v4 and later, z.number() does not allow infinite values by default. This is a no-op. */
    finite(params?: unknown): this;
    minValue: number | null;
    maxValue: number | null;
    /** @deprecated Check the `format` property instead.  */
    isInt: boolean;
    /** @deprecated Number schemas no longer accept infinite values, so this always returns `true`. */
    isFinite: boolean;
    format: string | null;
}
export interface ZodNumber extends _ZodNumber<core.$ZodNumberInternals<number>> {
}
export const ZodNumber: core.$constructor<ZodNumber>;
export function number(params?: string | core.$ZodNumberParams): ZodNumber;
export interface ZodNumberFormat<Format extends $ZodNumberFormats = $ZodNumberFormats> extends ZodNumber {
    _zod: core.$ZodNumberFormatInternals<Format>;
}
export const ZodNumberFormat: core.$constructor<ZodNumberFormat>;
export interface ZodInt extends ZodNumberFormat<"safeint"> {
}
export function int(params?: string | core.$ZodCheckNumberFormatParams): ZodInt;
export interface ZodFloat32 extends ZodNumberFormat<"float32"> {
}
export function float32(params?: string | core.$ZodCheckNumberFormatParams): ZodFloat32;
export interface ZodFloat64 extends ZodNumberFormat<"float64"> {
}
export function float64(params?: string | core.$ZodCheckNumberFormatParams): ZodFloat64;
export interface ZodInt32 extends ZodNumberFormat<"int32"> {
}
export function int32(params?: string | core.$ZodCheckNumberFormatParams): ZodInt32;
export interface ZodUInt32 extends ZodNumberFormat<"uint32"> {
}
export function uint32(params?: string | core.$ZodCheckNumberFormatParams): ZodUInt32;
export interface _ZodBoolean<T extends core.$ZodBooleanInternals = core.$ZodBooleanInternals> extends _ZodType<T> {
}
export interface ZodBoolean extends _ZodBoolean<core.$ZodBooleanInternals<boolean>> {
}
export const ZodBoolean: core.$constructor<ZodBoolean>;
export function boolean(params?: string | core.$ZodBooleanParams): ZodBoolean;
export interface _ZodBigInt<T extends core.$ZodBigIntInternals = core.$ZodBigIntInternals> extends _ZodType<T> {
    gte(value: bigint, params?: string | core.$ZodCheckGreaterThanParams): this;
    /** Alias of `.gte()` */
    min(value: bigint, params?: string | core.$ZodCheckGreaterThanParams): this;
    gt(value: bigint, params?: string | core.$ZodCheckGreaterThanParams): this;
    /** Alias of `.lte()` */
    lte(value: bigint, params?: string | core.$ZodCheckLessThanParams): this;
    max(value: bigint, params?: string | core.$ZodCheckLessThanParams): this;
    lt(value: bigint, params?: string | core.$ZodCheckLessThanParams): this;
    positive(params?: string | core.$ZodCheckGreaterThanParams): this;
    negative(params?: string | core.$ZodCheckLessThanParams): this;
    nonpositive(params?: string | core.$ZodCheckLessThanParams): this;
    nonnegative(params?: string | core.$ZodCheckGreaterThanParams): this;
    multipleOf(value: bigint, params?: string | core.$ZodCheckMultipleOfParams): this;
    minValue: bigint | null;
    maxValue: bigint | null;
    format: string | null;
}
export interface ZodBigInt extends _ZodBigInt<core.$ZodBigIntInternals<bigint>> {
}
export const ZodBigInt: core.$constructor<ZodBigInt>;
export function bigint(params?: string | core.$ZodBigIntParams): ZodBigInt;
export interface ZodBigIntFormat<Format extends $ZodBigIntFormats = $ZodBigIntFormats> extends ZodBigInt {
    _zod: core.$ZodBigIntFormatInternals<Format>;
}
export const ZodBigIntFormat: core.$constructor<ZodBigIntFormat>;
export interface ZodInt64 extends ZodBigIntFormat<"int64"> {
}
export function int64(params?: string | core.$ZodBigIntFormatParams): ZodInt64;
export interface ZodUInt64 extends ZodBigIntFormat<"uint64"> {
}
export function uint64(params?: string | core.$ZodBigIntFormatParams): ZodUInt64;
export interface ZodSymbol extends _ZodType<core.$ZodSymbolInternals> {
}
export const ZodSymbol: core.$constructor<ZodSymbol>;
export function symbol(params?: string | core.$ZodSymbolParams): ZodSymbol;
export interface ZodUndefined extends _ZodType<core.$ZodUndefinedInternals> {
}
export const ZodUndefined: core.$constructor<ZodUndefined>;
function _undefined(params?: string | core.$ZodUndefinedParams): ZodUndefined;
export { _undefined as undefined };
export interface ZodNull extends _ZodType<core.$ZodNullInternals> {
}
export const ZodNull: core.$constructor<ZodNull>;
function _null(params?: string | core.$ZodNullParams): ZodNull;
export { _null as null };
export interface ZodAny extends _ZodType<core.$ZodAnyInternals> {
}
export const ZodAny: core.$constructor<ZodAny>;
export function any(): ZodAny;
export interface ZodUnknown extends _ZodType<core.$ZodUnknownInternals> {
}
export const ZodUnknown: core.$constructor<ZodUnknown>;
export function unknown(): ZodUnknown;
export interface ZodNever extends _ZodType<core.$ZodNeverInternals> {
}
export const ZodNever: core.$constructor<ZodNever>;
export function never(params?: string | core.$ZodNeverParams): ZodNever;
export interface ZodVoid extends _ZodType<core.$ZodVoidInternals> {
}
export const ZodVoid: core.$constructor<ZodVoid>;
function _void(params?: string | core.$ZodVoidParams): ZodVoid;
export { _void as void };
export interface _ZodDate<T extends core.$ZodDateInternals = core.$ZodDateInternals> extends _ZodType<T> {
    min(value: number | Date, params?: string | core.$ZodCheckGreaterThanParams): this;
    max(value: number | Date, params?: string | core.$ZodCheckLessThanParams): this;
    /** @deprecated Not recommended. */
    minDate: Date | null;
    /** @deprecated Not recommended. */
    maxDate: Date | null;
}
export interface ZodDate extends _ZodDate<core.$ZodDateInternals<Date>> {
}
export const ZodDate: core.$constructor<ZodDate>;
export function date(params?: string | core.$ZodDateParams): ZodDate;
export interface ZodArray<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodArrayInternals<T>>, core.$ZodArray<T> {
    element: T;
    min(minLength: number, params?: string | core.$ZodCheckMinLengthParams): this;
    nonempty(params?: string | core.$ZodCheckMinLengthParams): this;
    max(maxLength: number, params?: string | core.$ZodCheckMaxLengthParams): this;
    length(len: number, params?: string | core.$ZodCheckLengthEqualsParams): this;
    unwrap(): T;
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodArray: core.$constructor<ZodArray>;
export function array<T extends core.SomeType>(element: T, params?: string | core.$ZodArrayParams): ZodArray<T>;
export function keyof<T extends ZodObject>(schema: T): ZodEnum<util.KeysEnum<T["_zod"]["output"]>>;
export type SafeExtendShape<Base extends core.$ZodShape, Ext extends core.$ZodLooseShape> = {
    [K in keyof Ext]: K extends keyof Base ? core.output<Ext[K]> extends core.output<Base[K]> ? core.input<Ext[K]> extends core.input<Base[K]> ? Ext[K] : never : never : Ext[K];
};
export interface ZodObject<
/** @ts-ignore Cast variance */
out Shape extends core.$ZodShape = core.$ZodLooseShape, out Config extends core.$ZodObjectConfig = core.$strip> extends _ZodType<core.$ZodObjectInternals<Shape, Config>>, core.$ZodObject<Shape, Config> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    shape: Shape;
    keyof(): ZodEnum<util.ToEnum<keyof Shape & string>>;
    /** Define a schema to validate all unrecognized keys. This overrides the existing strict/loose behavior. */
    catchall<T extends core.SomeType>(schema: T): ZodObject<Shape, core.$catchall<T>>;
    /** @deprecated Use `z.looseObject()` or `.loose()` instead. */
    passthrough(): ZodObject<Shape, core.$loose>;
    /** Consider `z.looseObject(A.shape)` instead */
    loose(): ZodObject<Shape, core.$loose>;
    /** Consider `z.strictObject(A.shape)` instead */
    strict(): ZodObject<Shape, core.$strict>;
    /** This is the default behavior. This method call is likely unnecessary. */
    strip(): ZodObject<Shape, core.$strip>;
    extend<U extends core.$ZodLooseShape>(shape: U): ZodObject<util.Extend<Shape, util.Writeable<U>>, Config>;
    safeExtend<U extends core.$ZodLooseShape>(shape: SafeExtendShape<Shape, U> & Partial<Record<keyof Shape, core.SomeType>>): ZodObject<util.Extend<Shape, util.Writeable<U>>, Config>;
    /**
     * @deprecated Use [`A.extend(B.shape)`](https://zod.dev/api?id=extend) instead.
     */
    merge<U extends ZodObject>(other: U): ZodObject<util.Extend<Shape, U["shape"]>, U["_zod"]["config"]>;
    pick<M extends util.Mask<keyof Shape>>(mask: M & Record<Exclude<keyof M, keyof Shape>, never>): ZodObject<util.Flatten<Pick<Shape, Extract<keyof Shape, keyof M>>>, Config>;
    omit<M extends util.Mask<keyof Shape>>(mask: M & Record<Exclude<keyof M, keyof Shape>, never>): ZodObject<util.Flatten<Omit<Shape, Extract<keyof Shape, keyof M>>>, Config>;
    partial(): ZodObject<{
        -readonly [k in keyof Shape]: ZodOptional<Shape[k]>;
    }, Config>;
    partial<M extends util.Mask<keyof Shape>>(mask: M & Record<Exclude<keyof M, keyof Shape>, never>): ZodObject<{
        -readonly [k in keyof Shape]: k extends keyof M ? ZodOptional<Shape[k]> : Shape[k];
    }, Config>;
    exactPartial(): ZodObject<{
        -readonly [k in keyof Shape]: ZodExactOptional<Shape[k]>;
    }, Config>;
    exactPartial<M extends util.Mask<keyof Shape>>(mask: M & Record<Exclude<keyof M, keyof Shape>, never>): ZodObject<{
        -readonly [k in keyof Shape]: k extends keyof M ? ZodExactOptional<Shape[k]> : Shape[k];
    }, Config>;
    required(): ZodObject<{
        -readonly [k in keyof Shape]: ZodNonOptional<Shape[k]>;
    }, Config>;
    required<M extends util.Mask<keyof Shape>>(mask: M & Record<Exclude<keyof M, keyof Shape>, never>): ZodObject<{
        -readonly [k in keyof Shape]: k extends keyof M ? ZodNonOptional<Shape[k]> : Shape[k];
    }, Config>;
}
export const ZodObject: core.$constructor<ZodObject>;
export function object<T extends core.$ZodLooseShape = Partial<Record<never, core.SomeType>>>(shape?: T, params?: string | core.$ZodObjectParams): ZodObject<util.Writeable<T>, core.$strip>;
export function strictObject<T extends core.$ZodLooseShape>(shape: T, params?: string | core.$ZodObjectParams): ZodObject<util.Writeable<T>, core.$strict>;
export function looseObject<T extends core.$ZodLooseShape>(shape: T, params?: string | core.$ZodObjectParams): ZodObject<util.Writeable<T>, core.$loose>;
export interface ZodUnion<T extends readonly core.SomeType[] = readonly core.$ZodType[]> extends _ZodType<core.$ZodUnionInternals<T>>, core.$ZodUnion<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    options: T;
}
export const ZodUnion: core.$constructor<ZodUnion>;
export function union<const T extends readonly core.SomeType[]>(options: T, params?: string | core.$ZodUnionParams): ZodUnion<T>;
export interface ZodXor<T extends readonly core.SomeType[] = readonly core.$ZodType[]> extends _ZodType<core.$ZodXorInternals<T>>, core.$ZodXor<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    options: T;
}
export const ZodXor: core.$constructor<ZodXor>;
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
export function xor<const T extends readonly core.SomeType[]>(options: T, params?: string | core.$ZodXorParams): ZodXor<T>;
export interface ZodDiscriminatedUnion<Options extends readonly core.SomeType[] = readonly core.$ZodType[], Disc extends string = string> extends ZodUnion<Options>, core.$ZodDiscriminatedUnion<Options, Disc> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    _zod: core.$ZodDiscriminatedUnionInternals<Options, Disc>;
    def: core.$ZodDiscriminatedUnionDef<Options, Disc>;
}
export const ZodDiscriminatedUnion: core.$constructor<ZodDiscriminatedUnion>;
export function discriminatedUnion<Types extends readonly [core.$ZodTypeDiscriminable, ...core.$ZodTypeDiscriminable[]], Disc extends string>(discriminator: Disc, options: Types, params?: string | core.$ZodDiscriminatedUnionParams): ZodDiscriminatedUnion<Types, Disc>;
export interface ZodIntersection<A extends core.SomeType = core.$ZodType, B extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodIntersectionInternals<A, B>>, core.$ZodIntersection<A, B> {
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodIntersection: core.$constructor<ZodIntersection>;
export function intersection<T extends core.SomeType, U extends core.SomeType>(left: T, right: U): ZodIntersection<T, U>;
export interface ZodTuple<T extends util.TupleItems = readonly core.$ZodType[], Rest extends core.SomeType | null = core.$ZodType | null> extends _ZodType<core.$ZodTupleInternals<T, Rest>>, core.$ZodTuple<T, Rest> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    rest<Rest extends core.SomeType = core.$ZodType>(rest: Rest): ZodTuple<T, Rest>;
    partial(): ZodTuple<{
        -readonly [k in keyof T]: ZodOptional<T[k]>;
    }, Rest>;
}
export const ZodTuple: core.$constructor<ZodTuple>;
export function tuple<T extends readonly [core.SomeType, ...core.SomeType[]]>(items: T, params?: string | core.$ZodTupleParams): ZodTuple<T, null>;
export function tuple<T extends readonly [core.SomeType, ...core.SomeType[]], Rest extends core.SomeType>(items: T, rest: Rest, params?: string | core.$ZodTupleParams): ZodTuple<T, Rest>;
export function tuple(items: [], params?: string | core.$ZodTupleParams): ZodTuple<[], null>;
export interface ZodRecord<Key extends core.$ZodRecordKey = core.$ZodRecordKey, Value extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodRecordInternals<Key, Value>>, core.$ZodRecord<Key, Value> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    keyType: Key;
    valueType: Value;
}
export const ZodRecord: core.$constructor<ZodRecord>;
export function record<Key extends core.$ZodRecordKey, Value extends core.SomeType>(keyType: Key, valueType: Value, params?: string | core.$ZodRecordParams): ZodRecord<Key, Value>;
export function partialRecord<Key extends core.$ZodRecordKey, Value extends core.SomeType>(keyType: Key, valueType: Value, params?: string | core.$ZodRecordParams): ZodRecord<Key & core.$partial, Value>;
export function looseRecord<Key extends core.$ZodRecordKey, Value extends core.SomeType>(keyType: Key, valueType: Value, params?: string | core.$ZodRecordParams): ZodRecord<Key, Value>;
export interface ZodMap<Key extends core.SomeType = core.$ZodType, Value extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodMapInternals<Key, Value>>, core.$ZodMap<Key, Value> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    keyType: Key;
    valueType: Value;
    min(minSize: number, params?: string | core.$ZodCheckMinSizeParams): this;
    nonempty(params?: string | core.$ZodCheckMinSizeParams): this;
    max(maxSize: number, params?: string | core.$ZodCheckMaxSizeParams): this;
    size(size: number, params?: string | core.$ZodCheckSizeEqualsParams): this;
}
export const ZodMap: core.$constructor<ZodMap>;
export function map<Key extends core.SomeType, Value extends core.SomeType>(keyType: Key, valueType: Value, params?: string | core.$ZodMapParams): ZodMap<Key, Value>;
export interface ZodSet<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodSetInternals<T>>, core.$ZodSet<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    min(minSize: number, params?: string | core.$ZodCheckMinSizeParams): this;
    nonempty(params?: string | core.$ZodCheckMinSizeParams): this;
    max(maxSize: number, params?: string | core.$ZodCheckMaxSizeParams): this;
    size(size: number, params?: string | core.$ZodCheckSizeEqualsParams): this;
}
export const ZodSet: core.$constructor<ZodSet>;
export function set<Value extends core.SomeType>(valueType: Value, params?: string | core.$ZodSetParams): ZodSet<Value>;
export interface ZodEnum<
/** @ts-ignore Cast variance */
out T extends util.EnumLike = util.EnumLike> extends _ZodType<core.$ZodEnumInternals<T>>, core.$ZodEnum<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    enum: T;
    options: Array<T[keyof T]>;
    extract<const U extends readonly (keyof T)[]>(values: U, params?: string | core.$ZodEnumParams): ZodEnum<util.Flatten<Pick<T, U[number]>>>;
    exclude<const U extends readonly (keyof T)[]>(values: U, params?: string | core.$ZodEnumParams): ZodEnum<util.Flatten<Omit<T, U[number]>>>;
}
export const ZodEnum: core.$constructor<ZodEnum>;
function _enum<const T extends readonly string[]>(values: T, params?: string | core.$ZodEnumParams): ZodEnum<util.ToEnum<T[number]>>;
function _enum<const T extends util.EnumLike>(entries: T, params?: string | core.$ZodEnumParams): ZodEnum<T>;
export { _enum as enum };
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
export function nativeEnum<T extends util.EnumLike>(entries: T, params?: string | core.$ZodEnumParams): ZodEnum<T>;
export interface ZodLiteral<T extends util.Literal = util.Literal> extends _ZodType<core.$ZodLiteralInternals<T>>, core.$ZodLiteral<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    values: Set<T>;
    /** @legacy Use `.values` instead. Accessing this property will throw an error if the literal accepts multiple values. */
    value: T;
}
export const ZodLiteral: core.$constructor<ZodLiteral>;
export function literal<const T extends ReadonlyArray<util.Literal>>(value: T, params?: string | core.$ZodLiteralParams): ZodLiteral<T[number]>;
export function literal<const T extends util.Literal>(value: T, params?: string | core.$ZodLiteralParams): ZodLiteral<T>;
export interface ZodFile extends _ZodType<core.$ZodFileInternals>, core.$ZodFile {
    "~standard": ZodStandardSchemaWithJSON<this>;
    min(size: number, params?: string | core.$ZodCheckMinSizeParams): this;
    max(size: number, params?: string | core.$ZodCheckMaxSizeParams): this;
    mime(types: util.MimeTypes | Array<util.MimeTypes>, params?: string | core.$ZodCheckMimeTypeParams): this;
}
export const ZodFile: core.$constructor<ZodFile>;
export function file(params?: string | core.$ZodFileParams): ZodFile;
export interface ZodTransform<O = unknown, I = unknown> extends _ZodType<core.$ZodTransformInternals<O, I>>, core.$ZodTransform<O, I> {
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodTransform: core.$constructor<ZodTransform>;
export function transform<I = unknown, O = I>(fn: (input: I, ctx: core.$RefinementCtx) => O): ZodTransform<Awaited<O>, I>;
export interface ZodOptional<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodOptionalInternals<T>>, core.$ZodOptional<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodOptional: core.$constructor<ZodOptional>;
export function optional<T extends core.SomeType>(innerType: T): ZodOptional<T>;
export interface ZodExactOptional<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodExactOptionalInternals<T>>, core.$ZodExactOptional<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodExactOptional: core.$constructor<ZodExactOptional>;
export function exactOptional<T extends core.SomeType>(innerType: T): ZodExactOptional<T>;
export interface ZodNullable<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodNullableInternals<T>>, core.$ZodNullable<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodNullable: core.$constructor<ZodNullable>;
export function nullable<T extends core.SomeType>(innerType: T): ZodNullable<T>;
export function nullish<T extends core.SomeType>(innerType: T): ZodOptional<ZodNullable<T>>;
export interface ZodDefault<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodDefaultInternals<T>>, core.$ZodDefault<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
    /** @deprecated Use `.unwrap()` instead. */
    removeDefault(): T;
}
export const ZodDefault: core.$constructor<ZodDefault>;
export function _default<T extends core.SomeType>(innerType: T, defaultValue: util.NoUndefined<core.output<T>> | (() => util.NoUndefined<core.output<T>>)): ZodDefault<T>;
export interface ZodPrefault<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodPrefaultInternals<T>>, core.$ZodPrefault<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodPrefault: core.$constructor<ZodPrefault>;
export function prefault<T extends core.SomeType>(innerType: T, defaultValue: core.input<T> | (() => core.input<T>)): ZodPrefault<T>;
export interface ZodNonOptional<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodNonOptionalInternals<T>>, core.$ZodNonOptional<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodNonOptional: core.$constructor<ZodNonOptional>;
export function nonoptional<T extends core.SomeType>(innerType: T, params?: string | core.$ZodNonOptionalParams): ZodNonOptional<T>;
export interface ZodSuccess<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodSuccessInternals<T>>, core.$ZodSuccess<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodSuccess: core.$constructor<ZodSuccess>;
export function success<T extends core.SomeType>(innerType: T): ZodSuccess<T>;
export interface ZodCatch<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodCatchInternals<T>>, core.$ZodCatch<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
    /** @deprecated Use `.unwrap()` instead. */
    removeCatch(): T;
}
export const ZodCatch: core.$constructor<ZodCatch>;
function _catch<T extends core.SomeType>(innerType: T, catchValue: core.output<T> | ((ctx: core.$ZodCatchCtx) => core.output<T>)): ZodCatch<T>;
export { _catch as catch };
export interface ZodNaN extends _ZodType<core.$ZodNaNInternals>, core.$ZodNaN {
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodNaN: core.$constructor<ZodNaN>;
export function nan(params?: string | core.$ZodNaNParams): ZodNaN;
export interface ZodPipe<A extends core.SomeType = core.$ZodType, B extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodPipeInternals<A, B>>, core.$ZodPipe<A, B> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    in: A;
    out: B;
}
export const ZodPipe: core.$constructor<ZodPipe>;
export function pipe<const A extends core.SomeType, B extends core.$ZodType<unknown, core.output<A>> = core.$ZodType<unknown, core.output<A>>>(in_: A, out: B | core.$ZodType<unknown, core.output<A>>): ZodPipe<A, B>;
export interface ZodCodec<A extends core.SomeType = core.$ZodType, B extends core.SomeType = core.$ZodType> extends ZodPipe<A, B>, core.$ZodCodec<A, B> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    _zod: core.$ZodCodecInternals<A, B>;
    def: core.$ZodCodecDef<A, B>;
}
export const ZodCodec: core.$constructor<ZodCodec>;
export function codec<const A extends core.SomeType, B extends core.SomeType = core.$ZodType>(in_: A, out: B, params: {
    decode: (value: core.output<A>, payload: core.ParsePayload<core.output<A>>) => core.util.MaybeAsync<core.input<B>>;
    encode: (value: core.input<B>, payload: core.ParsePayload<core.input<B>>) => core.util.MaybeAsync<core.output<A>>;
}): ZodCodec<A, B>;
export function invertCodec<A extends core.SomeType, B extends core.SomeType>(codec: ZodCodec<A, B>): ZodCodec<B, A>;
export interface ZodPreprocess<B extends core.SomeType = core.$ZodType, I = unknown> extends ZodPipe<core.$ZodTransform<unknown, I>, B>, core.$ZodPreprocess<B, I> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    _zod: core.$ZodPreprocessInternals<B, I>;
    def: core.$ZodPreprocessDef<B, I>;
}
export const ZodPreprocess: core.$constructor<ZodPreprocess>;
export interface ZodReadonly<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodReadonlyInternals<T>>, core.$ZodReadonly<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodReadonly: core.$constructor<ZodReadonly>;
export function readonly<T extends core.SomeType>(innerType: T): ZodReadonly<T>;
export interface ZodTemplateLiteral<Template extends string = string> extends _ZodType<core.$ZodTemplateLiteralInternals<Template>>, core.$ZodTemplateLiteral<Template> {
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodTemplateLiteral: core.$constructor<ZodTemplateLiteral>;
export function templateLiteral<const Parts extends core.$ZodTemplateLiteralPart[]>(parts: Parts, params?: string | core.$ZodTemplateLiteralParams): ZodTemplateLiteral<core.$PartsToTemplateLiteral<Parts>>;
export interface ZodLazy<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodLazyInternals<T>>, core.$ZodLazy<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodLazy: core.$constructor<ZodLazy>;
export function lazy<T extends core.SomeType>(getter: () => T): ZodLazy<T>;
export interface ZodPromise<T extends core.SomeType = core.$ZodType> extends _ZodType<core.$ZodPromiseInternals<T>>, core.$ZodPromise<T> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    unwrap(): T;
}
export const ZodPromise: core.$constructor<ZodPromise>;
export function promise<T extends core.SomeType>(innerType: T): ZodPromise<T>;
export interface ZodFunction<Args extends core.$ZodFunctionIn = core.$ZodFunctionIn, Returns extends core.$ZodFunctionOut = core.$ZodFunctionOut> extends _ZodType<core.$ZodFunctionInternals<Args, Returns>>, core.$ZodFunction<Args, Returns> {
    "~standard": ZodStandardSchemaWithJSON<this>;
    _def: core.$ZodFunctionDef<Args, Returns>;
    _input: core.$InferInnerFunctionType<Args, Returns>;
    _output: core.$InferOuterFunctionType<Args, Returns>;
    input<const Items extends util.TupleItems, const Rest extends core.$ZodFunctionOut = core.$ZodFunctionOut>(args: Items, rest?: Rest): ZodFunction<core.$ZodTuple<Items, Rest>, Returns>;
    input<NewArgs extends core.$ZodFunctionIn>(args: NewArgs): ZodFunction<NewArgs, Returns>;
    input(...args: any[]): ZodFunction<any, Returns>;
    output<NewReturns extends core.$ZodType>(output: NewReturns): ZodFunction<Args, NewReturns>;
}
export const ZodFunction: core.$constructor<ZodFunction>;
export function _function(): ZodFunction;
export function _function<const In extends ReadonlyArray<core.$ZodType>>(params: {
    input: In;
}): ZodFunction<ZodTuple<In, null>, core.$ZodFunctionOut>;
export function _function<const In extends ReadonlyArray<core.$ZodType>, const Out extends core.$ZodFunctionOut = core.$ZodFunctionOut>(params: {
    input: In;
    output: Out;
}): ZodFunction<ZodTuple<In, null>, Out>;
export function _function<const In extends core.$ZodFunctionIn = core.$ZodFunctionIn>(params: {
    input: In;
}): ZodFunction<In, core.$ZodFunctionOut>;
export function _function<const Out extends core.$ZodFunctionOut = core.$ZodFunctionOut>(params: {
    output: Out;
}): ZodFunction<core.$ZodFunctionIn, Out>;
export function _function<In extends core.$ZodFunctionIn = core.$ZodFunctionIn, Out extends core.$ZodType = core.$ZodType>(params?: {
    input: In;
    output: Out;
}): ZodFunction<In, Out>;
export { _function as function };
export interface ZodCustom<O = unknown, I = unknown> extends _ZodType<core.$ZodCustomInternals<O, I>>, core.$ZodCustom<O, I> {
    "~standard": ZodStandardSchemaWithJSON<this>;
}
export const ZodCustom: core.$constructor<ZodCustom>;
export function check<O = unknown>(fn: core.CheckFn<O>): core.$ZodCheck<O>;
export function custom<O>(fn?: (data: unknown) => unknown, _params?: string | core.$ZodCustomParams | undefined): ZodCustom<O, O>;
export function refine<T>(fn: (arg: NoInfer<T>) => util.MaybeAsync<unknown>, _params?: string | core.$ZodCustomParams): core.$ZodCheck<T>;
export function superRefine<T>(fn: (arg: T, payload: core.$RefinementCtx<T>) => void | Promise<void>, params?: core.$ZodSuperRefineParams): core.$ZodCheck<T>;
export const describe: typeof core.describe;
export const meta: typeof core.meta;
type ZodInstanceOfParams = core.Params<ZodCustom, core.$ZodIssueCustom, "type" | "check" | "checks" | "fn" | "abort" | "error" | "params" | "path">;
export interface ZodInstanceOf<T = unknown> extends ZodCustom<T, T> {
    properties<Shape extends {
        [k in keyof T as T[k] extends Function ? never : k]?: core.$ZodType<unknown, T[k]>;
    }>(shape: Shape, params?: string | core.$ZodCheckPropertiesParams): ZodInstanceOf<T & core.$InferObjectInput<Shape, {}>>;
}
export const ZodInstanceOf: core.$constructor<ZodInstanceOf>;
function _instanceof<T extends typeof util.Class>(cls: T, params?: ZodInstanceOfParams): ZodInstanceOf<InstanceType<T>>;
export { _instanceof as instanceof };
export const stringbool: (_params?: string | core.$ZodStringBoolParams) => ZodCodec<ZodString, ZodBoolean>;
type _ZodJSONSchema = ZodUnion<[
    ZodString,
    ZodNumber,
    ZodBoolean,
    ZodNull,
    ZodArray<ZodJSONSchema>,
    ZodRecord<ZodString, ZodJSONSchema>
]>;
type _ZodJSONSchemaInternals = _ZodJSONSchema["_zod"];
export interface ZodJSONSchemaInternals extends _ZodJSONSchemaInternals {
    output: util.JSONType;
    input: util.JSONType;
}
export interface ZodJSONSchema extends _ZodJSONSchema {
    _zod: ZodJSONSchemaInternals;
}
export function json(params?: string | core.$ZodCustomParams): ZodJSONSchema;
export function preprocess<A, U extends core.SomeType, B = unknown>(fn: (arg: B, ctx: core.$RefinementCtx) => A, schema: U): ZodPreprocess<U, B>;
}
declare module "drover/zod/v4/classic/parse" {
import * as core from "drover/zod/v4/core/index";
import { type ZodError } from "drover/zod/v4/classic/errors";
export type ZodSafeParseResult<T> = ZodSafeParseSuccess<T> | ZodSafeParseError<T>;
export type ZodSafeParseSuccess<T> = {
    success: true;
    data: T;
    error?: never;
};
export type ZodSafeParseError<T> = {
    success: false;
    data?: never;
    error: ZodError<T>;
};
export const parse: <T extends core.$ZodType>(schema: T, value: unknown, _ctx?: core.ParseContext<core.$ZodIssue>, _params?: {
    callee?: core.util.AnyFunc;
    Err?: core.$ZodErrorClass;
}) => core.output<T>;
export const parseAsync: <T extends core.$ZodType>(schema: T, value: unknown, _ctx?: core.ParseContext<core.$ZodIssue>, _params?: {
    callee?: core.util.AnyFunc;
    Err?: core.$ZodErrorClass;
}) => Promise<core.output<T>>;
export const safeParse: <T extends core.$ZodType>(schema: T, value: unknown, _ctx?: core.ParseContext<core.$ZodIssue>) => ZodSafeParseResult<core.output<T>>;
export const safeParseAsync: <T extends core.$ZodType>(schema: T, value: unknown, _ctx?: core.ParseContext<core.$ZodIssue>) => Promise<ZodSafeParseResult<core.output<T>>>;
export { validate, validateAsync } from "drover/zod/v4/core/index";
export const encode: <T extends core.$ZodType>(schema: T, value: core.output<T>, _ctx?: core.ParseContext<core.$ZodIssue>, _params?: {
    callee?: core.util.AnyFunc;
    Err?: core.$ZodErrorClass;
}) => core.input<T>;
export const decode: <T extends core.$ZodType>(schema: T, value: core.input<T>, _ctx?: core.ParseContext<core.$ZodIssue>, _params?: {
    callee?: core.util.AnyFunc;
    Err?: core.$ZodErrorClass;
}) => core.output<T>;
export const encodeAsync: <T extends core.$ZodType>(schema: T, value: core.output<T>, _ctx?: core.ParseContext<core.$ZodIssue>, _params?: {
    callee?: core.util.AnyFunc;
    Err?: core.$ZodErrorClass;
}) => Promise<core.input<T>>;
export const decodeAsync: <T extends core.$ZodType>(schema: T, value: core.input<T>, _ctx?: core.ParseContext<core.$ZodIssue>, _params?: {
    callee?: core.util.AnyFunc;
    Err?: core.$ZodErrorClass;
}) => Promise<core.output<T>>;
export const safeEncode: <T extends core.$ZodType>(schema: T, value: core.output<T>, _ctx?: core.ParseContext<core.$ZodIssue>) => ZodSafeParseResult<core.input<T>>;
export const safeDecode: <T extends core.$ZodType>(schema: T, value: core.input<T>, _ctx?: core.ParseContext<core.$ZodIssue>) => ZodSafeParseResult<core.output<T>>;
export const safeEncodeAsync: <T extends core.$ZodType>(schema: T, value: core.output<T>, _ctx?: core.ParseContext<core.$ZodIssue>) => Promise<ZodSafeParseResult<core.input<T>>>;
export const safeDecodeAsync: <T extends core.$ZodType>(schema: T, value: core.input<T>, _ctx?: core.ParseContext<core.$ZodIssue>) => Promise<ZodSafeParseResult<core.output<T>>>;
}
declare module "drover/zod/v4/classic/errors" {
import * as core from "drover/zod/v4/core/index";
import { $ZodError } from "drover/zod/v4/core/index";
/** @deprecated Use `z.core.$ZodIssue` from `@zod/core` instead, especially if you are building a library on top of Zod. */
export type ZodIssue = core.$ZodIssue;
/** An Error-like class used to store Zod validation issues.  */
export interface ZodError<T = unknown> extends $ZodError<T> {
    /** @deprecated Use the `z.treeifyError(err)` function instead. */
    format(): core.$ZodFormattedError<T>;
    format<U>(mapper: (issue: core.$ZodIssue) => U): core.$ZodFormattedError<T, U>;
    /** @deprecated Use the `z.treeifyError(err)` function instead. */
    flatten(): core.$ZodFlattenedError<T>;
    flatten<U>(mapper: (issue: core.$ZodIssue) => U): core.$ZodFlattenedError<T, U>;
    /** @deprecated Push directly to `.issues` instead. */
    addIssue(issue: core.$ZodIssue): void;
    /** @deprecated Push directly to `.issues` instead. */
    addIssues(issues: core.$ZodIssue[]): void;
    /** @deprecated Check `err.issues.length === 0` instead. */
    isEmpty: boolean;
}
export const ZodError: core.$constructor<ZodError>;
export const ZodRealError: core.$constructor<ZodError>;
/** @deprecated Use `z.core.$ZodFlattenedError` instead. */
export type ZodFlattenedError<T, U = string> = core.$ZodFlattenedError<T, U>;
/** @deprecated Use `z.core.$ZodFormattedError` instead. */
export type ZodFormattedError<T, U = string> = core.$ZodFormattedError<T, U>;
/** @deprecated Use `z.core.$ZodErrorMap` instead. */
export type ZodErrorMap<T extends core.$ZodIssueBase = core.$ZodIssue> = core.$ZodErrorMap<T>;
/** @deprecated Use `z.core.$ZodRawIssue` instead. */
export type IssueData = core.$ZodRawIssue;
}
declare module "drover/zod/v4/classic/checks" {
export { _lt as lt, _lte as lte, _gt as gt, _gte as gte, _positive as positive, _negative as negative, _nonpositive as nonpositive, _nonnegative as nonnegative, _multipleOf as multipleOf, _maxSize as maxSize, _minSize as minSize, _size as size, _maxLength as maxLength, _minLength as minLength, _length as length, _regex as regex, _lowercase as lowercase, _uppercase as uppercase, _includes as includes, _startsWith as startsWith, _endsWith as endsWith, _property as property, _properties as properties, _mime as mime, _overwrite as overwrite, _normalize as normalize, _trim as trim, _toLowerCase as toLowerCase, _toUpperCase as toUpperCase, _slugify as slugify, type $RefinementCtx as RefinementCtx, } from "drover/zod/v4/core/index";
}
declare module "drover/zod/v4/classic/compat" {
import * as core from "drover/zod/v4/core/index";
import type { ZodType } from "drover/zod/v4/classic/schemas";
/** @deprecated Use `z.output<T>` instead. */
export type TypeOf<T> = core.output<T>;
/** @deprecated Use `z.output<T>` instead. */
export type Infer<T> = core.output<T>;
/** @deprecated Use `z.core.$ZodTypes` instead */
export type ZodFirstPartySchemaTypes = core.$ZodTypes;
/** @deprecated Use the raw string literal codes instead, e.g. "invalid_type". */
export const ZodIssueCode: {
    readonly invalid_type: "invalid_type";
    readonly too_big: "too_big";
    readonly too_small: "too_small";
    readonly invalid_format: "invalid_format";
    readonly not_multiple_of: "not_multiple_of";
    readonly unrecognized_keys: "unrecognized_keys";
    readonly invalid_union: "invalid_union";
    readonly invalid_key: "invalid_key";
    readonly invalid_element: "invalid_element";
    readonly invalid_value: "invalid_value";
    readonly custom: "custom";
};
/** @deprecated Use `z.core.$ZodFlattenedError<z.output<T>>` instead; it takes an inferred type, not a schema. */
export type inferFlattenedErrors<T extends core.$ZodType, U = string> = core.$ZodFlattenedError<core.output<T>, U>;
/** @deprecated Use `z.core.$ZodFormattedError<z.output<T>>` instead; it takes an inferred type, not a schema. */
export type inferFormattedError<T extends core.$ZodType<any, any>, U = string> = core.$ZodFormattedError<core.output<T>, U>;
/** Use `z.$brand` instead */
export type BRAND<T extends string | number | symbol = string | number | symbol> = {
    [core.$brand]: {
        [k in T]: true;
    };
};
export { $brand, config } from "drover/zod/v4/core/index";
/** @deprecated Use `z.config(params)` instead. */
export function setErrorMap(map: core.$ZodErrorMap): void;
/** @deprecated Use `z.config()` instead. */
export function getErrorMap(): core.$ZodErrorMap<core.$ZodIssue> | undefined;
/** @deprecated Use z.ZodType (without generics) instead. */
export type ZodTypeAny<Output = unknown, Input = unknown, Internals extends core.$ZodTypeInternals<Output, Input> = core.$ZodTypeInternals<Output, Input>> = ZodType<Output, Input, Internals>;
/** @deprecated Use `z.ZodType` */
export type ZodSchema<Output = unknown, Input = unknown, Internals extends core.$ZodTypeInternals<Output, Input> = core.$ZodTypeInternals<Output, Input>> = ZodType<Output, Input, Internals>;
/** @deprecated Use `z.ZodType` */
export type Schema<Output = unknown, Input = unknown, Internals extends core.$ZodTypeInternals<Output, Input> = core.$ZodTypeInternals<Output, Input>> = ZodType<Output, Input, Internals>;
/** Included for Zod 3 compatibility */
export type ZodRawShape = core.$ZodShape;
/** @deprecated Do not use. Stub definition, only included for zod-to-json-schema compatibility. */
export enum ZodFirstPartyTypeKind {
}
}
declare module "drover/zod/v4/classic/from-json-schema" {
import type * as JSONSchema from "drover/zod/v4/core/json-schema";
import { type $ZodRegistry } from "drover/zod/v4/core/registries";
import type { ZodType } from "drover/zod/v4/classic/schemas";
type JSONSchemaVersion = "draft-2020-12" | "draft-7" | "draft-4" | "openapi-3.0";
interface FromJSONSchemaParams {
    defaultTarget?: JSONSchemaVersion;
    registry?: $ZodRegistry<any>;
}
/**
 * Converts a JSON Schema to a Zod schema. This function should be considered semi-experimental. It's behavior is liable to change. */
export function fromJSONSchema(schema: JSONSchema.JSONSchema | boolean, params?: FromJSONSchemaParams): ZodType;
export {};
}
declare module "drover/zod/v4/classic/deep-partial" {
import type * as core from "drover/zod/v4/core/index";
import * as schemas from "drover/zod/v4/classic/schemas";
/** Distributes `.partial()` through every object in a schema type, preserving the wrappers around them. */
export type DeepPartial<T extends core.SomeType> = T extends schemas.ZodObject<infer Shape, infer Config> ? schemas.ZodObject<{
    -readonly [K in keyof Shape]: schemas.ZodOptional<DeepPartial<Shape[K]>>;
}, Config> : T extends schemas.ZodDiscriminatedUnion<infer Options, any> ? schemas.ZodUnion<{
    -readonly [I in keyof Options]: Options[I] extends core.SomeType ? DeepPartial<Options[I]> : Options[I];
}> : T extends schemas.ZodUnion<infer Options> ? schemas.ZodUnion<{
    -readonly [I in keyof Options]: Options[I] extends core.SomeType ? DeepPartial<Options[I]> : Options[I];
}> : T extends schemas.ZodArray<infer El> ? schemas.ZodArray<DeepPartial<El>> : T extends schemas.ZodTuple<infer Items, infer Rest> ? schemas.ZodTuple<{
    -readonly [K in keyof Items]: Items[K] extends core.SomeType ? DeepPartial<Items[K]> : Items[K];
}, Rest extends core.SomeType ? DeepPartial<Rest> : Rest> : T extends schemas.ZodIntersection<infer A, infer B> ? schemas.ZodIntersection<DeepPartial<A>, DeepPartial<B>> : T extends schemas.ZodRecord<infer K, infer V> ? schemas.ZodRecord<K, DeepPartial<V>> : T extends schemas.ZodMap<infer K, infer V> ? schemas.ZodMap<K, DeepPartial<V>> : T extends schemas.ZodSet<infer El> ? schemas.ZodSet<DeepPartial<El>> : T extends schemas.ZodOptional<infer Inner> ? schemas.ZodOptional<DeepPartial<Inner>> : T extends schemas.ZodNullable<infer Inner> ? schemas.ZodNullable<DeepPartial<Inner>> : T extends schemas.ZodDefault<infer Inner> ? schemas.ZodDefault<DeepPartial<Inner>> : T extends schemas.ZodPrefault<infer Inner> ? schemas.ZodPrefault<DeepPartial<Inner>> : T extends schemas.ZodNonOptional<infer Inner> ? schemas.ZodNonOptional<DeepPartial<Inner>> : T extends schemas.ZodCatch<infer Inner> ? schemas.ZodCatch<DeepPartial<Inner>> : T extends schemas.ZodReadonly<infer Inner> ? schemas.ZodReadonly<DeepPartial<Inner>> : T extends schemas.ZodSuccess<infer Inner> ? schemas.ZodSuccess<DeepPartial<Inner>> : T extends schemas.ZodPromise<infer Inner> ? schemas.ZodPromise<DeepPartial<Inner>> : T extends schemas.ZodCodec<infer A, infer B> ? schemas.ZodCodec<DeepPartial<A>, DeepPartial<B>> : T extends schemas.ZodPreprocess<infer B> ? schemas.ZodPreprocess<DeepPartial<B>> : T extends schemas.ZodPipe<infer A, infer B> ? schemas.ZodPipe<DeepPartial<A>, DeepPartial<B>> : T extends schemas.ZodLazy<infer Inner> ? schemas.ZodLazy<DeepPartial<Inner>> : T;
/** Returns a copy of the schema with every nested object's properties made optional. */
export function deepPartial<T extends core.SomeType>(schema: T): DeepPartial<T>;
}
declare module "drover/zod/v4/classic/in-out" {
import type * as core from "drover/zod/v4/core/index";
import * as schemas from "drover/zod/v4/classic/schemas";
export type input<T> = core.input<T>;
export type output<T> = core.output<T>;
/** Returns a copy of the schema with every pipe replaced by its input side. A codec's checks are dropped: they constrain the decoded value the input side never produces. */
export function input<T extends core.$ZodType>(schema: T): schemas.ZodType<core.input<T>, core.input<T>>;
/** Returns a copy of the schema with every pipe replaced by its output side, carrying over the pipe's own checks. */
export function output<T extends core.$ZodType>(schema: T): schemas.ZodType<core.output<T>, core.output<T>>;
}
declare module "drover/zod/v4/classic/iso" {
import * as core from "drover/zod/v4/core/index";
import { ZodISODate, ZodISODateTime, ZodISODuration, ZodISOTime } from "drover/zod/v4/classic/schemas";
export { ZodISODate, ZodISODateTime, ZodISODuration, ZodISOTime } from "drover/zod/v4/classic/schemas";
export function datetime(params?: string | core.$ZodISODateTimeParams): ZodISODateTime;
export function date(params?: string | core.$ZodISODateParams): ZodISODate;
export function time(params?: string | core.$ZodISOTimeParams): ZodISOTime;
export function duration(params?: string | core.$ZodISODurationParams): ZodISODuration;
}
declare module "drover/zod/v4/classic/coerce" {
import * as core from "drover/zod/v4/core/index";
import * as schemas from "drover/zod/v4/classic/schemas";
export interface ZodCoercedString<T = unknown> extends schemas._ZodString<core.$ZodStringInternals<T>> {
}
export function string<T = unknown>(params?: string | core.$ZodStringParams): ZodCoercedString<T>;
export interface ZodCoercedNumber<T = unknown> extends schemas._ZodNumber<core.$ZodNumberInternals<T>> {
}
export function number<T = unknown>(params?: string | core.$ZodNumberParams): ZodCoercedNumber<T>;
export interface ZodCoercedBoolean<T = unknown> extends schemas._ZodBoolean<core.$ZodBooleanInternals<T>> {
}
export function boolean<T = unknown>(params?: string | core.$ZodBooleanParams): ZodCoercedBoolean<T>;
export interface ZodCoercedBigInt<T = unknown> extends schemas._ZodBigInt<core.$ZodBigIntInternals<T>> {
}
export function bigint<T = unknown>(params?: string | core.$ZodBigIntParams): ZodCoercedBigInt<T>;
export interface ZodCoercedDate<T = unknown> extends schemas._ZodDate<core.$ZodDateInternals<T>> {
}
export function date<T = unknown>(params?: string | core.$ZodDateParams): ZodCoercedDate<T>;
}
declare module "drover/deployment/deployment" {
import type { Account } from "drover/environments/environment";
import { type Origin } from "drover/origin";
import type { Machine } from "drover/deployment/machine";
/** What a deployment file may decide by. Fields that a terminal does not know are empty. */
export interface DeploymentContext {
    /** `production` unless the run says otherwise. */
    readonly stage: string;
    /** The workflow's event, as `push` or `pull_request`. */
    readonly event: string;
    /** The full ref, as `refs/heads/main`. */
    readonly ref: string;
    readonly sha: string;
    readonly pullRequest: number | null;
    /** `owner/name`. */
    readonly repository: string;
}
export type Machines = readonly Machine[];
export type MachinesOf = (context: DeploymentContext) => Machines | Promise<Machines>;
export interface DeploymentOptions {
    /** Under which name its machines keep its history. Without one, it is the repository's, and the file's where it is not the default. */
    readonly name?: string;
    /**
     * When a machine fails: undo all of them (they are then one transaction), only this one while the others go on (what is
     * done where nothing is said), or this one and begin no other.
     */
    readonly onFailure?: 'undo-all' | 'undo-machine' | 'stop';
    /**
     * How many machines are begun side by side: a number, or a share of the selected ones, rounded up. The next batch begins when
     * all of the one before have ended. Machines that come after others (`after`) are in a later batch than those.
     */
    readonly batch?: number | `${number}%`;
    /**
     * Who goes first, and has to be well before any other machine begins: so many machines, a share of them, or which, as `--machines`
     * takes it (`web-1`, `@canary`); with all that they come after.
     */
    readonly canary?: number | string;
    /**
     * How many machines may fail, and a further batch begins all the same: a number, or a share of the selected ones, rounded down.
     * Where there are batches or canaries and nothing is said: none.
     */
    readonly maxFailures?: number | `${number}%`;
    /** How long to wait behind a batch that changed something: seconds, or as `30s`, `10m`, `1h`. */
    readonly pause?: number | `${number}${'s' | 'm' | 'h'}`;
    /**
     * A machine that can't be reached fails (so where nothing is said), or is skipped: the run does not fail for it, unless none of
     * its machines can be reached.
     */
    readonly unreachable?: 'fail' | 'skip';
    /**
     * What a machine keeps to go back to: at most so many generations (10 where nothing is said), and with `days` none that is
     * older. The current one and the one before it always stay.
     */
    readonly keep?: {
        readonly generations?: number;
        readonly days?: number;
    };
    /** Stages that `destroy` refuses, also as globs (`release-*`). Where nothing is said: `production`. */
    readonly protect?: readonly string[];
    /**
     * Where what is deployed can be looked at, for GitHub's Deployments page and the reports: an address in which `{stage}` stands for the
     * stage, or what says it of a stage.
     */
    readonly url?: string | ((context: DeploymentContext) => string | undefined);
    /** Also a commit that does not descend from the one that runs: an older one, or another branch's. Refused where nothing is said. */
    readonly allowDowngrade?: boolean;
    /** Also what nobody can undo when something fails, as a hook. Refused where nothing is said. */
    readonly allowIrreversible?: boolean;
    /** How long after its last deployment a stage that is not protected may stand before `sweep` takes it down, as `3d`; else without end. */
    readonly ttl?: string;
    /**
     * Whether what the deployment made for machines that it no longer names is destroyed, when all others have been deployed. False,
     * unless said otherwise: they are named, with what they cost.
     */
    readonly prune?: boolean;
    /**
     * Accounts in which no machine is declared any more, and in which what the deployment made there is still looked for, by all that
     * names or destroys what is left over: `hetzner.account({ token: secret('HCLOUD_TOKEN') })`.
     */
    readonly accounts?: readonly Account[];
}
/** A deployment as it was written: nothing of it is checked before the whole file is. */
export class Deployment {
    readonly options: unknown;
    readonly machines: unknown;
    readonly origin: Origin;
    constructor(options: unknown, machines: unknown, origin: Origin);
}
/**
 * What a deployment file's default export says: its machines, or a function (also an async one) that lists them for a stage. Nothing
 * is checked here: what is wrong is told with all other mistakes, when the whole file has been read.
 */
export function deployment(machines: Machines | MachinesOf): Deployment;
export function deployment(options: DeploymentOptions, machines: Machines | MachinesOf): Deployment;
}
declare module "drover/environments/environment" {
import type { z } from "drover/zod/index";
import type { Price } from "drover/price";
import type { Connect, Target } from "drover/target/target";
/** What is known of a machine that is there. Plain data; a type may add facts of its own. */
export interface Facts {
    /** What `addressOf(machine)` becomes: the address under which other machines reach this one. */
    readonly address: string;
    /** `ssh-ed25519 AAAA…` or `SHA256:…`. */
    readonly hostKeys: readonly string[];
    /** What is of no use once this machine is deployed: `retire` has it go then. */
    readonly beside?: readonly Beside[];
    readonly [fact: string]: unknown;
}
/** What stands beside a machine that took its place, or that it was to take the place of. A type may add facts of its own. */
export interface Beside {
    /** The provider's own. */
    readonly id: string;
    readonly name: string;
    /** Why it is there, behind its name: “in whose place it was made”. */
    readonly why: string;
    readonly [fact: string]: unknown;
}
/** What stands where a machine is meant to be. */
export type Found = {
    readonly state: 'absent';
} | {
    readonly state: 'present';
    readonly facts: Facts;
    readonly price?: Price | null;
}
/** Ours, begun and not finished: it is finished or replaced, never used as it is. */
 | {
    readonly state: 'unfinished';
    readonly reason: string;
}
/** Somebody else's thing bears the name. */
 | {
    readonly state: 'foreign';
    readonly owner: string;
} | {
    readonly state: 'ambiguous';
    readonly candidates: readonly string[];
};
export interface EnvironmentPlan {
    readonly action: 'nothing' | 'create' | 'replace' | 'destroy';
    /** For a person: what will be there, as “a container of Debian bookworm”. */
    readonly summary: string;
    /** What it costs a month when it is so; null where it costs nothing or nobody knows. */
    readonly price: Price | null;
    /** What that which stands there costs a month now; null likewise, absent where nothing stands. */
    readonly before?: Price | null;
    /**
     * Why it is replaced, a line each: “size: cx22 → cx32”. Of a machine that stays: what goes beside it.
     */
    readonly changes?: readonly string[];
    /** Why a deployment may not do this as it is declared, and what to write to have it done. */
    readonly refused?: string;
}
/** Something that carries Drover's mark of this deployment, whether the deployment file still names it or not. */
export interface Owned {
    /** The provider's own. */
    readonly id: string;
    readonly name: string;
    readonly stage: string;
    readonly machine: string;
    /** When it was made, in ISO 8601, where that is known. */
    readonly since?: string | undefined;
    readonly price: Price | null;
    /** Whether its owner protects it from being destroyed. */
    readonly protected?: boolean;
}
/** What is needed to look for all that a deployment owns: everything but a machine and a stage. */
export type OwnerContext = Omit<EnvironmentContext, 'machine' | 'stage'>;
/** What an environment type may use. Everything that touches the world outside comes from here. */
export interface EnvironmentContext {
    /** Whose machine it is. `deployment` and `stage` tell it from a machine of the same name elsewhere. */
    readonly machine: string;
    readonly deployment: string;
    readonly stage: string;
    readonly connect: Connect;
    /** A line for the log of this machine. */
    readonly progress: (message: string) => void;
    readonly signal: AbortSignal;
    /** The public keys that log in, in OpenSSH's one-line form: a new machine is to let them in. */
    readonly publicKeys: readonly string[];
    /** The ssh_config that this run is to follow, where it was told of one. */
    readonly sshConfig?: string | undefined;
    /** The value of a secret that the configuration names. */
    readonly secret: (named: {
        readonly $secret: string;
    }) => string;
    /** Hides a value, wherever this run or its job prints it from now on: a password that an answer carried. */
    readonly mask: (value: string) => void;
}
/**
 * Where machines come from. `find` and `plan` change nothing. A type of machines that someone else makes has only `reach`
 * and `address`. What goes wrong is thrown as a DroverError (`environment-failed` where nothing fits better).
 */
export interface EnvironmentType<Config, Account = Config> {
    readonly name: string;
    readonly description: string;
    readonly config: z.ZodType<Config>;
    /** What of a configuration says whose account it is: by this alone a deployment file keeps one in sight that has no machine any more. */
    readonly accountConfig?: z.ZodType<Account>;
    /** The address where it is known before the machine is found. */
    address?(config: Config): string;
    find?(config: Config, context: EnvironmentContext): Promise<Found>;
    plan?(config: Config, found: Found, context: EnvironmentContext): EnvironmentPlan | Promise<EnvironmentPlan>;
    realise?(config: Config, plan: EnvironmentPlan, context: EnvironmentContext): Promise<Facts>;
    reach(config: Config, facts: Facts, context: EnvironmentContext): Promise<Target>;
    /** Destroys what `facts.beside` names, once the machine is deployed; what is gone already is no failure. */
    retire?(config: Config, facts: Facts, context: EnvironmentContext): Promise<void>;
    destroy?(config: Config, found: Found, context: EnvironmentContext): Promise<void>;
    /** What tells accounts apart, as the name of a token's secret: of configurations with the same one, one is asked for `list`. */
    account?(config: Account): string;
    /** All that this deployment owns and that the account of this configuration shows, of all stages. */
    list?(config: Account, context: OwnerContext): Promise<readonly Owned[]>;
    /** Destroys what `list` showed, after it was looked at once more that it is still this deployment's. */
    discard?(config: Account, owned: Owned, context: OwnerContext): Promise<void>;
}
export type AnyEnvironmentType = EnvironmentType<unknown>;
/** An environment type with its value, as a machine names it. */
export interface Environment {
    readonly type: AnyEnvironmentType;
    /** As the user wrote it: parsed with the type's schema when the deployment file is validated. */
    readonly config: unknown;
}
/** An account in which nothing is made any more, and in which a deployment still looks for what it made there. */
export interface Account {
    readonly accountOf: AnyEnvironmentType;
    /** As the user wrote it: parsed with `accountConfig` when the deployment file is validated. */
    readonly config: unknown;
}
/** What an environment type is called with, and what it answers. */
type Declares<Input, Type> = ((config: Input) => Environment) & {
    readonly type: Type;
};
/**
 * Declares an environment type. What comes out is called with a value: `managedHost({ host: … })`. Of a type with `accountConfig`,
 * `hetzner.account({ token: … })` declares an account alone.
 */
export function environmentType<Config extends Own, Input, Own, OwnInput>(type: EnvironmentType<Config, Own> & {
    readonly config: z.ZodType<Config, Input>;
    readonly accountConfig: z.ZodType<Own, OwnInput>;
}): Declares<Input, EnvironmentType<Config, Own>> & {
    readonly account: (config: OwnInput) => Account;
};
export function environmentType<Config, Input = unknown>(type: EnvironmentType<Config> & {
    readonly config: z.ZodType<Config, Input>;
}): Declares<Input, EnvironmentType<Config>>;
export {};
}
declare module "drover/price" {
/** What something costs a month: a decimal number, as “5.35”, and ISO 4217's letters, as “EUR”. */
export interface Price {
    readonly amount: string;
    readonly currency: string;
}
/** All of these together, a price a currency, exact to the last digit. One whose amount is no decimal number is left out. */
export function sumOf(prices: readonly Price[]): readonly Price[];
/** “5.35 EUR + 3.00 USD a month”; “nothing” where there is no price. */
export const priceWords: (prices: readonly Price[]) => string;
}
declare module "drover/target/target" {
import type { Readable } from "drover/node/stream";
import type { Script } from "drover/target/script";
/** One command on a machine: a script, and what it reads on its standard input. Both travel on standard input, never in argv. */
export interface Request {
    /** For the log: what this is for, as “observe”. */
    readonly what: string;
    readonly script: Script;
    readonly input?: Readable | Uint8Array;
    /** Each line of standard output as it arrives. Where given, the answer's `stdout` stays empty. */
    readonly onLine?: (line: string) => void;
    /** Seconds without any output after which the command counts as hung, where the machine has no limit of its own for that. */
    readonly silenceSeconds?: number;
    /** It goes on for as long as is needed and keeps talking meanwhile: the machine's own limits are not for it. */
    readonly lasting?: boolean;
    readonly signal?: AbortSignal;
}
export interface Answer {
    /** The exit code; 128 + the signal's number where one ended the command. */
    readonly exit: number;
    readonly stdout: string;
    readonly stderr: string;
}
/** By what one got in to a machine: what must not be taken away. */
export interface Access {
    readonly user: string;
    readonly port: number;
    /** All that are tried. */
    readonly ports: readonly number[];
    /** Type and `SHA256:…` of the key, or of those of which one it was. */
    readonly keys: readonly string[];
}
/**
 * A machine that answers. `run` resolves whatever the exit code is; it rejects with a DroverError where no answer came
 * (`connection-lost`, `timed-out`, `cancelled`).
 */
export interface Target {
    /** By what one got in, where that is known. */
    readonly access?: Access;
    run(request: Request): Promise<Answer>;
    close(): Promise<void>;
}
/** How long to wait for a machine, in seconds. */
export interface Limits {
    /** Until TCP answers. */
    readonly connect?: number | undefined;
    /** From there until logged in. */
    readonly login?: number | undefined;
    /** For a command to end. */
    readonly command?: number | undefined;
    /** For a command to say something. */
    readonly silence?: number | undefined;
}
/** What one host is reached with, beside what the whole run has: what an ssh_config says of it. */
export interface HostSettings {
    /** The name that known_hosts has it under; else its host and port. */
    readonly knownAs?: string;
    /** Files of known_hosts lines. One that is not there has none. */
    readonly knownHostsFiles?: readonly string[];
    /** Files of private keys, or of the public ones of keys that an agent holds. */
    readonly identityFiles?: readonly string[];
    /** No key of an agent is offered but those of the files. */
    readonly identitiesOnly?: boolean;
    /** The socket of the agent to ask in the place of the run's; false for none. */
    readonly agent?: string | false;
    /** Which addresses of a name count. */
    readonly family?: 4 | 6;
}
/** A host on the way to another, which sshd there connects to in our place. */
export interface Jump {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    /** `ssh-ed25519 AAAA…` or `SHA256:…`. At least one, here or in known_hosts, or the connection is refused. */
    readonly hostKeys: readonly string[];
    readonly limits?: Limits;
    readonly settings?: HostSettings;
}
/** Where sshd listens and which keys it is known by: everything that is needed to connect but the user's own key. */
export interface SshEndpoint extends Jump {
    /** Ports that are tried in this order where nobody lets in at `port`: one that a deployment changes, before and after. */
    readonly otherPorts?: readonly number[];
    /** What sudo is told where it asks. A function, so that nothing which prints an endpoint prints it. */
    readonly sudoPassword?: () => string;
    /** The hosts to go through, the first first. */
    readonly jumps?: readonly Jump[];
    /** Private keys in OpenSSH's form that this machine takes beside the user's own: an environment that made it knows one. */
    readonly identities?: readonly string[];
}
/** Opens a connection to an endpoint with the keys of this run, and says each attempt: see `onAttempt` and `onNotice` of the ssh options. */
export type Connect = (endpoint: SshEndpoint, onAttempt?: (attempt: number, failed?: string, attempts?: number) => void, onNotice?: (words: string) => void) => Promise<Target>;
}
declare module "drover/target/script" {
/** A piece of POSIX sh. Made only by the `sh` tag below, so that no value gets into it unquoted. */
export interface Script {
    readonly sh: string;
}
type Value = string | number | Script | readonly (string | number | Script)[];
/**
 * Quotes one value as one word for sh: any bytes but NUL come out of the shell as they went in.
 *
 * @throws RangeError when the value contains NUL, which no argument can carry
 */
export function quote(value: string): string;
/**
 * sh text in which every `${value}` is quoted as one word, a list as one word each, and another `sh` script stands as it is.
 * Backslashes stand as written (`'\n'` is printf's), but for `\${`, which is sh's own `${`.
 * It says nothing about leading dashes: write `--` before a value that a command could take for an option.
 *
 * @throws RangeError where a value has a NUL in it, which no argument can carry
 */
export function sh(strings: TemplateStringsArray, ...values: readonly Value[]): Script;
/** Several scripts, one after another, each on lines of its own. */
export function lines(...scripts: readonly Script[]): Script;
export {};
}
declare module "drover/origin" {
/** One place in the user's own files. `file` is a path from the repository's root; line and column count from 1. */
export interface Frame {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly function?: string;
}
/** The frames in the user's files that declared a thing, innermost first. Empty where nobody declared it by hand. */
export type Origin = readonly Frame[];
/** The place to show to a person: the innermost frame, as `file:line:column`. */
export function place(origin: Origin): string | undefined;
/**
 * The place and who called it there, so that what one helper function makes more than once can be told apart:
 * `deploy.ts:12:32, called at deploy.ts:40:10`. Undefined where nobody declared it by hand.
 */
export function declaredAt(origin: Origin): string | undefined;
/** The lines from which the innermost one was reached: the nearest ones, and always the outermost. */
export function callersOf(origin: Origin): readonly Frame[];
export const own: string;
/**
 * The frames of the user's files that led here, innermost first, with absolute paths: whoever knows the repository's root
 * makes them relative to it. Costs a few microseconds; `Error.stackTraceLimit` is raised for the call alone.
 */
export function captureOrigin(): Origin;
}
declare module "drover/deployment/machine" {
import type { Environment } from "drover/environments/environment";
import { type Origin } from "drover/origin";
import { type Reference } from "drover/resources/text";
import type { System } from "drover/system/system";
/** What a user says of a machine. */
export interface MachineInput {
    /** Lower-case letters, digits, dots and dashes, as a host's name. One of its kind in the deployment. */
    readonly name: string;
    readonly environment: Environment;
    readonly system: System;
    /** What `@label` selects by. */
    readonly labels?: readonly string[];
    /** Whether a deployment that brings something which only a reboot makes work may reboot the machine. Left out: `never`. */
    readonly reboot?: 'when-needed' | 'never';
    /** Machines that are brought up to date before this one. */
    readonly after?: readonly (Machine | string)[];
}
/** A machine as it was written: nothing of it is checked before the whole file is, so that all mistakes show at once. */
export class Machine {
    readonly written: unknown;
    readonly origin: Origin;
    constructor(written: unknown, origin: Origin);
    /** The declared name; empty where none was declared. */
    get name(): string;
}
/** Stands in a list where a machine could not be read and the mistake is told already: those after it keep their index. */
export const unread: unique symbol;
/** Declares a machine, and remembers where. A mistake in it is told when the file is checked, not here. */
export const machine: (written: MachineInput) => Machine;
/**
 * The address under which other machines reach it, for a `text`: known when the machine is there, and no string until then. The
 * machine is what `machine()` gave, or its name where it is declared further down.
 *
 * @throws TypeError for anything else
 */
export const addressOf: (machine: Machine | string) => Reference;
/**
 * The host name that its system declares, for a `text`, likewise.
 *
 * @throws TypeError for what is neither a machine nor a name
 */
export const hostNameOf: (machine: Machine | string) => Reference;
}
declare module "drover/resources/text" {
import { z } from "drover/zod/index";
/** A secret's name. Its value is known only to the runner, and travels only as the content of a file. */
export interface Secret {
    readonly $secret: string;
}
/** A fact of another machine that is known only when that machine is there. */
export interface Reference {
    readonly $reference: 'address' | 'hostName';
    readonly machine: string;
}
/** A text with holes. `$hmac` is put in when the machine's key is known: it names the content without telling it. */
export interface Template {
    readonly $text: readonly (string | Secret | Reference)[];
    readonly $hmac?: string;
}
/** What may stand where a text is wanted: the text, or one whose parts are known later. */
export type Text = string | Secret | Reference | Template;
/**
 * A secret by the name of the environment variable that holds it (in a workflow: `env:`). It stands for the value wherever a text is
 * taken, and never shows it: to make a string of it throws a TypeError.
 */
export const secret: (name: string) => Secret;
export const reference: (property: Reference["$reference"], machine: string) => Reference;
/** A text in which references and secrets stay what they are until the machine is there; a plain string where it has none. */
export function text(strings: TemplateStringsArray, ...values: readonly (Text | number)[]): Text;
/** Texts put together to one, as `text` does, with `separator` between them: for as many as a list has. */
export function joinTexts(texts: readonly (Text | number)[], separator?: string): Text;
export function partsOf(value: Text): readonly (string | Secret | Reference)[];
/** The names of the secrets in a text, each once. */
export const secretsOf: (value: Text) => readonly string[];
export const hasSecret: (value: Text) => boolean;
/** The text where it has no holes. */
export function wholeText(value: Text): string | undefined;
/** The text with its secrets filled in. Only for what travels to the machine; nothing that is shown or kept is made of it. */
export function reveal(value: Text, secrets: ReadonlyMap<string, string>): string;
export const sha256: (bytes: string | Uint8Array) => string;
/** The schema of a text. It gives plain data, so that a manifest can be written down. */
export const textSchema: z.ZodType<Text, Text>;
}
declare module "drover/system/system" {
import { z } from "drover/zod/index";
import type { Mistake } from "drover/failure";
import { type Origin } from "drover/origin";
import type { Resource } from "drover/resources/resource";
import { type Compiled, type Surroundings } from "drover/system/compile";
import { type ExtensionGraph } from "drover/system/graph";
import { type Service } from "drover/system/service";
import { systemFieldsSchema } from "drover/system/system-schema";
/** What a user says of a system. */
export interface SystemInput extends z.input<typeof systemFieldsSchema> {
    /** In this order they extend each other. Left out: what every machine gets. */
    readonly services?: readonly Service[];
    /** What has to be so for the machine to be well: what `http()`, `tcp()` and `command()` give. */
    readonly healthChecks?: readonly Resource[];
}
/** A system as it was written: nothing of it is checked before the whole file is, so that all mistakes show at once. */
export class System {
    readonly written: unknown;
    readonly origin: Origin;
    constructor(written: unknown, origin: Origin);
}
/** Declares the whole state of a machine, and remembers where. A mistake in it is told when the file is checked, not here. */
export const system: (written: SystemInput) => System;
export const isSystem: (value: unknown) => value is System;
export interface CompiledSystem extends Compiled {
    /** Where it is declared. */
    readonly hostName?: string;
    /** Which of its services extend which. */
    readonly graph: ExtensionGraph;
}
type Result = {
    readonly ok: true;
    readonly value: CompiledSystem;
} | {
    readonly ok: false;
    readonly mistakes: readonly Mistake[];
};
/** Makes of a system all resources that it declares, by itself and by its services; or tells all that is wrong with it. */
export function compileSystem({ written, origin }: System, surroundings: Surroundings & {
    readonly base?: readonly Service[];
}): Result;
export {};
}
declare module "drover/failure" {
import type { Origin } from "drover/origin";
/** One mistake in what the user wrote. `path` is where in the declared value, as `services[0].config.port`. */
export interface Mistake {
    readonly origin: Origin;
    readonly path: string;
    readonly message: string;
    /** A near miss: what was probably meant. */
    readonly suggestion?: string;
    /** The other machines that one and the same line gave the same mistake: the path names the first. */
    readonly also?: readonly string[];
}
/** A host key that a machine is known by. */
export interface ExpectedKey {
    /** `declared`: by the machine's environment, as managedHost's `hostKey`. */
    readonly from: 'declared' | 'known-hosts';
    /** `ssh-ed25519 SHA256:…`, or the fingerprint alone where no more was declared. */
    readonly key: string;
}
/** Which of the jump hosts on the way to a machine failed, counted from 1. */
export interface OnTheWay {
    readonly number: number;
    readonly of: number;
    /** The host that was to be reached. */
    readonly to: string;
}
/** Everything that can go wrong, as data. The sentences stand in `report/explain.ts`. */
export type Failure = {
    readonly code: 'bad-input';
    readonly input: string;
    readonly message: string;
} | {
    readonly code: 'deployment-file-missing';
    readonly looked: readonly string[];
} | {
    readonly code: 'deployment-file-broken';
    readonly file: string;
    readonly message: string;
    readonly origin: Origin;
} | {
    readonly code: 'mistakes';
    readonly file: string;
    readonly mistakes: readonly Mistake[];
}
/** The deployment file's commit is not the repository's own, or nobody can tell (`why`). */
 | {
    readonly code: 'foreign-commit';
    readonly commit: string;
    readonly repository: string;
    readonly why: string;
} | {
    readonly code: 'cannot-evaluate';
    readonly commit: string;
    readonly message: string;
}
/** Of these shards there is no report: nobody knows how their machines are. */
 | {
    readonly code: 'shards-lost';
    readonly shards: readonly string[];
} | {
    readonly code: 'no-machine-selected';
    readonly selector: string;
    readonly known: readonly string[];
} | {
    readonly code: 'key-unusable';
    readonly source: string;
    readonly message: string;
} | {
    readonly code: 'machine-unreachable';
    readonly host: string;
    readonly port: number;
    /** The others that were tried as well, where several are declared. */
    readonly otherPorts?: readonly number[];
    readonly attempts: number;
    readonly message: string;
    readonly jump?: OnTheWay;
} | {
    readonly code: 'host-key-refused';
    readonly host: string;
    readonly port: number;
    readonly reason: 'differs' | 'absent' | 'contradicts-known-hosts' | 'revoked';
    /** `SHA256:…` of the key that the machine showed, where one was seen. */
    readonly seen?: string;
    /** The known_hosts line to add if the key that was seen is right. */
    readonly line?: string;
    /** What the machine should have shown: each key that bears on it, and who says so. */
    readonly expected?: readonly ExpectedKey[];
    /** Lines of known_hosts that name an authority for the machine (`@cert-authority`), as `known-hosts:3`. */
    readonly authorities?: readonly string[];
    readonly jump?: OnTheWay;
} | {
    readonly code: 'authentication-failed';
    readonly host: string;
    readonly user: string;
    /** Type and `SHA256:…` of each key that was offered. */
    readonly offered: readonly string[];
    readonly allowed: readonly string[];
    readonly jump?: OnTheWay;
}
/** sudo would not run a command; `said` is what it gave as its reason. */
 | {
    readonly code: 'sudo-refused';
    readonly host: string;
    readonly user: string;
    readonly said: string;
    /**
     * Where one is declared: `wrong` that sudo did not take it, `more` that it asked for something beside it, `given` that
     * something else was the matter.
     */
    readonly password?: 'wrong' | 'more' | 'given';
}
/** `command`: a person's (`exec`), which ends with the connection. */
 | {
    readonly code: 'connection-lost';
    readonly host: string;
    readonly message: string;
    readonly command?: true;
} | {
    readonly code: 'timed-out';
    readonly host: string;
    readonly what: string;
    /** Which limit: that for the whole command, or that for saying nothing. */
    readonly limit: 'command' | 'silence';
    readonly seconds: number;
    readonly begun: boolean;
    /** For how many seconds it had said nothing. */
    readonly quiet: number;
    readonly command?: true;
}
/** `loading`: the deployment file that was being loaded; no machine was touched yet. `undone`: what was begun on the machine; `ended`: a person's command there was.
 * `rehearsal`: nothing but what stood in for machines was touched; `destroyed`: of that, what the run itself had left. */
 | {
    readonly code: 'cancelled';
    readonly loading?: string;
    readonly undone?: true;
    readonly ended?: true;
    readonly rehearsal?: true;
    readonly destroyed?: readonly string[];
} | {
    readonly code: 'run-timed-out';
    readonly seconds: number;
    readonly loading?: string;
    readonly undone?: true;
}
/** Code of the deployment file that goes on beside the run ended it: it threw, or called `process.exit`. */
 | {
    readonly code: 'deployment-code-failed';
    readonly message: string;
    readonly origin: Origin;
} | {
    readonly code: 'environment-failed';
    readonly environment: string;
    readonly message: string;
}
/** Its type does not make, change or destroy it as it is declared; `reason` says what to write instead. */
 | {
    readonly code: 'environment-refused';
    readonly environment: string;
    readonly reason: string;
}
/** What bears the name that a machine is to have is somebody else's. */
 | {
    readonly code: 'foreign-machine';
    readonly environment: string;
    readonly name: string;
    readonly owner: string;
}
/** The stage is one that the deployment file protects: nothing of it is destroyed. */
 | {
    readonly code: 'protected-stage';
    readonly stage: string;
    readonly protects: readonly string[];
}
/** What GitHub would have to tell is not known, and nothing is done without it. */
 | {
    readonly code: 'github-unasked';
    readonly why: string;
}
/** The stage was deployed in accounts of these environments, and the deployment file names them no longer. */
 | {
    readonly code: 'account-unnamed';
    readonly stage: string;
    readonly environments: readonly string[];
}
/** What a stage had is still there, or nobody can tell that it is gone, a line each. `rehearsal`: containers of this host. */
 | {
    readonly code: 'left-behind';
    readonly stage: string;
    readonly what: readonly string[];
    readonly rehearsal?: true;
} | {
    readonly code: 'answer-too-big';
    readonly host: string;
    readonly what: string;
    /** What was too big: the answer as a whole, or one line of it. */
    readonly part: 'answer' | 'line';
    /** The most that is taken. */
    readonly mebibytes: number;
} | {
    readonly code: 'remote-answer-broken';
    readonly what: string;
    readonly message: string;
} | {
    readonly code: 'checks-failed';
    readonly findings: readonly Finding[];
} | {
    readonly code: 'claimed-by-another';
    readonly place: string;
    readonly owner: string;
} | {
    readonly code: 'handed-over';
    readonly place: string;
    readonly from: string;
    readonly to: string;
}
/** Another machine failed, and this one went back with it, or was never begun for that. */
 | {
    readonly code: 'undone-with-others';
    readonly machine: string;
    readonly begun: boolean;
}
/** Another machine could not be confirmed, and this one, which was, could not be brought back. */
 | {
    readonly code: 'kept-without-others';
    readonly machine: string;
    readonly cause: Failure;
} | {
    readonly code: 'stopped';
    readonly machine: string;
}
/** Not begun, because these canaries failed; or `unreachable`: because none of them was there to be tried. */
 | {
    readonly code: 'canary-failed';
    readonly machines: readonly string[];
    readonly unreachable?: true;
}
/** Not begun, because more machines failed than `maxFailures` allows. */
 | {
    readonly code: 'too-many-failed';
    readonly machines: readonly string[];
    readonly allowed: number;
}
/** Of all machines none could be reached, and such are skipped. */
 | {
    readonly code: 'none-reached';
}
/** In a rehearsal: what the machine has now and had not before (`+`), and the other way round (`-`). */
 | {
    readonly code: 'not-brought-back';
    readonly by: 'rollback' | 'undo';
    readonly lost: readonly string[];
}
/** Steps that nobody can undo, by their titles. */
 | {
    readonly code: 'irreversible';
    readonly steps: readonly string[];
}
/** The commit that is to be deployed does not descend from the one that runs, or nobody can tell (`why`). */
 | {
    readonly code: 'not-forward';
    readonly relation: 'behind' | 'diverged' | 'unknown';
    readonly running: string;
    readonly wanted: string;
    readonly why?: string;
}
/** What would be done is not what was reviewed: two digests. */
 | {
    readonly code: 'not-reviewed';
    readonly reviewed: string;
    readonly found: string;
    /** Whether this machine's own plan is as it was reviewed, where that is known; `new`: it was in no reviewed plan. */
    readonly own?: 'same' | 'other' | 'new';
    /** The address of the page that shows what was reviewed. */
    readonly where?: string;
}
/** Only what was reviewed is to be deployed, and no review of this commit was found. */
 | {
    readonly code: 'no-reviewed-plan';
    readonly why: string;
} | {
    readonly code: 'no-generation';
    readonly wanted: number | 'previous' | 'current';
    readonly kept: readonly number[];
}
/** A generation has resources of kinds that this deployment file does not know. */
 | {
    readonly code: 'unknown-kinds';
    readonly generation: number;
    readonly resources: readonly string[];
} | {
    readonly code: 'locked';
    readonly holder: string;
}
/** Somebody has locked the machine by hand: who, since when and why. */
 | {
    readonly code: 'held';
    readonly by: string;
} | {
    readonly code: 'newer-format';
    readonly what: string;
    readonly found: number;
    readonly known: number;
} | {
    readonly code: 'unobserved';
    readonly resources: readonly string[];
} | {
    readonly code: 'step-failed';
    readonly step: string;
    readonly title: string;
    readonly exit: number;
    /** The last lines of what the step printed. Secrets are hidden. */
    readonly output: string;
    readonly done: readonly string[];
    readonly notDone: readonly string[];
}
/** The machine was not well after all steps were done; or, where it was only `found` so, without that anything was to be changed. */
 | {
    readonly code: 'unhealthy';
    readonly sick: readonly Sick[];
    readonly found?: true;
}
/** After all steps were done, no new connection could be made. */
 | {
    readonly code: 'locked-out';
    readonly message: string;
}
/** The machine undid by itself; `reason` is its own word. */
 | {
    readonly code: 'undone-by-machine';
    readonly reason: string;
}
/** Not all could be brought back: what, and what it said. */
 | {
    readonly code: 'undo-failed';
    readonly cause: Failure;
    readonly left: readonly {
        readonly step: string;
        readonly title: string;
        readonly exit: number;
        readonly output: string;
    }[];
}
/** An earlier transaction could not be undone, and nobody has settled it since. */
 | {
    readonly code: 'undo-open';
    readonly reason: string;
} | {
    readonly code: 'state-unknown';
    readonly message: string;
} | {
    readonly code: 'dependency-failed';
    readonly machine: string;
}
/** A person's own command (`exec`) did not exit 0. */
 | {
    readonly code: 'command-failed';
    readonly exit: number;
} | {
    readonly code: 'command-killed';
    readonly signal: string;
} | {
    readonly code: 'unexpected';
    readonly message: string;
    readonly stack?: string;
};
/** One thing of a machine that is not well. */
export interface Sick {
    /** The id of the resource that is not; absent where nobody declared one. */
    readonly resource?: string;
    /** Which, what was seen of it last, and for how long it was tried; behind the first line what it said. */
    readonly message: string;
    readonly origin: Origin;
}
/** What a check before the change says. `unknown` is an answer of its own: it is shown, and never taken for `ok`; nor is a
 * `warning`, which keeps nobody from going on. A `note` is what a reader has to know, where nothing is wrong. */
export interface Finding {
    readonly check: string;
    readonly answer: 'ok' | 'no' | 'unknown' | 'warning' | 'note';
    readonly message: string;
    /** What declares it, where something does. */
    readonly origin?: Origin;
}
/** The one class that Drover throws. It carries data; whoever reports it makes the sentence. */
export class DroverError extends Error {
    readonly failure: Failure;
    constructor(failure: Failure, options?: ErrorOptions);
}
/** What an unknown throw says for itself, in a line of somebody else's: a DroverError without a sentence says its code. */
export const thrownWords: (thrown: unknown) => string;
/** The failure that an unknown throw stands for. Anything that is not a DroverError is a mistake of Drover's own. */
export function failureOf(thrown: unknown): Failure;
}
declare module "drover/resources/resource" {
import type { Origin } from "drover/origin";
import type { AnyKind, ResourceKind } from "drover/resources/kind";
/** A resource as a service asks for it: its kind, what is wanted of it, and who asked. */
export interface Resource {
    readonly kind: AnyKind;
    readonly want: unknown;
    /** Ids of resources that come before, beside those that the kind knows of. */
    readonly after: readonly string[];
    readonly origin: Origin;
}
/**
 * Asks for a resource of any kind, built in or the user's own, for the service type `resources`. `after` are ids of resources that come
 * before it. What is wanted is checked by the kind's schema when the system is compiled.
 */
export const resource: <Want, Seen>(kind: ResourceKind<Want, Seen>, want: Want, options?: {
    readonly after?: readonly string[];
    readonly origin?: Origin;
}) => Resource;
}
declare module "drover/resources/kind" {
import type { z } from "drover/zod/index";
import type { Attribute, Change } from "drover/event";
import type { Script } from "drover/target/script";
import type { Content } from "drover/resources/content";
import type { SourceFiles } from "drover/resources/source";
/**
 * A kind of resource. It only answers questions, and all its answers are pure: what to ask a machine, what the answer
 * means, what to do about it. The engine alone runs anything, and never asks which kind it holds.
 *
 * Method syntax on purpose: one kind may stand where any kind is asked for.
 *
 * Every script runs as root under `sh -eu` with the functions of `target/prelude.sh`, LC_ALL=C, umask 022 (077 for
 * `record`) and nothing on its standard input.
 */
export interface ResourceKind<Want, Seen> {
    /** Lower case, as `file`. Built-in names are taken. */
    readonly name: string;
    /** Where nothing else says what comes first: the lower rank. Removal goes the other way. */
    readonly rank: number;
    /** What may be wanted. Parsed once when a system is compiled; every other method gets what it gave. */
    readonly schema: z.ZodType<Want>;
    /**
     * Called once, when a system is compiled: replaces what a want names of the user's files by what they hold.
     *
     * @throws SourceError
     */
    prepare?(want: Want, files: SourceFiles): Want;
    /** `file:/etc/motd`: the kind's name, a colon, and what tells it from others of its kind. */
    id(want: Want): string;
    /**
     * What it occupies on the machine, its own place first: `path:/etc/motd`, `user:forum`, `unit:forum.service`, `port:80`.
     * Two resources of one system, or of two deployments, that claim one place are refused, unless the kind is `shared`.
     */
    claims(want: Want): readonly string[];
    /** More than one may ask for it, if they ask for the same (a package). */
    readonly shared?: boolean;
    /** Folders that it delivers with all that is in them: nothing else of a system may lie below one. */
    whole?(want: Want): readonly string[];
    /** Nothing on a machine is ever changed for it: a claim, a check. */
    readonly changesNothing?: boolean;
    /**
     * What its removal does to make room (a port, a user's process) before anything is done that may need it, with `$original`
     * set as for `restore`. That follows at the very end, when all that the resource reads is back.
     */
    makeRoom?(want: Want): Script;
    /**
     * Whether a step that does this may need what a removed resource still holds: a port, a user without processes. Room is
     * made right before the first such step, so that whatever fails before it fails while the old things still run. Every
     * step may, where a kind does not say.
     */
    needsRoom?(action: Change['action']): boolean;
    /** Ids of resources that come before this one where the system has them: a file's owner, its folder. */
    after?(want: Want): readonly string[];
    /** Ids of resources by whose state this one is to be renewed, by name: `{ restart: ['file:/etc/x.conf'] }`. */
    follows?(want: Want): Readonly<Record<string, readonly string[]>>;
    /** What must lie on the machine before a step of this resource can run. */
    contents?(want: Want): readonly Content[];
    /** The trees in Drover's own folder that a generation lives from, by their hash. */
    trees?(want: Want): readonly string[];
    /**
     * One question for all wants of the kind. It changes nothing and exits 0 whatever it finds. `$drover_same` is `yes` where the
     * machine's current generation wants nothing else than what is wanted now. `deep`: also what takes long, as reading each file of a
     * tree.
     */
    probe(wants: readonly Want[], deep?: boolean): Script;
    /** What the answer says, by id. What the machine did not answer for is left out: that is 'unknown', never absent. */
    read(answer: string): ReadonlyMap<string, Seen>;
    /** What to do. Nothing where `seen` is as wanted. */
    steps(change: ResourceChange<Want, Seen>): readonly StepDraft[];
    /**
     * Asked instead of `steps` where a kind has it: one step may then do the work of many resources (all packages in one
     * call). `ids` are the resources that a step changes, one or more; a resource that is as wanted stands in no step. Each
     * of them is kept and brought back by its own `keep`.
     */
    together?(changes: readonly ResourceChange<Want, Seen>[]): readonly JointDraft[];
    /** How this resource's place is kept before it is changed, and brought back. 'irreversible' where it can't be. */
    keep(want: Want): Keep | 'irreversible';
    /** What its removal is called, where the planner's words (`removalTitle`) are not good enough. True whatever comes of it. */
    removal?(want: Want, former: Former): string;
    /**
     * Looks whether all of the kind are well, for as long as it takes to know: when everything is applied, over a new connection,
     * and where nothing is to be changed but one does not look well. Run by root. Calls `drover_sick ID TEXT` for each trouble,
     * with the id of the resource or an empty word, and exits 0.
     */
    health?(wants: readonly Want[]): Script;
    /** Seconds that `health` may take for one. */
    patience?(want: Want): number;
    /** Whether one that needs no change looks well too; where it does not, `health` looks in earnest. Without it, it does. */
    well?(want: Want, seen: Seen): boolean;
    /** What the machine lacks for it, so that nothing is begun there; but where the system has one of `unless`, that brings it. */
    lacks?(want: Want, seen: Seen): {
        readonly what: string;
        readonly unless: readonly string[];
    } | undefined;
    /** What more can be asked of one that was changed without a deployment, and what the answer says, in words: who, when, what in it. */
    trail?(want: Want): {
        readonly ask: Script;
        read(answer: string): readonly string[];
    };
    /** For a resource that was removed: what of it stays on the machine, in words (a home, a service's state). */
    leaves?(want: Want): readonly string[];
}
export type AnyKind = ResourceKind<unknown, unknown>;
export interface ResourceChange<Want, Seen> {
    readonly want: Want;
    /** What the current generation wants of it, if it knows it. */
    readonly previous?: Want;
    /** The machine's current generation does not have it: it was never declared, or was removed, or an attempt to bring it failed. */
    readonly fresh?: boolean;
    /** What the current generation wants of it, where nothing was attempted since: with the HMACs of its secrets, as `want`. */
    readonly recorded?: Want;
    /** What stands there may have a secret of an earlier want in it: nothing of it is shown. */
    readonly hadSecret?: boolean;
    readonly seen: Seen;
    /** For each name of `follows`: a hash of all that is followed, and what of it this very plan changes. */
    readonly followed: Readonly<Record<string, {
        readonly hash: string;
        readonly changed: readonly string[];
    }>>;
}
/**
 * Whether something stood in a resource's place before Drover came: what the first word in `was` says, which a `record` may
 * write. Where it wrote none, nobody can tell before `restore` runs.
 */
export type Former = 'absent' | 'present' | 'unknown';
/**
 * A pair of scripts with `$original` set to a folder. `record` writes into it what stands in the place now, in full and
 * whatever it is; `restore` brings exactly that back, from any state in between, and changes nothing where it stands
 * already (not even a modification time). The same pair undoes a step and removes a resource.
 */
export interface Keep {
    readonly record: Script;
    readonly restore: Script;
    /** What removal does where that is less than to restore: a package that was there before stays at the version it has by now. */
    readonly release?: Script;
}
/** What a kind says of a step; the planner adds its id, its place in the order and its undo. */
export interface StepDraft {
    readonly action: Change['action'];
    /** What a person reads, as “write /etc/motd” or “restart forum.service (changed: /opt/forum)”. */
    readonly title: string;
    readonly effect: Script;
    /** Labels of contents that the effect asks for with `drover_content LABEL`. */
    readonly contents?: readonly string[];
    /** Names of the secrets in those contents. */
    readonly secrets?: readonly string[];
    /** A text without secrets, as it is and as it will be. */
    readonly diff?: {
        readonly before: string;
        readonly after: string;
    };
    /** What the title says of properties, one by one. Never a secret's. */
    readonly attributes?: readonly Attribute[];
    /** Why there is none, where there could have been one: `it holds a secret`. */
    readonly withheld?: string;
    /** Why this can't be undone, where it can't. */
    readonly irreversible?: string;
    /** Values that the effect asks for with `drover_value NAME`: known on this machine alone, and not part of what is reviewed. */
    readonly values?: Readonly<Record<string, string>>;
}
/** A step that changes several resources at once. */
export interface JointDraft {
    readonly ids: readonly string[];
    readonly draft: StepDraft;
}
/** Declares a kind: nothing but a check of its type. */
export const resourceKind: <Want, Seen>(kind: ResourceKind<Want, Seen>) => ResourceKind<Want, Seen>;
}
declare module "drover/event" {
import type { Failure, Finding } from "drover/failure";
import type { Origin } from "drover/origin";
import type { Outcome } from "drover/outcome";
import type { Price } from "drover/price";
export const eventFormat = 1;
export type Phase = 'provision' | 'connect' | 'observe' | 'plan' | 'prepare' | 'apply' | 'confirm' | 'undo';
/** Where a run comes from. Every field but `command` may be absent: a terminal has no run and no actor. */
export interface Provenance {
    readonly repository?: string;
    readonly sha?: string;
    readonly ref?: string;
    readonly run?: string;
    readonly actor?: string;
    /** ISO 8601, UTC. */
    readonly time: string;
    readonly file: string;
    /** sha256 of the deployment file. */
    readonly fileHash?: string;
    /** The generation that was gone back to; repository, commit and ref are those of then. */
    readonly rollbackTo?: number;
    /** The files were not as the commit has them. */
    readonly dirty?: boolean;
    /** The version of Drover. */
    readonly drover?: string;
}
/** What one property of a resource is and will be. Never of a secret. */
export interface Attribute {
    readonly name: string;
    readonly from: string;
    readonly to: string;
}
/** One thing that changes, or would change, on a machine. */
export interface Change {
    readonly resource: string;
    readonly action: 'create' | 'change' | 'remove' | 'restart' | 'reload' | 'run';
    readonly title: string;
    /** The machine differs from its own current generation here: nobody declared this difference. */
    readonly drift: boolean;
    /** The ids of all resources that it changes, where it does the work of more than one. */
    readonly members?: readonly string[];
    /** The same as in the title, one by one. */
    readonly attributes?: readonly Attribute[];
    /** Of drift: what the machine says of who changed it, and when. Nothing of it is guessed. */
    readonly trail?: readonly string[];
    /** A unified diff of a text without secrets. */
    readonly diff?: string;
    /** Why there is no diff, where there could have been one. */
    readonly withheld?: string;
    readonly irreversible?: string;
    readonly origin: Origin;
}
/** What becomes of a machine's environment, or would become of it. */
export interface EnvironmentChange {
    readonly action: 'nothing' | 'create' | 'replace' | 'destroy';
    /** As “a container of Debian bookworm”. */
    readonly summary: string;
    /** Why it is replaced, a line each: “size: cx22 → cx32”. */
    readonly changes: readonly string[];
    /** What it costs a month when that is done, and what it costs now; null where it costs nothing or nobody knows. */
    readonly price: Price | null;
    readonly before: Price | null;
}
/** Something that the deployment made, for a machine that the deployment file no longer names. */
export interface Leftover {
    /** The name of its environment's type. */
    readonly environment: string;
    /** The provider's own. */
    readonly id: string;
    readonly name: string;
    readonly machine: string;
    readonly price: Price | null;
    /** `protected`: it may not be destroyed; `goes`: it is to be, or would be. */
    readonly fate: 'stays' | 'protected' | 'goes';
}
/** A share of a herd. */
export interface Shard {
    /** As 2/3. */
    readonly shard: string;
    readonly machines: readonly string[];
}
/** What a generation kept on a machine says of itself. */
export interface GenerationRecord {
    readonly number: number;
    readonly current: boolean;
    readonly resources: number;
    readonly provenance: Provenance;
}
/** An account in which machines are made: the name of its environment's type, and a fingerprint that tells it from others. */
export interface AccountName {
    readonly environment: string;
    readonly account: string;
}
/** What happens in a run, in order. Plain data: a report is a fold of these and nothing else. */
export type Event = {
    readonly type: 'run-started';
    readonly format: typeof eventFormat;
    readonly command: string;
    readonly deployment: string;
    readonly stage: string;
    /** As 2/3, where this run has only a share of the machines. */
    readonly shard?: string;
    /** Where what is deployed can be looked at, as the deployment file says. */
    readonly url?: string;
    /** The deployment file has this stage among those that are not taken down. */
    readonly protected?: boolean;
    /** Where the machines of the deployment file are made, as far as anybody can look there for what was. */
    readonly accounts?: readonly AccountName[];
    readonly provenance: Provenance;
    readonly machines: readonly {
        readonly name: string;
        readonly environment: string;
        readonly origin: Origin;
        readonly after: readonly string[];
    }[];
}
/** How the machines are begun one part after the other; said where that is declared. */
 | {
    readonly type: 'batches-planned';
    readonly batches: readonly {
        readonly canary: boolean;
        readonly machines: readonly string[];
    }[];
}
/** Counted from 1. */
 | {
    readonly type: 'batch-begun';
    readonly number: number;
} | {
    readonly type: 'batches-paused';
    readonly next: number;
    readonly seconds: number;
} | {
    readonly type: 'phase-entered';
    readonly machine: string;
    readonly phase: Phase;
}
/** Where the machine is found: the address under which others reach it. */
 | {
    readonly type: 'located';
    readonly machine: string;
    readonly address: string;
}
/** What becomes of its environment; not said of machines that someone else makes. */
 | {
    readonly type: 'environment-planned';
    readonly machine: string;
    readonly change: EnvironmentChange;
} | {
    readonly type: 'progress';
    readonly machine: string;
    readonly message: string;
} | {
    readonly type: 'remote-command';
    readonly machine: string;
    readonly what: string;
    readonly script: string;
} | {
    readonly type: 'found';
    readonly machine: string;
    readonly finding: Finding;
} | {
    readonly type: 'planned';
    readonly machine: string;
    readonly changes: readonly Change[];
    readonly digest: string;
    readonly generation: number | null;
}
/** What the machine says of what drifted there, by resource. */
 | {
    readonly type: 'drift-traced';
    readonly machine: string;
    readonly trails: Readonly<Record<string, readonly string[]>>;
}
/** “deploy” would refuse to carry the plan out. */
 | {
    readonly type: 'would-refuse';
    readonly machine: string;
    readonly failure: Failure;
}
/** All selected machines are planned: the digest of all their plans together. */
 | {
    readonly type: 'herd-planned';
    readonly digest: string;
} | {
    readonly type: 'step-started';
    readonly machine: string;
    readonly step: string;
    readonly title: string;
} | {
    readonly type: 'step-done';
    readonly machine: string;
    readonly step: string;
    readonly seconds: number;
} | {
    readonly type: 'step-failed';
    readonly machine: string;
    readonly step: string;
    readonly exit: number;
    readonly output: string;
} | {
    readonly type: 'generation-recorded';
    readonly machine: string;
    readonly from: number | null;
    readonly to: number;
}
/** What a person's command printed, on whichever stream: whole lines. */
 | {
    readonly type: 'output';
    readonly machine: string;
    readonly text: string;
}
/** A person's command ended: one of the two is null. `signal` is as SIGKILL. */
 | {
    readonly type: 'command-ended';
    readonly machine: string;
    readonly exit: number | null;
    readonly signal: string | null;
} | {
    readonly type: 'generations-listed';
    readonly machine: string;
    readonly generations: readonly GenerationRecord[];
}
/** A machine of the last deployment that the deployment file no longer names. */
 | {
    readonly type: 'machine-left';
    readonly machine: string;
    readonly host: string;
    readonly seenOn: string;
}
/** Something that this deployment and stage made is of no use any more: it stands there still, or was destroyed now. */
 | {
    readonly type: 'leftover-found';
    readonly leftover: Leftover;
} | {
    readonly type: 'leftover-destroyed';
    readonly environment: string;
    readonly id: string;
}
/** What is left over could not be looked for. */
 | {
    readonly type: 'leftovers-unknown';
    readonly environment: string;
    readonly failure: Failure;
} | {
    readonly type: 'machine-ended';
    readonly machine: string;
    readonly outcome: Outcome;
    readonly failure?: Failure;
    readonly seconds: number;
}
/** The machines were parted for several runs side by side. */
 | {
    readonly type: 'sharded';
    readonly shards: readonly Shard[];
}
/** The run failed as a whole, before or beside its machines. */
 | {
    readonly type: 'run-failed';
    readonly failure: Failure;
} | {
    readonly type: 'run-ended';
    readonly outcome: Outcome;
    readonly exit: number;
    readonly seconds: number;
};
/** What a machine of the run is told of with; one that left the deployment file is none. */
export type MachineEvent = Exclude<Extract<Event, {
    readonly machine: string;
}>, {
    readonly type: 'machine-left';
}>;
/** An event with the time when it was said, in seconds since the run started. */
export type TimedEvent = Event & {
    readonly at: number;
};
/** Where events go. Never throws, never waits. */
export type Emit = (event: Event) => void;
}
declare module "drover/outcome" {
import type { Failure } from "drover/failure";
/** How a machine ended. The one table below is the only place that says what an outcome means to the outside. */
export type Outcome = 'changed' | 'unchanged' | 'valid' | 'seen' | 'ran' | 'planned' | 'rehearsed' | 'same' | 'incomparable' | 'differs' | 'destroyed' | 'recovered' | 'collected' | 'released' | 'locked' | 'unlocked' | 'drifted' | 'unhealthy' | 'unreachable' | 'failed' | 'failed-undone' | 'failed-left' | 'refused' | 'skipped' | 'skipped-unreachable' | 'cancelled' | 'cancelled-undone' | 'unknown';
export interface Meaning {
    /** The exit code of a run whose gravest outcome this is. */
    readonly exit: number;
    readonly word: string;
    readonly icon: string;
    readonly annotation?: 'error' | 'warning' | 'notice';
    /** What a check run on GitHub ends with, where that is not plain success or failure. */
    readonly conclusion?: 'neutral' | 'cancelled' | 'action_required';
}
/** What a check run on GitHub ends with. */
export const conclusionOf: (outcome: Outcome) => "success" | "failure" | "neutral" | "cancelled" | "action_required";
/** From the lightest to the gravest: a run ends as the gravest of its machines does. */
export const outcomes: Readonly<Record<Outcome, Meaning>>;
/** From the lightest to the gravest. */
export const gravity: readonly Outcome[];
/** The gravest of several outcomes; `unless` where there are none. */
export function gravest(all: Iterable<Outcome>, unless: Outcome): Outcome;
/** What each failure makes of a machine, and of a run that it ends as a whole; `exit` where the outcome's own says too little. */
export const verdicts: Readonly<Record<Failure['code'], {
    readonly outcome: Outcome;
    readonly exit?: number;
}>>;
}
declare module "drover/resources/content" {
import { type Text } from "drover/resources/text";
/**
 * Something that a step needs on the machine. `label` is its name in plans: the sha256 of its bytes, or, with a secret in
 * it, of its template, so that a plan neither tells the secret nor depends on the machine's key.
 */
export type Content = {
    readonly label: string;
    readonly text: Text;
}
/** A file of the repository, known by its sha256; whoever evaluated the deployment file knows where it lies. */
 | {
    readonly label: string;
    readonly blob: string;
};
export function contentOfText(text: Text): Content;
export const contentOfBlob: (hash: string) => Content;
}
declare module "drover/resources/source" {
/** One thing in a folder that is delivered. `path` is relative to the folder, with `/` between its parts. */
export type TreeEntry = {
    readonly type: 'file';
    readonly path: string;
    readonly hash: string;
    readonly executable: boolean;
} | {
    readonly type: 'link';
    readonly path: string;
    readonly target: string;
} | {
    readonly type: 'directory';
    readonly path: string;
};
export interface TreeFilter {
    /** Globs of what is taken; everything where there are none. */
    readonly include?: readonly string[] | undefined;
    readonly exclude?: readonly string[] | undefined;
}
/**
 * The user's files, as a kind may see them while a system is compiled. Paths are relative to the deployment file's folder
 * and may not leave the repository. Only bytes, names and the executable bit count: owner, times and the rest of the mode
 * depend on the runner.
 *
 * @throws SourceError where there is nothing, or nothing that can be delivered
 */
export interface SourceFiles {
    file(path: string): {
        readonly hash: string;
        readonly executable: boolean;
    };
    /** Sorted by path. */
    tree(path: string, filter: TreeFilter): readonly TreeEntry[];
}
/** A source that can't be read: a mistake of the user's, whose message says what to do. */
export class SourceError extends Error {
    readonly name = "SourceError";
}
}
declare module "drover/system/compile" {
import type { Mistake } from "drover/failure";
import type { Origin } from "drover/origin";
import type { AnyKind } from "drover/resources/kind";
import { type Manifest } from "drover/resources/manifest";
import type { Resource } from "drover/resources/resource";
import type { SourceFiles } from "drover/resources/source";
import type { Deployed } from "drover/system/deployed";
/** Where a system is compiled: for which machine of which deployment, beside which files. */
export interface Surroundings extends Deployed {
    readonly machine: string;
    readonly files: SourceFiles;
}
export interface Compiled {
    readonly manifest: Manifest;
    /** By resource id: the service that asked for it, or the system. */
    readonly origins: Readonly<Record<string, Origin>>;
    /** Every kind that the machine may meet, by name: the built-in ones and the user's own. */
    readonly kinds: ReadonlyMap<string, AnyKind>;
}
type Result = {
    readonly ok: true;
    readonly value: Compiled;
} | {
    readonly ok: false;
    readonly mistakes: readonly Mistake[];
};
/** Makes a manifest of what was asked for: checked by its kinds, each place claimed once, sorted by id. */
export function compileResources(asked: readonly Resource[], { machine, files, whole }: Pick<Surroundings, 'machine' | 'files'> & {
    readonly whole?: boolean;
}): Result;
export {};
}
declare module "drover/resources/manifest" {
import { z } from "drover/zod/index";
export const manifestFormat = 1;
/**
 * What is kept of a kind that the user wrote, so that removal and rollback need neither the repository nor the version of
 * Drover that made the manifest: its scripts, rendered.
 */
const storedKind: z.ZodObject<{
    rank: z.ZodNumber;
    claims: z.ZodArray<z.ZodString>;
    probe: z.ZodObject<{
        sh: z.ZodString;
    }, z.core.$strip>;
    apply: z.ZodArray<z.ZodObject<{
        action: z.ZodEnum<{
            create: "create";
            change: "change";
            remove: "remove";
            restart: "restart";
            reload: "reload";
            run: "run";
        }>;
        title: z.ZodString;
        effect: z.ZodObject<{
            sh: z.ZodString;
        }, z.core.$strip>;
        contents: z.ZodOptional<z.ZodArray<z.ZodString>>;
        secrets: z.ZodOptional<z.ZodArray<z.ZodString>>;
        irreversible: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    keep: z.ZodUnion<readonly [z.ZodLiteral<"irreversible">, z.ZodObject<{
        record: z.ZodObject<{
            sh: z.ZodString;
        }, z.core.$strip>;
        restore: z.ZodObject<{
            sh: z.ZodString;
        }, z.core.$strip>;
    }, z.core.$strip>]>;
    leaves: z.ZodArray<z.ZodString>;
    shared: z.ZodOptional<z.ZodLiteral<true>>;
    changesNothing: z.ZodOptional<z.ZodLiteral<true>>;
    health: z.ZodOptional<z.ZodObject<{
        sh: z.ZodString;
    }, z.core.$strip>>;
    patience: z.ZodOptional<z.ZodNumber>;
}, z.core.$strip>;
const manifestResource: z.ZodObject<{
    id: z.ZodString;
    kind: z.ZodString;
    want: z.ZodJSONSchema;
    after: z.ZodArray<z.ZodString>;
    stored: z.ZodOptional<z.ZodObject<{
        rank: z.ZodNumber;
        claims: z.ZodArray<z.ZodString>;
        probe: z.ZodObject<{
            sh: z.ZodString;
        }, z.core.$strip>;
        apply: z.ZodArray<z.ZodObject<{
            action: z.ZodEnum<{
                create: "create";
                change: "change";
                remove: "remove";
                restart: "restart";
                reload: "reload";
                run: "run";
            }>;
            title: z.ZodString;
            effect: z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>;
            contents: z.ZodOptional<z.ZodArray<z.ZodString>>;
            secrets: z.ZodOptional<z.ZodArray<z.ZodString>>;
            irreversible: z.ZodOptional<z.ZodString>;
        }, z.core.$strip>>;
        keep: z.ZodUnion<readonly [z.ZodLiteral<"irreversible">, z.ZodObject<{
            record: z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>;
            restore: z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>;
        }, z.core.$strip>]>;
        leaves: z.ZodArray<z.ZodString>;
        shared: z.ZodOptional<z.ZodLiteral<true>>;
        changesNothing: z.ZodOptional<z.ZodLiteral<true>>;
        health: z.ZodOptional<z.ZodObject<{
            sh: z.ZodString;
        }, z.core.$strip>>;
        patience: z.ZodOptional<z.ZodNumber>;
    }, z.core.$strip>>;
    hadSecret: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>;
/** The schema of a manifest as it is kept on a machine. */
export const manifestSchema: z.ZodObject<{
    format: z.ZodLiteral<1>;
    machine: z.ZodString;
    resources: z.ZodArray<z.ZodObject<{
        id: z.ZodString;
        kind: z.ZodString;
        want: z.ZodJSONSchema;
        after: z.ZodArray<z.ZodString>;
        stored: z.ZodOptional<z.ZodObject<{
            rank: z.ZodNumber;
            claims: z.ZodArray<z.ZodString>;
            probe: z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>;
            apply: z.ZodArray<z.ZodObject<{
                action: z.ZodEnum<{
                    create: "create";
                    change: "change";
                    remove: "remove";
                    restart: "restart";
                    reload: "reload";
                    run: "run";
                }>;
                title: z.ZodString;
                effect: z.ZodObject<{
                    sh: z.ZodString;
                }, z.core.$strip>;
                contents: z.ZodOptional<z.ZodArray<z.ZodString>>;
                secrets: z.ZodOptional<z.ZodArray<z.ZodString>>;
                irreversible: z.ZodOptional<z.ZodString>;
            }, z.core.$strip>>;
            keep: z.ZodUnion<readonly [z.ZodLiteral<"irreversible">, z.ZodObject<{
                record: z.ZodObject<{
                    sh: z.ZodString;
                }, z.core.$strip>;
                restore: z.ZodObject<{
                    sh: z.ZodString;
                }, z.core.$strip>;
            }, z.core.$strip>]>;
            leaves: z.ZodArray<z.ZodString>;
            shared: z.ZodOptional<z.ZodLiteral<true>>;
            changesNothing: z.ZodOptional<z.ZodLiteral<true>>;
            health: z.ZodOptional<z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>>;
            patience: z.ZodOptional<z.ZodNumber>;
        }, z.core.$strip>>;
        hadSecret: z.ZodOptional<z.ZodBoolean>;
    }, z.core.$strip>>;
}, z.core.$strip>;
/**
 * The same for what was read as JSON a moment ago: that a want is plain data need not be looked at value by value. The lists in it
 * are nobody's to change (`isKept`).
 */
export const readManifestSchema: z.ZodObject<{
    format: z.ZodLiteral<1>;
    machine: z.ZodString;
    resources: z.ZodArray<z.ZodObject<{
        id: z.ZodString;
        kind: z.ZodString;
        after: z.ZodArray<z.ZodString>;
        stored: z.ZodOptional<z.ZodObject<{
            rank: z.ZodNumber;
            claims: z.ZodArray<z.ZodString>;
            probe: z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>;
            apply: z.ZodArray<z.ZodObject<{
                action: z.ZodEnum<{
                    create: "create";
                    change: "change";
                    remove: "remove";
                    restart: "restart";
                    reload: "reload";
                    run: "run";
                }>;
                title: z.ZodString;
                effect: z.ZodObject<{
                    sh: z.ZodString;
                }, z.core.$strip>;
                contents: z.ZodOptional<z.ZodArray<z.ZodString>>;
                secrets: z.ZodOptional<z.ZodArray<z.ZodString>>;
                irreversible: z.ZodOptional<z.ZodString>;
            }, z.core.$strip>>;
            keep: z.ZodUnion<readonly [z.ZodLiteral<"irreversible">, z.ZodObject<{
                record: z.ZodObject<{
                    sh: z.ZodString;
                }, z.core.$strip>;
                restore: z.ZodObject<{
                    sh: z.ZodString;
                }, z.core.$strip>;
            }, z.core.$strip>]>;
            leaves: z.ZodArray<z.ZodString>;
            shared: z.ZodOptional<z.ZodLiteral<true>>;
            changesNothing: z.ZodOptional<z.ZodLiteral<true>>;
            health: z.ZodOptional<z.ZodObject<{
                sh: z.ZodString;
            }, z.core.$strip>>;
            patience: z.ZodOptional<z.ZodNumber>;
        }, z.core.$strip>>;
        hadSecret: z.ZodOptional<z.ZodBoolean>;
        want: z.ZodPipe<z.ZodCustom<z.core.util.JSONType, z.core.util.JSONType>, z.ZodTransform<string | number | boolean | z.core.util.JSONType[] | {
            [key: string]: z.core.util.JSONType;
        } | null, z.core.util.JSONType>>;
    }, z.core.$strip>>;
}, z.core.$strip>;
/** Everything that a system wants of a machine: what the user declared, compiled to resources, as plain data sorted by id. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestResource = z.infer<typeof manifestResource>;
export type StoredKind = z.infer<typeof storedKind>;
export const hashOfManifest: (manifest: Manifest) => string;
/** Whether a secret stands in it. A text that says so itself may pass for one. */
export const hasSecrets: (manifest: Manifest) => boolean;
/** Whether what this resource left on a machine may have a secret in it. */
export const leftSecret: (resource: ManifestResource) => boolean;
/** All that either manifest has; where both have a resource, as `upper` wants it: what `lower` wants may still stand there. */
export function over(upper: Manifest, lower: Manifest): Manifest;
export {};
}
declare module "drover/system/deployed" {
/** As part of which deployment a system is compiled. */
export interface Deployed {
    readonly deployment: string;
    readonly stage: string;
}
/**
 * The deployment's name on a machine: a file's or folder's name that two deployments or stages never share. One that would
 * be too long ends in a hash of all of it.
 */
export function ownerOf({ deployment, stage }: Deployed): string;
}
declare module "drover/system/graph" {
import type { Service } from "drover/system/service";
/** Who extends whom in a system. A node is a service; several of one type are told apart by their number. */
export interface ExtensionGraph {
    readonly nodes: readonly {
        readonly id: string;
        readonly type: string;
        readonly description: string;
        readonly made: boolean;
    }[];
    readonly edges: readonly {
        readonly from: string;
        readonly to: string;
    }[];
}
/** The graph of a list of services, with those that are made because others extend them (`made`). */
export function extensionGraph(listed: readonly Service[]): ExtensionGraph;
/** For GitHub's Markdown: what is made by itself has round ends. */
export function mermaid({ nodes, edges }: ExtensionGraph): string;
/** For Graphviz. */
export function dot({ nodes, edges }: ExtensionGraph): string;
}
declare module "drover/system/service" {
import type { z } from "drover/zod/index";
import type { Mistake } from "drover/failure";
import { type Origin } from "drover/origin";
import type { Deployed } from "drover/system/deployed";
/** Who contributed, and as part of which deployment: for the origin of what becomes of the contribution, and for its place. */
export interface Contributor extends Deployed {
    readonly type: string;
    readonly origin: Origin;
}
/** A type that takes contributions of this shape. The field is never there: it only carries the shape for the compiler. */
export interface Accepts<Payload> extends AnyServiceType {
    readonly accepts?: (payload: Payload) => void;
}
/** What a service gives to another, computed from its config when the other is folded. */
export interface Contribution<in Config> {
    /** A function where the target is declared further down. */
    readonly target: AnyServiceType | (() => AnyServiceType);
    readonly compute: (config: Config, self: Contributor) => unknown;
}
/** Binds a target and what it gets. What the target does not accept does not compile. */
export type Contribute<Config> = <const Payload>(target: Accepts<Payload> | (() => Accepts<Payload>), compute: (config: Config, self: Contributor) => Payload) => Contribution<Config>;
/** A type as the fold sees it: whatever its config is. Its identity is the object, not the name. */
export interface AnyServiceType {
    readonly name: string;
    readonly description: string;
    readonly config?: z.ZodType;
    readonly defaultValue?: unknown;
    /** What it makes of several contributions is what it makes of each: where one fails, the others still tell their mistakes. */
    readonly adds?: boolean;
    readonly origin: Origin;
    contributions(): readonly Contribution<never>[];
    compose?(payloads: readonly unknown[], from: readonly Contributor[]): unknown;
    extend?(config: unknown, more: unknown): unknown;
}
/**
 * What a service can be: how it is configured, whom it extends, and how others extend it. `Input` is what is written,
 * `Config` what the schema makes of it, `Payload` what others may contribute.
 */
export interface ServiceType<Input, Config = Input, Payload = never> extends Accepts<Payload> {
    readonly config?: z.ZodType<Config, Input>;
    readonly takes?: (input: Input) => void;
}
interface Definition<Input, Config, Payload, Composed> {
    readonly name: string;
    readonly description: string;
    /** What may be configured. Without it, whatever the default value's type is. */
    readonly config?: z.ZodType<Config, Input>;
    /** Used where the service is written without a value, or is made because another one extends it. */
    readonly defaultValue?: Input;
    readonly extensions?: (contribute: Contribute<Config>) => readonly Contribution<Config>[];
    /** Makes one of all that others contribute, in the order of the list of services. Without it: the list itself. */
    readonly compose?: (payloads: readonly Payload[], from: readonly Contributor[]) => Composed;
    readonly adds?: boolean;
    /** Without it, nobody can extend the type. Also called where nobody does. */
    readonly extend?: (config: Config, more: Composed) => NoInfer<Config>;
}
type Element<List> = List extends readonly (infer Item)[] ? Item : never;
/**
 * Declares a service type. `extensions` gets a `contribute` that knows the config:
 * `extensions: contribute => [contribute(files, ({ paths }) => …)]`.
 */
export function serviceType<Input, Composed, Config = Input, Payload = Element<Composed>>(definition: Definition<Input, Config, Payload, Composed>): ServiceType<Input, Config, Payload>;
/** A type with its value. What is wrong with it is told when the system is compiled, with all other mistakes. */
export interface Service {
    readonly type: AnyServiceType;
    /** As it was written; undefined where the type's default is meant. */
    readonly value: unknown;
    readonly origin: Origin;
    /** Where in the declared system it stands, for messages. */
    readonly path: string;
    /** Mistakes that were made on the way to it. */
    readonly mistakes: readonly Mistake[];
}
/** A service of a type, to be listed in a system; without a value, the type's default. A wrong value is told when the system is compiled. */
export const service: <Input, Config, Payload>(type: ServiceType<Input, Config, Payload>, value?: NoInfer<Input>) => Service;
/** The value that counts: the written one, or the type's default. Undefined where there is neither. */
export const writtenValue: ({ type, value }: Service) => unknown;
/** @throws TypeError where a file without types, or a circle of imports, left it undefined */
export function targetOf({ target }: Contribution<never>): AnyServiceType;
export {};
}
declare module "drover/system/system-schema" {
import { z } from "drover/zod/index";
/** What a system declares beside its services, key by key: the YAML form and the JSON Schema are made of it too. */
export const systemFields: {
    hostName: z.ZodOptional<z.ZodString>;
    timezone: z.ZodOptional<z.ZodString>;
    packages: z.ZodOptional<z.ZodArray<z.ZodUnion<readonly [z.ZodString, z.ZodObject<{
        name: z.ZodString;
        version: z.ZodOptional<z.ZodString>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>]>>>;
    groups: z.ZodOptional<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        gid: z.ZodOptional<z.ZodNumber>;
        system: z.ZodOptional<z.ZodBoolean>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>>>;
    users: z.ZodOptional<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        uid: z.ZodOptional<z.ZodNumber>;
        group: z.ZodOptional<z.ZodString>;
        groups: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        home: z.ZodOptional<z.ZodString>;
        shell: z.ZodOptional<z.ZodString>;
        comment: z.ZodOptional<z.ZodString>;
        system: z.ZodOptional<z.ZodBoolean>;
        authorizedKeys: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>>>;
    files: z.ZodOptional<z.ZodArray<z.ZodDiscriminatedUnion<[z.ZodObject<{
        mode: z.ZodOptional<z.ZodString>;
        owner: z.ZodOptional<z.ZodString>;
        group: z.ZodOptional<z.ZodString>;
        path: z.ZodString;
        content: z.ZodUnion<readonly [z.ZodType<import("drover/resources/text").Text, import("drover/resources/text").Text, z.core.$ZodTypeInternals<import("drover/resources/text").Text, import("drover/resources/text").Text>>, z.ZodObject<{
            source: z.ZodString;
        }, z.core.$strict>]>;
        kind: z.ZodOptional<z.ZodLiteral<"file">>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>, z.ZodObject<{
        mode: z.ZodOptional<z.ZodString>;
        owner: z.ZodOptional<z.ZodString>;
        group: z.ZodOptional<z.ZodString>;
        path: z.ZodString;
        kind: z.ZodLiteral<"directory">;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>, z.ZodObject<{
        path: z.ZodString;
        target: z.ZodString;
        mustExist: z.ZodOptional<z.ZodBoolean>;
        kind: z.ZodLiteral<"symlink">;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>, z.ZodObject<{
        path: z.ZodString;
        source: z.ZodString;
        include: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        exclude: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        kind: z.ZodLiteral<"tree">;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>], "kind">>>;
    sysctl: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>>>;
};
export const systemFieldsSchema: z.ZodObject<{
    hostName: z.ZodOptional<z.ZodString>;
    timezone: z.ZodOptional<z.ZodString>;
    packages: z.ZodOptional<z.ZodArray<z.ZodUnion<readonly [z.ZodString, z.ZodObject<{
        name: z.ZodString;
        version: z.ZodOptional<z.ZodString>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>]>>>;
    groups: z.ZodOptional<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        gid: z.ZodOptional<z.ZodNumber>;
        system: z.ZodOptional<z.ZodBoolean>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>>>;
    users: z.ZodOptional<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        uid: z.ZodOptional<z.ZodNumber>;
        group: z.ZodOptional<z.ZodString>;
        groups: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        home: z.ZodOptional<z.ZodString>;
        shell: z.ZodOptional<z.ZodString>;
        comment: z.ZodOptional<z.ZodString>;
        system: z.ZodOptional<z.ZodBoolean>;
        authorizedKeys: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>>>;
    files: z.ZodOptional<z.ZodArray<z.ZodDiscriminatedUnion<[z.ZodObject<{
        mode: z.ZodOptional<z.ZodString>;
        owner: z.ZodOptional<z.ZodString>;
        group: z.ZodOptional<z.ZodString>;
        path: z.ZodString;
        content: z.ZodUnion<readonly [z.ZodType<import("drover/resources/text").Text, import("drover/resources/text").Text, z.core.$ZodTypeInternals<import("drover/resources/text").Text, import("drover/resources/text").Text>>, z.ZodObject<{
            source: z.ZodString;
        }, z.core.$strict>]>;
        kind: z.ZodOptional<z.ZodLiteral<"file">>;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>, z.ZodObject<{
        mode: z.ZodOptional<z.ZodString>;
        owner: z.ZodOptional<z.ZodString>;
        group: z.ZodOptional<z.ZodString>;
        path: z.ZodString;
        kind: z.ZodLiteral<"directory">;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>, z.ZodObject<{
        path: z.ZodString;
        target: z.ZodString;
        mustExist: z.ZodOptional<z.ZodBoolean>;
        kind: z.ZodLiteral<"symlink">;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>, z.ZodObject<{
        path: z.ZodString;
        source: z.ZodString;
        include: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        exclude: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
        kind: z.ZodLiteral<"tree">;
        after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    }, z.core.$strict>], "kind">>>;
    sysctl: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>>>;
}, z.core.$strict>;
export type SystemFields = z.output<typeof systemFieldsSchema>;
}
declare module "drover/environments/container" {
import { z } from "drover/zod/index";
import { type EnvironmentContext } from "drover/environments/environment";
const config: z.ZodObject<{
    cache: z.ZodOptional<z.ZodString>;
    name: z.ZodOptional<z.ZodString>;
    release: z.ZodDefault<z.ZodEnum<{
        bookworm: "bookworm";
        trixie: "trixie";
    }>>;
    memory: z.ZodOptional<z.ZodString>;
    packages: z.ZodDefault<z.ZodArray<z.ZodString>>;
}, z.core.$strict>;
type Config = z.infer<typeof config>;
/**
 * A Debian of its own on this host: systemd as process 1, sshd, a network namespace, on a root that is made once and kept
 * in a cache folder. It needs root on Linux, and brings along what else it needs. It outlives the run that made it, but
 * not the host: what is to last belongs on another kind of machine.
 */
export const container: ((config: {
    cache?: string | undefined;
    name?: string | undefined;
    release?: "bookworm" | "trixie" | undefined;
    memory?: string | undefined;
    packages?: string[] | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        release: "bookworm" | "trixie";
        packages: string[];
        cache?: string | undefined;
        name?: string | undefined;
        memory?: string | undefined;
    }, {
        cache?: string | undefined;
    }>;
} & {
    readonly account: (config: {
        cache?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
/**
 * The name on this host. Without one of the user's it is the machine's with a mark of the deployment and stage, so that a
 * preview's `web` never meets production's.
 */
export function nameOf({ name }: Pick<Config, 'name'>, { machine, deployment, stage }: Whose): string;
type Whose = Pick<EnvironmentContext, 'machine' | 'deployment' | 'stage'>;
export {};
}
declare module "drover/environments/digitalocean" {
import type { Pace } from "drover/environments/cloud/wait";
export const digitalOceanAt: (pace?: Pace) => ((config: {
    size: string | string[];
    region: string | string[];
    image: string;
    token: {
        $secret: string;
    };
    tags?: string[] | undefined;
    ipv6?: boolean | undefined;
    vpc?: string | undefined;
    backups?: boolean | undefined;
    monitoring?: boolean | undefined;
    name?: string | undefined;
    user?: string | undefined;
    port?: number | number[] | undefined;
    sshKeys?: string[] | undefined;
    address?: "private" | "public" | undefined;
    userData?: string | undefined;
    protect?: boolean | undefined;
    replace?: boolean | undefined;
    api?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        size: string | string[];
        tags: string[];
        ipv6: boolean;
        backups: boolean;
        monitoring: boolean;
        region: string | string[];
        image: string;
        user: string;
        sshKeys: string[];
        address: "private" | "public";
        protect: boolean;
        replace: boolean;
        token: {
            $secret: string;
        };
        vpc?: string | undefined;
        name?: string | undefined;
        port?: number | number[] | undefined;
        userData?: string | undefined;
        api?: string | undefined;
    }, import("drover/environments/cloud/config").AccountConfig>;
} & {
    readonly account: (config: {
        token: {
            $secret: string;
        };
        api?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
/** A droplet at DigitalOcean, which Drover makes, finds again by its tags, and destroys. */
export const digitalOcean: ((config: {
    size: string | string[];
    region: string | string[];
    image: string;
    token: {
        $secret: string;
    };
    tags?: string[] | undefined;
    ipv6?: boolean | undefined;
    vpc?: string | undefined;
    backups?: boolean | undefined;
    monitoring?: boolean | undefined;
    name?: string | undefined;
    user?: string | undefined;
    port?: number | number[] | undefined;
    sshKeys?: string[] | undefined;
    address?: "private" | "public" | undefined;
    userData?: string | undefined;
    protect?: boolean | undefined;
    replace?: boolean | undefined;
    api?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        size: string | string[];
        tags: string[];
        ipv6: boolean;
        backups: boolean;
        monitoring: boolean;
        region: string | string[];
        image: string;
        user: string;
        sshKeys: string[];
        address: "private" | "public";
        protect: boolean;
        replace: boolean;
        token: {
            $secret: string;
        };
        vpc?: string | undefined;
        name?: string | undefined;
        port?: number | number[] | undefined;
        userData?: string | undefined;
        api?: string | undefined;
    }, import("drover/environments/cloud/config").AccountConfig>;
} & {
    readonly account: (config: {
        token: {
            $secret: string;
        };
        api?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
}
declare module "drover/environments/cloud/wait" {
/** How often something is looked at. */
export interface Pace {
    readonly firstMs: number;
    readonly mostMs: number;
}
export const ordinaryPace: Pace;
export interface Waiting<Value> {
    readonly environment: string;
    /** As “the server to run”. */
    readonly what: string;
    readonly seconds: number;
    readonly pace: Pace;
    readonly signal: AbortSignal;
    readonly progress: (message: string) => void;
    /** What is waited for, or how far it is. A state that never gets well is thrown. */
    readonly look: () => Promise<{
        readonly done: Value;
    } | {
        readonly still: string;
    }>;
}
/** Looks again and again, less and less often, until it is there or the deadline is past. */
export function until<Value>(waiting: Waiting<Value>): Promise<Value>;
export function pauseFor(ms: number, signal: AbortSignal): Promise<void>;
}
declare module "drover/environments/cloud/config" {
import { z } from "drover/zod/index";
/** Whose account it is. */
export const accountConfig: z.ZodObject<{
    token: z.ZodObject<{
        $secret: z.ZodString;
    }, z.core.$strict>;
    api: z.ZodOptional<z.ZodString>;
}, z.core.$strict>;
/** What of a machine's configuration is known where an account is looked at: of an account alone, nothing but whose it is. */
export type AccountConfig = z.infer<typeof accountConfig> & {
    readonly image?: string;
    readonly ipv4?: boolean;
    readonly backups?: boolean;
};
/** What is declared of a machine alike at all providers. */
export const cloudShape: {
    name: z.ZodOptional<z.ZodString>;
    size: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
    region: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
    image: z.ZodString;
    user: z.ZodDefault<z.ZodString>;
    port: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodArray<z.ZodInt>]>>;
    sshKeys: z.ZodDefault<z.ZodArray<z.ZodString>>;
    address: z.ZodDefault<z.ZodEnum<{
        private: "private";
        public: "public";
    }>>;
    userData: z.ZodOptional<z.ZodString>;
    protect: z.ZodDefault<z.ZodBoolean>;
    replace: z.ZodDefault<z.ZodBoolean>;
    token: z.ZodObject<{
        $secret: z.ZodString;
    }, z.core.$strict>;
    api: z.ZodOptional<z.ZodString>;
};
const cloudSchema: z.ZodObject<{
    name: z.ZodOptional<z.ZodString>;
    size: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
    region: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
    image: z.ZodString;
    user: z.ZodDefault<z.ZodString>;
    port: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodArray<z.ZodInt>]>>;
    sshKeys: z.ZodDefault<z.ZodArray<z.ZodString>>;
    address: z.ZodDefault<z.ZodEnum<{
        private: "private";
        public: "public";
    }>>;
    userData: z.ZodOptional<z.ZodString>;
    protect: z.ZodDefault<z.ZodBoolean>;
    replace: z.ZodDefault<z.ZodBoolean>;
    token: z.ZodObject<{
        $secret: z.ZodString;
    }, z.core.$strict>;
    api: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
/** The part of a configuration that all providers have. */
export type CloudConfig = z.infer<typeof cloudSchema>;
export {};
}
declare module "drover/environments/hetzner" {
import type { Pace } from "drover/environments/cloud/wait";
export const hetznerAt: (pace?: Pace) => ((config: {
    size: string | string[];
    region: string | string[];
    image: string;
    token: {
        $secret: string;
    };
    labels?: Record<string, string> | undefined;
    ipv4?: boolean | undefined;
    ipv6?: boolean | undefined;
    networks?: (string | number)[] | undefined;
    firewalls?: (string | number)[] | undefined;
    backups?: boolean | undefined;
    name?: string | undefined;
    user?: string | undefined;
    port?: number | number[] | undefined;
    sshKeys?: string[] | undefined;
    address?: "private" | "public" | undefined;
    userData?: string | undefined;
    protect?: boolean | undefined;
    replace?: boolean | undefined;
    api?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        labels: Record<string, string>;
        ipv4: boolean;
        ipv6: boolean;
        networks: (string | number)[];
        firewalls: (string | number)[];
        backups: boolean;
        size: string | string[];
        region: string | string[];
        image: string;
        user: string;
        sshKeys: string[];
        address: "private" | "public";
        protect: boolean;
        replace: boolean;
        token: {
            $secret: string;
        };
        name?: string | undefined;
        port?: number | number[] | undefined;
        userData?: string | undefined;
        api?: string | undefined;
    }, import("drover/environments/cloud/config").AccountConfig>;
} & {
    readonly account: (config: {
        token: {
            $secret: string;
        };
        api?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
/** A server at Hetzner Cloud, which Drover makes, finds again by its labels, and destroys. */
export const hetzner: ((config: {
    size: string | string[];
    region: string | string[];
    image: string;
    token: {
        $secret: string;
    };
    labels?: Record<string, string> | undefined;
    ipv4?: boolean | undefined;
    ipv6?: boolean | undefined;
    networks?: (string | number)[] | undefined;
    firewalls?: (string | number)[] | undefined;
    backups?: boolean | undefined;
    name?: string | undefined;
    user?: string | undefined;
    port?: number | number[] | undefined;
    sshKeys?: string[] | undefined;
    address?: "private" | "public" | undefined;
    userData?: string | undefined;
    protect?: boolean | undefined;
    replace?: boolean | undefined;
    api?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        labels: Record<string, string>;
        ipv4: boolean;
        ipv6: boolean;
        networks: (string | number)[];
        firewalls: (string | number)[];
        backups: boolean;
        size: string | string[];
        region: string | string[];
        image: string;
        user: string;
        sshKeys: string[];
        address: "private" | "public";
        protect: boolean;
        replace: boolean;
        token: {
            $secret: string;
        };
        name?: string | undefined;
        port?: number | number[] | undefined;
        userData?: string | undefined;
        api?: string | undefined;
    }, import("drover/environments/cloud/config").AccountConfig>;
} & {
    readonly account: (config: {
        token: {
            $secret: string;
        };
        api?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
}
declare module "drover/environments/libvirt" {
/**
 * A virtual machine, or a container of libvirt's own, on this host or on a hypervisor. All is done by `virsh`, there where
 * the hypervisor is. A machine is found again by its name and by what stands in its metadata.
 */
export const libvirt: ((config: unknown) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        image: string;
        memory: string;
        cpus: number;
        network: string | {
            bridge: string;
        };
        user: string;
        storage: string;
        bootSeconds: number;
        protect: boolean;
        replace: boolean;
        connection: string;
        name?: string | undefined;
        domainType?: "kvm" | "qemu" | "lxc" | undefined;
        size?: string | undefined;
        address?: string | undefined;
        jump?: false | {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        } | {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        }[] | undefined;
        userData?: string | undefined;
        kernel?: string | undefined;
        initrd?: string | undefined;
        cmdline?: string | undefined;
        hypervisor?: {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        } | undefined;
    }, {
        connection: string;
        hypervisor?: {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        } | undefined;
    }>;
} & {
    readonly account: (config: {
        connection?: string | undefined;
        hypervisor?: {
            host: string;
            hostKey: string | string[];
            port?: number | undefined;
            user?: string | undefined;
        } | undefined;
    }) => import("drover/environments/environment").Account;
};
}
declare module "drover/environments/linode" {
import type { Pace } from "drover/environments/cloud/wait";
export const linodeAt: (pace?: Pace) => ((config: {
    image: string;
    size: string | string[];
    region: string | string[];
    token: {
        $secret: string;
    };
    tags?: string[] | undefined;
    privateIp?: boolean | undefined;
    vlan?: {
        label: string;
        address: string;
    } | undefined;
    firewall?: number | undefined;
    backups?: boolean | undefined;
    name?: string | undefined;
    user?: string | undefined;
    port?: number | number[] | undefined;
    sshKeys?: string[] | undefined;
    address?: "private" | "public" | undefined;
    userData?: string | undefined;
    protect?: boolean | undefined;
    replace?: boolean | undefined;
    api?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        image: string;
        tags: string[];
        privateIp: boolean;
        backups: boolean;
        size: string | string[];
        region: string | string[];
        user: string;
        sshKeys: string[];
        address: "private" | "public";
        protect: boolean;
        replace: boolean;
        token: {
            $secret: string;
        };
        vlan?: {
            label: string;
            address: string;
        } | undefined;
        firewall?: number | undefined;
        name?: string | undefined;
        port?: number | number[] | undefined;
        userData?: string | undefined;
        api?: string | undefined;
    }, import("drover/environments/cloud/config").AccountConfig>;
} & {
    readonly account: (config: {
        token: {
            $secret: string;
        };
        api?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
/** An instance at Linode, which Drover makes, finds again by its tags, and destroys. */
export const linode: ((config: {
    image: string;
    size: string | string[];
    region: string | string[];
    token: {
        $secret: string;
    };
    tags?: string[] | undefined;
    privateIp?: boolean | undefined;
    vlan?: {
        label: string;
        address: string;
    } | undefined;
    firewall?: number | undefined;
    backups?: boolean | undefined;
    name?: string | undefined;
    user?: string | undefined;
    port?: number | number[] | undefined;
    sshKeys?: string[] | undefined;
    address?: "private" | "public" | undefined;
    userData?: string | undefined;
    protect?: boolean | undefined;
    replace?: boolean | undefined;
    api?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        image: string;
        tags: string[];
        privateIp: boolean;
        backups: boolean;
        size: string | string[];
        region: string | string[];
        user: string;
        sshKeys: string[];
        address: "private" | "public";
        protect: boolean;
        replace: boolean;
        token: {
            $secret: string;
        };
        vlan?: {
            label: string;
            address: string;
        } | undefined;
        firewall?: number | undefined;
        name?: string | undefined;
        port?: number | number[] | undefined;
        userData?: string | undefined;
        api?: string | undefined;
    }, import("drover/environments/cloud/config").AccountConfig>;
} & {
    readonly account: (config: {
        token: {
            $secret: string;
        };
        api?: string | undefined;
    }) => import("drover/environments/environment").Account;
};
}
declare module "drover/environments/managed-host" {
/**
 * A machine that someone else made and looks after: there is nothing to find, to make or to destroy, only to reach. Its
 * `address` is where the other machines reach it, should that not be the host that Drover connects to. `limits` are seconds.
 */
export const managedHost: ((config: {
    host: string;
    hostKey: string | string[];
    port?: number | number[] | undefined;
    user?: string | undefined;
    sudoPassword?: {
        $secret: string;
    } | undefined;
    jump?: {
        host: string;
        hostKey: string | string[];
        port?: number | undefined;
        user?: string | undefined;
    } | {
        host: string;
        hostKey: string | string[];
        port?: number | undefined;
        user?: string | undefined;
    }[] | undefined;
    sshConfig?: string | boolean | undefined;
    limits?: {
        connect?: number | undefined;
        login?: number | undefined;
        command?: number | undefined;
        silence?: number | undefined;
    } | undefined;
    address?: string | undefined;
}) => import("drover/environments/environment").Environment) & {
    readonly type: import("drover/environments/environment").EnvironmentType<{
        host: string;
        hostKey: string | string[];
        port?: number | number[] | undefined;
        user?: string | undefined;
        sudoPassword?: {
            $secret: string;
        } | undefined;
        jump?: {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        } | {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        }[] | undefined;
        sshConfig?: string | boolean | undefined;
        limits?: {
            connect?: number | undefined;
            login?: number | undefined;
            command?: number | undefined;
            silence?: number | undefined;
        } | undefined;
        address?: string | undefined;
    }, {
        host: string;
        hostKey: string | string[];
        port?: number | number[] | undefined;
        user?: string | undefined;
        sudoPassword?: {
            $secret: string;
        } | undefined;
        jump?: {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        } | {
            host: string;
            port: number;
            user: string;
            hostKey: string | string[];
        }[] | undefined;
        sshConfig?: string | boolean | undefined;
        limits?: {
            connect?: number | undefined;
            login?: number | undefined;
            command?: number | undefined;
            silence?: number | undefined;
        } | undefined;
        address?: string | undefined;
    }>;
};
}
declare module "drover/resources/check" {
export interface CheckSeen {
    /** It was tried once and was well. One that was not tried, or failed, has to be tried in earnest. */
    readonly well: boolean;
    /** What https needs is on the machine. */
    readonly https: boolean;
}
/**
 * A health check. It has no place on the machine and no step: it is part of what a generation wants, so that going back to one
 * means to be well by that generation's own checks.
 */
export const checkKind: import("drover/resources/kind").ResourceKind<{
    http: import("drover/resources/text").Text;
    name?: string | undefined;
    retries?: number | undefined;
    interval?: number | undefined;
    timeout?: number | undefined;
    unit?: string | undefined;
    status?: string | number | undefined;
    contains?: string | undefined;
    followRedirects?: boolean | undefined;
    tlsSkipVerify?: boolean | undefined;
} | {
    tcp: number | import("drover/resources/text").Text;
    name?: string | undefined;
    retries?: number | undefined;
    interval?: number | undefined;
    timeout?: number | undefined;
    unit?: string | undefined;
} | {
    command: string;
    name?: string | undefined;
    retries?: number | undefined;
    interval?: number | undefined;
    timeout?: number | undefined;
    unit?: string | undefined;
}, CheckSeen>;
}
declare module "drover/resources/directory" {
import { type Standing } from "drover/resources/standing";
export interface DirectoryWant {
    readonly path: string;
    readonly mode: string;
    readonly owner: string;
    readonly group: string;
}
/** A folder with its rights. What is in it is not Drover's: a folder that is not empty stays when it is removed. */
export const directory: import("drover/resources/kind").ResourceKind<DirectoryWant, Standing>;
}
declare module "drover/resources/standing" {
import type { Attribute } from "drover/event";
import { type Script } from "drover/target/script";
interface Present {
    readonly type: 'file' | 'directory' | 'symlink' | 'other';
    readonly mode: string;
    readonly uid: string;
    readonly gid: string;
    /** The number again where it has no name. */
    readonly owner: string;
    readonly group: string;
    readonly target?: string;
}
/**
 * What a machine says stands at a path. Behind a link that another user than root can have put there Drover does not look,
 * nor does it write: a step for such a place is refused on the machine, which names the link.
 */
export type Standing = {
    readonly type: 'absent';
} | {
    readonly type: 'behind a link';
} | Present;
/**
 * Asks what stands at each path, a line each: `at f 644 0 0 root root /etc/motd`, for a symlink followed by `target …`;
 * `behind …` where the way is refused; `absent /etc/motd` where the system itself says so. Where it says anything else (an
 * input/output error), no line. Where root alone can change the way to a place, one process asks for all.
 */
export function probeStanding(paths: readonly string[]): Script;
/** By path. What was not said in full is left out; the lines that are none of these are left to others. */
export function readStanding(answer: string): ReadonlyMap<string, Standing>;
/** The lines of an answer that arrived whole: what follows the last line break may be cut off, and counts as not said. */
export const answerLines: (answer: string) => readonly string[];
/** A last line for an answer, so that nothing is lost where somebody trims it. */
export const endOfAnswer: Script;
/** How the rights of what stands there differ from the wanted ones. */
export function differing(want: {
    readonly mode: string;
    readonly owner: string;
    readonly group: string;
}, seen: Standing): readonly Attribute[];
/** The same in words: `mode 644 → 600`. */
export const differences: (...of: Parameters<typeof differing>) => readonly string[];
export {};
}
declare module "drover/resources/file" {
import { type FileSeen } from "drover/resources/file-probe";
import { type Text } from "drover/resources/text";
type FileContent = Text | {
    readonly source: string;
} | {
    readonly blob: string;
};
/** A file with its contents and rights. `source` is a file of the repository, which `prepare` replaces by its hash. */
export interface FileWant {
    readonly path: string;
    readonly content: FileContent;
    readonly mode: string;
    readonly owner: string;
    readonly group: string;
}
/** Unless it says otherwise, a file is root's and everybody may read it; one with a secret in it is for its owner alone. */
export const file: import("drover/resources/kind").ResourceKind<FileWant, FileSeen>;
export {};
}
declare module "drover/resources/file-probe" {
import { type Script } from "drover/target/script";
import { type Standing } from "drover/resources/standing";
export interface FileQuestion {
    readonly path: string;
    /** What the file is meant to hold: where it holds something else, and everybody may read it, the answer tells what. */
    readonly expected?: string | undefined;
    /** Then the file is named by HMAC alone: the hash of a secret would give it away. */
    readonly secret?: boolean;
}
export type FileSeen = Standing & {
    readonly sha256?: string;
    /** Only of what is meant to be secret; null where the machine has no key yet. */
    readonly hmac?: string | null;
    /** What a readable text file holds where it is not as expected. */
    readonly text?: string;
};
/** In bytes: longer texts are not shown as a diff. */
export const longestDiff = 65536;
/** Asks what stands at each path and, of files, what they hold. */
export function probeFiles(questions: readonly FileQuestion[]): Script;
/** By path. A file of which it was not said what it holds is left out. */
export function readFiles(answer: string): ReadonlyMap<string, FileSeen>;
}
declare module "drover/resources/group" {
import { z } from "drover/zod/index";
const groupSchema: z.ZodObject<{
    name: z.ZodString;
    gid: z.ZodOptional<z.ZodInt>;
    system: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strict>;
/** A group of users. Who belongs to it is said with each user. */
export type Group = z.infer<typeof groupSchema>;
export type GroupSeen = {
    readonly gid: number;
} | 'absent';
/** A group of users. Who belongs to it is said with each user (`userKind`). */
export const groupKind: import("drover/resources/kind").ResourceKind<{
    name: string;
    system: boolean;
    gid?: number | undefined;
}, GroupSeen>;
export {};
}
declare module "drover/resources/hook" {
import { z } from "drover/zod/index";
const hookSchema: z.ZodObject<{
    name: z.ZodString;
    run: z.ZodString;
    unless: z.ZodOptional<z.ZodString>;
    on: z.ZodOptional<z.ZodArray<z.ZodString>>;
}, z.core.$strict>;
/**
 * A script of the user's own. It runs
 * - whenever `unless` does not exit 0, where that is all that is said;
 * - once, and again when one of `on` or the script itself changed, or when it is declared anew after a generation without it;
 *   with `unless`, only where that does not exit 0.
 */
export type Hook = z.infer<typeof hookSchema>;
export interface HookSeen {
    /** Whether `unless` says that there is nothing to do. */
    readonly done: boolean;
    /** Hash of what it last ran with. */
    readonly with: string | null;
}
/** Nobody knows what a script of the user's changes: it can't be undone, and comes last. */
export const hookKind: import("drover/resources/kind").ResourceKind<{
    name: string;
    run: string;
    unless?: string | undefined;
    on?: string[] | undefined;
}, HookSeen>;
export {};
}
declare module "drover/resources/hostname" {
import { type FileSeen } from "drover/resources/file-probe";
export interface HostnameWant {
    readonly name: string;
}
export interface HostnameSeen {
    readonly running: string;
    readonly persistent: FileSeen;
}
/** The machine's name, now and after each boot. /etc/hosts is not touched. */
export const hostname: import("drover/resources/kind").ResourceKind<HostnameWant, HostnameSeen>;
}
declare module "drover/resources/package" {
import { z } from "drover/zod/index";
import type { PackageSeen } from "drover/resources/package-manager";
const packageSchema: z.ZodObject<{
    name: z.ZodString;
    version: z.ZodOptional<z.ZodString>;
    manager: z.ZodDefault<z.ZodLiteral<"apt">>;
}, z.core.$strict>;
/** A package that is to be installed. */
export type Package = z.infer<typeof packageSchema>;
/** A package. Many are installed by one call; removed are only those that Drover installed, with what came along. */
export const packageKind: import("drover/resources/kind").ResourceKind<{
    name: string;
    manager: "apt";
    version?: string | undefined;
}, PackageSeen>;
export {};
}
declare module "drover/resources/package-manager" {
import type { Script } from "drover/target/script";
import type { Keep } from "drover/resources/kind";
/** What a package manager is asked about. Without `version`: at whichever version, never upgraded on the quiet. */
export interface PackageRequest {
    readonly name: string;
    /** One version, in the manager's own words, or the newest that the machine's lists know. */
    readonly version?: string | undefined;
}
/** What a machine said of one package. */
export interface PackageSeen {
    /** The version that is there, be it whole or not. */
    readonly installed: string | null;
    /** Unpacked and configured. False where an installation was cut off. */
    readonly whole: boolean;
    /** Here only because another package needs it: it would go with that one. */
    readonly automatic: boolean;
    /** Someone told the package manager not to touch it. */
    readonly held: boolean;
    /** The newest version that the machine's lists know, null where they know none; absent where nobody had to ask. */
    readonly candidate?: string | null;
    /** The real packages that stand behind a name that is only virtual. */
    readonly providers: readonly string[];
    /** The installed version could be had again, from a mirror or the machine's own cache; absent where nobody had to ask. */
    readonly recoverable?: boolean;
}
export interface PackageInstall {
    readonly name: string;
    /** Exactly this version, newer or older than what is there; without it the newest that is to be had. */
    readonly version?: string;
}
/** What one call of a package manager does. */
export interface PackageWork {
    readonly install: readonly PackageInstall[];
    /** Packages that stay at their version and are from now on here for their own sake. */
    readonly mark: readonly string[];
}
/** All that Drover has to know of a package manager. Another one is another file beside `apt.ts`, and a line in `package.ts`. */
export interface PackageManager {
    /** One question for all packages. Its lines begin with the manager's name. */
    probe(requests: readonly PackageRequest[]): Script;
    /** By name. Lines of other managers are passed over; a package that was not answered for is left out. */
    read(answer: string): ReadonlyMap<string, PackageSeen>;
    /** Negative where `a` is the older version. */
    compare(a: string, b: string): number;
    /** Does everything in one call. Lists are fetched only where something can't be had without. */
    install(work: PackageWork): Script;
    keep(name: string): Keep;
}
}
declare module "drover/resources/port" {
/** A port that a service listens on. */
export interface Port {
    readonly port: number;
    readonly protocol: 'tcp' | 'udp';
}
/**
 * The claim on a port. It changes nothing on the machine: it is there so that two services of one system, or two
 * deployments on one machine, that want the same port are told so before one of them fails to start.
 */
export const port: import("drover/resources/kind").ResourceKind<Port, "claimed">;
}
declare module "drover/resources/symlink" {
import { type Standing } from "drover/resources/standing";
export interface SymlinkWant {
    readonly path: string;
    readonly target: string;
    readonly mustExist?: boolean | undefined;
}
/** A symbolic link. Its target need not be there, unless it says so. */
export const symlink: import("drover/resources/kind").ResourceKind<SymlinkWant, Standing>;
}
declare module "drover/resources/sysctl" {
import { type FileSeen } from "drover/resources/file-probe";
export interface SysctlWant {
    /** With dots; an interface's own dots as slashes: `net.ipv4.conf.eth0/100.forwarding`. */
    readonly key: string;
    readonly value: string;
}
export interface SysctlSeen {
    /** What the kernel has now, its white space made plain; null where it knows no such parameter. */
    readonly running: string | null;
    readonly persistent: FileSeen;
}
/** A kernel parameter, now and after each boot. */
export const sysctl: import("drover/resources/kind").ResourceKind<SysctlWant, SysctlSeen>;
}
declare module "drover/resources/timezone" {
import { type FileSeen } from "drover/resources/file-probe";
import { type Standing } from "drover/resources/standing";
export interface TimezoneWant {
    readonly name: string;
}
export interface TimezoneSeen {
    readonly link: Standing;
    readonly text: FileSeen;
}
/** The machine's time zone, in the two places where programs look for it. The zone has to be on the machine: `tzdata`. */
export const timezone: import("drover/resources/kind").ResourceKind<TimezoneWant, TimezoneSeen>;
}
declare module "drover/resources/tree" {
import type { TreeEntry } from "drover/resources/source";
import { type Standing } from "drover/resources/standing";
/** A folder of the repository, delivered whole. `prepare` replaces `source` and the globs by what the folder holds. */
export interface TreeWant {
    readonly path: string;
    readonly source?: string | undefined;
    readonly include?: readonly string[] | undefined;
    readonly exclude?: readonly string[] | undefined;
    readonly entries: readonly TreeEntry[];
}
export type TreeSeen = Standing & {
    /** The tree that the link leads to. Its name is its hash, and a number where an altered one had to be made again. */
    readonly tree?: string;
    readonly intact?: boolean;
    /** Of a deep look: a hash of all that is in it, with every file read. */
    readonly records?: string;
};
/**
 * A tree that nobody but root changes, named by what is in it. It lies in Drover's own folder, `path` is a symlink to it, and
 * a new tree takes an old one's place by one rename. Files are root's, with the modes 644 and 755.
 */
export const tree: import("drover/resources/kind").ResourceKind<TreeWant, TreeSeen>;
}
declare module "drover/resources/unit" {
import { type UnitSeen } from "drover/resources/unit-probe";
/**
 * A unit of systemd's: enabled or not, running or not, and running with what it reads as it is now. What a unit was last
 * started with is kept on the machine as a hash (`units/NAME`): it is restarted when that differs, and only then.
 */
export const unitKind: import("drover/resources/kind").ResourceKind<{
    name: string;
    enabled: boolean;
    state: "stopped" | "started";
    restartOn: string[];
    reloadOn: string[];
    onDemand?: boolean | undefined;
    check?: string | undefined;
    settle?: number | undefined;
}, UnitSeen>;
}
declare module "drover/resources/unit-probe" {
/** What systemd is asked of each unit. It answers in an order of its own. */
export const unitProperties: readonly ["Id", "LoadState", "ActiveState", "UnitFileState", "NeedDaemonReload", "Type", "RemainAfterExit", "Result", "NRestarts", "ActiveEnterTimestampMonotonic"];
/** What a machine said of a unit, in systemd's words. */
export interface UnitSeen {
    /** `loaded`, `not-found`, `masked`, `bad-setting` … */
    readonly load: string;
    /** `active`, `inactive`, `failed`, `activating` … */
    readonly active: string;
    /** `enabled`, `disabled`, `static` …; empty where there is no file. */
    readonly file: string;
    readonly needsReload: boolean;
    /** A socket listens for it; known only of what may be started so (`onDemand`). */
    readonly socket?: true;
    /** It does its work and ends: being inactive is no fault of it. */
    readonly runsOnce: boolean;
    /** How it last ended; `success` also where it never ran. */
    readonly result: string;
    /** Where systemd had to start it again by itself: seconds since it last did. */
    readonly restarted?: number;
    /** Hashes of what it was last started, and last reloaded, with; absent where Drover did neither. */
    readonly with?: {
        readonly restart: string;
        readonly reload: string;
    };
}
/** Blocks of `systemctl show` come in the order in which it was asked. Where one is missing, nothing is known. */
export function readUnits(answer: string): ReadonlyMap<string, UnitSeen>;
}
declare module "drover/resources/user" {
interface KeysSeen {
    /** sha256 of the file. */
    readonly hash: string;
    /** Mode and owner's number of ~/.ssh and of the file, as `700:1000 600:1000`. */
    readonly modes: string;
}
export type UserSeen = 'absent' | {
    readonly uid: number;
    readonly group: string;
    readonly comment: string;
    readonly home: string;
    readonly shell: string;
    readonly groups: readonly string[];
    /** Absent where nobody asked. */
    readonly keys?: KeysSeen | 'absent';
};
/** An account with its groups and, where they are declared, the keys that log in. Its home is never deleted. */
export const userKind: import("drover/resources/kind").ResourceKind<{
    name: string;
    groups: string[];
    system: boolean;
    uid?: number | undefined;
    group?: string | undefined;
    home?: string | undefined;
    shell?: string | undefined;
    authorizedKeys?: string[] | undefined;
    comment?: string | undefined;
}, UserSeen>;
export {};
}
declare module "drover/services/base-services" {
import { type Service } from "drover/system/service";
/** What a system gets where it lists no services. Whoever lists some adds these by `...baseServices`, or leaves them out. */
export const baseServices: readonly Service[];
}
declare module "drover/services/httpd" {
import { z } from "drover/zod/index";
const additionSchema: z.ZodObject<{
    virtualHosts: z.ZodDefault<z.ZodReadonly<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        port: z.ZodDefault<z.ZodInt>;
        serverName: z.ZodOptional<z.ZodString>;
        serverAliases: z.ZodDefault<z.ZodArray<z.ZodString>>;
        root: z.ZodOptional<z.ZodString>;
        proxy: z.ZodOptional<z.ZodType<import("drover/resources/text").Text, import("drover/resources/text").Text, z.core.$ZodTypeInternals<import("drover/resources/text").Text, import("drover/resources/text").Text>>>;
        balancer: z.ZodOptional<z.ZodObject<{
            members: z.ZodArray<z.ZodType<import("drover/resources/text").Text, import("drover/resources/text").Text, z.core.$ZodTypeInternals<import("drover/resources/text").Text, import("drover/resources/text").Text>>>;
            method: z.ZodDefault<z.ZodEnum<{
                byrequests: "byrequests";
                bytraffic: "bytraffic";
                bybusyness: "bybusyness";
            }>>;
            retry: z.ZodDefault<z.ZodInt>;
        }, z.core.$strict>>;
        directives: z.ZodOptional<z.ZodType<import("drover/resources/text").Text, import("drover/resources/text").Text, z.core.$ZodTypeInternals<import("drover/resources/text").Text, import("drover/resources/text").Text>>>;
    }, z.core.$strict>>>>;
    modules: z.ZodDefault<z.ZodReadonly<z.ZodArray<z.ZodUnion<readonly [z.ZodString, z.ZodObject<{
        name: z.ZodString;
        package: z.ZodString;
    }, z.core.$strict>]>>>>;
}, z.core.$strict>;
/** What another service may add: sites, and modules they need. */
export type HttpdAddition = z.input<typeof additionSchema>;
/**
 * Apache 2.4 as Debian packages it. Sites are reloaded without a connection lost; ports and modules need a restart. Either
 * is done only where Apache takes the configuration. Where a site is declared, Debian's default site gives way.
 */
export const httpd: import("drover/system/service").ServiceType<{
    virtualHosts?: readonly {
        name: string;
        port?: number | undefined;
        serverName?: string | undefined;
        serverAliases?: string[] | undefined;
        root?: string | undefined;
        proxy?: import("drover/resources/text").Text | undefined;
        balancer?: {
            members: import("drover/resources/text").Text[];
            method?: "byrequests" | "bytraffic" | "bybusyness" | undefined;
            retry?: number | undefined;
        } | undefined;
        directives?: import("drover/resources/text").Text | undefined;
    }[] | undefined;
    modules?: readonly (string | {
        name: string;
        package: string;
    })[] | undefined;
    balancer?: {
        members: import("drover/resources/text").Text[];
        method?: "byrequests" | "bytraffic" | "bybusyness" | undefined;
        retry?: number | undefined;
    } | undefined;
}, {
    modules: readonly (string | {
        name: string;
        package: string;
    })[];
    virtualHosts: readonly {
        name: string;
        port: number;
        serverAliases: string[];
        serverName?: string | undefined;
        root?: string | undefined;
        proxy?: import("drover/resources/text").Text | undefined;
        balancer?: {
            members: import("drover/resources/text").Text[];
            method: "byrequests" | "bytraffic" | "bybusyness";
            retry: number;
        } | undefined;
        directives?: import("drover/resources/text").Text | undefined;
    }[];
}, {
    virtualHosts?: readonly {
        name: string;
        port?: number | undefined;
        serverName?: string | undefined;
        serverAliases?: string[] | undefined;
        root?: string | undefined;
        proxy?: import("drover/resources/text").Text | undefined;
        balancer?: {
            members: import("drover/resources/text").Text[];
            method?: "byrequests" | "bytraffic" | "bybusyness" | undefined;
            retry?: number | undefined;
        } | undefined;
        directives?: import("drover/resources/text").Text | undefined;
    }[] | undefined;
    modules?: readonly (string | {
        name: string;
        package: string;
    })[] | undefined;
}>;
export {};
}
declare module "drover/services/notice" {
/**
 * Tells whoever logs in who looks after the machine, by PAM's folder of messages: in a file of the deployment's own, because
 * several may look after one machine.
 */
export const notice: import("drover/system/service").ServiceType<{
    text?: string | undefined;
}, {
    text?: string | undefined;
}, never>;
}
declare module "drover/services/openssh" {
/**
 * The SSH server. Only what is written here is set, so that by itself it never locks anybody out. sshd takes the first value
 * that it reads, and Debian's sshd_config reads the folder before its own lines. They are tried with
 * `sshd -t` first: settings that sshd does not take fail the deployment, and the server goes on with the old ones.
 */
export const openssh: import("drover/system/service").ServiceType<{
    port?: number | undefined;
    passwordAuthentication?: boolean | undefined;
    permitRootLogin?: "no" | "yes" | "prohibit-password" | "forced-commands-only" | undefined;
    allowUsers?: string[] | undefined;
    settings?: Record<string, string> | undefined;
}, {
    port?: number | undefined;
    passwordAuthentication?: boolean | undefined;
    permitRootLogin?: "no" | "yes" | "prohibit-password" | "forced-commands-only" | undefined;
    allowUsers?: string[] | undefined;
    settings?: Record<string, string> | undefined;
}, never>;
}
declare module "drover/services/web-app" {
/**
 * A program of the repository as a service of the machine: delivered to /opt/NAME, run as a user of its own, with its state
 * in /var/lib/NAME (STATE_DIRECTORY), which stays when the service goes. It is started anew when its files, its
 * environment or its unit change, and only then.
 */
export const webApp: import("drover/system/service").ServiceType<{
    name: string;
    source: string;
    run: string;
    include?: readonly string[] | undefined;
    exclude?: readonly string[] | undefined;
    port?: number | undefined;
    env?: Record<string, import("drover/resources/text").Text> | undefined;
    packages?: string[] | undefined;
    healthCheck?: {
        name?: string | undefined;
        retries?: number | undefined;
        interval?: number | undefined;
        timeout?: number | undefined;
        status?: string | number | undefined;
        contains?: string | undefined;
        followRedirects?: boolean | undefined;
        tlsSkipVerify?: boolean | undefined;
        path?: string | undefined;
    } | undefined;
    user?: string | undefined;
}, {
    name: string;
    source: string;
    run: string;
    env: Record<string, import("drover/resources/text").Text>;
    packages: string[];
    include?: readonly string[] | undefined;
    exclude?: readonly string[] | undefined;
    port?: number | undefined;
    healthCheck?: {
        path: string;
        name?: string | undefined;
        retries?: number | undefined;
        interval?: number | undefined;
        timeout?: number | undefined;
        status?: string | number | undefined;
        contains?: string | undefined;
        followRedirects?: boolean | undefined;
        tlsSkipVerify?: boolean | undefined;
    } | undefined;
    user?: string | undefined;
}, never>;
}
declare module "drover/system/accounts" {
import { z } from "drover/zod/index";
/** A group and a user as a system lists them. */
export const groupItem: z.ZodObject<{
    name: z.ZodString;
    gid: z.ZodOptional<z.ZodNumber>;
    system: z.ZodOptional<z.ZodBoolean>;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>;
export const userItem: z.ZodObject<{
    name: z.ZodString;
    uid: z.ZodOptional<z.ZodNumber>;
    group: z.ZodOptional<z.ZodString>;
    groups: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    home: z.ZodOptional<z.ZodString>;
    shell: z.ZodOptional<z.ZodString>;
    comment: z.ZodOptional<z.ZodString>;
    system: z.ZodOptional<z.ZodBoolean>;
    authorizedKeys: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>;
/** Who is known on the machine. */
export const accounts: import("drover/system/service").ServiceType<readonly ({
    name: string;
    kind: "group";
    gid?: number | undefined;
    system?: boolean | undefined;
    after?: readonly string[] | undefined;
} | {
    name: string;
    kind: "user";
    uid?: number | undefined;
    group?: string | undefined;
    groups?: readonly string[] | undefined;
    home?: string | undefined;
    shell?: string | undefined;
    comment?: string | undefined;
    system?: boolean | undefined;
    authorizedKeys?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
})[], readonly import("drover/system/foundation").Asked<{
    name: string;
    kind: "group";
    gid?: number | undefined;
    system?: boolean | undefined;
    after?: readonly string[] | undefined;
} | {
    name: string;
    kind: "user";
    uid?: number | undefined;
    group?: string | undefined;
    groups?: readonly string[] | undefined;
    home?: string | undefined;
    shell?: string | undefined;
    comment?: string | undefined;
    system?: boolean | undefined;
    authorizedKeys?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
}>[], readonly ({
    name: string;
    kind: "group";
    gid?: number | undefined;
    system?: boolean | undefined;
    after?: readonly string[] | undefined;
} | {
    name: string;
    kind: "user";
    uid?: number | undefined;
    group?: string | undefined;
    groups?: readonly string[] | undefined;
    home?: string | undefined;
    shell?: string | undefined;
    comment?: string | undefined;
    system?: boolean | undefined;
    authorizedKeys?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
})[]>;
}
declare module "drover/system/foundation" {
import { z } from "drover/zod/index";
import type { Origin } from "drover/origin";
import type { AnyKind } from "drover/resources/kind";
import type { Resource } from "drover/resources/resource";
import { type Contributor, type ServiceType } from "drover/system/service";
/** One thing that somebody asks of a foundation type. Without an origin, the service itself asked. */
export interface Asked<Item> {
    readonly item: Item;
    readonly origin?: Origin;
}
interface Foundation<Item> {
    readonly name: string;
    readonly description: string;
    readonly item: z.ZodType<Item, Item>;
    readonly resources: (item: Item, origin: Origin) => readonly Resource[];
}
/** A foundation type: it takes lists of items from whoever extends it, and alone turns them into resources. */
export function foundation<Item>({ name, description, item, resources, }: Foundation<Item>): ServiceType<readonly Item[], readonly Asked<Item>[], readonly Item[]>;
/**
 * What was contributed, checked like what is written by hand: it may come from a file without types.
 *
 * @throws DroverError with a mistake for whoever contributed what the schema does not take
 */
export function checked<Payload, Input>(name: string, schema: z.ZodType<Payload, Input>, payloads: readonly Input[], from: readonly Contributor[]): readonly {
    readonly payload: Payload;
    readonly origin: Origin;
}[];
/** Says of a value what the kind's own schema says of it, where it stands: the sentence is written once, with the kind. */
export const asKind: (kind: AnyKind) => (want: object, context: z.core.$RefinementCtx) => void;
export {};
}
declare module "drover/system/activation" {
/** Scripts of the user's own that run while a machine is brought up to date, after everything else. */
export const activation: import("drover/system/service").ServiceType<readonly {
    name: string;
    run: string;
    unless?: string | undefined;
    on?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
}[], readonly import("drover/system/foundation").Asked<{
    name: string;
    run: string;
    unless?: string | undefined;
    on?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
}>[], readonly {
    name: string;
    run: string;
    unless?: string | undefined;
    on?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
}[]>;
}
declare module "drover/system/files" {
import { z } from "drover/zod/index";
export const fileItem: z.ZodDiscriminatedUnion<[z.ZodObject<{
    mode: z.ZodOptional<z.ZodString>;
    owner: z.ZodOptional<z.ZodString>;
    group: z.ZodOptional<z.ZodString>;
    path: z.ZodString;
    content: z.ZodUnion<readonly [z.ZodType<import("drover/resources/text").Text, import("drover/resources/text").Text, z.core.$ZodTypeInternals<import("drover/resources/text").Text, import("drover/resources/text").Text>>, z.ZodObject<{
        source: z.ZodString;
    }, z.core.$strict>]>;
    kind: z.ZodOptional<z.ZodLiteral<"file">>;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>, z.ZodObject<{
    mode: z.ZodOptional<z.ZodString>;
    owner: z.ZodOptional<z.ZodString>;
    group: z.ZodOptional<z.ZodString>;
    path: z.ZodString;
    kind: z.ZodLiteral<"directory">;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>, z.ZodObject<{
    path: z.ZodString;
    target: z.ZodString;
    mustExist: z.ZodOptional<z.ZodBoolean>;
    kind: z.ZodLiteral<"symlink">;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>, z.ZodObject<{
    path: z.ZodString;
    source: z.ZodString;
    include: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    exclude: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
    kind: z.ZodLiteral<"tree">;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>], "kind">;
/** What lies on a machine's disk. */
export const files: import("drover/system/service").ServiceType<readonly ({
    path: string;
    content: import("drover/resources/text").Text | {
        source: string;
    };
    mode?: string | undefined;
    owner?: string | undefined;
    group?: string | undefined;
    kind?: "file" | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    kind: "directory";
    mode?: string | undefined;
    owner?: string | undefined;
    group?: string | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    target: string;
    kind: "symlink";
    mustExist?: boolean | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    source: string;
    kind: "tree";
    include?: readonly string[] | undefined;
    exclude?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
})[], readonly import("drover/system/foundation").Asked<{
    path: string;
    content: import("drover/resources/text").Text | {
        source: string;
    };
    mode?: string | undefined;
    owner?: string | undefined;
    group?: string | undefined;
    kind?: "file" | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    kind: "directory";
    mode?: string | undefined;
    owner?: string | undefined;
    group?: string | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    target: string;
    kind: "symlink";
    mustExist?: boolean | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    source: string;
    kind: "tree";
    include?: readonly string[] | undefined;
    exclude?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
}>[], readonly ({
    path: string;
    content: import("drover/resources/text").Text | {
        source: string;
    };
    mode?: string | undefined;
    owner?: string | undefined;
    group?: string | undefined;
    kind?: "file" | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    kind: "directory";
    mode?: string | undefined;
    owner?: string | undefined;
    group?: string | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    target: string;
    kind: "symlink";
    mustExist?: boolean | undefined;
    after?: readonly string[] | undefined;
} | {
    path: string;
    source: string;
    kind: "tree";
    include?: readonly string[] | undefined;
    exclude?: readonly string[] | undefined;
    after?: readonly string[] | undefined;
})[]>;
}
declare module "drover/system/health-checks" {
import type { Mistake } from "drover/failure";
import { type Origin } from "drover/origin";
import type { CheckInput } from "drover/resources/check-schema";
import { type Resource } from "drover/resources/resource";
import type { Text } from "drover/resources/text";
type Options<Asked extends 'http' | 'tcp' | 'command'> = Omit<Extract<CheckInput, Record<Asked, unknown>>, Asked>;
/**
 * The machine is well where this URL, asked for on the machine itself, is answered as it should be: by a status from 200 to 399, where
 * `status` says nothing else. `timeout` and `interval` are seconds (5 and 2), `retries` is how often it is tried in all (10).
 */
export const http: (url: Text, options?: Options<"http">) => Resource;
/** The machine is well where it can connect to this port of its own, or to this `host:port`; tried as `http` is. */
export const tcp: (port: number | Text, options?: Options<"tcp">) => Resource;
/** The machine is well where this command, run by root through `sh -c`, exits 0; tried as `http` is. It must change nothing. */
export const command: (line: string, options?: Options<"command">) => Resource;
/** What a system lists as its health checks; anything else in the list is a mistake. */
export function healthChecksOf(list: unknown, origin: Origin, mistakes: Mistake[]): readonly Resource[];
export {};
}
declare module "drover/resources/check-schema" {
import { z } from "drover/zod/index";
import { type Text } from "drover/resources/text";
/** All that may be said of how a URL is asked for, and how often. A service adds the URL. */
export const httpOptionsSchema: z.ZodObject<{
    name: z.ZodOptional<z.ZodString>;
    retries: z.ZodOptional<z.ZodInt>;
    interval: z.ZodOptional<z.ZodNumber>;
    timeout: z.ZodOptional<z.ZodNumber>;
    status: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodString]>>;
    contains: z.ZodOptional<z.ZodString>;
    followRedirects: z.ZodOptional<z.ZodBoolean>;
    tlsSkipVerify: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strict>;
/** What has to be so, beside units that run, for a machine to be well. */
export const checkSchema: z.ZodUnion<readonly [z.ZodObject<{
    name: z.ZodOptional<z.ZodString>;
    retries: z.ZodOptional<z.ZodInt>;
    interval: z.ZodOptional<z.ZodNumber>;
    timeout: z.ZodOptional<z.ZodNumber>;
    unit: z.ZodOptional<z.ZodString>;
    status: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodString]>>;
    contains: z.ZodOptional<z.ZodString>;
    followRedirects: z.ZodOptional<z.ZodBoolean>;
    tlsSkipVerify: z.ZodOptional<z.ZodBoolean>;
    http: z.ZodType<Text, Text, z.core.$ZodTypeInternals<Text, Text>>;
}, z.core.$strict>, z.ZodObject<{
    name: z.ZodOptional<z.ZodString>;
    retries: z.ZodOptional<z.ZodInt>;
    interval: z.ZodOptional<z.ZodNumber>;
    timeout: z.ZodOptional<z.ZodNumber>;
    unit: z.ZodOptional<z.ZodString>;
    tcp: z.ZodUnion<readonly [z.ZodInt, z.ZodType<Text, Text, z.core.$ZodTypeInternals<Text, Text>>]>;
}, z.core.$strict>, z.ZodObject<{
    name: z.ZodOptional<z.ZodString>;
    retries: z.ZodOptional<z.ZodInt>;
    interval: z.ZodOptional<z.ZodNumber>;
    timeout: z.ZodOptional<z.ZodNumber>;
    unit: z.ZodOptional<z.ZodString>;
    command: z.ZodString;
}, z.core.$strict>]>;
export type Check = z.output<typeof checkSchema>;
export type CheckInput = z.input<typeof checkSchema>;
/** What it is called in reports, and known by: its name, or what it asks. */
export function nameOf(check: Check): string;
}
declare module "drover/system/modify-services" {
import { type Origin } from "drover/origin";
import { type AnyServiceType, type Service, type ServiceType } from "drover/system/service";
/** One change to a list of services. */
export interface Clause {
    readonly type: AnyServiceType;
    readonly change: ((value: never) => unknown) | 'remove';
    readonly origin: Origin;
}
/**
 * Gives every service of the type the value that `change` makes of the written one, or of the type's default. What `change` throws is
 * told as a mistake of this clause.
 */
export const modify: <Input, Config, Payload>(type: ServiceType<Input, Config, Payload>, change: (value: Input) => NoInfer<Input>) => Clause;
/** Takes every service of the type out of the list. */
export const remove: (type: AnyServiceType) => Clause;
/**
 * The list with every clause tried on every service, in the clauses' order; the order of the services stays. A clause that
 * fits none, or comes after the one that removed what it fits, is a mistake: it is told when the system is compiled.
 */
export function modifyServices(services: readonly Service[], clauses: readonly Clause[]): readonly Service[];
}
declare module "drover/system/packages" {
import { z } from "drover/zod/index";
/** A package's name, or one with a version; `latest` upgrades, no version means installed at whichever. */
export const packageItem: z.ZodUnion<readonly [z.ZodString, z.ZodObject<{
    name: z.ZodString;
    version: z.ZodOptional<z.ZodString>;
    after: z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodString>>>;
}, z.core.$strict>]>;
/** The packages that are installed. The same one may be asked for more than once, at one version. */
export const packages: import("drover/system/service").ServiceType<readonly (string | {
    name: string;
    version?: string | undefined;
    after?: readonly string[] | undefined;
})[], readonly import("drover/system/foundation").Asked<string | {
    name: string;
    version?: string | undefined;
    after?: readonly string[] | undefined;
}>[], readonly (string | {
    name: string;
    version?: string | undefined;
    after?: readonly string[] | undefined;
})[]>;
}
declare module "drover/system/ports" {
/** The ports that services listen on: nothing on the machine, but no two services, or deployments, get the same one. */
export const ports: import("drover/system/service").ServiceType<readonly {
    port: number;
    protocol?: "tcp" | "udp" | undefined;
}[], readonly import("drover/system/foundation").Asked<{
    port: number;
    protocol?: "tcp" | "udp" | undefined;
}>[], readonly {
    port: number;
    protocol?: "tcp" | "udp" | undefined;
}[]>;
}
declare module "drover/system/resources" {
import type { Resource } from "drover/resources/resource";
/** Whether it is what `resource()` gives. */
export const isResource: (value: unknown) => value is Resource;
/** Resources of any kind, the user's own among them: `contribute(resources, c => [resource(myKind, c)])`. */
export const resources: import("drover/system/service").ServiceType<readonly Resource[], readonly import("drover/system/foundation").Asked<Resource>[], readonly Resource[]>;
}
declare module "drover/system/sysctls" {
import { z } from "drover/zod/index";
/** A kernel parameter's value: what stands in its file under /proc/sys. */
export const sysctlValue: z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>;
/** Kernel parameters, now and after the next boot. */
export const sysctls: import("drover/system/service").ServiceType<readonly {
    key: string;
    value: string | number;
    after?: readonly string[] | undefined;
}[], readonly import("drover/system/foundation").Asked<{
    key: string;
    value: string | number;
    after?: readonly string[] | undefined;
}>[], readonly {
    key: string;
    value: string | number;
    after?: readonly string[] | undefined;
}[]>;
}
declare module "drover/system/units" {
/** systemd's units, with their unit files where these are declared: a unit is started anew when its own file changes. */
export const units: import("drover/system/service").ServiceType<readonly {
    name: string;
    content?: import("drover/resources/text").Text | undefined;
    enabled?: boolean | undefined;
    state?: "stopped" | "started" | undefined;
    restartOn?: readonly string[] | undefined;
    reloadOn?: readonly string[] | undefined;
    onDemand?: boolean | undefined;
    check?: string | undefined;
    settle?: number | undefined;
    after?: readonly string[] | undefined;
}[], readonly import("drover/system/foundation").Asked<{
    name: string;
    content?: import("drover/resources/text").Text | undefined;
    enabled?: boolean | undefined;
    state?: "stopped" | "started" | undefined;
    restartOn?: readonly string[] | undefined;
    reloadOn?: readonly string[] | undefined;
    onDemand?: boolean | undefined;
    check?: string | undefined;
    settle?: number | undefined;
    after?: readonly string[] | undefined;
}>[], readonly {
    name: string;
    content?: import("drover/resources/text").Text | undefined;
    enabled?: boolean | undefined;
    state?: "stopped" | "started" | undefined;
    restartOn?: readonly string[] | undefined;
    reloadOn?: readonly string[] | undefined;
    onDemand?: boolean | undefined;
    check?: string | undefined;
    settle?: number | undefined;
    after?: readonly string[] | undefined;
}[]>;
}
declare module "drover/node/stream" {
export interface Readable { readonly readable: boolean }
}
declare module "drover/zod/v4/locales/index" {
export {};
}
