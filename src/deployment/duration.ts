import { z } from 'zod'

const longest = 86_400

/** A time as people write it: `90`, `90s`, `30m` or `2h`. */
export const durationText = z
  .string()
  .regex(/^\d+(\.\d+)?\s*[smh]?$/, { error: 'expected seconds, or a number with s, m or h, as 30m', abort: true })
  .refine(text => secondsOf(text) <= longest, 'expected at most 24h')

const error = 'expected a time, as 90 (seconds), 30m or 2h, and at most 24h'

/** The same in a deployment file, where a number is of seconds. */
export const duration = z.union([z.number().min(0, { error }).max(longest, { error }), durationText], { error })

/** Seconds of a time that the schemas have taken. */
export const secondsOf = (time: number | string): number =>
  typeof time === 'number' ? time : Number.parseFloat(time) * (time.endsWith('h') ? 3600 : time.endsWith('m') ? 60 : 1)
