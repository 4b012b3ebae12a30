import type { DeploymentOptions } from './deployment'

/** What becomes of the other machines when one fails. */
export type OnFailure = NonNullable<DeploymentOptions['onFailure']>
