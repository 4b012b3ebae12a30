/** The least and the most that is waited before a request is sent again, in milliseconds, whatever a provider says. */
const least = 1000
const most = 60_000

/**
 * How long a provider asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else, where its limit is reached,
 * the time at which that is reset. Undefined where it says nothing that makes sense: -1 was seen, and times that are past.
 */
export function askedToWait(headers: Headers, limited: boolean, now: number): number | undefined {
  const after = headers.get('retry-after')
  const resets = limited ? [headers.get('ratelimit-reset'), headers.get('x-ratelimit-reset')] : []
  const waits = [
    ...(after === null ? [] : [secondsOf(after, now)]),
    ...resets.flatMap(reset => (reset === null ? [] : [Number(reset) - now / 1000])),
  ]
  const seconds = waits.find(wait => Number.isFinite(wait) && wait > 0)
  return seconds === undefined ? undefined : Math.min(Math.max(seconds * 1000, least), most)
}

const secondsOf = (text: string, now: number): number =>
  /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : (Date.parse(text) - now) / 1000

/** A second, doubled each time, and up to half as much again by chance, so that many runs do not come back as one. */
export const backoff = (attempt: number, chance = Math.random()): number =>
  Math.min(least * 2 ** (attempt - 1) * (1 + chance / 2), most)
