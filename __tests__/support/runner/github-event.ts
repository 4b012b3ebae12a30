import { z } from 'zod'

/** What happened in a repository, as the runner tells it. */
export interface GitHubEvent {
  readonly name: string
  /** What GITHUB_EVENT_PATH holds. */
  readonly payload: unknown
}

const sha = '0123456789012345678901234567890123456789'

/** A push to main. */
export const pushed: GitHubEvent = {
  name: 'push',
  payload: {
    ref: 'refs/heads/main',
    after: sha,
    repository: { full_name: 'octo/forum', default_branch: 'main' },
    sender: { login: 'ada' },
  },
}

const branch = z.looseObject({ ref: z.string(), sha: z.string() })

const Payload = z.looseObject({
  ref: z.string().optional(),
  after: z.string().optional(),
  repository: z.looseObject({ full_name: z.string(), default_branch: z.string() }),
  sender: z.looseObject({ login: z.string() }).optional(),
  pull_request: z
    .looseObject({ number: z.number(), merge_commit_sha: z.string().nullish(), head: branch, base: branch })
    .optional(),
})

/** The variables that GitHub makes of an event (docs.github.com, “Events that trigger workflows”). */
export function variablesOf({ name, payload }: GitHubEvent): Readonly<Record<string, string>> {
  const { ref, after, repository, sender, pull_request: pull } = Payload.parse(payload)
  const full = pull ? `refs/pull/${pull.number}/merge` : (ref ?? `refs/heads/${repository.default_branch}`)
  const [owner = ''] = repository.full_name.split('/')
  return {
    GITHUB_ACTOR: sender?.login ?? owner,
    GITHUB_EVENT_NAME: name,
    GITHUB_REF: full,
    GITHUB_REF_NAME: full.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REPOSITORY: repository.full_name,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_SHA: pull?.merge_commit_sha ?? after ?? sha,
    ...(pull && { GITHUB_HEAD_REF: pull.head.ref, GITHUB_BASE_REF: pull.base.ref }),
  }
}
