import { notFound, type Operation, ok } from './answer'
import { page } from './pages'
import { repositoryNamed } from './repository'
import { objectOf } from './sample'
import { userNamed } from './users'
import type { Pull, World } from './world'

export const getPull: Operation = ({ params }, world) => {
  const pull = world.pulls.find(({ number }) => String(number) === params.pull_number)
  return pull === undefined ? notFound : ok(objectOf('pull-request', known(pull, world)))
}

export const listPulls: Operation = (request, world) => {
  const { state = 'open', head, base } = request.query
  const found = world.pulls
    .filter(pull => state === 'all' || pull.state === state)
    .filter(pull => head === undefined || head === `${ownerOf(pull, world)}:${pull.head.ref}`)
    .filter(pull => base === undefined || base === pull.base.ref)
    .sort((a, b) => b.number - a.number)
  return page(request, found, pulls => pulls.map(pull => objectOf('pull-request-simple', known(pull, world))))
}

/** Those whose head the commit is, and those that brought it to the default branch. */
export const listPullsOfCommit: Operation = (request, world) => {
  const sha = request.params.commit_sha
  const found = world.pulls.filter(({ head, mergedAs }) => head.sha === sha || mergedAs === sha)
  return page(request, found, pulls => pulls.map(pull => objectOf('pull-request-simple', known(pull, world))))
}

const here = (world: World): string => `${world.owner}/${world.name}`

const ownerOf = ({ head }: Pull, world: World): string => (head.repository ?? here(world)).split('/')[0] ?? ''

function known(pull: Pull, world: World) {
  const { head, base } = pull
  const of = head.repository === undefined ? here(world) : head.repository
  return {
    id: pull.number * 1000,
    number: pull.number,
    title: pull.title,
    state: pull.state,
    user: userNamed(pull.author),
    html_url: `https://github.com/${here(world)}/pull/${pull.number}`,
    merge_commit_sha: pull.mergedAs ?? null,
    merged_at: pull.merged ? '2026-01-01T00:00:00Z' : null,
    head: side(head.ref, head.sha, ownerOf(pull, world), of),
    base: side(base.ref, base.sha, world.owner, here(world)),
    _links: Object.fromEntries(
      ['comments', 'commits', 'statuses', 'html', 'issue', 'review_comments', 'review_comment', 'self'].map(name => [
        name,
        { href: `https://api.github.com/repos/${here(world)}/pulls/${pull.number}` },
      ]),
    ),
  }
}

const side = (ref: string, sha: string, owner: string, repository: string | null) => ({
  label: `${owner}:${ref}`,
  ref,
  sha,
  user: userNamed(owner),
  repo: repository === null ? null : repositoryNamed('repository', repository),
})
