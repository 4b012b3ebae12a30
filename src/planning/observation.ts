import type { Former } from '../resources/kind'

/** What a machine said, as far as it matters to a plan. */
export interface Observation {
  /** By resource id, as the kind's `read` gave it. A resource that is not here was not seen: that is never "absent". */
  readonly seen: ReadonlyMap<string, unknown>
  /** Who claims what on the machine: place → owners. */
  readonly claims: ReadonlyMap<string, readonly string[]>
  /** The places whose original is kept, by name (`originalOf`), and what it is. */
  readonly originals: ReadonlyMap<string, Former>
}
