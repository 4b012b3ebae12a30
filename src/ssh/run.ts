import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ClientChannel } from 'ssh2'
import { DroverError, failureOf } from '../failure'
import { bootstrap } from '../target/bootstrap'
import type { Answer, Limits, Request } from '../target/target'
import { answerOf, type Collector, collector, type End } from './answer'
import { patience } from './patience'
import { askedAgain, openQuestion, openSeconds, refused, type Sudo, sudoFor } from './sudo'

/** What a run must know of its connection. */
export interface Line {
  readonly host: string
  /** Who is logged in. Where it is not root, everything runs by sudo. */
  readonly user: string
  readonly sudo: Sudo
  readonly limits?: Limits | undefined
  /** Aborted where the connection is given up. */
  readonly ended: AbortSignal
  /** Opens a channel on which the command runs. */
  open(command: string): Promise<ClientChannel>
  /** Why the connection is gone, asked where a channel closed without an answer; undefined while it stands. */
  whyLost(): DroverError | undefined
}

/** Runs one request on a channel of its own. Nothing of a big input or a streamed output stays in memory. */
export async function run(line: Line, request: Request): Promise<Answer> {
  const { what } = request
  const signal = request.signal ? AbortSignal.any([request.signal, line.ended]) : line.ended
  if (signal.aborted) throw new DroverError({ code: 'cancelled' })
  const nonce = randomBytes(16).toString('hex')
  const { sudo } = line
  const { command, text, ready, prompt } = bootstrap(request.script, { nonce, sudo: sudoFor(line) })
  const who = { host: line.host, user: line.user }
  const input = inputOf(request.input)
  const channel = await line.open(command)
  const stdout = collector({ nonce, host: line.host, what, onLine: request.onLine })
  const stderr = collector({ nonce, host: line.host, what })
  return new Promise<Answer>((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined
    let asking: NodeJS.Timeout | undefined
    let ended: End | undefined
    let whole = false
    let settled = false
    const settle = (act: () => void) => {
      if (settled) return
      settled = true
      patient.stop()
      clearTimeout(asking)
      clearTimeout(grace)
      signal.removeEventListener('abort', abort)
      // What still comes of the streams is thrown away.
      for (const stream of [channel, channel.stderr]) stream.removeAllListeners('data').resume()
      input.unpipe(channel).destroy()
      channel.close()
      act()
    }
    const fail = (error: unknown) =>
      settle(() => reject(error instanceof DroverError ? error : new DroverError(failureOf(error), { cause: error })))
    const abort = () => fail(new DroverError({ code: 'cancelled' }))
    const { limits } = line
    const patient = patience({ host: line.host, limits, request, begun: () => stdout.frame.begun, expired: fail })
    const finish = () => {
      if (settled) return
      try {
        stdout.end()
        stderr.end()
        const lost = line.whyLost()
        const answer = answerOf({ what, stdout, stderr, ended, lost: lost !== undefined })
        const failure = answer && !stdout.frame.begun ? refused(line, answer.stderr, prompt) : undefined
        if (failure) throw new DroverError(failure)
        if (answer) return settle(() => resolve(answer))
        const message = 'the machine closed the channel before the script had ended'
        fail(lost ?? new DroverError({ code: 'connection-lost', host: line.host, message }))
      } catch (error) {
        fail(error)
      }
    }
    // What a script left running may hold the channel open. Its answer is complete all the same, or will never be.
    const wait = (seconds: number) => {
      clearTimeout(grace)
      if (!settled) grace = setTimeout(finish, seconds * 1000)
    }
    let sent = false
    const send = () => {
      sent = true
      channel.write(text)
      // Whoever listens sets it flowing: not before somebody takes what comes.
      input.on('data', patient.heard).pipe(channel)
    }
    // What follows a wrong password is not to be taken for a second one: nothing does, until it is known to be right.
    const listen = () => {
      clearTimeout(asking)
      if (sudo.password === undefined || settled || stdout.frame.begun) return
      const again = askedAgain(stderr.frame.noise, prompt)
      if (again !== undefined) throw new DroverError({ ...who, code: 'sudo-refused', ...again })
      if (!stdout.frame.noise.includes(ready)) {
        const said = openQuestion(stderr.frame.noise, prompt)
        const more = () => fail(new DroverError({ ...who, code: 'sudo-refused', said: said ?? '', password: 'more' }))
        if (said !== undefined) asking = setTimeout(more, openSeconds * 1000)
        return
      }
      sudo.proven = true
      if (!sent) send()
    }
    const heard = (side: Collector) => (chunk: Buffer) => {
      patient.heard()
      try {
        side.push(chunk)
        listen()
      } catch (error) {
        return fail(error)
      }
      const complete = stdout.frame.exit !== undefined && stderr.frame.exit !== undefined
      if (!complete) grace?.refresh()
      else if (!whole) wait(1)
      whole = complete
    }
    let open = 2
    const closed = () => {
      if (--open === 0) finish()
    }
    channel.on('exit', (code: number | null, name?: string) => {
      ended = { code, signal: name }
      // Output may still be on its way behind it.
      if (!grace) wait(10)
    })
    channel.on('data', heard(stdout)).once('close', (code?: number | null, name?: string) => {
      // A command that ended at once has told so in the packet that opened the channel, before anybody listened.
      if (code !== undefined) ended ??= { code, signal: name }
      closed()
    })
    channel.stderr.on('data', heard(stderr)).once('close', closed)
    // A write to a command that ended early is no failure: its answer says what there is to say.
    channel.on('error', () => {})
    input.on('error', fail)
    // One that was closed before its end tells nothing more, and the script would wait for the rest for ever.
    const cutOff = () => {
      if (!input.readableEnded) fail(input.errored ?? new Error(`the input of “${what}” was closed before its end`))
    }
    input.once('close', cutOff)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    else if (input.destroyed) cutOff()
    if (settled) return
    if (sudo.password !== undefined) channel.write(`${sudo.password}\n`)
    if (sudo.password === undefined || sudo.proven) send()
  })
}

/** In pieces, so that a slow line shows that it is alive. */
function inputOf(input: Request['input']): Readable {
  if (input instanceof Readable) return input
  const bytes = input ?? Buffer.alloc(0)
  const size = 65_536
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  )
  return Readable.from(pieces)
}
