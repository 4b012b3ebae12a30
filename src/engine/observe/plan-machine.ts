import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { DroverError, type Finding } from '../../failure'
import { changesOf } from '../../planning/change'
import { kindsWith, notRead } from '../../planning/from-stored'
import { plan } from '../../planning/plan'
import { withoutFingerprints } from '../../planning/resolve'
import { canonical } from '../../resources/canonical'
import type { AnyKind } from '../../resources/kind'
import { hashOfManifest, type Manifest } from '../../resources/manifest'
import { ownerOf } from '../../system/deployed'
import type { Target } from '../../target/target'
import type { Herd, Member, Surroundings } from '../herd'
import { newNonce } from '../line/ask'
import { lacking } from './lacking'
import { lockOuts } from './lock-out'
import { type Observed, observeScript, readObserved } from './observe'
import { declared, recorded, type Wanted } from './wanted'

/** What one round trip to a machine gave, and what follows from it. */
export interface Prepared {
  readonly wanted: Wanted
  readonly observed: Observed
  readonly resolved: Manifest
  readonly hash: string
  readonly key: Buffer
  /** Those of the deployment file, and those that only the machine still knows. */
  readonly kinds: ReadonlyMap<string, AnyKind>
  readonly planned: Extract<ReturnType<typeof plan>, { ok: true }>
}

/** Observes a machine and plans, and says both; of what was said of it before only what is another by now. */
export async function planMachine(
  member: Member,
  target: Target,
  surroundings: Surroundings,
  before?: Prepared,
): Promise<Prepared> {
  const { emit } = surroundings.circumstances
  emit({ type: 'phase-entered', machine: member.name, phase: 'observe' })
  const prepared = await observe(member, target, surroundings, before?.wanted)
  const { observed, planned } = prepared
  emit({ type: 'phase-entered', machine: member.name, phase: 'plan' })
  const found = new Set(before?.observed.findings.map(finding => canonical(finding)))
  for (const finding of observed.findings)
    if (finding.answer !== 'ok' && !found.has(canonical(finding)))
      emit({ type: 'found', machine: member.name, finding })
  const same = before?.planned.plan.digest === planned.plan.digest && before.observed.generation === observed.generation
  if (same) return prepared
  const changes = changesOf(planned.plan, member.origins, member.origin)
  emit({ type: 'planned', machine: member.name, changes, digest: planned.plan.digest, generation: observed.generation })
  for (const finding of warnings(member, target, prepared, surroundings.herd))
    emit({ type: 'found', machine: member.name, finding })
  for (const left of planned.plan.leaves)
    emit({ type: 'progress', machine: member.name, message: `left on the machine: ${left}` })
  return prepared
}

/** A rollback is no other change than a deployment: it too may take away the way in. */
const warnings = (
  { origins, origin }: Member,
  { access }: Target,
  { resolved, observed, planned }: Prepared,
  { blobs }: Herd,
) =>
  access === undefined
    ? []
    : lockOuts({
        access,
        steps: planned.plan.steps,
        manifest: resolved,
        previous: observed.previous,
        seen: observed.seen,
        blob: hash => textOfBlob(blobs.get(hash)),
        origins,
        origin,
      })

// Longer than any list of keys, or of settings.
const longestText = 1024 ** 2

/** What can't be read here fails where it is needed, with better words. */
function textOfBlob(path: string | undefined): string | undefined {
  try {
    return path === undefined || statSync(path).size > longestText ? undefined : readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

async function observe(
  member: Member,
  target: Target,
  surroundings: Surroundings,
  before: Wanted | undefined,
): Promise<Prepared> {
  const { herd, circumstances } = surroundings
  const { rollbackTo } = circumstances
  // Which generation is the one before is decided once, whoever deploys meanwhile.
  const to = before?.generation?.number ?? rollbackTo
  const wanted = to === undefined ? declared(member, surroundings) : await recorded(member, target, surroundings, to)
  const owner = ownerOf(herd)
  const question = {
    owner,
    manifest: wanted.manifest,
    hash: hashOfManifest(withoutFingerprints(wanted.manifest)),
    kinds: kindsWith(member.kinds, wanted.manifest),
    deep: circumstances.deep === true,
    nonce: newNonce(),
  }
  const answer = await target.run({
    what: 'observe',
    script: observeScript(question),
    silenceSeconds: 300,
    signal: circumstances.signal,
  })
  if (answer.exit !== 0) {
    const message = answer.stderr.trim() || `it exited ${answer.exit}`
    throw new DroverError({ code: 'remote-answer-broken', what: 'observe', message })
  }
  const observed = readObserved(question, answer.stdout)
  const refused = [
    ...observed.findings.filter(finding => finding.answer === 'no'),
    ...lacking(wanted.manifest, member.kinds, observed.seen),
  ]
  if (refused.length > 0) throw new DroverError({ code: 'checks-failed', findings: refused })

  // A machine that has no key of its own yet takes this one with the first transaction.
  const key = observed.key ?? randomBytes(32)
  const resolved = wanted.resolve(key)
  const kinds = kindsWith(member.kinds, wanted.manifest, observed.previous)
  const planned = plan({
    manifest: resolved,
    recorded: observed.recorded,
    standing: observed.standing,
    previous: observed.previous,
    kinds,
    observation: observed,
    owner,
  })
  if (!planned.ok) {
    const [taken] = planned.taken
    const [handover] = planned.handovers
    throw new DroverError(
      taken
        ? { code: 'claimed-by-another', place: taken.place, owner: taken.owner }
        : handover
          ? { code: 'handed-over', ...handover }
          : { code: 'unobserved', resources: planned.unobserved },
    )
  }
  const unread = resolved.resources.filter(({ id }) => observed.seen.get(id) === notRead).map(({ id }) => id)
  const findings = unread.length === 0 ? observed.findings : [...observed.findings, notCompared(unread)]
  return { wanted, observed: { ...observed, findings }, resolved, hash: question.hash, key, kinds, planned }
}

/** What can be made of what the machine keeps can't be looked at with it: the answer is the kind's own to read. */
const notCompared = (ids: readonly string[]): Finding => ({
  check: 'kinds',
  answer: 'unknown',
  message: `nobody can say how ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' …' : ''} stands on the machine: the deployment file does not know the kind any more`,
})
