import fc from 'fast-check'
import { deploymentMark, labelsOf, type Marks } from '../../../src/environments/cloud/marks'
import type { Server } from '../../../src/environments/cloud/provider'
import { isDead, longestWork, surveyOf } from '../../../src/environments/cloud/survey'

const print = `SHA256:${'A'.repeat(43)}`
const marks: Marks = { deployment: deploymentMark('d'), stage: 's', machine: 'web', state: 'provisioning', run: 'r' }

const server = (id: string, other: Partial<Marks>, since = '2026-01-01T00:00:00Z'): Server => ({
  id,
  name: `web-${id}`,
  labels: labelsOf({ ...marks, ...other }),
  state: 'running',
  word: 'running',
  since,
  size: 's',
  region: 'r',
  image: 'i',
  addresses: {},
})
const ready = (id: string, other: Partial<Marks> = {}) => server(id, { state: 'ready', hostKey: print, ...other })

test.each([
  { name: 'nothing', servers: [], state: 'absent' },
  { name: 'one that is ready', servers: [ready('1')], state: 'ready', server: '1', rest: [] },
  { name: 'one that is not', servers: [server('1', {})], state: 'unfinished' },
  {
    name: 'one beside a half-made one',
    servers: [server('1', {}), ready('2')],
    state: 'ready',
    server: '2',
    rest: ['1'],
  },
  {
    name: 'one and the one it replaced',
    servers: [ready('1'), ready('2', { replaces: '1' })],
    state: 'ready',
    server: '2',
    over: ['1'],
  },
  {
    name: 'one, the one it replaced, and what is begun beside them',
    servers: [ready('1'), ready('2', { replaces: '1' }), server('3', { replaces: '2' })],
    state: 'ready',
    server: '2',
    over: ['1'],
    rest: ['3'],
  },
  {
    name: 'one that is to replace it, not yet ready',
    servers: [ready('1'), server('2', { replaces: '1' })],
    state: 'ready',
    server: '1',
    rest: ['2'],
  },
  { name: 'two that are ready', servers: [ready('1'), ready('2')], state: 'ambiguous' },
  { name: 'one without its host key', servers: [server('1', { state: 'ready' })], state: 'altered' },
  {
    name: 'one whose labels are not whole',
    servers: [ready('1'), { ...ready('2'), labels: { id: 'x' } }],
    state: 'altered',
  },
])('$name, in whatever order it is listed', ({ servers, state, server, over = [], rest = [] }) => {
  fc.assert(
    fc.property(fc.shuffledSubarray(servers, { minLength: servers.length }), listed => {
      const seen = surveyOf(listed)
      expect(seen.state).toBe(state)
      if (seen.state !== 'ready') return
      const ids = (each: readonly { readonly id: string }[]) => each.map(({ id }) => id)
      expect([seen.server.id, ids(seen.replaced), ids(seen.leftovers)]).toEqual([server, over, rest])
    }),
  )
})

test('of two that were begun in the same second the smaller number was first', () => {
  const seen = surveyOf([server('10', {}), server('9', {}), server('7', {}, '2026-01-01T00:00:01Z')])
  expect(seen.state === 'unfinished' && seen.servers.map(({ id }) => id)).toEqual(['9', '10', '7'])
})

test('what was begun is dead after the longest work, or where nobody knows when it was', () => {
  const now = Date.parse('2026-01-01T00:00:00Z') + longestWork * 1000
  expect(isDead(server('1', {}), now - 1)).toBe(false)
  expect(isDead(server('1', {}), now)).toBe(true)
  expect(isDead({ ...server('1', {}), since: null }, now)).toBe(true)
})
