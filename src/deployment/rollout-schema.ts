import { z } from 'zod'
import { duration } from './duration'

const share = /^(100|[1-9]?\d)%$/

const amount = (least: number) => {
  const error = `expected a number of machines, ${least} at least, or a share of them, as 25%`
  return z.union([z.int({ error }).min(least, { error }), z.string().regex(share, { error })], { error })
}

export const batchSchema = amount(1)
export const maxFailuresSchema = amount(0)

const which = 'expected a number of machines, a share of them, as 25%, or which, as web-1 or @canary'

/** A text that is no share names machines: what is wrong with it only the list of machines tells. */
export const canarySchema = z.union(
  [
    z.int({ error: which }).min(0, { error: which }),
    z.string().regex(/^((100|[1-9]?\d)%|[^%]*[^%\s][^%]*)$/, { error: which }),
  ],
  { error: which },
)

export const unreachableValues = ['fail', 'skip'] as const

/** What a deployment file may say of a rollout. */
export const rolloutShape = {
  batch: batchSchema
    .exactOptional()
    .describe(
      'How many machines are begun side by side: a number, or a share of the selected ones (25%), rounded up. The next batch begins when all of the one before have ended.',
    ),
  canary: canarySchema
    .exactOptional()
    .describe(
      'The machines that go first, and have to be well before another begins: how many, a share (10%), or which, as with --machines (web-1, @canary).',
    ),
  maxFailures: maxFailuresSchema
    .exactOptional()
    .describe(
      'How many machines may fail, and a further batch begins all the same: a number, or a share of the selected ones, rounded down. Where there are batches and nothing is said: none.',
    ),
  pause: duration
    .exactOptional()
    .describe('How long to wait behind a batch that changed something: seconds, or 30s, 10m, 1h.'),
  unreachable: z
    .enum(unreachableValues)
    .exactOptional()
    .describe(
      'A machine that can’t be reached fails (so where nothing is said), or is skipped: that does not fail the run, unless it is so with all of them.',
    ),
}

/** So many of the machines, or a share of them, as the engine takes it. */
export type Amount = number | `${number}%`

export const amountOf = (written: number | string): Amount =>
  typeof written === 'number' ? written : `${Number.parseInt(written, 10)}%`

/** Who goes first, where that is said by how many; undefined where it is said by which. */
export const canaryAmount = (written: number | string): Amount | undefined =>
  typeof written === 'number' || written.endsWith('%') ? amountOf(written) : undefined
