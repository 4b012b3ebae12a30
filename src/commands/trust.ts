import { foldersOf } from '../deployment/find'
import { checkedOut, whoseCommit } from '../deployment/whose-commit'
import { DroverError } from '../failure'
import { whyOnNoBranch } from '../github/on-a-branch'
import { eventPayload } from './circumstances'
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
  const whose = there === undefined ? 'own' : whoseCommit({ ...there, sha, ref, ownHead: ownHead(environment) })
  if (whose === 'own') return
  const api = environment.GITHUB_API_URL ?? 'https://api.github.com'
  const why = token
    ? await whyOnNoBranch({ api, repository, token }, whose.ask, signal)
    : 'there is no token to ask GitHub with'
  if (why !== undefined) throw new DroverError({ code: 'foreign-commit', commit: whose.ask, repository, why })
}

/** Of no other event: who starts one that is of the main branch, as pull_request_target, is given its secrets for a fork's commit too. */
function ownHead(environment: NodeJS.ProcessEnv): string | undefined {
  if (environment.GITHUB_EVENT_NAME !== 'pull_request') return undefined
  const head = eventPayload(environment)?.pull_request?.head
  return head?.repo?.full_name === environment.GITHUB_REPOSITORY ? head?.sha : undefined
}
