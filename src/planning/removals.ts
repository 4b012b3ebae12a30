import type { AnyKind, Former, Keep } from '../resources/kind'
import type { ManifestResource } from '../resources/manifest'
import type { Step } from '../resources/step'
import { lines, type Script, sh } from '../target/script'
import type { Observation } from './observation'
import { ordered } from './order'
import { originalOf } from './original'

export interface Removals {
  /** What makes room: before the first change that may need it. */
  readonly first: readonly Step[]
  readonly last: readonly Step[]
  readonly leaves: readonly string[]
}

/**
 * The steps that take away what the last generation had and this one has not, in the opposite of the order in which it was
 * made: what stood in each place before comes back. A place that goes on under another resource, or that another
 * deployment claims too, is left as it is.
 */
export function removals(
  gone: readonly ManifestResource[],
  kinds: ReadonlyMap<string, AnyKind>,
  observation: Observation,
  owner: string,
  owned: ReadonlySet<string>,
): Removals {
  const nodes = gone.flatMap(resource => {
    const kind = kinds.get(resource.kind)
    const keep: Keep | 'irreversible' | undefined = kind?.keep(resource.want) ?? resource.stored?.keep
    const [place] = kind?.claims(resource.want) ?? resource.stored?.claims ?? []
    if (keep === undefined || keep === 'irreversible' || place === undefined) return []
    const others = (observation.claims.get(place) ?? []).some(other => other !== owner)
    const former = observation.originals.get(originalOf(place))
    if (owned.has(place) || others || former === undefined) return []
    const after = [...resource.after, ...(kind?.after?.(resource.want) ?? [])]
    const rank = kind?.rank ?? resource.stored?.rank ?? 0
    const leaves = kind?.leaves?.(resource.want) ?? resource.stored?.leaves ?? []
    const title = kind?.removal?.(resource.want, former) ?? removalTitle(resource.id, former)
    return [{ id: resource.id, rank, after, keep, place, makeRoom: kind?.makeRoom?.(resource.want), leaves, title }]
  })
  const backwards = [...ordered(nodes)].reverse()
  const step = (
    node: (typeof nodes)[number],
    verb: 'stop' | 'remove',
    script: Script,
    after: readonly string[],
  ): Step => ({
    id: `${verb} ${node.id}`,
    resource: node.id,
    action: 'remove',
    title: verb === 'stop' ? `stop ${named(node.id)}` : node.title,
    effect: lines(sh`original="$drover/originals/"${originalOf(node.place)}/record`, script),
    undo: node.makeRoom === undefined ? node.keep : { ...node.keep, room: node.makeRoom },
    after: [...after].sort(),
    triggers: [],
    contents: [],
    secrets: [],
    drift: false,
  })
  const quiet = backwards.filter(({ makeRoom }) => makeRoom === undefined)
  const restored = quiet.map((node, index) => {
    const later = quiet.slice(0, index).filter(other => other.after.includes(node.id))
    return step(
      node,
      'remove',
      node.keep.release ?? node.keep.restore,
      later.map(({ id }) => `remove ${id}`),
    )
  })
  const busy = backwards.flatMap(node => (node.makeRoom === undefined ? [] : [{ node, makeRoom: node.makeRoom }]))
  return {
    first: busy.map(({ node, makeRoom }) => step(node, 'stop', makeRoom, [])),
    last: [
      ...restored,
      ...busy.map(({ node }) => step(node, 'remove', node.keep.release ?? node.keep.restore, [`stop ${node.id}`])),
    ],
    leaves: nodes.flatMap(({ leaves }) => leaves),
  }
}

/** What becomes of a place that is given up: true in each case, also where it is not known what stood there. */
function removalTitle(id: string, former: Former): string {
  return former === 'absent' ? `remove ${named(id)}` : `put ${named(id)} back as it was before Drover`
}

/** `package nginx`; a path needs no word before it. */
const named = (id: string): string => id.replace(/^[^:]+:(?=\/)/, '').replace(':', ' ')
