/** Where a run reports to, as the runner's variables and the event's payload have it. */
export interface Place {
  /** As https://api.github.com, or https://HOST/api/v3 of a server of one's own; without a slash at its end. */
  readonly api: string
  /** `owner/name`. */
  readonly repository: string
  readonly token: string
  /** The commit that is told of: of a pull request its head, never the merge that GitHub makes for the run. */
  readonly sha: string
  readonly pullRequest: number | null
  /** It came from a fork or from Dependabot: GitHub's token may then only read, whatever the workflow asks for. */
  readonly readOnly: boolean
  /** The address of the run. */
  readonly run: string
  /** What was asked for: of a deployment file with mistakes nothing else is known. */
  readonly command: string
  readonly stage: string
  /** As 2/4, of a shard; else empty. */
  readonly part: string
  /** The deployment file, wherever in the repository it lies: equal for runs of all its stages. */
  readonly source: string
  /** Equal for runs of one deployment file, or of the same part of its machines, under one stage. */
  readonly key: string
}

/** The repository's two names, as GitHub's routes take them. */
export function repositoryOf({ repository }: Pick<Place, 'repository'>): {
  readonly owner: string
  readonly repo: string
} {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}
