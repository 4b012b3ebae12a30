import { standIns } from '../../../src/commands/rehearse/stand-ins'
import type { Evaluation } from '../../../src/deployment/evaluate'
import { settingsOf } from '../../../src/deployment/settings'
import { container } from '../../../src/environments/container'
import type { Environment } from '../../../src/environments/environment'
import { managedHost } from '../../../src/environments/managed-host'
import type { ManifestResource } from '../../../src/resources/manifest'

const machine = (name: string, environment: Environment, want: ManifestResource['want'] = {}) => ({
  name,
  labels: [],
  after: [],
  origin: [],
  environment,
  manifest: { format: 1 as const, machine: name, resources: [{ id: 'file:/a', kind: 'file', want, after: [] }] },
  origins: {},
  kinds: new Map(),
  graph: { nodes: [], edges: [] },
})
const evaluation: Evaluation = {
  deployment: 'd',
  stage: 'production',
  settings: settingsOf({}, 'production'),
  file: 'deploy.ts',
  fileHash: '',
  root: '/',
  machines: [
    machine('web', managedHost({ host: '10.0.0.1', hostKey: `SHA256:${'A'.repeat(43)}` }), {
      content: { $secret: 'TOKEN' },
    }),
    machine('lab', container({ name: 'named', release: 'trixie', packages: ['curl'] })),
  ],
  accounts: [],
  blobs: new Map(),
  secrets: new Map([
    ['TOKEN', 'the value'],
    ['OTHER_ONE', 'another value'],
  ]),
}

test('each machine is a container of the rehearsal’s own; one that was a container is as it was declared but for its name', () => {
  const { evaluation: made } = standIns(evaluation, 'rehearsal-1')
  expect(made.stage).toBe('rehearsal-1')
  expect(made.machines.map(({ name, environment }) => [name, environment.type.name, environment.config])).toEqual([
    ['web', 'container', { release: 'bookworm', packages: [] }],
    ['lab', 'container', { release: 'trixie', packages: ['curl'] }],
  ])
})

test('no secret’s value is in it, and what is made up means nothing to a shell', () => {
  const { evaluation: made } = standIns(evaluation, 'rehearsal-1')
  expect([...made.secrets]).toEqual([
    ['TOKEN', 'rehearsed-token'],
    ['OTHER_ONE', 'rehearsed-other-one'],
  ])
})

test('says what is not rehearsed, machine by machine', () => {
  expect(standIns(evaluation, 'rehearsal-1').notes).toEqual([
    { machine: 'web', message: 'stands in for a managed-host: what that has beforehand is not here' },
    { machine: 'web', message: 'not rehearsed: the values of TOKEN, which are made up' },
  ])
})
