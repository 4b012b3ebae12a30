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

const year = 366 * 86_400

/** A longer time: `90m`, `12h` or `3d`, a year at most. */
export const spanText = z
  .string()
  .regex(/^\d+(\.\d+)?\s*[smhd]$/, { error: 'expected a number with m, h or d, as 3d', abort: true })
  .refine(text => secondsOf(text) <= year, 'expected at most 366d')

const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 }

/** Seconds of a time that the schemas have taken. */
export const secondsOf = (time: number | string): number =>
  typeof time === 'number' ? time : Number.parseFloat(time) * (units[time.slice(-1)] ?? 1)
