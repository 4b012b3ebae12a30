import { appendFileSync } from 'node:fs'

/** Tells how many points of how many a test has struck: on standard output, and to whoever runs the whole matrix (scripts/faults.mjs). */
export function tally(what: string, covered: number, of: number, more = ''): void {
  process.stdout.write(`${what}: ${covered} of ${of} covered${more}\n`)
  const file = process.env.DROVER_TALLY
  if (file) appendFileSync(file, `${JSON.stringify({ what, covered, of })}\n`)
}
