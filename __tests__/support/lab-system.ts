import { z } from 'zod'
import { sourceFiles } from '../../src/deployment/source-files'
import { run } from '../../src/engine/run'
import type { Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Outcome } from '../../src/outcome'
import { connectSsh } from '../../src/ssh/connection'
import { compileSystem, type SystemInput, system } from '../../src/system/system'
import type { SshEndpoint } from '../../src/target/target'

export interface SystemRun {
  readonly endpoint: SshEndpoint
  /** The folder that sources are delivered from. */
  readonly folder: string
  readonly deployment?: string
  readonly stage?: string
  readonly secrets?: Readonly<Record<string, string>>
}

export interface SystemEnd {
  readonly outcome: Outcome
  readonly changes: readonly string[]
  readonly failures: readonly Failure[]
}

/** Compiles a system as a deployment file's is, and deploys it by the engine: how it ended, and what was said to change. */
export async function deploySystem(
  { endpoint, folder, deployment = 'lab', stage = 'production', secrets = {} }: SystemRun,
  written: SystemInput,
): Promise<SystemEnd> {
  const files = sourceFiles({ root: folder, folder })
  const compiled = compileSystem(system(written), { machine: 'm', files, deployment, stage })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.mistakes))
  const events: Event[] = []
  const signal = new AbortController().signal
  const connect = (to: SshEndpoint) => connectSsh(to, { identities: [], signal })
  const type = {
    name: 'lab',
    description: 'a machine of the lab',
    config: z.unknown(),
    address: () => endpoint.host,
    reach: () => connect(endpoint),
  }
  const member = { name: 'm', after: [], origin: [], environment: { type, config: undefined }, ...compiled.value }
  const outcome = await run(
    {
      deployment,
      stage,
      settings: {
        onFailure: 'undo-machine',
        unreachable: 'fail',
        rollout: {},
        keep: { generations: 10, days: 0 },
        allowDowngrade: false,
        allowIrreversible: true,
        prune: false,
      },
      members: [member],
      others: [],
      blobs: files.blobs,
      secrets: new Map(Object.entries(secrets)),
    },
    {
      mode: 'deploy',
      maxParallel: 1,
      connect,
      publicKeys: [],
      mask: () => {},
      emit: event => events.push(event),
      signal,
      ends: signal,
      provenance: { time: '2026-01-01T00:00:00.000Z', file: 'deploy.ts' },
      holder: 'the lab',
      patience: 30,
      reconnect: 150,
      stepLimit: 300,
    },
  )
  const changes = events.flatMap(event => (event.type === 'planned' ? event.changes.map(({ title }) => title) : []))
  const failures = events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : []))
  return { outcome, changes, failures }
}
