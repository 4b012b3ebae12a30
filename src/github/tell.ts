import { outcomes } from '../outcome'
import { commentOf } from '../report/comment'
import { outcomeOfRun, type RunView } from '../report/run'
import { authorOf } from './author'
import { checkRunOf } from './check-run'
import { announceDeployment, concludeDeployment, type Declared } from './deployment'
import { sendDriftIssue } from './drift-issue'
import { headerLine, headerOf } from './header'
import { type LastScheduled, lastScheduled } from './last-scheduled'
import { over, type PageEnvironment } from './page'
import type { Place } from './place'
import { sendCheckRun } from './send-check-run'
import { sendComment } from './send-comment'
import { blameStanding, retireDeployments } from './taken-down'
import { withinTime } from './within-time'

/** Which reports are wanted on GitHub. */
export interface Wanted {
  readonly checkRun: boolean
  readonly comment: boolean
  readonly driftIssue: boolean
  /** The environment of the Deployments page that this run deployed to, or took down: the whole stage, or a part of its machines. */
  readonly environment?: PageEnvironment & { readonly takenDown?: 'stage' | 'part' }
}

/** For all of the reports together. */
const seconds = 90

/**
 * Tells GitHub of a run that ended, and says what could not be told, and why: a line each. Never throws, and ends in a minute and a
 * half, however GitHub answers. Whoever asked for a deployment has it by then.
 */
export const tellGitHub = (
  run: RunView,
  place: Place,
  wanted: Wanted,
  limit: number = seconds,
  unit?: number,
): Promise<readonly string[]> =>
  withinTime(place, limit, unit, async (client, attempt) => {
    const { checkRun, comment, driftIssue, environment } = wanted
    const { pullRequest } = place
    const check = checkRun
      ? await attempt('The check run', () => sendCheckRun(client, place, checkRunOf(run, place)))
      : undefined
    const author = () => authorOf(client, place, check?.app)
    if (environment)
      await attempt('The deployment on GitHub', () => {
        const { takenDown, name } = environment
        if (takenDown === undefined) return concludeDeployment(client, place, environment, run)
        const gone = { environment: name, wholeStage: takenDown === 'stage' }
        const well = outcomes[outcomeOfRun(run)].exit === 0
        return well
          ? retireDeployments(client, place, gone, over.takenDown)
          : blameStanding(client, place, environment, run, gone)
      })
    if (comment && pullRequest !== null)
      await attempt('The comment on the pull request', async () => {
        const body = commentOf(run, truncated => headerLine({ ...headerOf(run, place), truncated }))
        await sendComment(client, { ...place, pullRequest }, await author(), body)
      })
    if (driftIssue)
      await attempt('The issue about drift', async () => sendDriftIssue(client, place, await author(), run))
  })

/** Says on the Deployments page that a deployment has begun. As `tellGitHub`, it neither throws nor takes long. */
export const announce = (
  place: Place,
  environment: PageEnvironment,
  declared: Declared,
  limit = 20,
  unit?: number,
): Promise<readonly string[]> =>
  withinTime(place, limit, unit, async (client, attempt) => {
    await attempt('The deployment on GitHub', () => announceDeployment(client, place, environment, declared))
  })

/** How long ago the last good scheduled run was. As `tellGitHub`, it neither throws nor takes long. */
export async function tellSchedule(
  place: Place,
  workflow: string,
  limit = 20,
  unit?: number,
): Promise<{ readonly last: LastScheduled | undefined; readonly remarks: readonly string[] }> {
  let last: LastScheduled | undefined
  const remarks = await withinTime(place, limit, unit, async (client, attempt) => {
    const look = () => lastScheduled(client, place, workflow, Date.now())
    last = await attempt('A look at the last scheduled run', look, 'reads')
  })
  return { last, remarks }
}
