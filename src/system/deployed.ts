/** As part of which deployment a system is compiled. */
export interface Deployed {
  readonly deployment: string
  readonly stage: string
}

/** The deployment's name on a machine: a file's or folder's name that two deployments or stages never share. */
export const ownerOf = ({ deployment, stage }: Deployed): string =>
  `${encodeURIComponent(deployment)}@${encodeURIComponent(stage)}`
