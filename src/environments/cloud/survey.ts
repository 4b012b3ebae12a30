import { type Marks, marksOf } from './marks'
import type { Server } from './provider'

/** A machine of Drover's, with what it carries. */
export interface Ours extends Server {
  readonly marks: Marks
}

/** What there is of one machine at a provider. */
export type Survey =
  | { readonly state: 'absent' }
  | {
      readonly state: 'ready'
      readonly server: Ours
      readonly hostKey: string
      /** In whose place it was made: they stay until it is deployed. */
      readonly replaced: readonly Ours[]
      /** What was begun beside it. */
      readonly leftovers: readonly Ours[]
    }
  | { readonly state: 'unfinished'; readonly servers: readonly Ours[] }
  | { readonly state: 'ambiguous'; readonly candidates: readonly string[] }
  /** It carries the machine's mark, and what Drover wrote beside it was altered. */
  | { readonly state: 'altered'; readonly server: Server }

/** Judges all that carries the mark of one machine. Of two that are ready, the one that was made in the other's place counts. */
export function surveyOf(servers: readonly Server[]): Survey {
  const ours = servers.map(server => ({ ...server, marks: marksOf(server.labels) }))
  const altered = ours.find(({ marks }) => !marks || (marks.state === 'ready' && marks.hostKey === undefined))
  if (altered) return { state: 'altered', server: altered }
  const whole = ours.flatMap(server => (server.marks ? [{ ...server, marks: server.marks }] : [])).sort(older)
  const ready = whole.filter(({ marks }) => marks.state === 'ready')
  const over = new Set(ready.flatMap(({ marks }) => marks.replaces ?? []))
  const [server, ...others] = ready.filter(({ id }) => !over.has(id))
  if (others.length > 0 && server) {
    return { state: 'ambiguous', candidates: [server, ...others].map(({ name, id }) => `${name} (id ${id})`) }
  }
  if (server?.marks.hostKey !== undefined) {
    return {
      state: 'ready',
      server,
      hostKey: server.marks.hostKey,
      replaced: ready.filter(({ id }) => id !== server.id),
      leftovers: whole.filter(({ marks }) => marks.state === 'provisioning'),
    }
  }
  return whole.length > 0 ? { state: 'unfinished', servers: whole } : { state: 'absent' }
}

/** The order in which machines were made; of two made in the same second the smaller id was first. */
export function older(one: Server, other: Server): number {
  const apart = Date.parse(one.since ?? '') - Date.parse(other.since ?? '')
  if (apart) return apart
  return one.id.length - other.id.length || (one.id < other.id ? -1 : 1)
}

/** Longer than any run is at work on one machine, in seconds: ordering, booting, SSH and cloud-init, each with its own limit. */
export const longestWork = 35 * 60

/** Whether a half-made machine is so old that nobody can be at work on it any more. */
export const isDead = ({ since }: Server, now: number): boolean => !(now - Date.parse(since ?? '') < longestWork * 1000)
