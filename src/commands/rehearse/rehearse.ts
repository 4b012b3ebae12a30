import { z } from 'zod'
import { runAtCommit } from '../../deployment/commit'
import { jsonOf } from '../../deployment/process'
import { rehearse as rehearseHerd } from '../../engine/rehearsal/rehearse'
import { stageOfRehearser, thisProcess } from '../../environments/container/rehearser'
import { failureOf } from '../../failure'
import type { Outcome } from '../../outcome'
import { explain } from '../../report/explain'
import { anotherCommit } from '../another-commit'
import { baseOf } from '../base'
import { circumstancesOf, herdOf } from '../herd'
import { type Opened, open, type Session } from '../session'
import { takenDown } from './taken-down'

/**
 * Proves a deployment before a real machine sees it: on containers of this host, one for each machine, the commit that is there now is
 * deployed, then what lies here on top of it; then everything is rolled back and compared with what it was. The containers are
 * gone afterwards, before the run is said to have ended; those of a process that was killed are its post step's to take down.
 */
export async function rehearse(asked: Session): Promise<number> {
  const own = await thisProcess()
  const rehearsal = own === undefined ? 'rehearsal' : stageOfRehearser(own)
  // What is thrown away is not brought back first: told to end, a rehearsal ends.
  const session = { ...asked, ends: asked.signal, options: { ...asked.options, rehearsal } }
  const opened = await open(session, 'placeholder')
  const outcome = await rehearsed(session, opened).finally(() => takenDown(opened))
  return session.voice.end(outcome)
}

async function rehearsed(session: Session, opened: Opened): Promise<Outcome> {
  const { options, voice, signal } = session
  const base = options.base ?? baseOf(options.environment)
  const herd = herdOf(opened, options)
  const say = (message: string, answer: 'note' | 'warning' = 'note') => {
    for (const { name } of herd.members)
      voice.emit({ type: 'found', machine: name, finding: { check: 'rehearsal', answer, message } })
  }
  if (base === undefined) say('begins on a machine with nothing: no base commit is told')
  else {
    const failed = await deployBase(base, session)
    if (failed === undefined) say(`begins on what ${base.slice(0, 12)} made`)
    else if (!signal.aborted) {
      // It may have come half of the way.
      await takenDown(opened)
      say(`begins on a machine with nothing: ${base.slice(0, 12)} could not be deployed: ${failed}`, 'warning')
    }
  }
  return rehearseHerd(herd, await circumstancesOf(session, opened, 'deploy'))
}

const said = z.object({
  failures: z.array(z.object({ message: z.string() })),
  machines: z.array(z.object({ name: z.string(), failure: z.object({ message: z.string() }).optional() })),
})

// It makes containers: it is not to live on when this process is killed.
const endsWithUs = ['setpriv', '--pdeathsig', 'KILL', '--']
// What it was making is taken down by itself where it is told to end.
const graceSeconds = 4

/** Why the base could not be deployed; undefined where it could. */
async function deployBase(base: string, { options, signal }: Session): Promise<string | undefined> {
  const words = ['deploy', '--rehearsal', options.rehearsal ?? '', '--yes', '--json']
  const request = anotherCommit(base, options, signal)
  try {
    const { ended } = await runAtCommit(
      { ...request, command: [...endsWithUs, ...request.command], graceSeconds },
      words,
    )
    if (ended.exit === 0) return undefined
    const answer = said.safeParse(jsonOf(ended.stdout)).data
    if (answer === undefined) return ended.stderr.trim().split('\n').slice(-5).join('\n') || `it exited ${ended.exit}`
    const { failures, machines } = answer
    const [first] = [
      ...failures.map(({ message }) => message),
      ...machines.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure.message}`])),
    ]
    return first ?? `it exited ${ended.exit}`
  } catch (error) {
    return explain(failureOf(error))
  }
}
