import { PassThrough } from 'node:stream'
import type { Script } from '../../target/script'
import type { Answer, Target } from '../../target/target'

// A third of a minute's lease (state.sh): two may be lost on the way.
const renewSeconds = 15
const silenceSeconds = 60

/** A command on a machine that is told something while it runs, a line each, and that keeps the transaction's lease meanwhile. */
export interface Conversation {
  readonly answer: Promise<Answer>
  /** Says a line. Nothing happens where the command has ended. */
  say(line: string): void
  /** Says no more. */
  end(): void
}

/** Begins a conversation. A line break in what is said would be two lines: it becomes a space. */
export function converse(target: Target, what: string, script: Script, onLine: (line: string) => void): Conversation {
  const input = new PassThrough()
  const say = (line: string) => void (input.writable && input.write(`${line.replaceAll(/\s+/g, ' ')}\n`))
  const renewal = setInterval(() => say('renew'), renewSeconds * 1000)
  const answer = target
    .run({ what, script, input, onLine, silenceSeconds, lasting: true })
    .finally(() => clearInterval(renewal))
  return { answer, say, end: () => void input.end() }
}
