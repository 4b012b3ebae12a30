import { descentIn } from '../deployment/descent'
import { checkedOut } from '../deployment/whose-commit'
import type { Circumstances } from '../engine/herd'
import type { Provenance } from '../event'
import type { Options } from './options'

/** How what lies here stands to what runs on a machine. Nobody knows the commit of what lies in no repository. */
export async function descentOf(
  { token, environment }: Pick<Options, 'token' | 'environment'>,
  root: string,
  { sha, repository }: Pick<Provenance, 'sha' | 'repository'>,
  signal: AbortSignal,
): Promise<Pick<Circumstances, 'descent'>> {
  if (sha === undefined) return {}
  const api = environment.GITHUB_API_URL ?? 'https://api.github.com'
  const github = token && repository ? { api, repository, token } : undefined
  return { descent: descentIn({ root, sha: await lyingAt(root, environment, sha), github, signal }) }
}

/**
 * A run on a pull request is told of by its head. What lies there, unless the workflow asked for something else, is GitHub's merge of that
 * into the main branch: it has what the main branch got since, which the head alone would take away again.
 */
async function lyingAt(root: string, { GITHUB_SHA: run }: NodeJS.ProcessEnv, sha: string): Promise<string> {
  if (!run || run === sha) return sha
  return (await checkedOut(root))?.head === run ? run : sha
}
