import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import type { CommandName } from './run-command'

const changing: ReadonlySet<CommandName> = new Set(['deploy', 'destroy', 'release', 'rollback'])

/** Somebody at a terminal is asked before anything is changed; a script has said what it wants. */
export async function agreement(command: CommandName, signal: AbortSignal): Promise<'yes' | 'no' | 'interrupted'> {
  if (!changing.has(command) || !process.stdin.isTTY || !process.stderr.isTTY) return 'yes'
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
    const question = terminal.question(`${command} now? “drover plan” says what would change. [y/N] `, { signal })
    const answer = await Promise.race([question.catch(() => ''), closed])
    if (interrupted || signal.aborted) return 'interrupted'
    return /^y(es)?$/i.test(answer) ? 'yes' : 'no'
  } finally {
    terminal.close()
  }
}
