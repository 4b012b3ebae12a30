import { z } from 'zod'
import type { AnyKind, ResourceKind } from '../../src/resources/kind'
import { type Manifest, type ManifestResource, manifestFormat } from '../../src/resources/manifest'
import { sh } from '../../src/target/script'

/** A resource that has a name and a value, and may come after or follow others: enough to try the planner's laws on. */
export interface Toy {
  readonly name: string
  readonly value: string
  readonly follows?: readonly string[] | undefined
}

export interface ToySeen {
  readonly value: string | null
  readonly hash?: string | undefined
}

const base = (name: string, rank: number): ResourceKind<Toy, ToySeen> => ({
  name,
  rank,
  schema: z.strictObject({ name: z.string(), value: z.string(), follows: z.array(z.string()).optional() }),
  id: want => `${name}:${want.name}`,
  claims: want => [`${name}:${want.name}`],
  probe: wants => sh`toy-probe ${wants.map(want => want.name)}`,
  read: () => new Map(),
  steps: ({ want, seen, followed }) => {
    if (seen.value !== want.value)
      return [
        {
          action: seen.value === null ? 'create' : 'change',
          title: `set ${want.name}`,
          effect: sh`toy-set ${want.name} ${want.value}`,
        },
      ]
    const { restart } = followed
    if (!restart || restart.hash === seen.hash) return []
    return [
      {
        action: 'restart',
        title: `restart ${want.name}`,
        effect: sh`toy-restart ${want.name}`,
        values: { restart: restart.hash },
      },
    ]
  },
  keep: want => ({ record: sh`toy-record ${want.name}`, restore: sh`toy-restore ${want.name}` }),
})

export const toyFile: ResourceKind<Toy, ToySeen> = { ...base('toy-file', 50), needsRoom: () => false }
export const toyService: ResourceKind<Toy, ToySeen> = {
  ...base('toy-service', 80),
  makeRoom: want => sh`toy-stop ${want.name}`,
  follows: want => ({ restart: want.follows ?? [] }),
}
export const toyPackage: ResourceKind<Toy, ToySeen> = {
  ...base('toy-package', 10),
  shared: true,
  needsRoom: () => false,
  together: changes => {
    const open = changes.filter(({ want, seen }) => want.value !== seen.value)
    const names = open.map(({ want }) => want.name)
    if (names.length === 0) return []
    return [
      {
        ids: names.map(name => `toy-package:${name}`),
        draft: { action: 'create', title: `install ${names.join(', ')}`, effect: sh`toy-install ${names}` },
      },
    ]
  },
}

export const toyKinds: ReadonlyMap<string, AnyKind> = new Map<string, AnyKind>(
  [toyFile, toyService, toyPackage].map(kind => [kind.name, kind]),
)

export const toy = (
  kind: string,
  name: string,
  value: string,
  more: { after?: string[]; follows?: string[] } = {},
): ManifestResource => ({
  id: `${kind}:${name}`,
  kind,
  want: { name, value, ...(more.follows ? { follows: more.follows } : {}) },
  after: more.after ?? [],
})

export const toyManifest = (...resources: ManifestResource[]): Manifest => ({
  format: manifestFormat,
  machine: 'toy',
  resources,
})
