import type { Client } from './octokit'
import type { Place } from './place'
import { refusalWords } from './refusal'

/** Does one report, or reads for one; that it can't be done becomes a remark, and keeps no other from being done. */
export type Attempt = <Made>(
  what: string,
  report: () => Promise<Made>,
  does?: 'writes' | 'reads',
) => Promise<Made | undefined>

/**
 * Does a work with GitHub in so many seconds. Remarks come back, a line each: what could not be done, and why. Never throws.
 * `unit` is how long a second of waiting is, in milliseconds.
 */
export async function withinTime(
  place: Place,
  seconds: number,
  unit: number | undefined,
  work: (client: Client, attempt: Attempt) => Promise<void>,
): Promise<readonly string[]> {
  const remarks: string[] = []
  const late = AbortSignal.timeout(seconds * 1000)
  const attempt: Attempt = async (what, report, does) => {
    try {
      return await report()
    } catch (error) {
      if (!late.aborted) remarks.push(refusalWords(error, what, place, does))
      return undefined
    }
  }
  const over = new Promise<void>(resolve => {
    late.addEventListener('abort', () => {
      remarks.push(`GitHub was not told of all: it did not take it within ${seconds} s.`)
      resolve()
    })
  })
  const all = attempt('A report on GitHub', async () => {
    const { connect } = await import('./octokit')
    await work(connect(place, late, unit), attempt)
  })
  await Promise.race([all, over])
  return [...remarks]
}
