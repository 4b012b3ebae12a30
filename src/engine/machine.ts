import { randomBytes, randomUUID } from 'node:crypto'
import type { Facts } from '../environments/environment'
import type { Change } from '../event'
import { DroverError, type Failure, failureOf } from '../failure'
import type { Outcome } from '../outcome'
import { changesOf } from '../planning/change'
import { type Plan, plan } from '../planning/plan'
import { resolveManifest, withoutFingerprints } from '../planning/resolve'
import { hashOfManifest, type Manifest } from '../resources/manifest'
import type { Reference, Text } from '../resources/text'
import type { Target } from '../target/target'
import { apply, type Ended } from './apply'
import { deliveryOf, hmacOf } from './delivery'
import { type Circumstances, type Herd, type Member, ownerOf } from './herd'
import { type Observed, observeScript, readObserved } from './observe'
import type { Provenance } from './provenance'
import { reach } from './provision'

export interface MachineResult {
  readonly outcome: Outcome
  readonly failure?: Failure
  readonly observed?: Observed
}

/** What one machine's work needs beside the herd: the facts of all machines, and whom to name in its provenance. */
export interface Surroundings {
  readonly herd: Herd
  readonly circumstances: Circumstances
  readonly facts: ReadonlyMap<string, Facts>
}

/** Observes one machine, plans, and where the run deploys applies: one connection, and one command where nothing is to do. */
export async function work(member: Member, surroundings: Surroundings): Promise<MachineResult> {
  const { herd, circumstances } = surroundings
  const { emit } = circumstances
  const facts = surroundings.facts.get(member.name)
  if (!facts) return planAbsent(member, circumstances)
  emit({ type: 'phase-entered', machine: member.name, phase: 'connect' })
  let target = await reach(member, facts, herd, circumstances)
  try {
    emit({ type: 'phase-entered', machine: member.name, phase: 'observe' })
    const prepared = await observe(member, target, surroundings)
    const { observed, planned } = prepared
    emit({ type: 'phase-entered', machine: member.name, phase: 'plan' })
    for (const finding of observed.findings)
      if (finding.answer !== 'ok') emit({ type: 'found', machine: member.name, finding })
    const changes = changesOf(planned.plan, member.origins, member.origin)
    emit({
      type: 'planned',
      machine: member.name,
      changes,
      digest: planned.plan.digest,
      generation: observed.generation,
    })
    for (const left of planned.plan.leaves)
      emit({ type: 'progress', machine: member.name, message: `left on the machine: ${left}` })
    const nothing = planned.plan.steps.length === 0 && planned.plan.keepings.length === 0 && observed.current
    if (nothing) return { outcome: 'unchanged', observed }
    if (circumstances.mode === 'plan')
      return { outcome: planned.plan.steps.length === 0 ? 'unchanged' : 'planned', observed }

    emit({ type: 'phase-entered', machine: member.name, phase: 'prepare' })
    const ended = await carryOut(member, surroundings, {
      ...prepared,
      target,
      replace: other => {
        target = other
      },
    })
    return { ...result(ended, planned.plan, observed, member, circumstances), observed }
  } finally {
    await target.close()
  }
}

interface Prepared {
  readonly observed: Observed
  readonly resolved: Manifest
  readonly hash: string
  readonly key: Buffer
  readonly planned: Extract<ReturnType<typeof plan>, { ok: true }>
}

async function observe(
  member: Member,
  target: Target,
  { herd, circumstances, facts }: Surroundings,
): Promise<Prepared> {
  const known = resolveManifest(member.manifest, resolver(herd, facts, circumstances.mode), () => undefined)
  const owner = ownerOf(herd)
  const question = {
    owner,
    manifest: known,
    hash: hashOfManifest(withoutFingerprints(known)),
    kinds: member.kinds,
    nonce: randomBytes(9).toString('hex'),
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
  const refused = observed.findings.filter(finding => finding.answer === 'no')
  if (refused.length > 0) throw new DroverError({ code: 'checks-failed', findings: refused })

  // A machine that has no key of its own yet takes this one with the first transaction.
  const key = observed.key ?? randomBytes(32)
  const fingerprint = (text: Text) => hmacOf(key, text, herd.secrets)
  const resolved = resolveManifest(member.manifest, resolver(herd, facts, circumstances.mode), fingerprint)
  const planned = plan({
    manifest: resolved,
    recorded: observed.recorded,
    previous: observed.previous,
    kinds: member.kinds,
    observation: observed,
    owner,
  })
  if (!planned.ok) {
    const [taken] = planned.taken
    throw new DroverError(
      taken
        ? { code: 'claimed-by-another', place: taken.place, owner: taken.owner }
        : { code: 'unobserved', resources: planned.unobserved },
    )
  }
  return { observed, resolved, hash: question.hash, key, planned }
}

interface Under extends Prepared {
  readonly target: Target
  readonly replace: (other: Target) => void
}

async function carryOut(member: Member, surroundings: Surroundings, under: Under): Promise<Ended> {
  const { herd, circumstances, facts } = surroundings
  const { emit, signal, patience, stepLimit, holder } = circumstances
  const { planned, resolved, observed, key, hash } = under
  const started = new Map<number, number>()
  let target = under.target
  let applying = false
  return apply(
    {
      request: randomUUID(),
      owner: ownerOf(herd),
      plan: planned.plan,
      values: planned.values,
      manifest: resolved,
      manifestHash: hash,
      provenance: provenanceOf(herd, circumstances, facts),
      holder,
      newKey: observed.key ? undefined : key,
      delivery: await deliveryOf(planned.plan, resolved, member.kinds, herd.blobs, herd.secrets, key),
      limit: stepLimit,
    },
    {
      target,
      reconnect: async () => {
        const own = facts.get(member.name)
        if (!own) throw new TypeError(`no facts of ${member.name}`)
        await target.close()
        target = await reach(member, own, herd, circumstances)
        under.replace(target)
        return target
      },
      signal,
      patience,
      onStep: (number, what) => {
        const step = planned.plan.steps[number]
        if (!step) return
        if (!applying) emit({ type: 'phase-entered', machine: member.name, phase: 'apply' })
        applying = true
        if (what === 'start') {
          started.set(number, performance.now())
          emit({ type: 'step-started', machine: member.name, step: step.id, title: step.title })
        } else {
          const seconds = (performance.now() - (started.get(number) ?? performance.now())) / 1000
          emit({ type: 'step-done', machine: member.name, step: step.id, seconds })
        }
      },
      onWait: message => emit({ type: 'progress', machine: member.name, message }),
    },
  )
}

function result(ended: Ended, plan: Plan, observed: Observed, member: Member, { emit }: Circumstances): MachineResult {
  if (ended.end === 'confirmed') {
    emit({ type: 'generation-recorded', machine: member.name, from: observed.generation, to: ended.generation })
    return { outcome: plan.steps.length === 0 ? 'unchanged' : 'changed' }
  }
  const step = plan.steps[ended.step]
  const title = step?.title ?? `step ${ended.step + 1}`
  emit({ type: 'step-failed', machine: member.name, step: step?.id ?? '', exit: ended.exit, output: ended.output })
  return {
    outcome: 'failed',
    failure: {
      code: 'step-failed',
      step: step?.id ?? '',
      title,
      exit: ended.exit,
      output: ended.output,
      done: plan.steps.slice(0, ended.step).map(done => done.title),
      notDone: plan.steps.slice(ended.step + 1).map(open => open.title),
    },
  }
}

/** A machine that is not there yet is planned as if it had nothing: everything that is declared would be made. */
function planAbsent(member: Member, { emit }: Circumstances): MachineResult {
  const made = member.manifest.resources.filter(({ kind }) => member.kinds.get(kind)?.claimOnly !== true)
  const changes = made.map<Change>(({ id }) => ({
    resource: id,
    action: 'create',
    title: `create ${id.replace(':', ' ')}`,
    drift: false,
    origin: member.origins[id] ?? member.origin,
  }))
  emit({ type: 'planned', machine: member.name, changes, digest: '', generation: null })
  return { outcome: 'planned' }
}

const resolver =
  (herd: Herd, facts: ReadonlyMap<string, Facts>, mode: Circumstances['mode']) =>
  ({ $reference, machine }: Reference): string | undefined => {
    const other = [...herd.members, ...herd.others].find(({ name }) => name === machine)
    const value = $reference === 'hostName' ? other?.hostName : facts.get(machine)?.address
    // A plan shows what is not known yet by name; nothing is ever done with it.
    if ((value === undefined || value === '') && mode === 'deploy')
      throw new DroverError({ code: 'dependency-failed', machine })
    return value
  }

const provenanceOf = (herd: Herd, { provenance }: Circumstances, facts: ReadonlyMap<string, Facts>): Provenance => ({
  ...provenance,
  format: 1,
  machines: [...herd.members, ...herd.others].map(({ name }) => ({ name, address: facts.get(name)?.address ?? '' })),
})

/** How a machine ended that threw. */
export function resultOf(thrown: unknown): MachineResult {
  const aborted = thrown instanceof Error && thrown.name === 'AbortError'
  const failure: Failure = aborted ? { code: 'cancelled' } : failureOf(thrown)
  return { outcome: outcomeOf(failure), failure }
}

function outcomeOf(failure: Failure): Outcome {
  switch (failure.code) {
    case 'cancelled':
      return 'cancelled'
    case 'state-unknown':
      return 'unknown'
    case 'dependency-failed':
      return 'skipped'
    case 'locked':
    case 'claimed-by-another':
    case 'newer-format':
      return 'refused'
    default:
      return 'failed'
  }
}
