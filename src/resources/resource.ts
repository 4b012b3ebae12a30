import type { Origin } from '../origin'
import type { AnyKind, ResourceKind } from './kind'

/** A resource as a service asks for it: its kind, what is wanted of it, and who asked. */
export interface Resource {
  readonly kind: AnyKind
  readonly want: unknown
  /** Ids of resources that come before, beside those that the kind knows of. */
  readonly after: readonly string[]
  readonly origin: Origin
}

/**
 * Asks for a resource of any kind, built in or the user's own, for the service type `resources`. `after` are ids of resources that come
 * before it. What is wanted is checked by the kind's schema when the system is compiled.
 */
export const resource = <Want, Seen>(
  kind: ResourceKind<Want, Seen>,
  want: Want,
  options: { readonly after?: readonly string[]; readonly origin?: Origin } = {},
): Resource => ({ kind, want, after: options.after ?? [], origin: options.origin ?? [] })
