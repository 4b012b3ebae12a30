type Shown = Readonly<Record<string, unknown>>

/** Whether a thing is one that an `X-Filter` asks for; undefined where that is none. A value stands for one in a list too. */
export function filtered(text: string | undefined): ((shown: Shown) => boolean) | undefined {
  if (text === undefined) return () => true
  try {
    const filter: unknown = JSON.parse(text)
    return isObject(filter) ? shown => fits(filter, shown) : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Shown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function fits(filter: Shown, shown: Shown): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    if (key === '+order' || key === '+order_by') return true
    const parts = Array.isArray(wanted) ? wanted.filter(isObject) : []
    if (key === '+and') return parts.every(part => fits(part, shown))
    if (key === '+or') return parts.some(part => fits(part, shown))
    const has = [shown[key]].flat()
    if (!isObject(wanted)) return has.includes(wanted)
    const { '+contains': within } = wanted
    return typeof within === 'string' && has.some(value => String(value).includes(within))
  })
}
