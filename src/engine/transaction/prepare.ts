import { DroverError } from '../../failure'
import { preparing, stateFolder } from '../../target/runtime'
import { lines, sh } from '../../target/script'
import type { Answer, Target } from '../../target/target'
import { noRoom } from '../observe/checks'
import { sizeOf } from './delivery'
import { holderIn } from './follower'
import { throwRefused } from './refused'
import { pack, type Transaction } from './upload'

/** Nothing was done: the plan has to be made again, after another deployment (whose holder is named where it goes on). */
export interface Again {
  readonly end: 'again'
  readonly holder?: string
}

// Below this size all contents are sent at once: asking which are there already would cost more than sending them.
const sendUnasked = 256 * 1024
// Beside the contents, in bytes: what a transaction writes down.
const spare = 16 * 1024 * 1024

/**
 * Uploads a transaction: what it needs comes into the machine's store, what it will touch is recorded, and nothing of the
 * machine itself is changed. Undefined where it can be submitted now.
 *
 * @throws DroverError `undo-open` where an earlier transaction was not brought to an end
 */
export async function prepare(
  transaction: Transaction,
  target: Target,
  signal: AbortSignal,
): Promise<Again | undefined> {
  let said = await send(transaction, target, signal)
  // What was there when it was asked for may have been collected meanwhile.
  if (said === 'lacking' && transaction.delivery.sources.size > 0) said = await send(transaction, target, signal)
  if (said === 'prepared') return undefined
  if (said === 'stale') return { end: 'again' }
  if (said.startsWith('busy')) return { end: 'again', holder: holderIn(said) }
  throwRefused(said)
  throw broken('prepare', said === 'lacking' ? 'a content that the plan needs is not in the store' : said)
}

/** Sends all that the machine lacks, and gives what it says to that. */
async function send(transaction: Transaction, target: Target, signal: AbortSignal): Promise<string> {
  const { request, owner, state } = transaction
  const lacking = await lackingOn(target, transaction)
  haveRoom(transaction, lacking)
  const answer = await target.run({
    what: 'prepare',
    script: lines(preparing, sh`drover_of ${request} ${owner}`, sh`drover_prepare ${state}`),
    input: pack(transaction, lacking),
    silenceSeconds: transaction.limit,
    signal,
  })
  if (answer.exit === 0) return answer.stdout.trim()
  if (ranFull(answer)) throw full(`the disk of ${stateFolder} ran full while the deployment was sent`)
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

export const full = (message: string): DroverError =>
  new DroverError({ code: 'checks-failed', findings: [noRoom(message)] })

/** In the words of LC_ALL=C, from whichever program met it first. */
const ranFull = ({ stderr }: Answer): boolean => /No space left on device|Disk quota exceeded/.test(stderr)

/**
 * Prints which of the names on standard input the store lacks, or has damaged: a tree may share a file with it, into which
 * root wrote by hand. A name that the store has comes three times, one that it lacks once.
 */
const lackingScript = sh`cd -- ${stateFolder}/store 2>/dev/null || exec cat
asked=$(cat)
lacking=$({ printf '%s\n' "$asked"; ls -U . . | grep -v : || true; } | sort | uniq -u)
printf '%s\n' "$lacking"
there=$(printf '%s\n' "$asked" "$lacking" | grep -x '[0-9a-f]*' | sort | uniq -u)
[ -n "$there" ] || exit 0
printf '%s\n' "$there" | xargs -n 500 -P "$(nproc)" sh -c 'printf "%s\n" "$@" | sed "s/.*/&  &/" | sha256sum --check --status' sh ||
  printf '%s\n' "$there" | sed 's/.*/&  &/' | sha256sum --check 2>/dev/null | sed -n 's/: FAILED.*//p'`

async function lackingOn(target: Target, transaction: Transaction): Promise<ReadonlySet<string>> {
  const { sources, size } = transaction.delivery
  if (size <= sendUnasked) return new Set(sources.keys())
  const names = [...sources.keys()]
  const answer = await target.run({
    what: 'ask for missing contents',
    script: lackingScript,
    input: Buffer.from(names.map(name => `${name}\n`).join('')),
  })
  if (answer.exit !== 0) throw broken('ask for missing contents', lastLines(answer))
  const asked = new Set(answer.stdout.split('\n'))
  return new Set(names.filter(name => asked.has(name)))
}

/** What a command said last, for the log. */
export const lastLines = (answer: Answer): string =>
  `exit ${answer.exit}: ${(answer.stderr || answer.stdout).trim().split('\n').slice(-10).join('\n')}`

const broken = (what: string, message: string): DroverError =>
  new DroverError({ code: 'remote-answer-broken', what, message })
