import { type Killed, settleKilled } from '../engine/transaction/settle-killed'
import type { Event, Phase, Provenance } from '../event'
import type { Failure } from '../failure'
import { gravest, type Outcome } from '../outcome'
import { explain } from '../report/explain'
import { type MachineView, outcomeOf, type RunView } from '../report/run'
import { evaluated } from './evaluated'
import { circumstancesOf, herdOf } from './herd'
import { endRehearsal } from './rehearse/end-rehearsal'
import { conceal, type Session } from './session'
import { failureOfRun } from './voice'

/** In these a transaction of the run may be open on the machine. */
const mayBeOpen: ReadonlySet<Phase | undefined> = new Set<Phase>(['prepare', 'apply', 'confirm', 'undo'])

/** These carry transactions out on the machines that the deployment file declares. */
const transacting: ReadonlySet<string> = new Set(['deploy', 'rollback', 'destroy', 'release'])

/** These change nothing of these machines, or nothing before a transaction is prepared. */
const harmless: ReadonlySet<string> = new Set([
  'deploy',
  'plan',
  'validate',
  'diff',
  'check',
  'status',
  'rollback',
  'matrix',
  'merge',
])

/**
 * Goes on with a run that was killed, which the session's voice has told so far, to its end: what the run left open on its machines
 * is undone, and every machine gets an outcome that says no more than is known. The exit code of the run comes back.
 */
export async function finish(session: Session): Promise<number> {
  const { voice } = session
  const { command, machines, provenance } = voice.run()
  if (provenance === undefined) return voice.fail({ code: 'cancelled' })
  if (command === 'rehearse') return endRehearsal(session)
  const left = machines.filter(({ outcome }) => outcome === undefined)
  const open = transacting.has(command) ? left.filter(({ phase }) => mayBeOpen.has(phase)) : []
  for (const machine of left) if (!open.includes(machine)) voice.emit(endOf(machine, command, voice.run()))
  if (open.length > 0) await settle(session, open, provenance)
  return voice.end(
    gravest(
      voice.run().machines.flatMap(machine => outcomeOf(machine) ?? []),
      'cancelled',
    ),
  )
}

/** Of a machine on which no transaction of the run can be open. */
function endOf({ name, phase }: MachineView, command: string, run: RunView): Event {
  if (phase === undefined || harmless.has(command)) return ended(name, run, 'cancelled', { code: 'cancelled' })
  return ended(name, run, 'unknown', { code: 'state-unknown', message: 'the run was killed while it worked on it.' })
}

async function settle(session: Session, open: readonly MachineView[], provenance: Provenance): Promise<void> {
  const { options, voice, signal } = session
  let why = 'the deployment file no longer declares it'
  try {
    const evaluation = await evaluated(options, 'reaching', signal)
    conceal(session, evaluation)
    const herd = herdOf(evaluation, options)
    const killed = new Map(open.map(machine => [machine.name, killedOf(machine)]))
    const members = herd.members.filter(({ name }) => killed.has(name))
    const circumstances = await circumstancesOf(session, { ...evaluation, provenance }, 'deploy')
    await settleKilled({ ...herd, members }, circumstances, killed)
  } catch (error) {
    why = explain(failureOfRun(error))
  }
  for (const { name, outcome } of voice.run().machines)
    if (outcome === undefined) voice.emit(ended(name, voice.run(), 'unknown', { code: 'state-unknown', message: why }))
}

const killedOf = ({ phase, before }: MachineView): Killed => ({ begun: phase !== 'prepare', before })

const ended = (machine: string, { at }: RunView, outcome: Outcome, failure: Failure): Event => ({
  type: 'machine-ended',
  machine,
  outcome,
  failure,
  seconds: at,
})
