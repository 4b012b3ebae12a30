import type { Circumstances, Herd, Member } from '../../src/engine/herd'
import type { AnyEnvironmentType } from '../../src/environments/environment'
import { manifestFormat } from '../../src/resources/manifest'

/** A machine with nothing on it. */
export const bareMember = (name: string, type: AnyEnvironmentType, config?: unknown): Member => ({
  name,
  after: [],
  origin: [],
  environment: { type, config },
  manifest: { format: manifestFormat, machine: name, resources: [] },
  origins: {},
  kinds: new Map(),
})

/** With what holds where a deployment file says nothing. */
export const bareHerd = (members: readonly Member[], settings: Partial<Herd['settings']> = {}): Herd => ({
  deployment: 'd',
  stage: 'production',
  settings: {
    onFailure: 'undo-machine',
    unreachable: 'fail',
    rollout: {},
    keep: { generations: 10, days: 0 },
    allowDowngrade: false,
    allowIrreversible: false,
    prune: false,
    ...settings,
  },
  members,
  others: [],
  accounts: [],
  blobs: new Map(),
  secrets: new Map(),
})

/** Of a run that nobody cancels, and that waits for nothing. */
export function bareCircumstances(more: Partial<Circumstances> = {}): Circumstances {
  const { signal } = new AbortController()
  return {
    mode: 'deploy',
    maxParallel: 8,
    connect: () => Promise.reject(new Error('the environments connect')),
    publicKeys: [],
    mask: () => {},
    emit: () => {},
    signal,
    ends: signal,
    provenance: { time: '2026-01-01T00:00:00.000Z', file: 'deploy.ts' },
    holder: 'a test',
    reconnect: 0,
    patience: 0,
    stepLimit: 1,
    ...more,
  }
}
