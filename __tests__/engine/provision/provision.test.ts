import { z } from 'zod'
import { provision } from '../../../src/engine/provision/provision'
import type { AnyEnvironmentType, EnvironmentPlan } from '../../../src/environments/environment'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'

const there = { address: '192.0.2.1', hostKeys: [] }
const create: EnvironmentPlan = { action: 'create', summary: 'one', price: null }

function provisioned(type: Partial<AnyEnvironmentType>, make: boolean) {
  const environment: AnyEnvironmentType = {
    name: 'own',
    description: 'an environment type of the user',
    config: z.unknown(),
    reach: () => Promise.reject(new Error('nobody is reached here')),
    ...type,
  }
  const member = bareMember('m', environment)
  return provision(member, bareHerd([member]), bareCircumstances(), make)
}

const absent = { find: async () => ({ state: 'absent' as const }) }

test.each([
  { name: 'neither plans nor makes', type: absent },
  { name: 'plans and can’t make', type: { ...absent, plan: () => create } },
  { name: 'makes and does not plan', type: { ...absent, realise: async () => there } },
])('a machine that is not there, of a type that $name, is a failure and no success', async ({ type }) => {
  for (const make of [true, false])
    await expect(provisioned(type, make)).rejects.toMatchObject({
      failure: { code: 'environment-failed', message: expect.stringContaining('m is not there') },
    })
})

test('a machine that is there needs no plan', async () => {
  expect(await provisioned({ find: async () => ({ state: 'present', facts: there }) }, true)).toEqual({
    facts: there,
    plan: undefined,
  })
})

test('one that is not there is made where the run makes it, and only then', async () => {
  const type = { ...absent, plan: () => create, realise: async () => there }
  expect(await provisioned(type, false)).toEqual({ facts: undefined, plan: create })
  expect(await provisioned(type, true)).toEqual({ facts: there, plan: create })
})
