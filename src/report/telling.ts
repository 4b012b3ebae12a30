import { callersOf, type Frame, type Origin } from '../origin'
import type { RunView } from './run'

const keyOf = ({ file, line }: Frame): string => `${file}:${line}`

/**
 * The line of an origin that an annotation stands on. What a helper function made more than once would all stand on the
 * helper's line: so it is the innermost line in the deployment file that led to this one thing, else to this one machine,
 * else the outermost; where none is in the deployment file, the innermost.
 */
export function tellingFrame(run: RunView): (origin: Origin) => Frame | undefined {
  const file = run.provenance?.file
  const things = new Map<string, Set<string>>()
  const machines = new Map<string, Set<string>>()
  for (const { name, origin, changes = [] } of run.machines)
    for (const chain of [origin, ...changes.map(change => change.origin)])
      for (const key of chain.map(keyOf)) {
        things.set(key, new Set(things.get(key)).add(`${name} ${chain.map(keyOf).join(' ')}`))
        machines.set(key, new Set(machines.get(key)).add(name))
      }
  return origin => {
    const lines = [...origin.slice(0, 1), ...callersOf(origin)].filter(frame => frame.file === file)
    const alone = (known: ReadonlyMap<string, ReadonlySet<string>>) =>
      lines.find(frame => (known.get(keyOf(frame))?.size ?? 0) <= 1)
    return alone(things) ?? alone(machines) ?? lines.at(-1) ?? origin[0]
  }
}
