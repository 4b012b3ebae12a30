import type { Readable } from 'node:stream'
import { originalOf } from '../../planning/original'
import type { Plan } from '../../planning/plan'
import { canonical } from '../../resources/canonical'
import type { Manifest } from '../../resources/manifest'
import { prelude, runtime } from '../../target/runtime'
import { lines, type Script, sh } from '../../target/script'
import type { Settings } from '../herd'
import type { Provenance } from '../observe/provenance'
import { archived, archivedSize, type Member } from './archive'
import type { Delivery } from './delivery'
import { packed } from './packing'

/** Everything that one transaction takes along to a machine. */
export interface Transaction {
  readonly request: string
  /** The machine's state that the plan was made from. */
  readonly state: string
  /** Bytes that the machine could still store when it was observed; NaN where it did not say. */
  readonly room: number
  /** The deployment's name on the machine. */
  readonly owner: string
  readonly plan: Plan
  readonly values: ReadonlyMap<string, Readonly<Record<string, string>>>
  readonly manifest: Manifest
  /** With all that this deployment may have touched before and no longer wants: known until a generation is recorded. */
  readonly touched: Manifest
  /** Of the manifest without fingerprints. */
  readonly manifestHash: string
  readonly provenance: Provenance
  /** Who deploys, for whoever finds the machine busy: one line. */
  readonly holder: string
  /** The key that the machine is to take where it has none. */
  readonly newKey: Buffer | undefined
  readonly delivery: Delivery
  /** Names in the store, and of trees, that a generation of this needs and its manifest does not tell. */
  readonly needs: readonly string[]
  readonly keep: Settings['keep']
  /** Looks whether the machine is well when all is applied (`checksOf`). */
  readonly checks: Script
  /** Seconds that one step may take. */
  readonly limit: number
}

/**
 * The transaction as a packed tar, as `drover_prepare` unpacks it. `lacking` names the contents that the machine's store
 * has not. Files are read while they are sent: a tree of any size needs little memory.
 */
export function pack(transaction: Transaction, lacking: ReadonlySet<string>): Readable {
  const own = entries(transaction).map(
    ([name, body]): Member => ({
      name,
      mode: '600',
      source: typeof body === 'object' && 'sameAs' in body ? body : { bytes: Buffer.from(body) },
    }),
  )
  const contents = [...transaction.delivery.sources].flatMap(([name, source]): Member[] =>
    lacking.has(name) ? [{ name: `blobs/${name}`, mode: isSecret(name) ? '600' : '644', source }] : [],
  )
  const members = [...own, ...contents]
  return packed(archived(members), archivedSize(members))
}

// All others may lie in a tree, and are links to there: they come with a tree's rights.
const isSecret = (name: string): boolean => name.startsWith('h-')

type Entry = readonly [name: string, body: string | Buffer | { readonly sameAs: string }]

function entries(transaction: Transaction): readonly Entry[] {
  const { plan, values, owner, delivery } = transaction
  // What is kept of a place is what a step that touches it records: it is looked at once.
  const kept = new Map(plan.keepings.map(({ place, keep }) => [keep.record.sh, originalOf(place)]))
  const manifest = canonical(transaction.manifest)
  const touched = canonical(transaction.touched)
  return [
    ['shell.sh', lines(prelude, sh`. "$1"`).sh],
    ['runtime.sh', runtime.sh],
    ['checks.sh', transaction.checks.sh],
    ['plan.json', canonical(plan)],
    ['generation/manifest.json', manifest],
    ['generation/manifest.hash', transaction.manifestHash],
    ['generation/provenance.json', canonical(transaction.provenance)],
    ['generation/needs', transaction.needs.map(name => `${name}\n`).join('')],
    ['touched.json', touched === manifest ? { sameAs: 'generation/manifest.json' } : touched],
    ['holder', transaction.holder],
    ['limit', String(transaction.limit)],
    ['keep', `${transaction.keep.generations} ${transaction.keep.days}\n`],
    ['labels', delivery.labels.map(label => `${label}\n`).join('')],
    ['aliases', delivery.aliases.map(({ label, name }) => `${label} ${name}\n`).join('')],
    ['owned', plan.owned.map(place => `${owner}\t${place}\n`).join('')],
    ['released', plan.released.map(place => `${owner}\t${place}\n`).join('')],
    ['dropped', plan.released.map(place => `${originalOf(place)} ${place}\n`).join('')],
    ...plan.steps.flatMap((step, index) => {
      const folder = `steps/${stepName(index)}`
      return [
        [`${folder}/effect`, step.effect.sh],
        ...(step.undo === 'irreversible'
          ? []
          : [
              [`${folder}/record`, step.undo.record.sh] as const,
              [`${folder}/restore`, step.undo.restore.sh] as const,
              ...(kept.has(step.undo.record.sh)
                ? [[`${folder}/kept`, `${kept.get(step.undo.record.sh)}\n`] as const]
                : []),
              ...(step.undo.room === undefined ? [] : [[`${folder}/room`, step.undo.room.sh] as const]),
            ]),
        ...Object.entries(values.get(step.id) ?? {}).map(
          ([name, value]) => [`${folder}/values/${name}`, value] as const,
        ),
      ] as const
    }),
    ...plan.keepings.flatMap(({ place, keep }) => {
      const folder = `keepings/${originalOf(place)}`
      return [
        [`${folder}/place`, place],
        [`${folder}/record.sh`, keep.record.sh],
        [`${folder}/restore.sh`, keep.restore.sh],
      ] as const
    }),
    ...keyFiles(transaction.newKey),
  ]
}

/** Steps are carried out in the order of their folders' names. */
export const stepName = (index: number): string => String(index + 1).padStart(5, '0')

/** The key, and the two blocks that HMAC (RFC 2104) pads it to, so that sh need not. */
function keyFiles(key: Buffer | undefined): readonly Entry[] {
  if (!key) return []
  const padded = Buffer.concat([key], 64)
  return [
    ['fingerprint-key/key', key.toString('hex')],
    ['fingerprint-key/inner', Buffer.from(padded.map(byte => byte ^ 0x36))],
    ['fingerprint-key/outer', Buffer.from(padded.map(byte => byte ^ 0x5c))],
  ]
}
