import { z } from 'zod'
import { collect } from '../../src/engine/collect'
import { exec } from '../../src/engine/exec'
import type { Circumstances, Herd, Member } from '../../src/engine/herd'
import { recover } from '../../src/engine/recover'
import { run } from '../../src/engine/run'
import type { AnyEnvironmentType } from '../../src/environments/environment'
import type { Event } from '../../src/event'
import type { Outcome } from '../../src/outcome'
import type { ManifestResource } from '../../src/resources/manifest'
import { resourceKinds } from '../../src/resources/registry'
import { connectSsh } from '../../src/ssh/connection'
import type { Connect, SshEndpoint } from '../../src/target/target'
import { bareCircumstances, bareHerd, bareMember } from './bare-herd'

/** A machine that is there, reached by SSH: what a managed host is, without the deployment file around it. */
export const reachable = (endpoint: SshEndpoint): AnyEnvironmentType => ({
  name: 'lab',
  description: 'a machine of the lab',
  config: z.unknown(),
  address: () => endpoint.host,
  reach: (_config, _facts, { connect }) => connect(endpoint),
})

/** A resource of a built-in kind, as compiling makes it. */
export function resourceOf(name: string, want: unknown, after: readonly string[] = []): ManifestResource {
  const kind = resourceKinds.get(name)
  if (!kind) throw new Error(`there is no kind ${name}`)
  const parsed = kind.schema.parse(want)
  return { id: kind.id(parsed), kind: name, want: z.json().parse(parsed), after: [...after] }
}

export interface LabMember {
  readonly name: string
  readonly endpoint: SshEndpoint
  readonly resources: readonly ManifestResource[]
  readonly after?: readonly string[]
  readonly reboot?: Member['reboot']
}

const memberOf = ({ name, endpoint, resources, after = [], reboot }: LabMember): Member => {
  const bare = bareMember(name, reachable(endpoint))
  return {
    ...bare,
    after,
    hostName: name,
    ...(reboot && { reboot }),
    manifest: { ...bare.manifest, resources: [...resources].sort((a, b) => (a.id < b.id ? -1 : 1)) },
    kinds: resourceKinds,
  }
}

export interface LabRun {
  readonly deployment?: string
  readonly onFailure?: Herd['settings']['onFailure']
  readonly unreachable?: Herd['settings']['unreachable']
  readonly rollout?: Herd['settings']['rollout']
  readonly keep?: Herd['settings']['keep']
  readonly secrets?: Readonly<Record<string, string>>
  /** Where the files of trees lie, by sha256. */
  readonly blobs?: ReadonlyMap<string, string>
  readonly signal?: AbortSignal
  readonly ends?: AbortSignal
  readonly patience?: number
  readonly reconnect?: number
  readonly allowIrreversible?: boolean
  /** Instead of `run`. */
  readonly work?: (herd: Herd, circumstances: Circumstances) => Promise<Outcome>
  /** Whatever else the engine is told. */
  readonly more?: Partial<Circumstances>
  readonly maxParallel?: number
  readonly connect?: Connect
  readonly onEvent?: (event: Event) => void
}

/** Runs the engine on real machines; how it ended and what it said come back. */
export const labRun = (mode: Circumstances['mode'], members: readonly LabMember[], options: LabRun = {}) =>
  told(members, mode, options, options.work ?? run)

/** Settles what is open on real machines. */
export const labRecover = (members: readonly LabMember[], accept = false) =>
  told(members, 'plan', {}, (herd, circumstances) => recover(herd, circumstances, accept))

/** Compares real machines with their own current generations. */
export const labCheck = (members: readonly LabMember[], options: LabRun = {}) =>
  told(members, 'check', options, (herd, circumstances) => run(herd, { ...circumstances, rollbackTo: 'current' }))

/** Brings real machines back to an earlier generation. */
export const labRollback = (members: readonly LabMember[], to: number | 'previous', options: LabRun = {}) =>
  told(members, 'deploy', options, (herd, circumstances) => run(herd, { ...circumstances, rollbackTo: to }))

/** Removes what real machines need not keep. */
export const labCollect = (members: readonly LabMember[], options: LabRun = {}) =>
  told(members, 'plan', options, collect)

/** Gives real machines back. */
export const labRelease = (members: readonly LabMember[], options: LabRun = {}) =>
  told(members, 'deploy', options, (herd, circumstances) =>
    run(herd, { ...circumstances, rollbackTo: 0, release: true }),
  )

/** Runs a person's command on real machines. */
export const labExec = (members: readonly LabMember[], command: readonly string[], options: LabRun = {}) =>
  told(members, 'deploy', options, (herd, circumstances) => exec(herd, circumstances, command))

async function told(
  members: readonly LabMember[],
  mode: Circumstances['mode'],
  {
    deployment = 'lab',
    onFailure = 'undo-machine',
    unreachable = 'fail',
    rollout = {},
    keep = { generations: 10, days: 0 },
    secrets = {},
    blobs = new Map(),
    signal = new AbortController().signal,
    ends = new AbortController().signal,
    patience = 30,
    reconnect = 150,
    allowIrreversible = true,
    more = {},
    maxParallel = 8,
    connect = (endpoint, onAttempt) => connectSsh(endpoint, { identities: [], signal: ends, onAttempt }),
    onEvent,
  }: LabRun,
  work: (herd: Herd, circumstances: Circumstances) => Promise<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly events: readonly Event[] }> {
  const events: Event[] = []
  const herd: Herd = {
    ...bareHerd(members.map(memberOf), { onFailure, unreachable, rollout, keep, allowIrreversible }),
    deployment,
    blobs,
    secrets: new Map(Object.entries(secrets)),
  }
  const circumstances = bareCircumstances({
    mode,
    maxParallel,
    connect,
    emit: event => {
      events.push(event)
      onEvent?.(event)
    },
    signal,
    ends,
    provenance: { time: '2026-01-01T00:00:00.000Z', file: 'deploy.ts', sha: '0123456789abcdef' },
    holder: `the lab’s run of ${deployment}`,
    patience,
    reconnect,
    stepLimit: 120,
    ...more,
  })
  return { outcome: await work(herd, circumstances), events }
}
