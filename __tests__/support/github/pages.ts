import type { Answer } from '../emulator/faults'
import type { Request } from './answer'

/** One page of a list, with `Link` to the others as GitHub gives it: by the repository's number, not by its name. */
export function page<Entry>(
  { query, url }: Request,
  entries: readonly Entry[],
  show: (entries: readonly Entry[]) => unknown,
): Answer {
  const size = Math.min(Number(query.per_page ?? 30), 100)
  const at = Math.max(Number(query.page ?? 1), 1)
  const last = Math.max(Math.ceil(entries.length / size), 1)
  const links = [
    ...(at > 1 ? [link(url, at - 1, 'prev')] : []),
    ...(at < last ? [link(url, at + 1, 'next'), link(url, last, 'last')] : []),
    ...(at > 1 ? [link(url, 1, 'first')] : []),
  ]
  return {
    status: 200,
    headers: links.length > 0 ? { link: links.join(', ') } : {},
    body: show(entries.slice((at - 1) * size, at * size)),
  }
}

/** The number that the one repository has. */
export const repositoryId = 42

function link(url: URL, number: number, relation: string): string {
  const to = new URL(url)
  to.pathname = to.pathname.replace(/\/repos\/[^/]+\/[^/]+/, `/repositories/${repositoryId}`)
  to.searchParams.set('page', String(number))
  return `<${to.href}>; rel="${relation}"`
}
