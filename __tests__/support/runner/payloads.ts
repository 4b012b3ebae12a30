import examples from '@octokit/webhooks-examples'
import { z } from 'zod'
import type { GitHubEvent } from './github-event'

const Pull = z.looseObject({
  repository: z.looseObject({ full_name: z.string() }),
  pull_request: z.looseObject({
    number: z.number(),
    head: z.looseObject({ sha: z.string(), repo: z.looseObject({ full_name: z.string() }).nullable() }),
  }),
})

/** The first payload of GitHub's own collection that is of this event and has these fields. */
function example(name: string, fields: object = {}): unknown {
  const found = examples
    .filter(definition => definition.name === name)
    .flatMap(({ examples }) => examples)
    .find(payload =>
      Object.entries(fields).every(([field, value]) =>
        Object.entries(payload).some(([has, is]) => has === field && is === value),
      ),
    )
  if (found === undefined) throw new Error(`there is no example of ${name} with ${JSON.stringify(fields)}`)
  return found
}

const pull = (action: string): GitHubEvent => ({ name: 'pull_request', payload: example('pull_request', { action }) })

/** Real payloads of the events that the docs show workflows for. The collection has none of a fork's, nor of a schedule's. */
export const payloads = {
  push: { name: 'push', payload: example('push', { ref: 'refs/heads/master' }) },
  opened: pull('opened'),
  synchronize: pull('synchronize'),
  closed: pull('closed'),
  fromFork: ofFork(pull('opened'), 'eve/Hello-World'),
  fromLostFork: ofFork(pull('opened'), null),
  schedule: { name: 'schedule', payload: scheduled() },
  dispatch: { name: 'workflow_dispatch', payload: example('workflow_dispatch', { ref: 'refs/heads/main' }) },
} satisfies Record<string, GitHubEvent>

/** The same pull request, from a repository of somebody else, or from one that was deleted since. */
function ofFork({ name, payload }: GitHubEvent, fullName: string | null): GitHubEvent {
  const parsed = Pull.parse(payload)
  const { head } = parsed.pull_request
  const repo = fullName === null ? null : { ...head.repo, full_name: fullName, fork: true }
  return { name, payload: { ...parsed, pull_request: { ...parsed.pull_request, head: { ...head, repo } } } }
}

/** A schedule's payload is not a webhook's: it names the cron line, the repository and the workflow. */
function scheduled(): unknown {
  const { repository } = z.looseObject({ repository: z.unknown() }).parse(example('workflow_dispatch'))
  return { schedule: '17 4 * * *', repository, workflow: '.github/workflows/check.yml' }
}
