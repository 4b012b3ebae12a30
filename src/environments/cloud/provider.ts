import { DroverError } from '../../failure'
import type { Price } from '../../price'
import type { Labels } from './marks'

/** What a machine is made of: the provider's own words. */
export interface Choice {
  readonly size: string
  readonly region: string
  readonly image: string
}

/** A machine as a provider shows it. What the provider does not say is null. */
export interface Server {
  readonly id: string
  readonly name: string
  /** Those of Drover alone, without what the provider wants before a key. */
  readonly labels: Labels
  readonly state: 'making' | 'running' | 'stopped' | 'failed' | 'unknown'
  /** The state in the provider's own word. */
  readonly word: string
  /** When it was made, in ISO 8601. */
  readonly since: string | null
  readonly size: string | null
  readonly region: string | null
  readonly image: string | null
  readonly addresses: {
    readonly ipv4?: string | undefined
    readonly ipv6?: string | undefined
    readonly private?: string | undefined
  }
}

export interface Order extends Choice {
  readonly name: string
  readonly userData: string
  readonly labels: Labels
}

export interface Created {
  readonly id: string
  /** What the provider made up for root: it is hidden wherever it could be printed. */
  readonly rootPassword?: string | undefined
  /** Waits for what the provider has begun. @throws NoStock, DroverError */
  readonly finished: () => Promise<void>
}

/**
 * What Drover asks of a provider. Each is made for one configuration, which says also what stands in no order (networks,
 * firewalls, backups). What goes wrong is an ApiError, unless something else is said.
 */
export interface Provider {
  /** For a person, as “Hetzner”. */
  readonly name: string
  /** The most bytes of user data that it takes. */
  readonly userDataLimit: number
  /** All that carry this one of Drover's marks, from all pages. */
  servers(mark: { readonly key: 'id' | 'deployment'; readonly value: string }): Promise<readonly Server[]>
  /** Whatever bears this name, whosever it is. */
  named(name: string): Promise<Server | undefined>
  get(id: string): Promise<Server | undefined>
  /** Asks once, and never again by itself where that may have been done. @throws NoStock, NameTaken */
  create(order: Order): Promise<Created>
  /** Writes Drover's marks in the place of those that are there; the user's own stay. */
  mark(server: Server, labels: Labels): Promise<void>
  /** Gone when it resolves; so it is where it was gone before. */
  remove(id: string): Promise<void>
  /** A month of such a machine in its region; null where nobody knows. */
  price(choice: Pick<Choice, 'size' | 'region'>): Promise<Price | null>
}

/** What is asked of an account, whichever machines are declared there. */
export type AccountProvider = Pick<Provider, 'name' | 'servers' | 'get' | 'remove' | 'price'>

/** There is none of this size in this region now: another may be tried. */
export class NoStock extends DroverError {}

/** A name that no two machines may have, and another has it. */
export class NameTaken extends DroverError {}
