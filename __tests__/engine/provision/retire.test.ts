import { z } from 'zod'
import type { Herd, MachineResult, Member } from '../../../src/engine/herd'
import { retire } from '../../../src/engine/provision/retire'
import type { AnyEnvironmentType, Facts } from '../../../src/environments/environment'
import type { Event } from '../../../src/event'
import { DroverError } from '../../../src/failure'
import type { Outcome } from '../../../src/outcome'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'

interface Case {
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** By machine, whose address it refers to. */
  readonly refers?: Readonly<Record<string, string>>
  /** Not worked on in this run. */
  readonly others?: readonly string[]
  readonly signal?: AbortSignal
  readonly fail?: boolean
}

/** All of them took the place of another, `old-NAME`. */
async function ended({ outcomes, refers = {}, others = [], signal, fail }: Case) {
  const retired: string[] = []
  const type: AnyEnvironmentType = {
    name: 'toy',
    description: 'a machine of a test',
    config: z.unknown(),
    reach: () => Promise.reject(new Error('nobody is reached')),
    retire: async (_config, facts) => {
      if (fail) throw new DroverError({ code: 'environment-failed', environment: 'toy', message: 'no answer' })
      retired.push(...(facts.beside ?? []).map(({ name }) => name))
    },
  }
  const member = (name: string): Member => {
    const bare = bareMember(name, type)
    const refersTo = refers[name]
    if (refersTo === undefined) return bare
    const peer = {
      kind: 'file',
      id: 'file:/etc/peer',
      want: { content: { $reference: 'address', machine: refersTo } },
    }
    return { ...bare, manifest: { ...bare.manifest, resources: [{ ...peer, after: [] }] } }
  }
  const names = Object.keys(outcomes)
  const herd: Herd = { ...bareHerd(names.map(member)), others: others.map(member) }
  const facts = new Map<string, Facts>(
    names.map(name => [
      name,
      { address: '', hostKeys: [], beside: [{ id: '1', name: `old-${name}`, why: 'in whose place it was made' }] },
    ]),
  )
  const results = new Map<string, MachineResult>(Object.entries(outcomes).map(([name, outcome]) => [name, { outcome }]))
  const events: Event[] = []
  const emit = (event: Event) => void events.push(event)
  const went = await retire(herd, facts, results, bareCircumstances({ emit, ...(signal && { signal }) }))
  const stays = events.flatMap(event => (event.type === 'found' ? [event.finding.message.replace(/,.*,/, '')] : []))
  return { went, retired, stays, events }
}

test('what was replaced goes once the machine that took its place is deployed, and stays where that failed', async () => {
  expect(await ended({ outcomes: { web: 'changed', db: 'failed-undone', log: 'unchanged' } })).toMatchObject({
    went: true,
    retired: ['old-web', 'old-log'],
    stays: ['old-db stays until a deployment of db succeeds'],
  })
})

test('it stays as long as a machine that refers to its address is not deployed', async () => {
  const refers = { proxy: 'web', dns: 'db' }
  expect(
    await ended({ outcomes: { web: 'changed', db: 'changed', proxy: 'failed' }, refers, others: ['dns'] }),
  ).toMatchObject({
    retired: [],
    stays: [
      'old-web stays until a deployment of proxy succeeds',
      'old-db stays until a deployment of dns succeeds',
      'old-proxy stays until a deployment of proxy succeeds',
    ],
  })
  expect((await ended({ outcomes: { web: 'unchanged', proxy: 'changed' }, refers })).retired).toEqual([
    'old-web',
    'old-proxy',
  ])
})

test('a run that is told to end has nothing go', async () => {
  const signal = AbortSignal.abort()
  expect(await ended({ outcomes: { web: 'changed' }, signal })).toMatchObject({ went: true, retired: [] })
})

test('what can’t be removed fails the run, and is said', async () => {
  const { went, events } = await ended({ outcomes: { web: 'changed' }, fail: true })
  expect(went).toBe(false)
  expect(events).toEqual([
    {
      type: 'run-failed',
      failure: {
        code: 'environment-failed',
        environment: 'toy',
        message: expect.stringMatching(/^old-web, in whose place it was made, could not be removed: no answer;/),
      },
    },
  ])
})
