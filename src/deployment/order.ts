import type { Mistake } from '../failure'
import { type Origin, place } from '../origin'
import { suggest } from '../system/suggestion'

interface Ordered {
  readonly name: string
  readonly after: readonly string[]
  readonly origin: Origin
}

/** What is wrong between machines: two of one name, an `after` that leads nowhere, and a circle, with its path. */
export function orderMistakes(machines: readonly Ordered[]): readonly Mistake[] {
  return [...twins(machines), ...strangers(machines), ...circles(machines)]
}

function twins(machines: readonly Ordered[]): readonly Mistake[] {
  const first = new Map<string, Ordered>()
  return machines.flatMap(machine => {
    const other = first.get(machine.name)
    if (!other) first.set(machine.name, machine)
    if (!other || machine.name === '') return []
    const where = place(other.origin)
    const message = `there is another machine “${machine.name}”${where === undefined ? '' : `, declared at ${where}`}`
    return [{ origin: machine.origin, path: `${machine.name}.name`, message }]
  })
}

function strangers(machines: readonly Ordered[]): readonly Mistake[] {
  const known = machines.map(({ name }) => name)
  return machines.flatMap(({ name, after, origin }) =>
    after.flatMap((before, index) => {
      if (known.includes(before)) return []
      const suggestion = suggest(
        before,
        known.filter(each => each !== name),
      )
      const message = `there is no machine “${before}” in the deployment`
      return [{ origin, path: `${name}.after[${index}]`, message, ...(suggestion === undefined ? {} : { suggestion }) }]
    }),
  )
}

function circles(machines: readonly Ordered[]): readonly Mistake[] {
  const byName = new Map(machines.map(machine => [machine.name, machine]))
  const done = new Set<string>()
  const found: Mistake[] = []
  const visit = (machine: Ordered, way: readonly Ordered[]): void => {
    if (done.has(machine.name)) return
    const start = way.indexOf(machine)
    if (start >= 0) {
      const path = [...way.slice(start), machine].map(({ name }) => name).join(' → ')
      found.push({
        origin: machine.origin,
        path: `${machine.name}.after`,
        message: `these machines wait for one another: ${path}`,
      })
      return
    }
    for (const name of machine.after) {
      const before = byName.get(name)
      if (before) visit(before, [...way, machine])
    }
    done.add(machine.name)
  }
  for (const machine of machines) visit(machine, [])
  return found
}
