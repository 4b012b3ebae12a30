import { newest, stagesOf } from '../../../src/engine/provision/stages'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'
import { eur, toyServers } from '../../support/toy-servers'

test('the stages of all that the deployment owns, each with what it costs', async () => {
  const { type, servers } = toyServers()
  servers.set('web', { size: 'small', stage: 'production' })
  servers.set('web-12', { size: 'small', stage: 'pr-12' }).set('db-12', { size: 'big', stage: 'pr-12' })
  const herd = bareHerd([bareMember('web', type, { size: 'small' })])
  expect(await stagesOf(herd, bareCircumstances())).toEqual({
    seen: [
      { stage: 'pr-12', since: undefined, prices: [eur('4.00'), eur('8.50')] },
      { stage: 'production', since: undefined, prices: [eur('4.00')] },
    ],
    unseen: [],
  })
})

test('the newest of several moments, where all are known', () => {
  expect(newest(['2026-11-24T12:00:00+02:00', '2026-11-24T11:00:00Z'])).toBe('2026-11-24T11:00:00.000Z')
  expect(newest(['2026-11-24T12:00:00Z', undefined])).toBe(undefined)
  expect(newest([])).toBe(undefined)
})
