import { setTimeout as pause } from 'node:timers/promises'
import { DroverError } from '../../failure'
import { type Script, sh } from '../../target/script'
import { placesIn } from './domain-xml'
import { libvirtFailure } from './failure'
import { beatScript, type Domain, look } from './look'
import type { Side } from './side'

/** A machine that has been started and is not ready yet. */
export interface Waiting {
  readonly side: Side
  readonly name: string
  readonly uuid: string
  /** The machine's own folder. */
  readonly folder: string
  readonly progress: (message: string) => void
  readonly signal: AbortSignal
  readonly seconds: number
}

/** Until the machine has an address: its lease, or what its agent says. Asks ever more seldom, and says so from time to time. */
export async function addressOf(waiting: Waiting): Promise<string> {
  const { side, name, uuid, progress, signal, seconds } = waiting
  const deadline = performance.now() + seconds * 1000
  for (let attempt = 0; ; attempt++) {
    await side.run('look after the domain', beatScript(uuid))
    const { address } = await alive(waiting)
    if (address !== undefined) return address
    if (performance.now() > deadline) {
      const nothing = `the domain ${name} had no address after ${seconds} s: no lease of its network, no word of an agent`
      throw libvirtFailure(`${nothing}${await lastWords(side, waiting.folder)}`)
    }
    if (attempt % 5 === 0) progress(`waiting for an address of the domain ${name}`)
    await wait(Math.min(5000, 500 * 1.4 ** attempt), signal)
  }
}

/**
 * Does something that takes its time while the domain is looked after: other runs are told that somebody is at work, and
 * where the domain ends meanwhile, so does what is done, with that for its reason.
 */
export async function lookingAfter<Result>(
  waiting: Waiting,
  act: (signal: AbortSignal) => Promise<Result>,
  everyMs = 10_000,
): Promise<Result> {
  const over = new AbortController()
  const dead = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      await wait(everyMs, over.signal).catch(() => {})
      if (over.signal.aborted) return
      await waiting.side.run('look after the domain', beatScript(waiting.uuid))
      await alive(waiting)
    }
  })().catch((cause: unknown) => dead.abort(cause))
  try {
    return await act(AbortSignal.any([waiting.signal, dead.signal]))
  } catch (cause) {
    throw dead.signal.aborted && !waiting.signal.aborted ? dead.signal.reason : cause
  } finally {
    over.abort()
    await watching
  }
}

/** The domain while it runs. Throws where it does no longer, or where another run has made one in its place. */
async function alive({ side, name, uuid, folder }: Waiting): Promise<Domain> {
  const domain = await look(side, name)
  if (domain?.uuid !== uuid)
    throw libvirtFailure(`the domain ${name} was destroyed while it was made: by another run, or by hand`)
  if (/^(running|idle|blocked|no state)\b/.test(domain.state)) return domain
  throw libvirtFailure(`the domain ${name} is ${domain.state}, and was to boot${await lastWords(side, folder)}`)
}

/** What it said last on its console, for whoever reads why it did not boot. */
async function lastWords(side: Side, folder: string): Promise<string> {
  const { stdout } = await side.ask('read the console', consoleScript(placesIn(folder).console))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a console is full of them
  const text = stdout.replaceAll(/\x1b\[[0-9;?]*[A-Za-z]|[\0-\x09\x0b-\x1f]/g, '')
  const words = text.split('\n').filter(line => line.trim() !== '')
  return words.length === 0 ? '' : `. Its console ends in:\n${words.slice(-6).join('\n')}`
}

const consoleScript = (file: string): Script => sh`tail -c 4000 -- ${file} 2>/dev/null || :`

export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {
    throw new DroverError({ code: 'cancelled' })
  })
}
