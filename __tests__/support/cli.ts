import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node24 } from './node24'

const entry = join(__dirname, '../../dist/cli.js')

export interface CliRun {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliRequest {
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
  /** Called with all of standard output so far, each time that more of it has come. */
  readonly onStdout?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void
}

/** Starts dist/cli.js in a folder, without a terminal and with nothing of this process's environment but PATH. */
export function runCli(argv: readonly string[], { folder, env = {}, onStdout }: CliRequest): Promise<CliRun> {
  const child = spawn(node24, [entry, ...argv], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    onStdout?.(stdout, signal => child.kill(signal))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', exit => resolve({ exit, stdout, stderr }))
  })
}
