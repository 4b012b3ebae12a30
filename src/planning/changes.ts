import { canonical } from '../resources/canonical'
import type { AnyKind, ResourceChange, StepDraft } from '../resources/kind'
import { leftSecret, type Manifest, type ManifestResource } from '../resources/manifest'
import type { Step, Undo } from '../resources/step'
import { sha256 } from '../resources/text'
import { lines, type Script, sh } from '../target/script'
import { ordered } from './order'
import { withoutFingerprints } from './resolve'
import { rotated } from './rotated'

/** What a deployment was before. */
export interface Earlier {
  /** What the machine's current generation wants, if nothing was attempted since: a difference from that is drift. */
  readonly recorded: Manifest | undefined
  /** The ids of what the machine's current generation has, whatever was attempted since. */
  readonly standing: ReadonlySet<string>
  /** Everything that this deployment may have touched: the current generation, and an attempt that failed after it. */
  readonly previous: Manifest | undefined
}

interface Node {
  readonly id: string
  readonly rank: number
  readonly after: readonly string[]
  readonly resource: ManifestResource
  readonly kind: AnyKind
}

export interface Changes {
  readonly steps: readonly Step[]
  /** Ids of the steps that may need what removed resources still hold. */
  readonly needRoom: ReadonlySet<string>
  readonly values: ReadonlyMap<string, Readonly<Record<string, string>>>
}

/** The steps for everything that is declared, in order: neighbours of a kind that knows how are done together. */
export function changes(
  manifest: Manifest,
  earlier: Earlier,
  kinds: ReadonlyMap<string, AnyKind>,
  seen: ReadonlyMap<string, unknown>,
): Changes {
  const nodes = ordered(manifest.resources.flatMap(resource => nodeOf(resource, kinds)))
  const declared = new Map(withoutFingerprints(manifest).resources.map(resource => [resource.id, resource]))
  const wanted = new Map(manifest.resources.map(resource => [resource.id, resource]))
  const before = new Map(earlier.previous?.resources.map(resource => [resource.id, resource]))
  const recorded = new Map(earlier.recorded?.resources.map(resource => [resource.id, resource]))
  const unmarked = new Map(
    (earlier.recorded ? withoutFingerprints(earlier.recorded).resources : []).map(resource => [resource.id, resource]),
  )
  const steps: Step[] = []
  const needRoom = new Set<string>()
  const values = new Map<string, Readonly<Record<string, string>>>()
  // Which steps a resource got so far: what follows it looks here.
  const stepsOf = new Map<string, string[]>()
  const triggers = new Map<string, string[]>()

  const changeOf = ({ resource, kind }: Node): ResourceChange<unknown, unknown> => {
    const followed = Object.entries(kind.follows?.(resource.want) ?? {}).map(([name, ids]) => {
      const wants = [...ids].sort().map(id => [id, wanted.get(id)?.want ?? null])
      const hash = sha256(canonical(wants))
      return [name, { hash, changed: ids.filter(id => stepsOf.has(id)) }] as const
    })
    const last = before.get(resource.id)
    const now = recorded.get(resource.id)
    return {
      want: resource.want,
      ...(last?.kind === resource.kind ? { previous: last.want } : {}),
      fresh: !earlier.standing.has(resource.id),
      ...(now?.kind === resource.kind ? { recorded: now.want } : {}),
      ...(last && leftSecret(last) ? { hadSecret: true } : {}),
      seen: seen.get(resource.id),
      followed: Object.fromEntries(followed),
    }
  }

  const add = (members: readonly Node[], draft: StepDraft) => {
    const [first] = members
    if (!first) return
    const count = stepsOf.get(first.id)?.length ?? 0
    const id = count === 0 ? first.id : `${first.id}#${count + 1}`
    const waits = members.flatMap(node => [
      ...(stepsOf.get(node.id) ?? []),
      ...node.after.flatMap(other => stepsOf.get(other) ?? []),
    ])
    const undo = together(members.map(({ kind, resource }) => undoOf(kind, resource.want)))
    const same = members.every(
      node => canonical(unmarked.get(node.id)?.want) === canonical(declared.get(node.id)?.want),
    )
    // Nobody declares a secret's value, and yet it is the deployment that brings another one.
    const secrets = members.flatMap(node => rotated(recorded.get(node.id)?.want, wanted.get(node.id)?.want))
    const other = same ? [...new Set(secrets)].sort() : []
    steps.push({
      id,
      resource: first.id,
      action: draft.action,
      title: other.length > 0 ? remarked(draft.title, changedSecrets(other)) : draft.title,
      effect: draft.effect,
      undo: draft.irreversible === undefined ? undo : 'irreversible',
      ...(draft.irreversible === undefined ? {} : { irreversible: draft.irreversible }),
      after: [...new Set(waits)].sort(),
      triggers: [],
      ...(members.length > 1 ? { members: members.map(node => node.id).sort() } : {}),
      ...(draft.attributes === undefined || draft.attributes.length === 0 ? {} : { attributes: draft.attributes }),
      contents: draft.contents ?? [],
      secrets: draft.secrets ?? [],
      ...(draft.diff === undefined ? {} : { diff: draft.diff }),
      ...(draft.withheld === undefined ? {} : { withheld: draft.withheld }),
      drift: same && other.length === 0 && (draft.action === 'create' || draft.action === 'change'),
    })
    if (first.kind.needsRoom?.(draft.action) ?? true) needRoom.add(id)
    if (draft.values) values.set(id, draft.values)
    for (const node of members) {
      stepsOf.set(node.id, [...(stepsOf.get(node.id) ?? []), id])
      for (const followed of Object.values(node.kind.follows?.(node.resource.want) ?? {}).flat())
        for (const cause of stepsOf.get(followed) ?? []) triggers.set(cause, [...(triggers.get(cause) ?? []), id])
    }
  }

  for (const group of neighbours(nodes)) {
    const [first] = group
    const at = new Map(group.map(node => [node.id, node]))
    if (first?.kind.together) {
      for (const { ids, draft } of first.kind.together(group.map(changeOf)))
        add(
          ids.flatMap(id => at.get(id) ?? []),
          draft,
        )
    } else for (const node of group) for (const draft of node.kind.steps(changeOf(node))) add([node], draft)
  }
  return {
    steps: steps.map(step => ({ ...step, triggers: [...new Set(triggers.get(step.id))].sort() })),
    needRoom,
    values,
  }
}

const changedSecrets = (names: readonly string[]): string =>
  names.length === 1 ? `the secret ${names[0]} changed` : `one of the secrets ${names.join(', ')} changed`

/** A title with one more remark in the brackets at its end. */
const remarked = (title: string, remark: string): string =>
  title.endsWith(')') ? `${title.slice(0, -1)}; ${remark})` : `${title} (${remark})`

function nodeOf(resource: ManifestResource, kinds: ReadonlyMap<string, AnyKind>): Node[] {
  const kind = kinds.get(resource.kind)
  if (!kind) return []
  const follows = Object.values(kind.follows?.(resource.want) ?? {}).flat()
  const after = [...resource.after, ...(kind.after?.(resource.want) ?? []), ...follows]
  return [{ id: resource.id, rank: kind.rank, after, resource, kind }]
}

/** Runs of resources of one kind that may be done together: none of them waits for another of the same run. */
function neighbours(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const groups: Node[][] = []
  for (const node of nodes) {
    const last = groups.at(-1)
    const joins =
      node.kind.together !== undefined &&
      last?.[0]?.kind === node.kind &&
      !last.some(({ id }) => node.after.includes(id))
    if (joins) last?.push(node)
    else groups.push([node])
  }
  return groups
}

/** How a step of a resource is undone. */
function undoOf(kind: AnyKind, want: unknown): Undo | 'irreversible' {
  const keep = kind.keep(want)
  const room = kind.makeRoom?.(want)
  return keep === 'irreversible' || room === undefined ? keep : { ...keep, room }
}

/** One pair of scripts for several resources: each keeps its own folder, and they are brought back in the other order. */
function together(keeps: readonly (Undo | 'irreversible')[]): Undo | 'irreversible' {
  const pairs = keeps.flatMap(keep => (keep === 'irreversible' ? [] : [keep]))
  const [only] = pairs
  if (pairs.length < keeps.length || only === undefined) return 'irreversible'
  if (pairs.length === 1) return only
  return {
    record: lines(...pairs.map(({ record }, n) => inFolder(n, lines(sh`mkdir -- "$original"`, record)))),
    restore: lines(...pairs.map(({ restore }, n) => inFolder(n, restore)).reverse()),
  }
}

const inFolder = (number: number, script: Script): Script => lines(sh`( original="$original/"${number}`, script, sh`)`)
