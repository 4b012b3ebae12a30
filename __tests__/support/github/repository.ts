import { notFound, type Operation, ok } from './answer'
import { page, repositoryId } from './pages'
import { objectOf } from './sample'
import { userNamed } from './users'
import type { Branch } from './world'

/** A repository by its full name, in one of the forms that GitHub has of them. */
export function repositoryNamed(form: 'repository' | 'full-repository' | 'minimal-repository', fullName: string) {
  const [owner = '', name = ''] = fullName.split('/')
  return objectOf(form, {
    id: repositoryId,
    name,
    full_name: fullName,
    owner: userNamed(owner),
    default_branch: 'main',
    private: true,
    html_url: `https://github.com/${fullName}`,
  })
}

export const getRepository: Operation = (_request, world) =>
  ok(repositoryNamed('full-repository', `${world.owner}/${world.name}`))

export const listBranches: Operation = (request, world) => {
  const { protected: only } = request.query
  const found = world.branches.filter(branch => only === undefined || String(branch.protected) === only)
  return page(request, found, branches => branches.map(shown))
}

export const branchesWhereHead: Operation = ({ params }, world) =>
  ok(world.branches.filter(({ sha }) => sha === params.commit_sha).map(shown))

/** `base...head`, as the test said how they stand to each other; a commit is equal to itself. */
export const compare: Operation = ({ params }, world) => {
  const pair = params.basehead ?? ''
  const [base = '', head = ''] = pair.split('...')
  const status = base === head ? 'identical' : world.comparisons.get(pair)
  if (status === undefined) return notFound
  const commit = objectOf('commit', { sha: base })
  return ok(
    objectOf('commit-comparison', { status, base_commit: commit, merge_base_commit: commit, commits: [], files: [] }),
  )
}

const shown = ({ name, sha, protected: isProtected }: Branch) => ({
  name,
  commit: { sha, url: `https://api.github.com/repos/octo/forum/commits/${sha}` },
  protected: isProtected,
})
