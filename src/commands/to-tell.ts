import type { Event } from '../event'
import type { Place } from '../github/place'
import { announce, type Wanted } from '../github/tell'
import type { Inputs } from './inputs'
import { placeFrom } from './place'

/** What GitHub is to be told, and where. */
export interface ToTell {
  readonly place: Place
  readonly wanted: Wanted
}

/** What takes away from an environment what was brought there. */
const takingDown: ReadonlySet<string> = new Set(['destroy'])
const deploying: ReadonlySet<string> = new Set(['deploy', 'rollback', 'recover', ...takingDown])

/** What these say is not about the commit. */
const withoutCheck: ReadonlySet<string> = new Set(['status', 'exec', 'matrix', 'sweep'])

/** What a pull request is told in a comment of its own. */
const commented: ReadonlySet<string> = new Set(['plan', 'diff', 'rehearse'])

/** Undefined where there is no GitHub to tell. */
export function toTell(environment: NodeJS.ProcessEnv, inputs: Inputs): ToTell | undefined {
  const { command, url, environment: name, 'dry-run': dry } = inputs
  const place = placeFrom(environment, { ...inputs, folder: inputs['working-directory'] })
  const wanted: Wanted = {
    checkRun: inputs['check-run'] && !withoutCheck.has(command),
    comment: inputs.comment && commented.has(command),
    driftIssue: inputs['drift-issue'] === true,
    ...(name !== undefined && deploying.has(command) && !dry
      ? { environment: { name, url, ...takenDown(inputs) } }
      : {}),
  }
  return place === undefined ? undefined : { place, wanted }
}

function takenDown({ command, machines, shard }: Inputs): { readonly takenDown?: 'stage' | 'part' } {
  if (!takingDown.has(command)) return {}
  return { takenDown: machines.trim() === '' && shard === undefined ? 'stage' : 'part' }
}

/** What tells GitHub that a deployment has begun. */
export interface Announcement {
  /** Hears what happens in the run: GitHub is told as soon as the deployment file is read, beside the run. */
  readonly hear: (event: Event) => void
  /** What could not be told, and why. Never throws. */
  readonly remarks: () => Promise<readonly string[]>
}

/** Of a run that deploys to an environment; of any other nothing is told. */
export function announcement(to: ToTell | undefined, tell: typeof announce = announce): Announcement {
  let remarks: Promise<readonly string[]> = Promise.resolve([])
  const environment = to?.wanted.environment
  const hear = (event: Event) => {
    if (event.type !== 'run-started' || !to || !environment || environment.takenDown) return
    remarks = tell(to.place, environment, event)
  }
  return { hear, remarks: () => remarks }
}
