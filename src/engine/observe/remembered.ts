import type { Facts } from '../../environments/environment'
import type { Herd } from '../herd'
import type { Provenance } from './provenance'

/**
 * The machines of a deployment with their addresses, as far as anybody knows them: where this run found them, what their
 * declaration says, or what was remembered. One without an address is left out.
 */
export const machinesOf = (
  herd: Pick<Herd, 'members' | 'others'>,
  facts: ReadonlyMap<string, Facts>,
  remembered: Provenance | undefined,
): Provenance['machines'] =>
  [...herd.members, ...herd.others].flatMap(({ name, environment: { type, config } }) => {
    const before = remembered?.machines.find(machine => machine.name === name)
    const address = facts.get(name)?.address || type.address?.(config) || before?.address
    return address ? [{ name, address }] : []
  })
