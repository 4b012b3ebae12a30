import { PassThrough } from 'node:stream'
import { DroverError, failureOf } from '../failure'
import type { Outcome } from '../outcome'
import { personsCommand, readSignal } from '../target/command'
import type { Target } from '../target/target'
import type { Circumstances, Herd, Member } from './herd'
import { eachReached } from './reached'

/**
 * Runs one command on every machine side by side, as root, and says its output while it comes. `command` is as
 * `personsCommand` takes it. A run that is told to end ends the command on every machine.
 */
export const exec = (herd: Herd, circumstances: Circumstances, command: readonly string[]): Promise<Outcome> =>
  eachReached(herd, circumstances, 'ran', (member, { target }) => execOn(member, target, circumstances, command))

async function execOn(
  { name: machine }: Member,
  target: Target,
  { emit, signal }: Circumstances,
  command: readonly string[],
): Promise<Outcome> {
  if (signal.aborted) throw new DroverError({ code: 'cancelled' })
  const wanted = new PassThrough()
  const end = () => wanted.end()
  signal.addEventListener('abort', end, { once: true })
  const heard = inBatches(text => emit({ type: 'output', machine, text }))
  try {
    const answer = await target.run({
      what: 'run the command',
      script: personsCommand(command),
      input: wanted,
      onLine: heard.line,
    })
    heard.flush()
    const { exit } = answer
    const killed = readSignal(answer.stderr)
    emit({ type: 'command-ended', machine, exit: killed === undefined ? exit : null, signal: killed ?? null })
    if (signal.aborted) throw new DroverError({ code: 'cancelled', ended: true })
    if (killed !== undefined) throw new DroverError({ code: 'command-killed', signal: killed })
    if (exit !== 0) throw new DroverError({ code: 'command-failed', exit })
    return 'ran'
  } catch (error) {
    throw commands(error)
  } finally {
    heard.flush()
    signal.removeEventListener('abort', end)
  }
}

/** What cuts a person's command off leaves nothing that goes on there. */
function commands(error: unknown): unknown {
  const failure = failureOf(error)
  if (failure.code !== 'connection-lost' && failure.code !== 'timed-out') return error
  return new DroverError({ ...failure, command: true }, { cause: error })
}

/** Lines as they arrive, those of one moment as one text. */
function inBatches(say: (text: string) => void): { line(text: string): void; flush(): void } {
  let held: string[] = []
  const flush = () => {
    if (held.length === 0) return
    const text = `${held.join('\n')}\n`
    held = []
    say(text)
  }
  return {
    line: text => {
      if (held.length === 0) setImmediate(flush)
      held.push(text)
    },
    flush,
  }
}
