import { sourceFiles } from '../../src/deployment/source-files'
import { run } from '../../src/engine/run'
import type { Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Outcome } from '../../src/outcome'
import { connectSsh } from '../../src/ssh/connection'
import { compileSystem, type SystemInput, system } from '../../src/system/system'
import type { SshEndpoint } from '../../src/target/target'
import { bareCircumstances, bareHerd, bareMember } from './bare-herd'
import { reachable } from './lab-herd'

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
  const { signal } = new AbortController()
  const member = { ...bareMember('m', reachable(endpoint)), ...compiled.value }
  const outcome = await run(
    {
      ...bareHerd([member], { allowIrreversible: true }),
      deployment,
      stage,
      blobs: files.blobs,
      secrets: new Map(Object.entries(secrets)),
    },
    bareCircumstances({
      connect: to => connectSsh(to, { identities: [], signal }),
      emit: event => events.push(event),
      holder: 'the lab',
      patience: 30,
      reconnect: 150,
      stepLimit: 300,
    }),
  )
  const changes = events.flatMap(event => (event.type === 'planned' ? event.changes.map(({ title }) => title) : []))
  const failures = events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : []))
  return { outcome, changes, failures }
}
