import { anew } from './anew'
import { type Header, headerIn } from './header'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

/**
 * Keeps one comment on the pull request: the one that `author` wrote before of the same place in its first line is edited. Others may
 * write such a line too, or edit what they wrote themselves: theirs is not touched.
 */
export const sendComment = (
  client: Client,
  place: Place & { readonly pullRequest: number },
  author: string,
  body: string,
): Promise<void> =>
  anew(async () => {
    const comments = await client.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...repositoryOf(place),
      issue_number: place.pullRequest,
      per_page: 100,
    })
    const ours = comments.find(({ user, body: text }) => user?.login === author && isOf(headerIn(text), place))
    if (ours?.body === body) return
    if (ours === undefined)
      await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repositoryOf(place),
        issue_number: place.pullRequest,
        body,
        request: { retries: 0 },
      })
    else
      await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...repositoryOf(place),
        comment_id: ours.id,
        body,
      })
  })

/** Whether a header is of the same thing. */
const isOf = (header: Header | undefined, { command, key }: Place): boolean =>
  header?.command === command && header.key === key
