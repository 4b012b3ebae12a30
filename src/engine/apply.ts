import { setTimeout as wait } from 'node:timers/promises'
import { DroverError } from '../failure'
import { following, preparing, stateFolder } from '../target/runtime'
import { lines, sh } from '../target/script'
import type { Answer, Request, Target } from '../target/target'
import { noRoom } from './checks'
import { sizeOf } from './delivery'
import { type Ended, Follower, holderIn } from './follower'
import { pack, type Transaction } from './upload'

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
// Beside the contents, in bytes: what a transaction writes down.
const spare = 16 * 1024 * 1024
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
  const lacking = await lackingOn(options.target, transaction)
  haveRoom(transaction, lacking)
  const answer = await ask(options, {
    what: 'prepare',
    script: lines(preparing, sh`set -eu`, sh`drover_prepare ${request} ${owner} ${state}`),
    input: await pack(transaction, lacking),
    silenceSeconds: transaction.limit,
  })
  const said = answer.stdout.trim()
  if (said === 'prepared') return undefined
  if (said === 'stale') return { end: 'again' }
  if (said.startsWith('busy')) return { end: 'again', holder: holderIn(said) }
  throw broken('prepare', lastLines(answer))
}

/** Nothing is sent that has no room: a disk that runs full in the middle disturbs others on the machine. */
function haveRoom({ delivery, room }: Transaction, lacking: ReadonlySet<string>): void {
  let size = spare
  for (const [name, source] of delivery.sources) if (lacking.has(name)) size += sizeOf(source)
  if (!(size > room)) return
  const mib = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  throw full(`${mib(room)} MiB are free in ${stateFolder}, ${mib(size)} MiB are needed for what is delivered`)
}

const full = (message: string): DroverError => new DroverError({ code: 'checks-failed', findings: [noRoom(message)] })

/** In the words of LC_ALL=C, from whichever program met it first. */
const ranFull = ({ stderr }: Answer): boolean => /No space left on device|Disk quota exceeded/.test(stderr)

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
  const follower = new Follower(options.onStep, options.onWait)
  const { request, owner } = transaction
  let target = options.target
  for (let joins = false; ; joins = true) {
    try {
      const answer = await target.run({
        what: 'apply',
        // The request may have reached the machine before or not: submitting it again joins it where it did.
        script: lines(
          following,
          sh`set -eu`,
          sh`drover_submit ${request} ${owner}`,
          sh`drover_follow ${request} ${owner} ${follower.last}`,
        ),
        onLine: line => follower.read(line),
        silenceSeconds,
        signal: options.signal,
      })
      if (follower.full) throw full(`the disk of ${stateFolder} was full when the deployment was to begin`)
      return follower.ended ?? neverBegun(follower, joins) ?? giveUp(follower.trouble ?? lastLines(answer))
    } catch (error) {
      // The end was told, whatever became of the connection behind it.
      if (follower.ended) return follower.ended
      if (options.signal.aborted)
        giveUp('the run was cancelled while the machine was being changed; the machine goes on by itself', error)
      if (!lost(error)) throw asUnknown(error)
      options.onWait('the connection was lost; the machine goes on, connecting again')
      target = await again(options, error)
    }
  }
}

/** Another deployment came in between. Only the first time it is sure that this one was not carried out before that. */
function neverBegun({ busy, gone }: Follower, joins: boolean): Again | undefined {
  if (joins || (busy === undefined && !gone)) return undefined
  return { end: 'again', ...(busy === undefined ? {} : { holder: busy }) }
}

/** From the submission on, whatever goes wrong here says nothing of what the machine did, unless it was not begun. */
const asUnknown = (error: unknown): unknown =>
  error instanceof DroverError && !['state-unknown', 'checks-failed'].includes(error.failure.code)
    ? unknown(error.message, error)
    : error

const unknown = (message: string, cause?: unknown): DroverError =>
  new DroverError({ code: 'state-unknown', message }, { cause })

const giveUp = (message: string, cause?: unknown): never => {
  throw unknown(message, cause)
}

async function ask(options: ApplyOptions, request: Request): Promise<Answer> {
  const answer = await options.target.run({ ...request, signal: options.signal })
  if (answer.exit === 0) return answer
  if (ranFull(answer)) throw full(`the disk of ${stateFolder} ran full while the deployment was sent`)
  throw broken(request.what, lastLines(answer))
}

async function again(options: ApplyOptions, cause: unknown): Promise<Target> {
  const until = Date.now() + reconnectSeconds * 1000
  for (;;) {
    try {
      return await options.reconnect()
    } catch (error) {
      if (options.signal.aborted || Date.now() > until) {
        throw unknown(
          'the connection was lost while the machine was being changed, and it could not be reached again',
          cause ?? error,
        )
      }
      // Told to end while it waits: the next turn says that the state is unknown, which is what it is.
      await wait(1000, undefined, { signal: options.signal }).catch(() => undefined)
    }
  }
}

const lost = (error: unknown): boolean =>
  error instanceof DroverError && (error.failure.code === 'connection-lost' || error.failure.code === 'timed-out')

const lastLines = (answer: Answer): string =>
  `exit ${answer.exit}: ${(answer.stderr || answer.stdout).trim().split('\n').slice(-10).join('\n')}`

const broken = (what: string, message: string): DroverError =>
  new DroverError({ code: 'remote-answer-broken', what, message })
