import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sharedDist } from './bundle'
import { node24 } from './node24'
import { readCommandFile } from './runner/command-file'

export interface FaultedRun {
  /** What it said of its machine in the JSON of its outputs; undefined where it was killed before it said anything. */
  readonly outcome: string | undefined
  readonly stdout: string
  /** It got as far as to where it was to be struck. */
  readonly struck: boolean
  /** Where it got to: each phase, each step's begin and end, and that it was confirmed. */
  readonly points: readonly string[]
}

/**
 * Runs the action in a child process, as the runner does, and calls `strike` as soon as it has told so many points. What it
 * gets ends the child like a lost runner.
 */
export async function faultedRun(
  workspace: string,
  key: string,
  at: number,
  strike: (killRunner: () => void) => Promise<void>,
  dist = sharedDist(),
): Promise<FaultedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'drover-faulted-'))
  const output = join(folder, 'output')
  writeFileSync(output, '')
  const child = spawn(node24, [join(dist, 'index.js')], {
    cwd: workspace,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: 'octo/faults',
      GITHUB_RUN_ID: '7',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: folder,
      'INPUT_SSH-KEY': key,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (stdout += text))
  const ended = { yes: false }
  const end = new Promise<void>(resolve => child.once('close', () => resolve())).then(() => {
    ended.yes = true
  })
  try {
    let points = pointsIn(folder)
    for (; points.length < at && !ended.yes; points = pointsIn(folder)) await wait(3)
    // A run that has told all of it may be over by now: what comes then comes right after it.
    const struck = points.length >= at && (!ended.yes || points.length === at)
    if (struck) await strike(() => child.kill('SIGKILL'))
    await end
    return {
      struck,
      outcome: outcomeIn(readFileSync(output, 'utf8')),
      stdout: stdout.replaceAll(/^::add-mask::.*\n/gm, ''),
      points: pointsIn(folder),
    }
  } finally {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

// The last one: it was told that its change is confirmed.
const pointed: ReadonlySet<string> = new Set(['phase-entered', 'step-started', 'step-done', 'generation-recorded'])

function pointsIn(folder: string): readonly string[] {
  const file = readdirSync(folder).find(name => name.startsWith('drover-events-'))
  if (file === undefined) return []
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .slice(0, -1)
    .flatMap(line => {
      const { type, phase, step }: Record<string, string> = JSON.parse(line)
      return pointed.has(type ?? '') ? [`${type} ${phase ?? step ?? ''}`.trim()] : []
    })
}

function outcomeIn(outputs: string): string | undefined {
  const { result } = readCommandFile(outputs)
  return result === undefined ? undefined : JSON.parse(result).machines[0].outcome
}
