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
  /** Seconds without any output after which the command counts as hung. */
  readonly silenceSeconds?: number
  readonly signal?: AbortSignal
}

export interface Answer {
  /** The exit code; 128 + the signal's number where one ended the command. */
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * A machine that answers. `run` resolves whatever the exit code is; it rejects with a DroverError where no answer came
 * (`connection-lost`, `timed-out`, `cancelled`).
 */
export interface Target {
  run(request: Request): Promise<Answer>
  close(): Promise<void>
}

/** A host on the way to another, which sshd there connects to in our place. */
export interface Jump {
  readonly host: string
  readonly port: number
  readonly user: string
  /** `ssh-ed25519 AAAA…` or `SHA256:…`. At least one, here or in known_hosts, or the connection is refused. */
  readonly hostKeys: readonly string[]
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

/** Opens a connection to an endpoint with the keys of this run, and says each attempt: see `onAttempt` of the ssh options. */
export type Connect = (
  endpoint: SshEndpoint,
  onAttempt?: (attempt: number, failed?: string, attempts?: number) => void,
) => Promise<Target>
