import { exitNow } from '../deployment/guard'
import type { TimedEvent } from '../event'
import { identitiesOf } from './identities'
import type { Options } from './options'
import { commands } from './registry'
import { stoppedVoice } from './stopped-voice'
import { stoppable } from './stops'
import { failureOfRun, type Voice, voice } from './voice'

export type CommandName = keyof typeof commands

export interface RunRequest {
  readonly command: CommandName
  readonly options: Options
  readonly listeners: readonly ((event: TimedEvent) => void)[]
  /** Hides values in everything that is printed; never the names of machines. */
  readonly mask: (values: Iterable<string>, machines: Iterable<string>) => void
  /** Aborts where the process is told to end. */
  readonly signal: AbortSignal
}

/** Runs one command to its end, whatever it throws: how it ended is in the voice's run, and its exit code comes back. */
export async function runCommand(request: RunRequest): Promise<{ readonly exit: number; readonly voice: Voice }> {
  const { command, options, listeners, mask } = request
  const said = voice(listeners)
  const hidden = [options.passphrase, ...options.keys.map(({ text }) => text)].filter(text => text !== undefined)
  said.hide(hidden)
  mask(hidden, [])
  try {
    // A key that can't be used is a mistake, whether or not this command would use it.
    await identitiesOf(options)
    const exit = await stoppable(options, request.signal, ({ signal, reason }) =>
      commands[command]({ command, options, voice: stoppedVoice(said, reason), signal, mask }),
    )
    return { exit, voice: said }
  } catch (error) {
    return { exit: said.fail(failureOfRun(error)), voice: said }
  }
}

/** A signal that aborts at the first SIGINT or SIGTERM; at the second the process ends at once. `undo` takes the handlers away. */
export function untilToldToEnd(): {
  readonly signal: AbortSignal
  readonly exit: () => number | undefined
  undo(): void
} {
  const controller = new AbortController()
  let exit: number | undefined
  const told = (name: NodeJS.Signals) => {
    const code = name === 'SIGINT' ? 130 : 143
    if (controller.signal.aborted) exitNow(code)
    exit = code
    controller.abort()
  }
  process.on('SIGINT', told)
  process.on('SIGTERM', told)
  return {
    signal: controller.signal,
    exit: () => exit,
    undo: () => {
      process.off('SIGINT', told)
      process.off('SIGTERM', told)
    },
  }
}
