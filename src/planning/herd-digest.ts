import { canonical } from '../resources/canonical'
import { sha256 } from '../resources/text'

/** One digest for the plans of many machines, from each one's own: what a person reviews, and `deploy --plan` asks for. */
export const digestOfHerd = (plans: ReadonlyMap<string, string>): string =>
  sha256(canonical([...plans].toSorted(([a], [b]) => (a < b ? -1 : 1))))
