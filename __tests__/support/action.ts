import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24 } from './node24'

const root = join(__dirname, '../..')

export interface ActionRun {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  /** The file of events that the run left in RUNNER_TEMP. */
  readonly events: string
}

export interface ActionRequest {
  readonly workspace: string
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly onStdout?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
}

/** Starts the committed dist/index.js as GitHub's runner does, with nothing of this process's environment but PATH. */
export async function runAction({ workspace, inputs, env = {}, onStdout }: ActionRequest): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), 'drover-runner-'))
  const file = (name: string) => {
    const path = join(folder, name)
    writeFileSync(path, '')
    return path
  }
  const [output, summary] = [file('output'), file('summary')]
  try {
    const child = spawn(node24, [join(root, 'dist/index.js')], {
      cwd: workspace,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTOR: 'ada',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_OUTPUT: output,
        GITHUB_REF: 'refs/heads/main',
        GITHUB_REPOSITORY: 'octo/forum',
        GITHUB_RUN_ID: '7',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_SHA: '0123456789012345678901234567890123456789',
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: folder,
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      onStdout?.(text, signal => child.kill(signal))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const exit = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
    })
    const eventFile = readdirSync(folder).find(name => name.startsWith('drover-events-'))
    return {
      exit,
      stdout,
      stderr,
      summary: readFileSync(summary, 'utf8'),
      outputs: outputsIn(readFileSync(output, 'utf8')),
      events: eventFile === undefined ? '' : readFileSync(join(folder, eventFile), 'utf8'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Reads `name<<DELIMITER`, lines, `DELIMITER`, as the runner does. */
export function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const [name, delimiter] = (lines[at] ?? '').split('<<')
    if (name === undefined || delimiter === undefined) continue
    const end = lines.indexOf(delimiter, at + 1)
    outputs[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return outputs
}
