import { z } from 'zod'
import { created, notFound, type Operation, ok } from './answer'
import { textOverLimit } from './limits'
import { page } from './pages'
import { objectOf } from './sample'
import { userNamed } from './users'
import { type Comment, now, type World } from './world'

const Body = z.object({ body: z.string() })

export const createComment: Operation = ({ params, body }, world) => {
  if (!hasThread(world, params.issue_number)) return notFound
  const { body: text } = Body.parse(body)
  const over = textOverLimit('IssueComment', text)
  return over ?? created(shown(world.comment({ issue: Number(params.issue_number), body: text })))
}

/** The oldest first. */
export const listComments: Operation = (request, world) => {
  if (!hasThread(world, request.params.issue_number)) return notFound
  const found = world.comments.filter(({ issue }) => String(issue) === request.params.issue_number)
  return page(request, found, comments => comments.map(shown))
}

export const updateComment: Operation = ({ params, body }, world) => {
  const comment = world.comments.find(({ id }) => String(id) === params.comment_id)
  if (comment === undefined) return notFound
  const { body: text } = Body.parse(body)
  const over = textOverLimit('IssueComment', text)
  if (over !== undefined) return over
  comment.body = text
  comment.updatedAt = now()
  return ok(shown(comment))
}

export const deleteComment: Operation = ({ params }, world) => {
  const at = world.comments.findIndex(({ id }) => String(id) === params.comment_id)
  if (at === -1) return notFound
  world.comments.splice(at, 1)
  return { status: 204 }
}

const hasThread = (world: World, number: string | undefined): boolean =>
  [...world.issues, ...world.pulls].some(thread => String(thread.number) === number)

const shown = (comment: Comment) =>
  objectOf('issue-comment', {
    id: comment.id,
    body: comment.body,
    user: userNamed(comment.author),
    html_url: `https://github.com/octo/forum/issues/${comment.issue}#issuecomment-${comment.id}`,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  })
