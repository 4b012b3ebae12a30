import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { z } from 'zod'
import { version } from '../../package.json'
import type { DeploymentContext } from '../deployment/deployment'
import type { Head } from '../deployment/git'
import type { Provenance } from '../event'

const commit = z.looseObject({ sha: z.string() })
// A fork that is gone has no repository any more.
const head = commit.extend({ repo: z.looseObject({ full_name: z.string() }).nullish() })
const payload = z.looseObject({
  pull_request: z.looseObject({ number: z.number(), head, base: commit.optional() }).optional(),
})

/** What the runner's variables say of this run. On a terminal most of them are not there. */
export function contextFrom(environment: NodeJS.ProcessEnv, stage: string): DeploymentContext {
  const pull = eventPayload(environment)?.pull_request
  return {
    stage,
    event: environment.GITHUB_EVENT_NAME ?? '',
    ref: environment.GITHUB_REF ?? '',
    // On a pull request GITHUB_SHA is a merge that nobody wrote; what is deployed is told by the head's commit.
    sha: pull?.head.sha ?? environment.GITHUB_SHA ?? '',
    pullRequest: pull?.number ?? null,
    repository: environment.GITHUB_REPOSITORY ?? '',
  }
}

/** Where a generation of this run comes from. What is not known is left out. `head` is what is checked out, for a terminal's sake. */
export function provenanceFrom(
  environment: NodeJS.ProcessEnv,
  context: DeploymentContext,
  file: { readonly file: string; readonly fileHash?: string },
  head: Head = {},
): Provenance {
  const { GITHUB_SERVER_URL: server, GITHUB_RUN_ID: run, GITHUB_REPOSITORY: repository } = environment
  const told = {
    repository: context.repository,
    sha: context.sha,
    ref: context.ref,
    run: server && run && repository ? `${server}/${repository}/actions/runs/${run}` : '',
    actor: actorFrom(environment),
  }
  return {
    ...head,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== '')),
    ...file,
    time: new Date().toISOString(),
    drover: version,
  }
}

/** Who deploys, for whoever finds the machine busy: one line. */
export const holderFrom = ({ run, actor, time }: Provenance): string =>
  `${actor ?? 'somebody'}${run === undefined ? '' : `, ${run}`}, since ${time}`.replaceAll(/\s+/g, ' ')

/** Who runs this; empty where nobody knows. */
export function actorFrom(environment: NodeJS.ProcessEnv): string {
  if (environment.GITHUB_ACTOR) return environment.GITHUB_ACTOR
  try {
    return userInfo().username
  } catch {
    // A user without an entry (a container's bare uid) has no name.
    return ''
  }
}

/** What the runner tells of the event that started the run; undefined on a terminal. */
export function eventPayload({ GITHUB_EVENT_PATH: path }: NodeJS.ProcessEnv): z.infer<typeof payload> | undefined {
  if (!path) return undefined
  try {
    const read = payload.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return read.success ? read.data : undefined
  } catch {
    // The file is the runner's, and what it says only informs: a run without it is a run all the same.
    return undefined
  }
}
