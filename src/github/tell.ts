import { outcomes } from '../outcome'
import { commentOf } from '../report/comment'
import { outcomeOfRun, type RunView } from '../report/run'
import { authorOf } from './author'
import { checkRunOf } from './check-run'
import { announceDeployment, concludeDeployment, type PageEnvironment, retireDeployments } from './deployment'
import { sendDriftIssue } from './drift-issue'
import { headerLine, headerOf } from './header'
import { type LastScheduled, lastScheduled } from './last-scheduled'
import type { Place } from './place'
import { sendCheckRun } from './send-check-run'
import { sendComment } from './send-comment'
import { withinTime } from './within-time'

/** Which reports are wanted on GitHub. */
export interface Wanted {
  readonly checkRun: boolean
  readonly comment: boolean
  readonly driftIssue: boolean
  /** The environment of the Deployments page that this run deployed to, or took down. */
  readonly environment?: PageEnvironment & { readonly takenDown: boolean }
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
        const well = outcomes[outcomeOfRun(run)].exit === 0
        return environment.takenDown && well
          ? retireDeployments(client, place, environment, 'taken down')
          : concludeDeployment(client, place, environment, run)
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
  limit = 20,
  unit?: number,
): Promise<readonly string[]> =>
  withinTime(place, limit, unit, async (client, attempt) => {
    await attempt('The deployment on GitHub', () => announceDeployment(client, place, environment))
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
    last = await attempt('A look at the last scheduled run', () => lastScheduled(client, place, workflow, Date.now()))
  })
  return { last, remarks }
}
