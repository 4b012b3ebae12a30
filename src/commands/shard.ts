import { selectMachines } from '../deployment/selector'

/** One share of a herd that several jobs deploy side by side. */
export interface Shard {
  /** From 1 to `of`. */
  readonly number: number
  readonly of: number
}

/** GitHub takes no more jobs of one matrix: https://docs.github.com/en/actions/reference/limits */
export const mostShards = 256

/** As 2/3. */
export const shardWords = ({ number, of }: Shard): string => `${number}/${of}`

interface Ordered {
  readonly name: string
  readonly after: readonly string[]
}

interface Selectable extends Ordered {
  readonly labels: readonly string[]
}

/** The machines that a run is about: what the selector takes, and of that the shard. */
export function selected<Each extends Selectable>(
  machines: readonly Each[],
  { machines: selector, shard }: { readonly machines: string; readonly shard: Shard | undefined },
): readonly Each[] {
  const taken = selectMachines(machines, selector)
  return shard === undefined ? taken : (sharesOf(taken, shard.of)[shard.number - 1] ?? [])
}

/**
 * Parts a herd into `count` shares of about the same size, the same each time. Machines of which one waits for another stay
 * together, so that the order among machines holds: a share may then be larger, and another empty.
 */
export function sharesOf<Each extends Ordered>(machines: readonly Each[], count: number): readonly (readonly Each[])[] {
  const shares: Each[][] = Array.from({ length: count }, () => [])
  for (const group of groupsOf(machines).toSorted((a, b) => b.length - a.length))
    shares
      .reduce((smallest, share) => (share.length < smallest.length ? share : smallest), shares[0] ?? [])
      .push(...group)
  return shares.map(share => machines.filter(machine => share.includes(machine)))
}

/** Machines that hang together by what they wait for. */
function groupsOf<Each extends Ordered>(machines: readonly Each[]): readonly (readonly Each[])[] {
  const groupOf = new Map(machines.map(machine => [machine.name, new Set([machine])]))
  for (const { name, after } of machines)
    for (const other of after) {
      const [one, two] = [groupOf.get(name), groupOf.get(other)]
      if (one === undefined || two === undefined || one === two) continue
      for (const machine of two) groupOf.set(machine.name, one.add(machine))
    }
  return [...new Set(groupOf.values())].map(group => [...group])
}
