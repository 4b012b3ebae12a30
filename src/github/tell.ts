import { commentOf } from '../report/comment'
import type { RunView } from '../report/run'
import { authorOf } from './author'
import { checkRunOf } from './check-run'
import { headerLine, headerOf } from './header'
import type { Client } from './octokit'
import type { Place } from './place'
import { refusalWords } from './refusal'
import { sendCheckRun } from './send-check-run'
import { sendComment } from './send-comment'

/** Which reports are wanted on GitHub. */
export interface Wanted {
  readonly checkRun: boolean
  readonly comment: boolean
}

/** For all of the reports together. */
const seconds = 90

/**
 * Tells GitHub of a run, and says what could not be told, and why: a line each. Never throws, and ends in a minute and a half,
 * however GitHub answers. Whoever asked for a deployment has it by then.
 */
export async function tellGitHub(
  run: RunView,
  place: Place,
  wanted: Wanted,
  limit: number = seconds,
  unit?: number,
): Promise<readonly string[]> {
  const remarks: string[] = []
  const late = AbortSignal.timeout(limit * 1000)
  const over = new Promise<void>(resolve => {
    late.addEventListener('abort', () => {
      remarks.push(`GitHub was not told of all: it did not take it within ${limit} s.`)
      resolve()
    })
  })
  const told = async () => {
    try {
      const { connect } = await import('./octokit')
      await tellAll(connect(place, late, unit), run, place, wanted, remarks)
    } catch (error) {
      if (!late.aborted) remarks.push(refusalWords(error, 'A report on GitHub', place))
    }
  }
  await Promise.race([told(), over])
  return [...remarks]
}

async function tellAll(client: Client, run: RunView, place: Place, wanted: Wanted, remarks: string[]): Promise<void> {
  /** Does one report; that it can't be done keeps no other from being done. */
  const attempt = async <Made>(what: string, report: () => Promise<Made>): Promise<Made | undefined> => {
    try {
      return await report()
    } catch (error) {
      remarks.push(refusalWords(error, what, place))
      return undefined
    }
  }
  const check = wanted.checkRun
    ? await attempt('The check run', () => sendCheckRun(client, place, checkRunOf(run, place)))
    : undefined
  const { pullRequest } = place
  if (wanted.comment && pullRequest !== null)
    await attempt('The comment on the pull request', async () => {
      const body = commentOf(run, truncated => headerLine({ ...headerOf(run, place), truncated }))
      const author = await authorOf(client, place, check?.app)
      await sendComment(client, { ...place, pullRequest }, author, body)
    })
}
