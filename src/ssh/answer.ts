import { constants } from 'node:os'
import { DroverError } from '../failure'
import { type Frame, frame, garbled, lineCutter } from '../target/bootstrap'
import type { Answer } from '../target/target'

/** One stream of a run: what is inside its frame, collected as a text or handed out line by line. */
export interface Collector {
  readonly frame: Frame
  /** Takes what arrived. Throws a DroverError `answer-too-big` once it is more than a machine may answer. */
  push(chunk: Buffer): void
  /** The stream is over; a last line without a newline is handed out now. */
  end(): void
  text(): string
}

export interface Collecting {
  readonly nonce: string
  /** For the failure: which machine, and what it was asked. */
  readonly host: string
  readonly what: string
  readonly onLine?: ((line: string) => void) | undefined
}

const mebi = 1024 ** 2

/** How much of an answer is kept, and how long a line may be, in MiB: a machine that never ends is not to fill our memory. */
export const mostOf = { answer: 64, line: 8 } as const

export function collector({ nonce, host, what, onLine }: Collecting): Collector {
  const parts: Buffer[] = []
  const cutter = onLine && lineCutter(onLine)
  let size = 0
  const inner = frame(nonce, bytes => {
    const part = cutter ? 'line' : 'answer'
    if (cutter) cutter.push(bytes)
    else parts.push(bytes)
    size += bytes.length
    if ((cutter ? cutter.held : size) <= mostOf[part] * mebi) return
    throw new DroverError({ code: 'answer-too-big', host, what, part, mebibytes: mostOf[part] })
  })
  const end = () => {
    inner.end()
    cutter?.end()
  }
  return { frame: inner, push: chunk => inner.push(chunk), end, text: () => Buffer.concat(parts).toString() }
}

/** How sshd says that a command ended. */
export interface End {
  readonly code: number | null
  /** As SIGTERM. */
  readonly signal: string | undefined
}

export interface Heard {
  readonly what: string
  readonly stdout: Collector
  readonly stderr: Collector
  readonly ended: End | undefined
  /** Whether the connection itself is gone. */
  readonly lost: boolean
}

/**
 * The answer in what was heard; undefined where the connection broke before one came. A command that did not get as far as
 * the script (sudo that wants a password, an account without a shell) answers with its exit code and what it said.
 *
 * @throws DroverError `remote-answer-broken` where something ended as if all were well, and the script did not run to its end
 */
export function answerOf({ what, stdout, stderr, ended, lost }: Heard): Answer | undefined {
  const said = { stdout: stdout.text(), stderr: stderr.text() }
  if (stdout.frame.exit !== undefined) return { exit: stdout.frame.exit, ...said }
  // Of a script that began it is not known how far it came, so that the caller has to ask again.
  if (!ended && (lost || stdout.frame.begun)) return undefined
  const noise = (stderr.frame.noise || stdout.frame.noise).trim()
  if (!ended) throw new DroverError({ code: 'remote-answer-broken', what, message: closedEarly(noise) })
  const exit = ended.signal === undefined ? (ended.code ?? 255) : 128 + signalNumber(ended.signal)
  // Killed from outside, with the shell that would have told its end.
  if (stdout.frame.begun && exit !== 0) return { exit, ...said }
  if (!stdout.frame.begun && exit !== 0 && exit !== garbled) return { exit, stdout: '', stderr: noise }
  throw new DroverError({ code: 'remote-answer-broken', what, message: broken(stdout.frame.begun, exit, noise) })
}

const saying = (noise: string): string => (noise === '' ? '' : `; it said: ${noise}`)

const closedEarly = (noise: string): string =>
  `the machine closed the channel without running the script or telling an exit code${saying(noise)}`

function broken(begun: boolean, exit: number, noise: string): string {
  const said = saying(noise)
  if (begun) return `the script began and its end was not told${said}`
  if (exit === garbled) return `a start-up file of the login shell read from standard input${said}`
  return `the login shell ended without running the script (a forced command or a restricted account)${said}`
}

const numbers: Readonly<Record<string, number>> = constants.signals

function signalNumber(name: string): number {
  return numbers[name] ?? 0
}
