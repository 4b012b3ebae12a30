import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { node24 } from '../node24'
import { cancel } from './cancellation'
import { readCommandFile } from './command-file'
import type { Masker } from './masker'
import { type Annotation, StepLog } from './step-log'

/** One process that the runner starts: an action's main, or its post. */
export interface StepRun {
  /** As the runner takes it: 128 and the number of the signal that ended it. */
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  /** What a reader of the job's log sees. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  readonly droppedAnnotations: readonly Annotation[]
  /** As it stands on the run's page; empty where it was larger than a mebibyte, which the runner drops whole. */
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  /** Outputs that another job would not get: they hold something that is hidden. */
  readonly skippedOutputs: readonly string[]
  readonly state: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** It left commands stopped, or a group open. */
  readonly unfinished: boolean
}

/** What a test may do to a step that runs. */
export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void
  /** As the runner does. */
  readonly cancel: () => void
}

export interface StepRequest {
  readonly script: string
  readonly folder: string
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  readonly masker: Masker
  /** Once the step has printed `says`, `act` is called. */
  readonly when?: { readonly says: string | RegExp; readonly act: (step: Running) => void } | undefined
  /** By which the waits of a cancellation are multiplied. */
  readonly scale?: number | undefined
  /** Whose process it is; else this one's user. */
  readonly as?: { readonly uid: number; readonly gid: number } | undefined
}

const mostSummary = 1024 * 1024
const mostMs = 300_000

/** Runs one script as a step of a job, with files of its own for what it tells the runner. */
export async function runStep(request: StepRequest): Promise<StepRun> {
  const { script, cwd, environment, masker, as } = request
  const files = commandFiles(request.folder)
  if (as) for (const path of files.values()) chownSync(path, as.uid, as.gid)
  const log = new StepLog(masker)
  const child = spawn(node24, [script], {
    cwd,
    env: { ...environment, ...Object.fromEntries(files) },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(as && { uid: as.uid, gid: as.gid }),
  })
  const { stdout, stderr, exit } = await watched(child, log, request)
  log.end()
  const read = (name: string) => readFileSync(files.get(name) ?? '', 'utf8')
  const outputs = { ...log.outputs, ...readCommandFile(read('GITHUB_OUTPUT')) }
  const summary = read('GITHUB_STEP_SUMMARY')
  return {
    exit,
    stdout,
    stderr,
    log: log.shown.join('\n'),
    annotations: log.annotations,
    droppedAnnotations: log.dropped,
    summary: Buffer.byteLength(summary) > mostSummary ? '' : masker.mask(summary),
    outputs,
    skippedOutputs: Object.keys(outputs).filter(name => masker.mask(outputs[name] ?? '') !== outputs[name]),
    state: { ...log.state, ...readCommandFile(read('GITHUB_STATE')) },
    environment: readCommandFile(read('GITHUB_ENV')),
    unfinished: log.unfinished,
  }
}

function commandFiles(folder: string): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true })
  return new Map(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'].map(name => {
      const path = join(folder, name)
      writeFileSync(path, '')
      return [name, path] as const
    }),
  )
}

async function watched(child: ChildProcess, log: StepLog, { when, scale = 1 }: StepRequest) {
  const said = { stdout: '', stderr: '' }
  let callOff = () => {}
  const running: Running = {
    kill: signal => child.kill(signal),
    cancel: () => {
      callOff = cancel(child, scale)
    },
  }
  let waiting = when
  const hear = (stream: 'stdout' | 'stderr') => (text: string) => {
    said[stream] += text
    log.write(text)
    if (waiting === undefined || said[stream].search(waiting.says) === -1) return
    const { act } = waiting
    waiting = undefined
    act(running)
  }
  child.stdout?.setEncoding('utf8').on('data', hear('stdout'))
  child.stderr?.setEncoding('utf8').on('data', hear('stderr'))
  // A test's own limit would leave it behind.
  const limit = setTimeout(() => child.kill('SIGKILL'), mostMs)
  const exit = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  })
  clearTimeout(limit)
  callOff()
  return { ...said, exit }
}
