import { z } from 'zod'
import type { Member } from '../../../src/engine/herd'
import { machinesOf } from '../../../src/engine/observe/remembered'
import { resourceKinds } from '../../../src/resources/registry'

const member = (name: string, address?: string): Member => ({
  name,
  after: [],
  origin: [],
  hostName: name,
  environment: {
    type: {
      name: 'any',
      description: 'any',
      config: z.unknown(),
      ...(address === undefined ? {} : { address: () => address }),
      reach: () => Promise.reject(new Error('not reached')),
    },
    config: undefined,
  },
  manifest: { format: 1, machine: name, resources: [] },
  origins: {},
  kinds: resourceKinds,
})
const found = (address: string) => ({ address, hostKeys: [] })
const remembered = {
  format: 1,
  time: '2026-01-01T00:00:00Z',
  file: 'deploy.ts',
  machines: [{ name: 'before', address: '10.0.0.3' }],
} as const

test.each([
  { name: 'one that this run found', others: [], facts: { m: '10.0.0.1' }, has: ['m 10.0.0.1'] },
  {
    name: 'an unselected one that says where it is',
    others: [member('o', '10.0.0.2')],
    facts: {},
    has: ['o 10.0.0.2'],
  },
  { name: 'an unselected one that was found before', others: [member('before')], facts: {}, has: ['before 10.0.0.3'] },
  { name: 'one that nobody knows is left out', others: [member('nowhere')], facts: {}, has: [] },
])('what a generation remembers of the herd: $name', ({ others, facts, has }) => {
  const known = new Map(Object.entries(facts).map(([name, address]) => [name, found(address)]))
  const kept = machinesOf({ members: [member('m')], others }, known, {
    ...remembered,
    machines: [...remembered.machines],
  })
  expect(kept.map(({ name, address }) => `${name} ${address}`)).toEqual(has)
})
