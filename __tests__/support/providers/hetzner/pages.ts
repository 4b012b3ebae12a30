import type { Call } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import { failure, ok } from './answer'

/** One page of a list, and where the others are. */
export function paged(kind: string, all: readonly unknown[], { query }: Call): Answer {
  const page = Number(query.get('page') ?? 1)
  const per_page = Number(query.get('per_page') ?? 25)
  const last = Math.max(1, Math.ceil(all.length / per_page))
  const pagination = {
    page,
    per_page,
    previous_page: page > 1 ? page - 1 : null,
    next_page: page < last ? page + 1 : null,
    last_page: last,
    total_entries: all.length,
  }
  return ok({ [kind]: all.slice((page - 1) * per_page, page * per_page), meta: { pagination } })
}

type Labels = Readonly<Record<string, string>>

/** Whether labels are those that a selector asks for; undefined where it is none. */
export function selected(selector: string): ((labels: Labels) => boolean) | undefined {
  const tests = selector.split(',').map(part => {
    const [, not, key = '', operator, value] = /^(!?)([\w./-]+)(?:(==|=|!=)([\w.-]*))?$/.exec(part.trim()) ?? []
    if (key === '') return undefined
    if (operator === undefined) return (labels: Labels) => Object.hasOwn(labels, key) === (not === '')
    return (labels: Labels) => (labels[key] === value) === (operator !== '!=')
  })
  const whole = tests.flatMap(test => test ?? [])
  return whole.length < tests.length ? undefined : labels => whole.every(test => test(labels))
}

export const badSelector = failure(400, 'invalid_input', 'label_selector is no selector', {
  fields: [{ name: 'label_selector', messages: ['is invalid'] }],
})
