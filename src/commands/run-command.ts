import { exitNow } from '../deployment/guard'
import type { TimedEvent } from '../event'
import { identitiesOf } from './identities'
import type { Options } from './options'
import { commands } from './registry'
import type { Session } from './session'
import { stoppedVoice } from './stopped-voice'
import { stoppable, type Told } from './stops'
import { failureOfRun, type Voice, voice } from './voice'

export type CommandName = keyof typeof commands

export interface RunRequest extends WorkRequest {
  readonly command: CommandName
  readonly listeners: readonly ((event: TimedEvent) => void)[]
}

/** What any work of a run needs. */
export interface WorkRequest {
  readonly command: string
  readonly options: Options
  /** Hides values in everything that is printed; never the names of machines. */
  readonly mask: (values: Iterable<string>, machines: Iterable<string>) => void
  readonly told: Told
}

/** Runs one command to its end, whatever it throws: how it ended is in the voice's run, and its exit code comes back. */
export async function runCommand(request: RunRequest): Promise<{ readonly exit: number; readonly voice: Voice }> {
  const said = voice(request.listeners, request.told.exit)
  return { exit: await runWork(request, said, commands[request.command]), voice: said }
}

/** Does one work to its end, whatever it throws, as `runCommand`; what it says goes to the voice that is there. */
export async function runWork(
  { command, options, mask, told }: WorkRequest,
  said: Voice,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const hidden = [options.passphrase, ...options.keys.map(({ text }) => text)].filter(text => text !== undefined)
  said.hide(hidden)
  mask(hidden, [])
  try {
    // A key that can't be used is a mistake, whether or not this command would use it.
    await identitiesOf(options)
    return await stoppable(options, told, ({ signal, ends, reason }) =>
      work({ command, options, voice: stoppedVoice(said, reason), signal, ends, mask }),
    )
  } catch (error) {
    return said.fail(failureOfRun(error))
  }
}

/**
 * What SIGINT and SIGTERM say: the first one that the run is to come to an end, the second that it ends now, and at the third the
 * process is gone. (The runner that cancels a job sends SIGINT, 7.5 s later SIGTERM, 2.5 s later KILL.) `undo` takes the handlers
 * away.
 */
export function untilToldToEnd(): {
  readonly told: Told
  undo(): void
} {
  const first = new AbortController()
  const second = new AbortController()
  let exit: number | undefined
  const told = (name: NodeJS.Signals) => {
    const code = name === 'SIGINT' ? 130 : 143
    if (second.signal.aborted) exitNow(code)
    exit = code
    if (first.signal.aborted) second.abort()
    first.abort()
  }
  process.on('SIGINT', told)
  process.on('SIGTERM', told)
  return {
    told: { signal: first.signal, ends: second.signal, exit: () => exit },
    undo: () => {
      process.off('SIGINT', told)
      process.off('SIGTERM', told)
    },
  }
}
