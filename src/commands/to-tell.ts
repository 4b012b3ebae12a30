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
  const { command, url, environment: name } = inputs
  const place = placeFrom(environment, { ...inputs, folder: inputs['working-directory'] })
  const wanted: Wanted = {
    checkRun: inputs['check-run'] && !withoutCheck.has(command),
    comment: inputs.comment && commented.has(command),
    driftIssue: inputs['drift-issue'] === true,
    ...(name !== undefined && deploying.has(command)
      ? { environment: { name, url, takenDown: takingDown.has(command) } }
      : {}),
  }
  return place === undefined ? undefined : { place, wanted }
}

/** Tells GitHub beside the run that a deployment has begun, where that is wanted. Never throws. */
export async function announcement(to: ToTell | undefined): Promise<readonly string[]> {
  const environment = to?.wanted.environment
  return to === undefined || environment === undefined || environment.takenDown ? [] : announce(to.place, environment)
}
