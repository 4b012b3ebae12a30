import { foldersOf } from '../deployment/find'
import { checkedOut, whoseCommit } from '../deployment/whose-commit'
import { DroverError } from '../failure'
import { whyOnNoBranch } from '../github/on-a-branch'
import type { Options } from './options'

/** What asks no machine; with no key at hand, there is nothing that a stranger's deployment file could use. */
const asksNoMachine: ReadonlySet<string> = new Set(['validate', 'diff', 'rehearse', 'matrix', 'merge'])

/** Which command is to read it, and with what. */
interface Asked {
  readonly command: string
  readonly options: Options
  readonly signal: AbortSignal
}

/**
 * On a runner that has secrets, refuses to read a deployment file whose commit is not the repository's own, whatever started the run:
 * the file is a program, and would have them. Whoever works at a terminal knows what lies there.
 *
 * @throws DroverError `foreign-commit`
 */
export async function refuseForeignCommit({ command, options, signal }: Asked): Promise<void> {
  const { environment, keys, passphrase, token } = options
  const {
    GITHUB_ACTIONS: runner,
    GITHUB_REPOSITORY: repository = '',
    GITHUB_SHA: sha = '',
    GITHUB_REF: ref = '',
  } = environment
  if (runner !== 'true' || (asksNoMachine.has(command) && keys.length === 0 && passphrase === undefined)) return
  const there = await checkedOut(foldersOf(options.root).root)
  const whose = there === undefined ? 'own' : whoseCommit({ ...there, sha, ref })
  if (whose === 'own') return
  const api = environment.GITHUB_API_URL ?? 'https://api.github.com'
  const why = token
    ? await whyOnNoBranch({ api, repository, token }, whose.ask, signal)
    : 'there is no token to ask GitHub with'
  if (why !== undefined) throw new DroverError({ code: 'foreign-commit', commit: whose.ask, repository, why })
}
