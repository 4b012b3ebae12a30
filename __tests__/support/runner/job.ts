import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedDist } from '../bundle'
import { inputVariables, readActionFile } from './action-file'
import { type GitHubEvent, pushed, variablesOf } from './github-event'
import { Masker } from './masker'
import { type Running, runStep, type StepRun } from './step'
import type { Annotation } from './step-log'

/** A job whose one step is this action. */
export interface ActionRequest {
  readonly workspace: string
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** What caused the run; else a push to main. */
  readonly event?: GitHubEvent
  /** What the workflow names as `secrets.…`, which the runner hides from the beginning. */
  readonly secrets?: readonly string[]
  /** What GITHUB_TOKEN is. Without it no GitHub is asked: a test that wants one says as well where it is (GITHUB_API_URL). */
  readonly token?: string
  readonly when?: { readonly says: string | RegExp; readonly act: (step: Running) => void }
  readonly scale?: number
  /** The user who runs the job; else this process's. */
  readonly as?: { readonly uid: number; readonly gid: number }
  /** Where the bundle lies that the user can read; else the one that is shared. */
  readonly dist?: string
}

/** What the job came to; the step's own fields are those of the main part. */
export interface ActionRun extends StepRun {
  /** Undefined where action.yml names none. */
  readonly post: StepRun | undefined
  /** Of both parts, at most 50. */
  readonly jobAnnotations: readonly Annotation[]
  /** The file of events that the run left in RUNNER_TEMP. */
  readonly events: string
}

const mostOfAJob = 50

/** Runs the action as GitHub's runner does, with nothing of this process's environment but PATH. */
export async function runAction(request: ActionRequest): Promise<ActionRun> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drover-runner-')))
  try {
    return await runJob(request, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runJob({ workspace, event = pushed, ...request }: ActionRequest, folder: string): Promise<ActionRun> {
  const action = readActionFile()
  const { token = '', secrets = [], as, dist = sharedDist() } = request
  const temp = join(folder, '_temp')
  mkdirSync(temp)
  if (as) for (const path of [folder, temp]) chownSync(path, as.uid, as.gid)
  const eventPath = join(folder, 'event.json')
  writeFileSync(eventPath, JSON.stringify(event.payload))
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_JOB: 'deploy',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_NUMBER: '3',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    ...variablesOf(event),
    ...inputVariables(action, request.inputs, token),
    ...request.env,
  }
  const common = { cwd: workspace, masker: new Masker([token, ...secrets]), scale: request.scale, as }
  const script = (path: string) => join(dist, path.replace(/^dist\//, ''))
  const main = await runStep({
    ...common,
    script: script(action.runs.main),
    folder: join(folder, 'main'),
    environment,
    when: request.when,
  })
  const { post: path, 'post-if': condition } = action.runs
  const post =
    path === undefined || (condition === 'success()' && main.exit !== 0)
      ? undefined
      : await runStep({
          ...common,
          script: script(path),
          folder: join(folder, 'post'),
          environment: { ...environment, ...main.environment, ...stateVariables(main.state) },
        })
  const events = readdirSync(temp).find(name => name.startsWith('drover-events-'))
  return {
    ...main,
    post,
    jobAnnotations: [...main.annotations, ...(post?.annotations ?? [])].slice(0, mostOfAJob),
    events: events === undefined ? '' : readFileSync(join(temp, events), 'utf8'),
  }
}

const stateVariables = (state: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
