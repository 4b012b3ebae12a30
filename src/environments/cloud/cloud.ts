import type { z } from 'zod'
import type { Said } from './api-error'
import type { Ask, Client } from './client'
import type { AccountConfig, CloudConfig } from './config'
import type { AccountProvider, Provider } from './provider'
import type { Pace } from './wait'

/** What makes an environment type out of a provider. */
export interface Cloud<Config extends CloudConfig> {
  readonly name: string
  readonly description: string
  readonly config: z.ZodType<Config>
  /** The address of the provider's API. */
  readonly api: string
  /** The provider's codes for “nothing was done, ask again”. */
  readonly again?: readonly string[]
  /** Loads what speaks to the provider. */
  readonly speech: () => Promise<Speech<Config>>
}

/** How a provider is spoken to. */
export interface Speech<Config> {
  /** What the body of an error says. */
  readonly said: (body: unknown) => Said | undefined
  readonly account: (config: AccountConfig, tools: Tools) => AccountProvider
  readonly provider: (config: Config, tools: Tools) => Provider
}

/** What a provider works with. */
export interface Tools {
  readonly environment: string
  readonly client: Client
  readonly signal: AbortSignal
  readonly progress: (message: string) => void
  readonly pace: Pace
  /** Asks once in this run for what is the same for all machines of an account, as a list of prices. */
  readonly once: <Answer>(ask: Ask<Answer>) => Promise<Answer>
}

/** Where and by whose token a configuration asks. */
export const accountOf = ({ api }: { readonly api: string }, config: AccountConfig): string =>
  `${config.api ?? api} ${config.token.$secret}`
