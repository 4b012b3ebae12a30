/** Plain data as JSON text that depends on nothing but the data: keys sorted, no space, what is undefined left out. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isKept(value)) {
    const text = texts.get(value) ?? JSON.stringify(ordered(value))
    texts.set(value, text)
    return text
  }
  if (Array.isArray(value))
    return value.length > few
      ? JSON.stringify(ordered(value))
      : `[${value.map(item => canonical(item) ?? 'null').join()}]`
  const parts = Object.entries(sorted(value)).flatMap(([key, inner]) => {
    const text = canonical(inner)
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`]
  })
  return `{${parts.join()}}`
}

// A folder of ten thousand files is asked for a dozen times for each machine: in manifests, and in what these are known by.
const texts = new WeakMap<readonly unknown[], string>()

/** A list that nobody changes any more: it need not be copied to stay what it is. Whoever freezes it answers for its items. */
export const isKept = (value: unknown): value is readonly unknown[] => Array.isArray(value) && Object.isFrozen(value)

/** Whether a kept list has nothing in it that is known only later, as a secret or a reference. */
export const isBare = (value: unknown): boolean => isKept(value) && !canonical(value).includes('"$')

// Of so many items a text is put together here; of more, Node does it faster.
const few = 500

// An object has keys that are numbers in its own order, before all others.
const sorted = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The same with its keys in order. What has them so already is not copied: that takes longer than all else. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isOrdered(value)) return value
  if (Array.isArray(value)) return value.map(ordered)
  return Object.fromEntries(Object.entries(sorted(value)).map(([key, inner]) => [key, ordered(inner)]))
}

function isOrdered(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isOrdered)
  let last = ''
  for (const key of Object.keys(value)) {
    if (key < last || !isOrdered(Reflect.get(value, key))) return false
    last = key
  }
  return true
}
