import type { Readable } from 'node:stream'
import type { Script } from './script'

/** One command on a machine: a script, and what it reads on its standard input. Both travel on standard input, never in argv. */
export interface Request {
  /** For the log: what this is for, as “observe”. */
  readonly what: string
  readonly script: Script
  readonly input?: Readable | Buffer
  /** Each line of standard output as it arrives. Where given, the answer's `stdout` stays empty. */
  readonly onLine?: (line: string) => void
  /** Seconds without any output after which the command counts as hung, where the machine has no limit of its own for that. */
  readonly silenceSeconds?: number
  /** It goes on for as long as is needed and keeps talking meanwhile: the machine's own limits are not for it. */
  readonly lasting?: boolean
  readonly signal?: AbortSignal
}

export interface Answer {
  /** The exit code; 128 + the signal's number where one ended the command. */
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** By what one got in to a machine: what must not be taken away. */
export interface Access {
  readonly user: string
  readonly port: number
  /** All that are tried. */
  readonly ports: readonly number[]
  /** Type and `SHA256:…` of the key, or of those of which one it was. */
  readonly keys: readonly string[]
}

/**
 * A machine that answers. `run` resolves whatever the exit code is; it rejects with a DroverError where no answer came
 * (`connection-lost`, `timed-out`, `cancelled`).
 */
export interface Target {
  /** By what one got in, where that is known. */
  readonly access?: Access
  run(request: Request): Promise<Answer>
  close(): Promise<void>
}

/** How long to wait for a machine, in seconds. */
export interface Limits {
  /** Until TCP answers. */
  readonly connect?: number | undefined
  /** From there until logged in. */
  readonly login?: number | undefined
  /** For a command to end. */
  readonly command?: number | undefined
  /** For a command to say something. */
  readonly silence?: number | undefined
}

/** What one host is reached with, beside what the whole run has: what an ssh_config says of it. */
export interface HostSettings {
  /** The name that known_hosts has it under; else its host and port. */
  readonly knownAs?: string
  /** Files of known_hosts lines. One that is not there has none. */
  readonly knownHostsFiles?: readonly string[]
  /** Files of private keys, or of the public ones of keys that an agent holds. */
  readonly identityFiles?: readonly string[]
  /** No key of an agent is offered but those of the files. */
  readonly identitiesOnly?: boolean
  /** The socket of the agent to ask in the place of the run's; false for none. */
  readonly agent?: string | false
  /** Which addresses of a name count. */
  readonly family?: 4 | 6
}

/** A host on the way to another, which sshd there connects to in our place. */
export interface Jump {
  readonly host: string
  readonly port: number
  readonly user: string
  /** `ssh-ed25519 AAAA…` or `SHA256:…`. At least one, here or in known_hosts, or the connection is refused. */
  readonly hostKeys: readonly string[]
  readonly limits?: Limits
  readonly settings?: HostSettings
}

/** Where sshd listens and which keys it is known by: everything that is needed to connect but the user's own key. */
export interface SshEndpoint extends Jump {
  /** Ports that are tried in this order where nobody lets in at `port`: one that a deployment changes, before and after. */
  readonly otherPorts?: readonly number[]
  /** What sudo is told where it asks. A function, so that nothing which prints an endpoint prints it. */
  readonly sudoPassword?: () => string
  /** The hosts to go through, the first first. */
  readonly jumps?: readonly Jump[]
  /** Private keys in OpenSSH's form that this machine takes beside the user's own: an environment that made it knows one. */
  readonly identities?: readonly string[]
}

/** Opens a connection to an endpoint with the keys of this run, and says each attempt: see `onAttempt` and `onNotice` of the ssh options. */
export type Connect = (
  endpoint: SshEndpoint,
  onAttempt?: (attempt: number, failed?: string, attempts?: number) => void,
  onNotice?: (words: string) => void,
) => Promise<Target>
