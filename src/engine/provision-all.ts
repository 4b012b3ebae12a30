import type { Circumstances, Herd, MachineResult } from './herd'
import { type Provisioned, provision } from './provision'
import { resultOfThrown } from './thrown'

/** All environments, before anything else: a machine may refer to any other's address. */
export async function provisionAll(
  herd: Herd,
  circumstances: Circumstances,
  limit: <T>(work: () => Promise<T>) => Promise<T>,
  began: Map<string, number>,
): Promise<ReadonlyMap<string, Provisioned | MachineResult>> {
  const referred = referredTo(herd)
  const looked = [
    ...herd.members.map(member => ({
      member,
      make: circumstances.mode === 'deploy' && circumstances.rollbackTo === undefined,
    })),
    ...herd.others.filter(({ name }) => referred.has(name)).map(member => ({ member, make: false })),
  ]
  const found = await Promise.all(
    looked.map(({ member, make }) =>
      limit(async (): Promise<readonly [string, Provisioned | MachineResult]> => {
        began.set(member.name, performance.now())
        if (make) circumstances.emit({ type: 'phase-entered', machine: member.name, phase: 'provision' })
        try {
          const found = await provision(member, herd, circumstances, make)
          // The others are only looked up: a run tells nothing of a machine that it was not asked to work on.
          if (found.facts && herd.members.includes(member))
            circumstances.emit({ type: 'located', machine: member.name, address: found.facts.address })
          return [member.name, found]
        } catch (error) {
          return [member.name, resultOfThrown(error)]
        }
      }),
    ),
  )
  return new Map(found)
}

/** The names of the machines that a selected machine refers to. */
function referredTo(herd: Herd): ReadonlySet<string> {
  const names = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('$reference' in value && 'machine' in value && typeof value.machine === 'string') names.add(value.machine)
    for (const inner of Object.values(value)) walk(inner)
  }
  for (const { manifest } of herd.members) walk(manifest.resources)
  return names
}
