import type { Change } from '../event'
import type { Origin } from '../origin'
import { canonical } from '../resources/canonical'
import { type Differences, differencesOf } from '../resources/compare-wants'
import type { Manifest, ManifestResource } from '../resources/manifest'
import { isUntracked } from '../resources/untracked'
import { unified } from './change'
import { withoutFingerprints } from './resolve'

/** What stands on one side of a comparison. */
export interface Side {
  readonly manifest: Manifest
  readonly origins: Readonly<Record<string, Origin>>
}

export interface Comparison {
  /** What `after` gains, loses and changes, by id. */
  readonly changes: readonly Change[]
  /** Ids of resources with a source that git does not track: nobody can tell whether that is the same. */
  readonly incomparable: readonly string[]
}

/**
 * What one manifest declares otherwise than another, without asking a machine: what there is to say of a commit where nobody
 * may log in. `fallback` is where the machine was declared, for what is declared no more.
 */
export function compareManifests(before: Side | undefined, after: Side, fallback: Origin): Comparison {
  const old = new Map(resourcesOf(before).map(resource => [resource.id, resource]))
  const now = new Map(resourcesOf(after).map(resource => [resource.id, resource]))
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort()
  const origin = (id: string) => after.origins[id] ?? fallback
  return {
    changes: ids.flatMap((id): readonly Change[] => {
      const [was, is] = [old.get(id), now.get(id)]
      if (is === undefined) return [{ ...told('remove', 'loses', id), origin: fallback }]
      if (was === undefined) return [{ ...told('create', 'gains', id), origin: origin(id) }]
      if (canonical(was) === canonical(is)) return []
      const differences = differencesOf(was, is)
      if (differences.remarks.length === 0) return []
      return [{ ...told('change', 'changes', id, differences.remarks), ...shown(id, differences), origin: origin(id) }]
    }),
    incomparable: ids.filter(id => isUntracked(now.get(id)?.want) || isUntracked(old.get(id)?.want)),
  }
}

const resourcesOf = (side: Side | undefined): readonly ManifestResource[] =>
  side === undefined ? [] : withoutFingerprints(side.manifest).resources

function shown(id: string, { texts, lists, withheld }: Differences): Pick<Change, 'diff' | 'withheld'> {
  const patches = texts.map(([old, now]) => unified(id, [old, 'declared before'], [now, 'declared now']))
  const diff = [...patches, ...lists].join('')
  return { ...(diff === '' ? {} : { diff }), ...(withheld === undefined ? {} : { withheld }) }
}

const told = (action: Change['action'], verb: string, id: string, remarks: readonly string[] = []) => ({
  resource: id,
  action,
  title: `${verb} ${id.replace(':', ' ').trim()}${remarks.length === 0 ? '' : ` (${remarks.join('; ')})`}`,
  drift: false,
})
