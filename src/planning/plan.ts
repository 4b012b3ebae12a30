import { canonical } from '../resources/canonical'
import type { AnyKind, Keep } from '../resources/kind'
import type { Manifest, ManifestResource } from '../resources/manifest'
import type { Step } from '../resources/step'
import { sha256 } from '../resources/text'
import { changes, type Earlier } from './changes'
import { type Handover, handovers } from './handover'
import type { Observation } from './observation'
import { originalOf } from './original'
import { followersOf, placed } from './placing'
import { removals } from './removals'
import { withoutFingerprints } from './resolve'

export const planFormat = 1

/** A place that is taken for the first time: what stands in it is kept before anything is changed. */
export interface Keeping {
  readonly place: string
  readonly keep: Keep
}

/** What is to be done on one machine, in order, as plain data. */
export interface Plan {
  readonly format: typeof planFormat
  readonly machine: string
  readonly steps: readonly Step[]
  readonly keepings: readonly Keeping[]
  /** The places this deployment owns once the plan is carried out. */
  readonly owned: readonly string[]
  /** The places it gives up: what was kept of them is no longer needed, if nobody else claims them. */
  readonly released: readonly string[]
  /** What a removed resource leaves behind on the machine, in words. */
  readonly leaves: readonly string[]
  /** Of the steps' canonical JSON: no time, no commit, no origin, nothing that only one machine knows. */
  readonly digest: string
}

export interface PlanInput extends Earlier {
  /** Resolved: see `resolveManifest`. */
  readonly manifest: Manifest
  readonly kinds: ReadonlyMap<string, AnyKind>
  readonly observation: Observation
  /** The deployment's name on the machine. */
  readonly owner: string
}

export type Planned =
  | {
      readonly ok: true
      readonly plan: Plan
      /** By step id: the values that only this machine knows, which its effect asks for with `drover_value`. */
      readonly values: ReadonlyMap<string, Readonly<Record<string, string>>>
    }
  | {
      readonly ok: false
      readonly unobserved: readonly string[]
      readonly taken: readonly { readonly place: string; readonly owner: string }[]
      readonly handovers: readonly Handover[]
    }

/** What a deployment claims on the machine now, also where a transaction that was cut off left it behind. */
const claimedBy = (owner: string, { claims }: Observation): readonly string[] =>
  [...claims].flatMap(([place, owners]) => (owners.includes(owner) ? [place] : []))

/** Nothing is to be done, nothing to be kept, nothing to be given up. */
export const isEmpty = ({ steps, keepings, released }: Plan): boolean =>
  steps.length === 0 && keepings.length === 0 && released.length === 0

/** The ordered steps from what was observed to what is declared. No clock, no network; equal inputs give equal plans. */
export function plan(input: PlanInput): Planned {
  const { manifest, recorded, standing, previous, kinds, observation, owner } = input
  const placesOf = (resource: ManifestResource): readonly string[] =>
    kinds.get(resource.kind)?.claims(resource.want) ?? resource.stored?.claims ?? []
  const taken = manifest.resources.flatMap(resource =>
    kinds.get(resource.kind)?.shared
      ? []
      : placesOf(resource).flatMap(place =>
          (observation.claims.get(place) ?? [])
            .filter(other => other !== owner)
            .map(other => ({ place, owner: other })),
        ),
  )
  const unobserved = manifest.resources.map(({ id }) => id).filter(id => !observation.seen.has(id))
  const gone = (previous?.resources ?? []).filter(resource => !manifest.resources.some(({ id }) => id === resource.id))
  const handed = handovers(gone, manifest.resources, placesOf)
  if (unobserved.length > 0 || taken.length > 0 || handed.length > 0)
    return { ok: false, unobserved, taken, handovers: handed }

  const owned = new Set(manifest.resources.flatMap(placesOf))
  const before = {
    recorded,
    standing,
    previous: previous && withoutFingerprints(previous),
  }
  const changed = changes(manifest, before, kinds, observation.seen)
  const removed = removals(gone, kinds, observation, owner, owned)
  const steps = placed(changed, removed, followersOf(previous, manifest, kinds))
  const keepings = manifest.resources.flatMap(resource => {
    const [place] = placesOf(resource)
    const keep = kinds.get(resource.kind)?.keep(resource.want)
    if (
      place === undefined ||
      keep === undefined ||
      keep === 'irreversible' ||
      observation.originals.has(originalOf(place))
    )
      return []
    return [{ place, keep }]
  })
  return {
    ok: true,
    plan: {
      format: planFormat,
      machine: manifest.machine,
      steps,
      keepings,
      owned: [...owned].sort(),
      released: [...new Set([...gone.flatMap(placesOf), ...claimedBy(owner, observation)])]
        .filter(place => !owned.has(place))
        .sort(),
      leaves: removed.leaves,
      digest: sha256(canonical(steps)),
    },
    values: changed.values,
  }
}
