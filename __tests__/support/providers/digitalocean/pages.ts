import type { Call } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import { ok } from './answer'

/** One page of a list; the addresses of the others stand in it. */
export function paged(kind: string, all: readonly unknown[], { operation, query, headers }: Call): Answer {
  const page = Number(query.get('page') ?? 1)
  const size = Number(query.get('per_page') ?? 20)
  const last = Math.max(1, Math.ceil(all.length / size))
  const at = (number: number) => {
    const to = new URLSearchParams(query)
    to.set('page', String(number))
    return `http://${headers.host}${operation.slice('GET '.length)}?${to}`
  }
  const pages = {
    ...(page > 1 && { first: at(1), prev: at(page - 1) }),
    ...(page < last && { next: at(page + 1), last: at(last) }),
  }
  const links = Object.keys(pages).length > 0 ? { pages } : {}
  return ok({ [kind]: all.slice((page - 1) * size, page * size), links, meta: { total: all.length } })
}
