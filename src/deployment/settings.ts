import type { z } from 'zod'
import { secondsOf } from './duration'
import type { deploymentOptions } from './machine-schema'
import { type Amount, amountOf } from './rollout-schema'

/** What a deployment file may say of how its machines are deployed, checked. */
export type WrittenSettings = Omit<z.output<typeof deploymentOptions>, 'name' | 'accounts'>

/** What becomes of the other machines when one fails. */
export type OnFailure = NonNullable<WrittenSettings['onFailure']>

/** What becomes of the run when a machine can't be reached. */
export type Unreachable = NonNullable<WrittenSettings['unreachable']>

/** How the machines are begun one part after the other; what is absent is not said. */
export interface DeclaredRollout {
  readonly batch?: Amount | undefined
  /** A number, a share, or a selector of machines. */
  readonly canary?: number | string | undefined
  readonly maxFailures?: Amount | undefined
  /** In seconds. */
  readonly pause?: number | undefined
}

/** How the machines of a deployment are deployed. */
export interface Settings {
  readonly onFailure: OnFailure
  readonly unreachable: Unreachable
  readonly rollout: DeclaredRollout
  /** `days`: 0 where age does not matter. */
  readonly keep: { readonly generations: number; readonly days: number }
  /** Globs of stages that are not destroyed. */
  readonly protect: readonly string[]
  /** Where what is deployed can be looked at. */
  readonly url: string | undefined
  readonly allowDowngrade: boolean
  readonly allowIrreversible: boolean
  readonly prune: boolean
  /** For so many seconds after its last deployment a stage that is not protected may stand; undefined: without end. */
  readonly ttl: number | undefined
}

/** With what holds where nothing is said. */
export const settingsOf = (written: WrittenSettings, stage: string): Settings => ({
  protect: written.protect ?? ['production'],
  url: written.url?.replaceAll('{stage}', stage),
  onFailure: written.onFailure ?? 'undo-machine',
  unreachable: written.unreachable ?? 'fail',
  rollout: rolloutOf(written),
  allowDowngrade: written.allowDowngrade ?? false,
  allowIrreversible: written.allowIrreversible ?? false,
  prune: written.prune ?? false,
  ttl: written.ttl === undefined ? undefined : secondsOf(written.ttl),
  keep: { generations: written.keep?.generations ?? 10, days: written.keep?.days ?? 0 },
})

/** The same values wherever they were said: in a deployment file, as inputs, or on a command line. */
export const rolloutOf = ({
  batch,
  canary,
  maxFailures,
  pause,
}: {
  readonly [Name in 'batch' | 'canary' | 'maxFailures' | 'pause']?: number | string | undefined
}): DeclaredRollout => ({
  ...(batch === undefined ? {} : { batch: amountOf(batch) }),
  ...(canary === undefined ? {} : { canary }),
  ...(maxFailures === undefined ? {} : { maxFailures: amountOf(maxFailures) }),
  ...(pause === undefined ? {} : { pause: secondsOf(pause) }),
})
