import { sha256 } from '../resources/text'

/** As part of which deployment a system is compiled. */
export interface Deployed {
  readonly deployment: string
  readonly stage: string
}

// A file's name has at most 255 bytes, and a suffix may follow.
const longest = 200

/**
 * The deployment's name on a machine: a file's or folder's name that two deployments or stages never share. One that would
 * be too long ends in a hash of all of it.
 */
export function ownerOf({ deployment, stage }: Deployed): string {
  const owner = `${encodeURIComponent(deployment)}@${encodeURIComponent(stage)}`
  return owner.length <= longest ? owner : `${owner.slice(0, longest - 17)}~${sha256(owner).slice(0, 16)}`
}
