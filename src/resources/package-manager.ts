import type { Script } from '../target/script'
import type { Keep } from './kind'

/** What a package manager is asked about. Without `version`: at whichever version, never upgraded on the quiet. */
export interface PackageRequest {
  readonly name: string
  /** One version, in the manager's own words, or the newest that the machine's lists know. */
  readonly version?: string | undefined
}

/** What a machine said of one package. */
export interface PackageSeen {
  /** The version that is there, be it whole or not. */
  readonly installed: string | null
  /** Unpacked and configured. False where an installation was cut off. */
  readonly whole: boolean
  /** Here only because another package needs it: it would go with that one. */
  readonly automatic: boolean
  /** Someone told the package manager not to touch it. */
  readonly held: boolean
  /** The newest version that the machine's lists know, null where they know none; absent where nobody had to ask. */
  readonly candidate?: string | null
  /** The real packages that stand behind a name that is only virtual. */
  readonly providers: readonly string[]
  /** The installed version could be had again, from a mirror or the machine's own cache; absent where nobody had to ask. */
  readonly recoverable?: boolean
}

export interface PackageInstall {
  readonly name: string
  /** Exactly this version, newer or older than what is there; without it the newest that is to be had. */
  readonly version?: string
}

/** What one call of a package manager does. */
export interface PackageWork {
  readonly install: readonly PackageInstall[]
  /** Packages that stay at their version and are from now on here for their own sake. */
  readonly mark: readonly string[]
}

/** All that Drover has to know of a package manager. Another one is another file beside `apt.ts`, and a line in `package.ts`. */
export interface PackageManager {
  /** One question for all packages. Its lines begin with the manager's name. */
  probe(requests: readonly PackageRequest[]): Script
  /** By name. Lines of other managers are passed over; a package that was not answered for is left out. */
  read(answer: string): ReadonlyMap<string, PackageSeen>
  /** Negative where `a` is the older version. */
  compare(a: string, b: string): number
  /** Does everything in one call. Lists are fetched only where something can't be had without. */
  install(work: PackageWork): Script
  keep(name: string): Keep
}
