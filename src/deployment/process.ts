import { spawn } from 'node:child_process'
import { DroverError } from '../failure'

export interface Ended {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end. It leads a process group of its own, so that what it started ends with it when the signal comes:
 * at once, or, where it has `graceSeconds` to end by itself, after these.
 *
 * @throws DroverError `cancelled`; an Error where the program cannot be started
 */
export async function runProcess(
  [program = '', ...words]: readonly string[],
  {
    cwd,
    env,
    signal,
    graceSeconds = 0,
  }: {
    readonly cwd: string
    readonly env: Readonly<Record<string, string>>
    readonly signal?: AbortSignal
    readonly graceSeconds?: number
  },
): Promise<Ended> {
  if (signal?.aborted) throw new DroverError({ code: 'cancelled' })
  const child = spawn(program, words, { cwd, env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let late: NodeJS.Timeout | undefined
  const kill = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }
  const stop = () => {
    if (graceSeconds === 0) return kill()
    // The second says that it is to end now.
    child.kill('SIGINT')
    child.kill('SIGTERM')
    late = setTimeout(kill, graceSeconds * 1000)
  }
  signal?.addEventListener('abort', stop, { once: true })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  try {
    const exit = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, ended) => resolve(code ?? (ended === null ? 1 : 128)))
    })
    if (signal?.aborted) throw new DroverError({ code: 'cancelled' })
    return { exit, ...output }
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', stop)
  }
}

/** What a program printed; undefined where that is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
