import type { RunView } from './run'
import { fitting } from './summary'

/** What GitHub takes of a comment, in characters (and of ours at most so many bytes). */
const most = 65_536

/**
 * The page of a plan, for a comment, in the fullest form that fits. `header` makes its first line, and is told whether the page lacks
 * something.
 */
export function commentOf(run: RunView, header: (truncated: boolean) => string): string {
  const room = most - Math.max(...[true, false].map(truncated => Buffer.byteLength(header(truncated)))) - 1
  const { text, truncated } = fitting(run, room, 'full')
  return `${header(truncated)}\n${text}`
}
