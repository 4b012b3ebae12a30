import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { runAtCommit } from '../deployment/commit'
import { rehearse as rehearseHerd } from '../engine/rehearsal/rehearse'
import { cacheAt } from '../environments/container/cache'
import { destroyContainersOf } from '../environments/container/destroy'
import { failureOf } from '../failure'
import { explain } from '../report/explain'
import { anotherCommit } from './another-commit'
import { baseOf } from './base'
import { circumstancesOf, herdOf } from './herd'
import { open, type Session } from './session'

/**
 * Proves a deployment before a real machine sees it: on containers of this host, one for each machine, the commit that is there now is
 * deployed, then what lies here on top of it; then everything is rolled back and compared with what it was. The containers are
 * gone afterwards.
 */
export async function rehearse(session: Session): Promise<number> {
  const rehearsal = session.options.rehearsal ?? `rehearsal-${randomBytes(4).toString('hex')}`
  const options = { ...session.options, rehearsal }
  const { voice } = session
  const opened = await open({ ...session, options }, 'placeholder')
  const clear = () => destroyContainersOf(cacheAt(), { deployment: opened.deployment, stage: rehearsal })
  try {
    const base = options.base ?? baseOf(options.environment)
    const say = (message: string) => {
      for (const { name } of herd.members) voice.emit({ type: 'progress', machine: name, message })
    }
    const herd = herdOf(opened, options)
    if (base === undefined) say('begins on a machine with nothing: no base commit is told')
    else {
      const failed = await deployBase(base, { ...session, options })
      if (failed === undefined) say(`begins on what ${base.slice(0, 12)} made`)
      else {
        // It may have come half of the way.
        await clear()
        say(`begins on a machine with nothing: ${base.slice(0, 12)} could not be deployed: ${failed}`)
      }
    }
    return voice.end(await rehearseHerd(herd, await circumstancesOf(session, opened, 'deploy')))
  } finally {
    await clear()
  }
}

const said = z.object({
  failures: z.array(z.object({ message: z.string() })),
  machines: z.array(z.object({ name: z.string(), failure: z.object({ message: z.string() }).optional() })),
})

/** Why the base could not be deployed; undefined where it could. */
async function deployBase(base: string, { options, signal }: Session): Promise<string | undefined> {
  const words = ['deploy', '--rehearsal', options.rehearsal ?? '', '--yes', '--json']
  try {
    const { ended } = await runAtCommit(anotherCommit(base, options, signal), words)
    if (ended.exit === 0) return undefined
    const { failures, machines } = said.parse(JSON.parse(ended.stdout))
    const [first] = [
      ...failures.map(({ message }) => message),
      ...machines.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure.message}`])),
    ]
    return first ?? `it exited ${ended.exit}`
  } catch (error) {
    if (signal.aborted) throw error
    return explain(failureOf(error))
  }
}
