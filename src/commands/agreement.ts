import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import type { CommandName } from './run-command'

const changing: ReadonlySet<CommandName> = new Set(['deploy', 'destroy', 'sweep', 'release', 'rollback'])

/** Whether there is somebody to ask, and something to ask for. */
export const isAsked = (command: CommandName): boolean =>
  changing.has(command) && process.stdin.isTTY === true && process.stderr.isTTY === true

/** Somebody at a terminal is asked before anything is changed, and types the name of what is destroyed; a script has said what it wants. */
export async function agreement(
  command: CommandName,
  stage: string,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'interrupted'> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    let interrupted = signal.aborted
    // While it asks, the terminal sends no signal: Ctrl-C is a letter that is typed.
    terminal.once('SIGINT', () => {
      interrupted = true
      terminal.close()
    })
    // A terminal that is closed (Ctrl-D) never answers, or says that it won't.
    const closed = once(terminal, 'close').then(() => '')
    const destroys = command === 'destroy'
    const question = terminal.question(
      destroys
        ? `destroy all that the stage “${stage}” has? --dry-run says what that is. Its name, to go on: `
        : `${command} now? ${command === 'sweep' ? '--dry-run says what would go' : '“drover plan” says what would change'}. [y/N] `,
      { signal },
    )
    const answer = await Promise.race([question.catch(() => ''), closed])
    if (interrupted || signal.aborted) return 'interrupted'
    return (destroys ? answer.trim() === stage : /^y(es)?$/i.test(answer)) ? 'yes' : 'no'
  } finally {
    terminal.close()
  }
}
