import { type FirstKeys, newFirstKeys } from '../cloud/first-contact'
import type { EnvironmentContext } from '../environment'
import type { Wish } from './config'

/** What a machine is told at its first boot, and the keys in it that are good for the first contact. */
export interface Seed {
  readonly keys: FirstKeys
  readonly userData: string
}

/** @throws DroverError `bad-input` where the user's own user data can't be used */
export async function newSeed(wish: Wish, { publicKeys }: Pick<EnvironmentContext, 'publicKeys'>): Promise<Seed> {
  const keys = await newFirstKeys()
  const { user, userData: own } = wish
  // With the YAML library, which whoever makes nothing needs not.
  const { userData } = await import('../cloud/user-data')
  return { keys, userData: userData({ hostKey: keys.hostKey, loginKey: keys.login.public, publicKeys, user, own }) }
}
