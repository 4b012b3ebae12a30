import type { Origin } from './origin'

/** One mistake in what the user wrote. `path` is where in the declared value, as `services[0].config.port`. */
export interface Mistake {
  readonly origin: Origin
  readonly path: string
  readonly message: string
  /** A near miss: what was probably meant. */
  readonly suggestion?: string
  /** The other machines that one and the same line gave the same mistake: the path names the first. */
  readonly also?: readonly string[]
}

/** A host key that a machine is known by. */
export interface ExpectedKey {
  /** `declared`: by the machine's environment, as managedHost's `hostKey`. */
  readonly from: 'declared' | 'known-hosts'
  /** `ssh-ed25519 SHA256:…`, or the fingerprint alone where no more was declared. */
  readonly key: string
}

/** Which of the jump hosts on the way to a machine failed, counted from 1. */
export interface OnTheWay {
  readonly number: number
  readonly of: number
  /** The host that was to be reached. */
  readonly to: string
}

/** Everything that can go wrong, as data. The sentences stand in `report/explain.ts`. */
export type Failure =
  // What the user wrote (exit 2)
  | { readonly code: 'bad-input'; readonly input: string; readonly message: string }
  | { readonly code: 'deployment-file-missing'; readonly looked: readonly string[] }
  | {
      readonly code: 'deployment-file-broken'
      readonly file: string
      readonly message: string
      readonly origin: Origin
    }
  | { readonly code: 'mistakes'; readonly file: string; readonly mistakes: readonly Mistake[] }
  /** The deployment file's commit is not the repository's own, or nobody can tell (`why`). */
  | { readonly code: 'foreign-commit'; readonly commit: string; readonly repository: string; readonly why: string }
  | { readonly code: 'cannot-evaluate'; readonly commit: string; readonly message: string }
  /** Of these shards there is no report: nobody knows how their machines are. */
  | { readonly code: 'shards-lost'; readonly shards: readonly string[] }
  | { readonly code: 'no-machine-selected'; readonly selector: string; readonly known: readonly string[] }
  // Getting there
  | { readonly code: 'key-unusable'; readonly source: string; readonly message: string }
  | {
      readonly code: 'machine-unreachable'
      readonly host: string
      readonly port: number
      /** The others that were tried as well, where several are declared. */
      readonly otherPorts?: readonly number[]
      readonly attempts: number
      readonly message: string
      readonly jump?: OnTheWay
    }
  | {
      readonly code: 'host-key-refused'
      readonly host: string
      readonly port: number
      readonly reason: 'differs' | 'absent' | 'contradicts-known-hosts' | 'revoked'
      /** `SHA256:…` of the key that the machine showed, where one was seen. */
      readonly seen?: string
      /** The known_hosts line to add if the key that was seen is right. */
      readonly line?: string
      /** What the machine should have shown: each key that bears on it, and who says so. */
      readonly expected?: readonly ExpectedKey[]
      /** Lines of known_hosts that name an authority for the machine (`@cert-authority`), as `known-hosts:3`. */
      readonly authorities?: readonly string[]
      readonly jump?: OnTheWay
    }
  | {
      readonly code: 'authentication-failed'
      readonly host: string
      readonly user: string
      /** Type and `SHA256:…` of each key that was offered. */
      readonly offered: readonly string[]
      readonly allowed: readonly string[]
      readonly jump?: OnTheWay
    }
  /** sudo would not run a command; `said` is what it gave as its reason. */
  | {
      readonly code: 'sudo-refused'
      readonly host: string
      readonly user: string
      readonly said: string
      /**
       * Where one is declared: `wrong` that sudo did not take it, `more` that it asked for something beside it, `given` that
       * something else was the matter.
       */
      readonly password?: 'wrong' | 'more' | 'given'
    }
  /** `command`: a person's (`exec`), which ends with the connection. */
  | { readonly code: 'connection-lost'; readonly host: string; readonly message: string; readonly command?: true }
  | {
      readonly code: 'timed-out'
      readonly host: string
      readonly what: string
      /** Which limit: that for the whole command, or that for saying nothing. */
      readonly limit: 'command' | 'silence'
      readonly seconds: number
      readonly begun: boolean
      /** For how many seconds it had said nothing. */
      readonly quiet: number
      readonly command?: true
    }
  /** `loading`: the deployment file that was being loaded; no machine was touched yet. `undone`: what was begun on the machine; `ended`: a person's command there was.
   * `rehearsal`: nothing but what stood in for machines was touched; `destroyed`: of that, what the run itself had left. */
  | {
      readonly code: 'cancelled'
      readonly loading?: string
      readonly undone?: true
      readonly ended?: true
      readonly rehearsal?: true
      readonly destroyed?: readonly string[]
    }
  | { readonly code: 'run-timed-out'; readonly seconds: number; readonly loading?: string; readonly undone?: true }
  /** Code of the deployment file that goes on beside the run ended it: it threw, or called `process.exit`. */
  | { readonly code: 'deployment-code-failed'; readonly message: string; readonly origin: Origin }
  // The environment
  | { readonly code: 'environment-failed'; readonly environment: string; readonly message: string }
  /** Its type does not make, change or destroy it as it is declared; `reason` says what to write instead. */
  | { readonly code: 'environment-refused'; readonly environment: string; readonly reason: string }
  /** What bears the name that a machine is to have is somebody else's. */
  | {
      readonly code: 'foreign-machine'
      readonly environment: string
      readonly name: string
      readonly owner: string
    }
  /** The stage is one that the deployment file protects: nothing of it is destroyed. */
  | { readonly code: 'protected-stage'; readonly stage: string; readonly protects: readonly string[] }
  /** What GitHub would have to tell is not known, and nothing is done without it. */
  | { readonly code: 'github-unasked'; readonly why: string }
  /** The stage was deployed in accounts of these environments, and the deployment file names them no longer. */
  | { readonly code: 'account-unnamed'; readonly stage: string; readonly environments: readonly string[] }
  /** What a stage had is still there, or nobody can tell that it is gone, a line each. `rehearsal`: containers of this host. */
  | {
      readonly code: 'left-behind'
      readonly stage: string
      readonly what: readonly string[]
      readonly rehearsal?: true
    }
  // On the machine
  | {
      readonly code: 'answer-too-big'
      readonly host: string
      readonly what: string
      /** What was too big: the answer as a whole, or one line of it. */
      readonly part: 'answer' | 'line'
      /** The most that is taken. */
      readonly mebibytes: number
    }
  | { readonly code: 'remote-answer-broken'; readonly what: string; readonly message: string }
  | { readonly code: 'checks-failed'; readonly findings: readonly Finding[] }
  | { readonly code: 'claimed-by-another'; readonly place: string; readonly owner: string }
  | { readonly code: 'handed-over'; readonly place: string; readonly from: string; readonly to: string }
  /** Another machine failed, and this one went back with it, or was never begun for that. */
  | { readonly code: 'undone-with-others'; readonly machine: string; readonly begun: boolean }
  /** Another machine could not be confirmed, and this one, which was, could not be brought back. */
  | { readonly code: 'kept-without-others'; readonly machine: string; readonly cause: Failure }
  | { readonly code: 'stopped'; readonly machine: string }
  /** Not begun, because these canaries failed; or `unreachable`: because none of them was there to be tried. */
  | { readonly code: 'canary-failed'; readonly machines: readonly string[]; readonly unreachable?: true }
  /** Not begun, because more machines failed than `maxFailures` allows. */
  | { readonly code: 'too-many-failed'; readonly machines: readonly string[]; readonly allowed: number }
  /** Of all machines none could be reached, and such are skipped. */
  | { readonly code: 'none-reached' }
  /** In a rehearsal: what the machine has now and had not before (`+`), and the other way round (`-`). */
  | { readonly code: 'not-brought-back'; readonly by: 'rollback' | 'undo'; readonly lost: readonly string[] }
  /** Steps that nobody can undo, by their titles. */
  | { readonly code: 'irreversible'; readonly steps: readonly string[] }
  /** The commit that is to be deployed does not descend from the one that runs, or nobody can tell (`why`). */
  | {
      readonly code: 'not-forward'
      readonly relation: 'behind' | 'diverged' | 'unknown'
      readonly running: string
      readonly wanted: string
      readonly why?: string
    }
  /** What would be done is not what was reviewed: two digests. */
  | {
      readonly code: 'not-reviewed'
      readonly reviewed: string
      readonly found: string
      /** Whether this machine's own plan is as it was reviewed, where that is known; `new`: it was in no reviewed plan. */
      readonly own?: 'same' | 'other' | 'new'
      /** The address of the page that shows what was reviewed. */
      readonly where?: string
    }
  /** Only what was reviewed is to be deployed, and no review of this commit was found. */
  | { readonly code: 'no-reviewed-plan'; readonly why: string }
  | {
      readonly code: 'no-generation'
      readonly wanted: number | 'previous' | 'current'
      readonly kept: readonly number[]
    }
  /** A generation has resources of kinds that this deployment file does not know. */
  | { readonly code: 'unknown-kinds'; readonly generation: number; readonly resources: readonly string[] }
  | { readonly code: 'locked'; readonly holder: string }
  /** Somebody has locked the machine by hand: who, since when and why. */
  | { readonly code: 'held'; readonly by: string }
  | { readonly code: 'newer-format'; readonly what: string; readonly found: number; readonly known: number }
  | { readonly code: 'unobserved'; readonly resources: readonly string[] }
  | {
      readonly code: 'step-failed'
      readonly step: string
      readonly title: string
      readonly exit: number
      /** The last lines of what the step printed. Secrets are hidden. */
      readonly output: string
      readonly done: readonly string[]
      readonly notDone: readonly string[]
    }
  /** The machine was not well after all steps were done; or, where it was only `found` so, without that anything was to be changed. */
  | { readonly code: 'unhealthy'; readonly sick: readonly Sick[]; readonly found?: true }
  /** After all steps were done, no new connection could be made. */
  | { readonly code: 'locked-out'; readonly message: string }
  /** The machine undid by itself; `reason` is its own word. */
  | { readonly code: 'undone-by-machine'; readonly reason: string }
  /** Not all could be brought back: what, and what it said. */
  | {
      readonly code: 'undo-failed'
      readonly cause: Failure
      readonly left: readonly {
        readonly step: string
        readonly title: string
        readonly exit: number
        readonly output: string
      }[]
    }
  /** An earlier transaction could not be undone, and nobody has settled it since. */
  | { readonly code: 'undo-open'; readonly reason: string }
  | { readonly code: 'state-unknown'; readonly message: string }
  | { readonly code: 'dependency-failed'; readonly machine: string }
  /** A person's own command (`exec`) did not exit 0. */
  | { readonly code: 'command-failed'; readonly exit: number }
  | { readonly code: 'command-killed'; readonly signal: string }
  // A mistake of Drover's own
  | { readonly code: 'unexpected'; readonly message: string; readonly stack?: string }

/** One thing of a machine that is not well. */
export interface Sick {
  /** The id of the resource that is not; absent where nobody declared one. */
  readonly resource?: string
  /** Which, what was seen of it last, and for how long it was tried; behind the first line what it said. */
  readonly message: string
  readonly origin: Origin
}

/** What a check before the change says. `unknown` is an answer of its own: it is shown, and never taken for `ok`; nor is a
 * `warning`, which keeps nobody from going on. A `note` is what a reader has to know, where nothing is wrong. */
export interface Finding {
  readonly check: string
  readonly answer: 'ok' | 'no' | 'unknown' | 'warning' | 'note'
  readonly message: string
  /** What declares it, where something does. */
  readonly origin?: Origin
}

/** The one class that Drover throws. It carries data; whoever reports it makes the sentence. */
export class DroverError extends Error {
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super('message' in failure ? failure.message : failure.code, options)
    this.name = 'DroverError'
  }
}

/** What an unknown throw says for itself, in a line of somebody else's: a DroverError without a sentence says its code. */
export const thrownWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** The failure that an unknown throw stands for. Anything that is not a DroverError is a mistake of Drover's own. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof DroverError) return thrown.failure
  if (thrown instanceof Error) {
    return {
      code: 'unexpected',
      message: thrown.message,
      ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
    }
  }
  return { code: 'unexpected', message: String(thrown) }
}
