import type { DeploymentOptions } from './deployment'

/** What a deployment file may say of how its machines are deployed. */
export type WrittenSettings = Omit<DeploymentOptions, 'name'>

/** What becomes of the other machines when one fails. */
export type OnFailure = NonNullable<DeploymentOptions['onFailure']>

/** How the machines of a deployment are deployed. */
export interface Settings {
  readonly onFailure: OnFailure
  /** `days`: 0 where age does not matter. */
  readonly keep: { readonly generations: number; readonly days: number }
  readonly allowDowngrade: boolean
  readonly allowIrreversible: boolean
}

/** With what holds where nothing is said. */
export const settingsOf = ({ onFailure = 'undo-machine', keep = {}, ...allowed }: WrittenSettings): Settings => ({
  onFailure,
  allowDowngrade: allowed.allowDowngrade ?? false,
  allowIrreversible: allowed.allowIrreversible ?? false,
  keep: { generations: keep.generations ?? 10, days: keep.days ?? 0 },
})
