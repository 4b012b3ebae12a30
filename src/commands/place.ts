import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import { normalize } from 'node:path/posix'
import type { Place } from '../github/place'
import { contextFrom, eventPayload } from './circumstances'
import type { Options } from './options'
import { type Shard, shardWords } from './shard'

/** What is asked for, as far as it tells one run's reports from another's. */
interface Asked {
  readonly command: string
  readonly file?: string | undefined
  readonly folder: string
  /** A selector. */
  readonly machines: string
  readonly stage: string
  readonly shard?: Shard | undefined
  readonly token?: string | undefined
}

/** Where on GitHub a run of the action reports to; undefined where that is not known, as outside of a workflow. */
export function placeFrom(environment: NodeJS.ProcessEnv, asked: Asked): Place | undefined {
  const {
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: repository,
    GITHUB_SERVER_URL: server,
    GITHUB_RUN_ID: id,
  } = environment
  const { token, stage, shard, command, file = '', folder, machines } = asked
  const { sha, pullRequest } = contextFrom(environment, stage)
  if (!api || !repository || !token || sha === '') return undefined
  const part = shard === undefined ? '' : shardWords(shard)
  const attempt = environment.GITHUB_RUN_ATTEMPT ? `/attempts/${environment.GITHUB_RUN_ATTEMPT}` : ''
  return {
    api: api.replace(/\/+$/, ''),
    repository,
    token,
    sha,
    pullRequest,
    readOnly: isReadOnly(environment, repository),
    run: server && id ? `${server}/${repository}/actions/runs/${id}${attempt}` : '',
    command,
    stage,
    part,
    source: JSON.stringify([normalize(folder).replace(/\/$/, ''), file]),
    key: createHash('sha256')
      .update(JSON.stringify([folder, file, stage, part, machines]))
      .digest('hex')
      .slice(0, 16),
  }
}

/** Where a whole stage of the options' deployment file is told of, whichever machines they select; undefined as in `placeFrom`. */
export function placeOfStage(options: Options, command: string, stage: string): Place | undefined {
  const { environment, root } = options
  const folder = relative(environment.GITHUB_WORKSPACE ?? root, root) || '.'
  return placeFrom(environment, { ...options, command, stage, folder, machines: '', shard: undefined })
}

/** Whether GitHub gives the run a token that may only read, whatever the workflow asks for. */
function isReadOnly(environment: NodeJS.ProcessEnv, repository: string): boolean {
  if (environment.GITHUB_EVENT_NAME !== 'pull_request') return false
  const pull = eventPayload(environment)?.pull_request
  const from = pull?.head.repo?.full_name
  return environment.GITHUB_ACTOR === 'dependabot[bot]' || (pull !== undefined && from !== repository)
}
