import type { z } from 'zod'
import type { Price } from '../price'
import type { Connect, Target } from '../target/target'

/** What is known of a machine that is there. Plain data; a type may add facts of its own. */
export interface Facts {
  /** What `addressOf(machine)` becomes: the address under which other machines reach this one. */
  readonly address: string
  /** `ssh-ed25519 AAAA…` or `SHA256:…`. */
  readonly hostKeys: readonly string[]
  /** What is of no use once this machine is deployed: `retire` has it go then. */
  readonly beside?: readonly Beside[]
  readonly [fact: string]: unknown
}

/** What stands beside a machine that took its place, or that it was to take the place of. A type may add facts of its own. */
export interface Beside {
  /** The provider's own. */
  readonly id: string
  readonly name: string
  /** Why it is there, behind its name: “in whose place it was made”. */
  readonly why: string
  readonly [fact: string]: unknown
}

/** What stands where a machine is meant to be. */
export type Found =
  | { readonly state: 'absent' }
  | { readonly state: 'present'; readonly facts: Facts; readonly price?: Price | null }
  /** Ours, begun and not finished: it is finished or replaced, never used as it is. */
  | { readonly state: 'unfinished'; readonly reason: string }
  /** Somebody else's thing bears the name. */
  | { readonly state: 'foreign'; readonly owner: string }
  | { readonly state: 'ambiguous'; readonly candidates: readonly string[] }

export interface EnvironmentPlan {
  readonly action: 'nothing' | 'create' | 'replace' | 'destroy'
  /** For a person: what will be there, as “a container of Debian bookworm”. */
  readonly summary: string
  /** What it costs a month when it is so; null where it costs nothing or nobody knows. */
  readonly price: Price | null
  /** What that which stands there costs a month now; null likewise, absent where nothing stands. */
  readonly before?: Price | null
  /**
   * Why it is replaced, a line each: “size: cx22 → cx32”. Of a machine that stays: what goes beside it.
   */
  readonly changes?: readonly string[]
  /** Why a deployment may not do this as it is declared, and what to write to have it done. */
  readonly refused?: string
}

/** Something that carries Drover's mark of this deployment, whether the deployment file still names it or not. */
export interface Owned {
  /** The provider's own. */
  readonly id: string
  readonly name: string
  readonly stage: string
  readonly machine: string
  /** When it was made, in ISO 8601, where that is known. */
  readonly since?: string | undefined
  readonly price: Price | null
  /** Whether its owner protects it from being destroyed. */
  readonly protected?: boolean
}

/** What is needed to look for all that a deployment owns: everything but a machine and a stage. */
export type OwnerContext = Omit<EnvironmentContext, 'machine' | 'stage'>

/** What an environment type may use. Everything that touches the world outside comes from here. */
export interface EnvironmentContext {
  /** Whose machine it is. `deployment` and `stage` tell it from a machine of the same name elsewhere. */
  readonly machine: string
  readonly deployment: string
  readonly stage: string
  readonly connect: Connect
  /** A line for the log of this machine. */
  readonly progress: (message: string) => void
  readonly signal: AbortSignal
  /** The public keys that log in, in OpenSSH's one-line form: a new machine is to let them in. */
  readonly publicKeys: readonly string[]
  /** The ssh_config that this run is to follow, where it was told of one. */
  readonly sshConfig?: string | undefined
  /** The value of a secret that the configuration names. */
  readonly secret: (named: { readonly $secret: string }) => string
  /** Hides a value, wherever this run or its job prints it from now on: a password that an answer carried. */
  readonly mask: (value: string) => void
}

/**
 * Where machines come from. `find` and `plan` change nothing. A type of machines that someone else makes has only `reach`
 * and `address`. What goes wrong is thrown as a DroverError (`environment-failed` where nothing fits better).
 */
export interface EnvironmentType<Config, Account = Config> {
  readonly name: string
  readonly description: string
  readonly config: z.ZodType<Config>
  /** What of a configuration says whose account it is: by this alone a deployment file keeps one in sight that has no machine any more. */
  readonly accountConfig?: z.ZodType<Account>
  /** The address where it is known before the machine is found. */
  address?(config: Config): string
  find?(config: Config, context: EnvironmentContext): Promise<Found>
  plan?(config: Config, found: Found, context: EnvironmentContext): EnvironmentPlan | Promise<EnvironmentPlan>
  realise?(config: Config, plan: EnvironmentPlan, context: EnvironmentContext): Promise<Facts>
  reach(config: Config, facts: Facts, context: EnvironmentContext): Promise<Target>
  /** Destroys what `facts.beside` names, once the machine is deployed; what is gone already is no failure. */
  retire?(config: Config, facts: Facts, context: EnvironmentContext): Promise<void>
  destroy?(config: Config, found: Found, context: EnvironmentContext): Promise<void>
  /** What tells accounts apart, as the name of a token's secret: of configurations with the same one, one is asked for `list`. */
  account?(config: Account): string
  /** All that this deployment owns and that the account of this configuration shows, of all stages. */
  list?(config: Account, context: OwnerContext): Promise<readonly Owned[]>
  /** Destroys what `list` showed, after it was looked at once more that it is still this deployment's. */
  discard?(config: Account, owned: Owned, context: OwnerContext): Promise<void>
}

export type AnyEnvironmentType = EnvironmentType<unknown>

/** An environment type with its value, as a machine names it. */
export interface Environment {
  readonly type: AnyEnvironmentType
  /** As the user wrote it: parsed with the type's schema when the deployment file is validated. */
  readonly config: unknown
}

/** An account in which nothing is made any more, and in which a deployment still looks for what it made there. */
export interface Account {
  readonly accountOf: AnyEnvironmentType
  /** As the user wrote it: parsed with `accountConfig` when the deployment file is validated. */
  readonly config: unknown
}

/** What an environment type is called with, and what it answers. */
type Declares<Input, Type> = ((config: Input) => Environment) & { readonly type: Type }

/**
 * Declares an environment type. What comes out is called with a value: `managedHost({ host: … })`. Of a type with `accountConfig`,
 * `hetzner.account({ token: … })` declares an account alone.
 */
export function environmentType<Config extends Own, Input, Own, OwnInput>(
  type: EnvironmentType<Config, Own> & {
    readonly config: z.ZodType<Config, Input>
    readonly accountConfig: z.ZodType<Own, OwnInput>
  },
): Declares<Input, EnvironmentType<Config, Own>> & { readonly account: (config: OwnInput) => Account }
export function environmentType<Config, Input = unknown>(
  type: EnvironmentType<Config> & { readonly config: z.ZodType<Config, Input> },
): Declares<Input, EnvironmentType<Config>>
export function environmentType<Config, Input>(type: EnvironmentType<Config>) {
  return Object.assign((config: Input): Environment => ({ type, config }), {
    type,
    account: (config: unknown): Account => ({ accountOf: type, config }),
  })
}
