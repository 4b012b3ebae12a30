import { destroy as destroyStage } from '../engine/destroy'
import { newest, type StageSeen, stagesOf } from '../engine/provision/stages'
import type { AccountName, Event } from '../event'
import { DroverError, failureOf } from '../failure'
import type { StageOnPage } from '../github/stages'
import { gravest, type Outcome } from '../outcome'
import { priceWords, sumOf } from '../price'
import { accountsInSight } from './account-names'
import { type Doom, doomOf, pullOf } from './doom'
import { evaluatedFor } from './evaluated-for'
import { circumstancesOf, herdOf } from './herd'
import { type Hub, hubOf } from './hub'
import { isProtected } from './protected'
import { conceal, type Opened, open, type Session } from './session'

/** A stage, and what is known of it from either side. */
interface Stage {
  readonly name: string
  readonly since: string | undefined
  /** Where the Deployments page shows it, if it does. */
  readonly environment: string | undefined
  /** Whether an account shows something of it. */
  readonly owned: boolean
  readonly prices: StageSeen['prices']
}

/**
 * Takes down the stages whose pull request is closed or whose time is over: those that the accounts of the deployment file show, and
 * those that stand on GitHub's Deployments page. Each is taken down by the deployment file that lies here, and told in rows of its own,
 * as `pr-12/web`; a stage that stays is a row as well.
 */
export async function sweep(session: Session): Promise<number> {
  const { options, voice } = session
  // What this run has machines of is told stage by stage.
  const emit = (event: Event) => {
    if (event.type === 'run-started') voice.emit({ ...event, machines: [] })
    else if (!('machine' in event)) voice.emit(event)
  }
  const looking = { ...session, options: { ...options, machines: '' }, voice: { ...voice, emit } }
  const opened = await open(looking, 'reaching')
  const circumstances = await circumstancesOf(looking, opened, 'deploy')
  const { seen, unseen } = await stagesOf(herdOf(opened, { ...options, machines: '' }), circumstances)
  const hub = await hubOf(session)
  const outcomes: Outcome[] = unseen.length === 0 ? [] : ['failed']
  for (const stage of stagesFrom(seen, hub?.standing ?? [])) outcomes.push(await one(stage, { session, opened, hub }))
  return voice.end(gravest(outcomes, 'unchanged'))
}

function stagesFrom(seen: readonly StageSeen[], standing: readonly StageOnPage[]): readonly Stage[] {
  const names = [...new Set([...seen, ...standing].map(({ stage }) => stage))].sort()
  return names.map(name => {
    const owned = seen.find(({ stage }) => stage === name)
    const page = standing.find(({ stage }) => stage === name)
    const moments = [...(owned ? [owned.since] : []), ...(page ? [page.since] : [])].filter(each => each !== undefined)
    return {
      name,
      since: newest(moments),
      environment: page?.environment,
      owned: owned !== undefined,
      prices: owned?.prices ?? [],
    }
  })
}

interface Sweeping {
  readonly session: Session
  readonly opened: Opened
  readonly hub: Hub | undefined
}

async function one(stage: Stage, { session, opened, hub }: Sweeping): Promise<Outcome> {
  const { voice, options, signal } = session
  const { name, since, prices } = stage
  const began = performance.now()
  const row = (outcome: Outcome, message: string): Outcome => {
    voice.emit({ type: 'progress', machine: name, message })
    voice.emit({ type: 'machine-ended', machine: name, outcome, seconds: (performance.now() - began) / 1000 })
    return outcome
  }
  try {
    if (signal.aborted) throw new DroverError({ code: 'cancelled' })
    const pull = pullOf(name)
    const shielded = isProtected(name, opened.settings.protect)
    const open = pull === undefined || shielded ? undefined : await hub?.open(pull)
    const ttl = options.ttl ?? opened.settings.ttl
    const doom: Doom = doomOf({ stage: name, since, open, protected: shielded }, ttl, hub?.now() ?? Date.now())
    const cost = prices.length === 0 ? '' : ` (${priceWords(sumOf(prices))})`
    if (!doom.goes) return row('unchanged', `stays${cost}: ${doom.why}`)
    voice.emit({ type: 'progress', machine: name, message: `goes${cost}: ${doom.why}` })
    const { outcome, named } = await takeDown(name, session, opened)
    // The page is all that remembers them: it stays until they can be looked at.
    const environments = (await hub?.unnamed(name, named)) ?? []
    if (environments.length > 0) throw new DroverError({ code: 'account-unnamed', stage: name, environments })
    if (options.dryRun) return row(outcome, 'would be taken down')
    const gone = outcome === 'destroyed' || outcome === 'released' || outcome === 'unchanged'
    if (gone && stage.environment !== undefined) await hub?.retire(name, stage.environment)
    const nothing = outcome === 'unchanged' && !stage.owned
    return row(
      outcome,
      nothing ? 'nothing of it was there any more' : gone ? 'was taken down' : 'was not taken down as a whole',
    )
  } catch (error) {
    const failure = failureOf(error)
    voice.emit({
      type: 'machine-ended',
      machine: name,
      outcome: 'failed',
      failure,
      seconds: (performance.now() - began) / 1000,
    })
    return failure.code === 'cancelled' ? 'cancelled' : 'failed'
  }
}

/** By the deployment file as it is for that stage; its machines are told by the stage's name before theirs. */
async function takeDown(
  stage: string,
  session: Session,
  { provenance }: Opened,
): Promise<{ readonly outcome: Outcome; readonly named: readonly AccountName[] }> {
  const rehearsal = session.options.rehearsal === undefined ? undefined : stage
  const options = { ...session.options, stage, machines: '', rehearsal }
  const named = (event: Event): Event =>
    'machine' in event && event.type !== 'machine-left' ? { ...event, machine: `${stage}/${event.machine}` } : event
  const own: Session = {
    ...session,
    options,
    voice: { ...session.voice, emit: event => session.voice.emit(named(event)) },
  }
  const { evaluation } = await evaluatedFor(options, 'reaching', session.signal)
  conceal(own, evaluation)
  const opened = { ...evaluation, provenance }
  const circumstances = await circumstancesOf(own, opened, 'deploy')
  const outcome = await destroyStage(herdOf(opened, options), circumstances, { whole: true, dry: options.dryRun })
  return { outcome, named: accountsInSight(evaluation) }
}
