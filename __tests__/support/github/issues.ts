import { z } from 'zod'
import { created, notFound, type Operation, ok } from './answer'
import { textOverLimit } from './limits'
import { page } from './pages'
import { objectOf } from './sample'
import { userNamed } from './users'
import type { Issue, World } from './world'

const Labels = z.array(z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]))

const Body = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.string().nullish(),
  labels: Labels.optional(),
})

export const createIssue: Operation = ({ body }, world) => {
  const { title, body: text, labels } = Body.extend({ title: z.string() }).parse(body)
  const over = text ? textOverLimit('Issue', text) : undefined
  return over ?? created(shown(world.issue({ title, body: text ?? '', labels: labels ?? [] }), world))
}

export const updateIssue: Operation = ({ params, body }, world) => {
  const issue = world.issues.find(({ number }) => String(number) === params.issue_number)
  if (issue === undefined) return notFound
  const change = Body.parse(body)
  const over = change.body ? textOverLimit('Issue', change.body) : undefined
  if (over !== undefined) return over
  issue.title = change.title ?? issue.title
  issue.body = change.body ?? issue.body
  issue.labels = change.labels ?? issue.labels
  if (change.state !== undefined) issue.reason = change.state_reason ?? (change.state === 'closed' ? 'completed' : null)
  issue.state = change.state ?? issue.state
  return ok(shown(issue, world))
}

/** The newest first; pull requests are issues too, and stand in the list with a mark. */
export const listIssues: Operation = (request, world) => {
  const { state = 'open', labels = '', creator } = request.query
  const wanted = labels.split(',').filter(label => label !== '')
  const pulls = world.pulls.map(pull => ({
    ...pull,
    body: '',
    labels: [],
    reason: null,
    createdAt: '2026-01-01T00:00:00Z',
  }))
  const found = [...world.issues, ...pulls]
    .filter(issue => state === 'all' || issue.state === state)
    .filter(issue => wanted.every(label => issue.labels.some(has => has === label)))
    .filter(issue => creator === undefined || issue.author === creator)
    .sort((a, b) => b.number - a.number)
  return page(request, found, issues => issues.map(issue => shown(issue, world)))
}

function shown(issue: Issue, world: World) {
  const url = `https://api.github.com/repos/${world.owner}/${world.name}/pulls/${issue.number}`
  return objectOf('issue', {
    id: issue.number * 1000,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.reason,
    labels: issue.labels.map(name => ({ name })),
    user: userNamed(issue.author),
    comments: world.comments.filter(comment => comment.issue === issue.number).length,
    html_url: `https://github.com/${world.owner}/${world.name}/issues/${issue.number}`,
    created_at: issue.createdAt,
    ...(world.pulls.some(({ number }) => number === issue.number) && {
      pull_request: { url, html_url: url, diff_url: url, patch_url: url },
    }),
  })
}
