import { z } from 'zod'
import { thrownWords } from '../failure'

/** How one commit stands to another, where that is known. */
export type Relation = 'equal' | 'ahead' | 'behind' | 'diverged'

/** Where GitHub is asked, and with what. */
export interface GitHub {
  /** As https://api.github.com, without a slash at its end. */
  readonly api: string
  /** `owner/name`. */
  readonly repository: string
  readonly token: string
}

// https://docs.github.com/en/rest/commits/commits#compare-two-commits
const comparison = z.object({ status: z.enum(['identical', 'ahead', 'behind', 'diverged']) })

const seconds = 15

/** How `head` stands to `base`, by GitHub; or why it did not say. Needs the right `contents: read`. */
export async function compareOnGitHub(
  { api, repository, token }: GitHub,
  base: string,
  head: string,
  signal: AbortSignal,
): Promise<{ readonly relation: Relation } | { readonly why: string }> {
  try {
    const response = await fetch(`${api}/repos/${repository}/compare/${base}...${head}?per_page=1`, {
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'drover',
        'x-github-api-version': '2022-11-28',
      },
      // A redirect of a moved repository stays on the same host; the token goes nowhere else.
      redirect: 'follow',
      signal: AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]),
    })
    if (response.status === 404)
      return { why: `knows no ${base.slice(0, 12)} in ${repository}, or the token may not read it` }
    if (!response.ok) return { why: `answered ${response.status}` }
    const { status } = comparison.parse(await response.json())
    return { relation: status === 'identical' ? 'equal' : status }
  } catch (error) {
    return { why: `could not be asked: ${thrownWords(error)}` }
  }
}
