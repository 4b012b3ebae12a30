import { setTimeout as wait } from 'node:timers/promises'
import { DroverError } from '../failure'
import { prelude, runtime, stateFolder } from '../target/runtime'
import { lines, type Script, sh } from '../target/script'
import type { Answer, Request, Target } from '../target/target'
import { pack, type Transaction } from './upload'

/** How a transaction ended on the machine. */
export type Ended =
  | { readonly end: 'confirmed'; readonly generation: number }
  | { readonly end: 'failed'; readonly step: number; readonly exit: number; readonly output: string }

/** Nothing was done: the plan has to be made again, after another deployment (whose holder is named where it goes on). */
export interface Again {
  readonly end: 'again'
  readonly holder?: string
}

export interface ApplyOptions {
  /** The connection that is open, and how to get another one when it is lost. */
  readonly target: Target
  readonly reconnect: () => Promise<Target>
  readonly signal: AbortSignal
  readonly onStep: (number: number, what: 'start' | 'finish') => void
  readonly onWait: (message: string) => void
}

// Below this size all contents are sent at once: asking which are there already would cost more than sending them.
const sendUnasked = 256 * 1024
const silenceSeconds = 60
const reconnectSeconds = 120

/**
 * Carries a transaction out: one upload, then one request that systemd carries out while this follows its events. When the
 * connection is lost, the machine goes on; this connects again and follows from the last event that it saw.
 *
 * @throws DroverError `state-unknown` where the machine was being changed and can't be asked
 */
export async function apply(transaction: Transaction, options: ApplyOptions): Promise<Ended | Again> {
  return (await prepare(transaction, options)) ?? (await submit(transaction, options))
}

async function prepare(transaction: Transaction, options: ApplyOptions): Promise<Again | undefined> {
  const { request, owner, state } = transaction
  const answer = await ask(options, {
    what: 'prepare',
    script: call(sh`drover_prepare ${request} ${owner} ${state}`),
    input: await pack(transaction, await lackingOn(options.target, transaction)),
  })
  const said = answer.stdout.trim()
  if (said === 'prepared') return undefined
  if (said === 'stale') return { end: 'again' }
  if (said.startsWith('busy')) return { end: 'again', holder: holderIn(said) }
  throw broken('prepare', lastLines(answer))
}

async function lackingOn(target: Target, transaction: Transaction): Promise<ReadonlySet<string>> {
  const { sources, size } = transaction.delivery
  if (size <= sendUnasked) return new Set(sources.keys())
  const names = [...sources.keys()]
  const answer = await target.run({
    what: 'ask for missing contents',
    // A name that the store has comes three times, one that it lacks once.
    script: sh`store=${stateFolder}/store
{ cat; ls "$store" "$store" 2>/dev/null | grep -v : || true; } | sort | uniq -u`,
    input: Buffer.from(names.map(name => `${name}\n`).join('')),
  })
  if (answer.exit !== 0) throw broken('ask for missing contents', lastLines(answer))
  const asked = new Set(answer.stdout.split('\n'))
  return new Set(names.filter(name => asked.has(name)))
}

async function submit(transaction: Transaction, options: ApplyOptions): Promise<Ended | Again> {
  const follower = new Follower(options.onStep)
  const { request, owner } = transaction
  let target = options.target
  let script = call(sh`drover_submit ${request} ${owner}
drover_follow ${request} ${owner} 0`)
  for (;;) {
    try {
      const answer = await target.run({
        what: 'apply',
        script,
        onLine: line => follower.read(line),
        silenceSeconds,
        signal: options.signal,
      })
      if (follower.ended) return follower.ended
      if (follower.busy !== undefined) return { end: 'again', holder: follower.busy }
      throw new DroverError({ code: 'state-unknown', message: follower.refused ?? lastLines(answer) })
    } catch (error) {
      if (options.signal.aborted)
        throw new DroverError(
          {
            code: 'state-unknown',
            message: 'the run was cancelled while the machine was being changed; the machine goes on by itself',
          },
          { cause: error },
        )
      if (!lost(error)) throw error
      options.onWait('the connection was lost; the machine goes on, connecting again')
      target = await again(options, error)
      // The request may have reached the machine or not: submitting it again joins it where it did.
      script = call(sh`drover_submit ${request} ${owner}
drover_follow ${request} ${owner} ${follower.last}`)
    }
  }
}

/** Reads the events of a transaction, each once. */
class Follower {
  last = 0
  ended: Ended | undefined
  busy: string | undefined
  refused: string | undefined
  private failed: { step: number; exit: number; output: string } | undefined

  constructor(private readonly onStep: ApplyOptions['onStep']) {}

  read(line: string): void {
    const [first = '', word = '', one = '', two = '', three = ''] = line.split(' ')
    if (first === 'busy') this.busy = holderIn(line)
    if (first === 'gone' || first === 'lost') {
      this.refused =
        first === 'lost' ? 'the unit that carried the change out is gone and did not say how it ended' : first
      return
    }
    const number = Number(first)
    if (!Number.isSafeInteger(number) || number <= this.last) return
    this.last = number
    if (word === 'start' || word === 'finish') this.onStep(Number(one) - 1, word)
    if (word === 'failed')
      this.failed = { step: Number(one) - 1, exit: Number(two), output: Buffer.from(three, 'base64').toString() }
    if (word === 'end' && one === 'confirmed') this.ended = { end: 'confirmed', generation: Number(two) }
    if (word === 'end' && one === 'failed' && this.failed) this.ended = { end: 'failed', ...this.failed }
  }
}

const holderIn = (said: string): string => said.replace(/^busy ?/, '') || 'a deployment that does not name itself'

async function ask(options: ApplyOptions, request: Request): Promise<Answer> {
  const answer = await options.target.run({ ...request, signal: options.signal })
  if (answer.exit !== 0) throw broken(request.what, lastLines(answer))
  return answer
}

async function again(options: ApplyOptions, cause: unknown): Promise<Target> {
  const until = Date.now() + reconnectSeconds * 1000
  for (;;) {
    try {
      return await options.reconnect()
    } catch (error) {
      if (options.signal.aborted || Date.now() > until) {
        throw new DroverError(
          {
            code: 'state-unknown',
            message: 'the connection was lost while the machine was being changed, and it could not be reached again',
          },
          { cause: cause ?? error },
        )
      }
      // Told to end while it waits: the next turn says that the state is unknown, which is what it is.
      await wait(1000, undefined, { signal: options.signal }).catch(() => undefined)
    }
  }
}

const call = (command: Script): Script => lines(prelude, runtime, sh`set -eu`, command)

const lost = (error: unknown): boolean =>
  error instanceof DroverError && (error.failure.code === 'connection-lost' || error.failure.code === 'timed-out')

const lastLines = (answer: Answer): string =>
  `exit ${answer.exit}: ${(answer.stderr || answer.stdout).trim().split('\n').slice(-10).join('\n')}`

const broken = (what: string, message: string): DroverError =>
  new DroverError({ code: 'remote-answer-broken', what, message })
