import { spawn } from 'node:child_process'
import { childEnvironment } from '../../child-environment'
import { DroverError } from '../../failure'

export interface CommandOptions {
  readonly input?: string
  readonly signal?: AbortSignal
  /** Each line of standard output or standard error as it arrives. */
  readonly onLine?: (line: string) => void
  readonly env?: Readonly<Record<string, string>>
  /** What it takes, for whoever reads that it failed. */
  readonly needs?: string
}

export interface CommandResult {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command of this host, in a process group of its own: Ctrl-C in a terminal reaches Drover, which ends its commands
 * itself, and none dies half-way through a clean-up. An abort ends the whole group. No shell is involved.
 */
export function command(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { input = '', signal, onLine, env } = options
  const [program = '', ...args] = argv
  if (signal?.aborted) return Promise.reject(new DroverError({ code: 'cancelled' }))
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, env: childEnvironment({ LC_ALL: 'C.UTF-8', ...env }) })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    let rest = ''
    const hear = (chunks: Buffer[]) => (chunk: Buffer) => {
      chunks.push(chunk)
      if (!onLine) return
      const pieces = `${rest}${chunk}`.split('\n')
      rest = pieces.pop() ?? ''
      for (const line of pieces) onLine(line)
    }
    const end = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }
    signal?.addEventListener('abort', end, { once: true })
    child.stdout.on('data', hear(stdout))
    child.stderr.on('data', hear(stderr))
    // A program that ends without reading its input is no error of ours.
    child.stdin.on('error', () => {}).end(input)
    child.on('error', cause => {
      signal?.removeEventListener('abort', end)
      reject(containerFailure(`${program} can't be run: ${cause.message}`, cause))
    })
    child.on('close', code => {
      signal?.removeEventListener('abort', end)
      if (signal?.aborted) return reject(new DroverError({ code: 'cancelled' }))
      resolve({ exit: code ?? 137, stdout: `${Buffer.concat(stdout)}`, stderr: `${Buffer.concat(stderr)}` })
    })
  })
}

/** What the command printed. Throws, with its last words, where it exits other than 0. */
export async function output(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { exit, stdout, stderr } = await command(argv, options)
  if (exit === 0) return stdout
  const words = (stderr.trim() || stdout.trim()).split('\n').slice(-5).join('\n')
  const takes = options.needs === undefined ? '' : `\n${options.needs}`
  throw containerFailure(`“${argv.slice(0, 4).join(' ')} …” exited ${exit}: ${words}${takes}`)
}

/** A failure of this environment type, as the rest of Drover speaks of failures. */
export function containerFailure(message: string, cause?: unknown): DroverError {
  return new DroverError({ code: 'environment-failed', environment: 'container', message }, { cause })
}
