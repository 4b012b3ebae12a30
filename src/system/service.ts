import type { z } from 'zod'
import type { Mistake } from '../failure'
import { captureOrigin, type Origin } from '../origin'
import type { Deployed } from './deployed'

/** Who contributed, and as part of which deployment: for the origin of what becomes of the contribution, and for its place. */
export interface Contributor extends Deployed {
  readonly type: string
  readonly origin: Origin
}

/** A type that takes contributions of this shape. The field is never there: it only carries the shape for the compiler. */
export interface Accepts<Payload> extends AnyServiceType {
  readonly accepts?: (payload: Payload) => void
}

/** What a service gives to another, computed from its config when the other is folded. */
export interface Contribution<in Config> {
  /** A function where the target is declared further down. */
  readonly target: AnyServiceType | (() => AnyServiceType)
  readonly compute: (config: Config, self: Contributor) => unknown
}

/** Binds a target and what it gets. What the target does not accept does not compile. */
export type Contribute<Config> = <const Payload>(
  target: Accepts<Payload> | (() => Accepts<Payload>),
  compute: (config: Config, self: Contributor) => Payload,
) => Contribution<Config>

/** A type as the fold sees it: whatever its config is. Its identity is the object, not the name. */
export interface AnyServiceType {
  readonly name: string
  readonly description: string
  readonly config?: z.ZodType
  readonly defaultValue?: unknown
  /** What it makes of several contributions is what it makes of each: where one fails, the others still tell their mistakes. */
  readonly adds?: boolean
  readonly origin: Origin
  contributions(): readonly Contribution<never>[]
  compose?(payloads: readonly unknown[], from: readonly Contributor[]): unknown
  extend?(config: unknown, more: unknown): unknown
}

/**
 * What a service can be: how it is configured, whom it extends, and how others extend it. `Input` is what is written,
 * `Config` what the schema makes of it, `Payload` what others may contribute.
 */
export interface ServiceType<Input, Config = Input, Payload = never> extends Accepts<Payload> {
  readonly config?: z.ZodType<Config, Input>
  readonly takes?: (input: Input) => void
}

interface Definition<Input, Config, Payload, Composed> {
  readonly name: string
  readonly description: string
  /** What may be configured. Without it, whatever the default value's type is. */
  readonly config?: z.ZodType<Config, Input>
  /** Used where the service is written without a value, or is made because another one extends it. */
  readonly defaultValue?: Input
  readonly extensions?: (contribute: Contribute<Config>) => readonly Contribution<Config>[]
  /** Makes one of all that others contribute, in the order of the list of services. Without it: the list itself. */
  readonly compose?: (payloads: readonly Payload[], from: readonly Contributor[]) => Composed
  readonly adds?: boolean
  /** Without it, nobody can extend the type. Also called where nobody does. */
  readonly extend?: (config: Config, more: Composed) => NoInfer<Config>
}

type Element<List> = List extends readonly (infer Item)[] ? Item : never

/**
 * Declares a service type. `extensions` gets a `contribute` that knows the config:
 * `extensions: contribute => [contribute(files, ({ paths }) => …)]`.
 */
export function serviceType<Input, Composed, Config = Input, Payload = Element<Composed>>(
  definition: Definition<Input, Config, Payload, Composed>,
): ServiceType<Input, Config, Payload> {
  const { config, extensions, ...rest } = definition
  let made: readonly Contribution<Config>[] | undefined
  const contributions = (): readonly Contribution<Config>[] => {
    made ??= extensions?.((target, compute) => ({ target, compute })) ?? []
    return made
  }
  return { ...rest, ...(config ? { config } : {}), contributions, origin: captureOrigin() }
}

/** A type with its value. What is wrong with it is told when the system is compiled, with all other mistakes. */
export interface Service {
  readonly type: AnyServiceType
  /** As it was written; undefined where the type's default is meant. */
  readonly value: unknown
  readonly origin: Origin
  /** Where in the declared system it stands, for messages. */
  readonly path: string
  /** Mistakes that were made on the way to it. */
  readonly mistakes: readonly Mistake[]
}

/** A service of a type, to be listed in a system; without a value, the type's default. A wrong value is told when the system is compiled. */
export const service = <Input, Config, Payload>(
  type: ServiceType<Input, Config, Payload>,
  value?: NoInfer<Input>,
): Service => ({ type, value, origin: captureOrigin(), path: `service(${type.name})`, mistakes: [] })

/** The value that counts: the written one, or the type's default. Undefined where there is neither. */
export const writtenValue = ({ type, value }: Service): unknown => (value === undefined ? type.defaultValue : value)

/** @throws TypeError where a file without types, or a circle of imports, left it undefined */
export function targetOf({ target }: Contribution<never>): AnyServiceType {
  const type: AnyServiceType | undefined = typeof target === 'function' ? target() : target
  if (type === undefined)
    throw new TypeError('an extension has no target: is it imported in a circle? Write () => target')
  return type
}
