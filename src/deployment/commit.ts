import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { childEnvironment } from '../child-environment'
import { DroverError, thrownWords } from '../failure'
import type { Origin } from '../origin'
import { type Manifest, manifestSchema } from '../resources/manifest'
import { packageMissing } from './broken-source'
import type { DeploymentContext } from './deployment'
import { isInside } from './find'
import { git, repositoryName } from './git'
import { type Ended, jsonOf, runProcess } from './process'
import { clearTreeFolders, newTreeFolder } from './tree-folder'

const frame = z.object({ file: z.string(), line: z.number(), column: z.number(), function: z.string().exactOptional() })

/** What `drover manifest --json` prints, and what is read of another commit. */
export const manifestsSchema = z.object({
  deployment: z.string(),
  machines: z.array(
    z.object({ name: z.string(), manifest: manifestSchema, origins: z.record(z.string(), z.array(frame)) }),
  ),
})

export interface EvaluatedCommit {
  readonly commit: string
  /** The name under which that commit's file is deployed. */
  readonly deployment: string
  readonly machines: readonly {
    readonly name: string
    readonly manifest: Manifest
    readonly origins: Readonly<Record<string, Origin>>
  }[]
}

export interface CommitRequest {
  /** The repository's root. */
  readonly root: string
  readonly commit: string
  /** Where the deployment file is looked for, from the root; the root itself where nothing is said. */
  readonly folder?: string
  /** The deployment file, from that folder; else the default file of that commit. */
  readonly file?: string
  readonly context: DeploymentContext
  /** Drover's command line, which is run in a process of its own in a work tree of the commit. */
  readonly command: readonly string[]
  readonly signal?: AbortSignal
  /** How long it may take to end by itself when the signal comes; else it is killed at once. */
  readonly graceSeconds?: number
}

/**
 * What compiles at another commit: evaluated on a work tree of it, in another process that knows none of our secrets.
 * `trackedOnly`: of the files to deliver only what git tracks; the rest is marked.
 *
 * @throws DroverError `cannot-evaluate` with the reason, `cancelled`
 */
export async function evaluateCommit(
  request: CommitRequest & { readonly trackedOnly?: boolean },
): Promise<EvaluatedCommit> {
  const { commit, trackedOnly = false } = request
  const there = await runAtCommit(request, ['manifest', '--json', ...(trackedOnly ? ['--tracked-only'] : [])])
  const { ended } = there
  if (ended.exit !== 0) throw cannot(commit, lastWords(ended))
  const answer = manifestsSchema.safeParse(jsonOf(ended.stdout))
  if (!answer.success)
    throw cannot(commit, `its answer is no list of manifests: ${z.prettifyError(answer.error)}`, answer.error)
  return { commit: there.commit, ...answer.data }
}

/**
 * Runs Drover's command line with the words, and those that name stage and file, in a work tree of another commit, as a process that
 * knows none of our secrets. The work tree is gone afterwards, whatever happens.
 *
 * @throws DroverError `cannot-evaluate` where the commit can't be had, `cancelled`
 */
export async function runAtCommit(
  request: CommitRequest,
  words: readonly string[],
): Promise<{ readonly commit: string; readonly ended: Ended }> {
  const { root, commit } = request
  const sha = await idOf(root, commit).catch(async (cause: unknown) => {
    const shallow = (await git(root, 'rev-parse', '--is-shallow-repository').catch(() => '')) === 'true'
    if (!shallow) throw cannot(commit, `there is no such commit here (${thrownWords(cause)})`, cause)
    return fetched(root, commit)
  })
  await clearTreeFolders(root)
  const folder = await newTreeFolder()
  // By the folder's name a repository without a remote is known.
  const tree = join(folder, basename(root))
  try {
    await git(root, 'worktree', 'add', '--detach', '--force', tree, sha).catch((cause: unknown) => {
      throw cannot(commit, `its files cannot be checked out: ${thrownWords(cause)}`, cause)
    })
    // The work tree's own folder has a name that says nothing.
    const repository = request.context.repository || (await repositoryName(root))
    const context = { ...request.context, sha, repository }
    return { commit: sha, ended: await runInTree({ ...request, context }, tree, words) }
  } finally {
    await git(root, 'worktree', 'remove', '--force', '--force', tree).catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
    await git(root, 'worktree', 'prune').catch(() => undefined)
  }
}

const idOf = (root: string, commit: string): Promise<string> =>
  git(root, 'rev-parse', '--verify', '--end-of-options', `${commit}^{commit}`)

/** actions/checkout fetches one commit alone, unless it is told otherwise; what it fetched with is still there. */
async function fetched(root: string, commit: string): Promise<string> {
  const elsewhere = 'the clone is shallow and does not hold it'
  try {
    if (commit.startsWith('-')) throw new Error('that is no name of a commit')
    await git(root, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit)
    return await idOf(root, 'FETCH_HEAD')
  } catch (cause) {
    const fix = 'say `fetch-depth: 0` in the step of actions/checkout'
    throw cannot(commit, `${elsewhere}, and it could not be fetched (${thrownWords(cause)}): ${fix}`, cause)
  }
}

const cannot = (commit: string, message: string, cause?: unknown): DroverError =>
  new DroverError({ code: 'cannot-evaluate', commit, message }, { cause })

async function runInTree(request: CommitRequest, tree: string, words: readonly string[]): Promise<Ended> {
  const { folder = '', file, context, command, commit, signal, graceSeconds = 0 } = request
  const cwd = join(tree, folder)
  if (!existsSync(cwd)) throw cannot(commit, `it has no folder ${folder}`)
  const named = ['--stage', context.stage, ...(file === undefined ? [] : ['--file', file])]
  const env = childEnvironment(await told(context, dirname(tree)))
  const run = () =>
    runProcess([...command, ...words, ...named], { cwd, env, graceSeconds, ...(signal ? { signal } : {}) })
  let ended = await run()
  // Most deployment files import nothing but Drover: packages are fetched only where they turn out to be missing.
  if (ended.exit !== 0 && (ended.stderr + ended.stdout).includes(packageMissing)) {
    await bringPackages(request, tree)
    ended = await run()
  }
  if (signal?.aborted) throw new DroverError({ code: 'cancelled' })
  return ended
}

/** The packages of that commit's lockfile: those that are here where it is the same lockfile, else fetched. */
async function bringPackages(request: CommitRequest, tree: string): Promise<void> {
  const { root, commit, signal, folder: inner = '', file = 'deploy.ts' } = request
  const folder = lockFolder(tree, dirname(join(tree, inner, file)))
  if (folder === undefined) {
    throw cannot(commit, 'its deployment file needs packages, and it has no package-lock.json that says which')
  }
  const here = join(root, relative(tree, folder))
  const modules = join(here, 'node_modules')
  if (existsSync(modules) && sameText(join(folder, 'package-lock.json'), join(here, 'package-lock.json'))) {
    symlinkSync(modules, join(folder, 'node_modules'))
    return
  }
  const npm = ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const ended = await runProcess(npm, { cwd: folder, env: childEnvironment(), ...(signal ? { signal } : {}) })
  if (ended.exit !== 0) throw cannot(commit, `“npm ci” failed for its package-lock.json: ${lastWords(ended)}`)
}

function lockFolder(tree: string, folder: string): string | undefined {
  if (!isInside(tree, folder)) return undefined
  return existsSync(join(folder, 'package-lock.json')) ? folder : lockFolder(tree, dirname(folder))
}

const sameText = (a: string, b: string): boolean => existsSync(b) && readFileSync(a).equals(readFileSync(b))

function lastWords({ exit, stderr, stdout }: Ended): string {
  const said = (stderr.trim() === '' ? stdout : stderr).trim().split('\n').slice(-20).join('\n')
  return said === '' ? `it ended with exit code ${exit}` : said
}

/** The context, as the runner would tell it. */
async function told({ event, ref, repository, sha, pullRequest }: DeploymentContext, folder: string) {
  const payload = join(folder, 'event.json')
  await writeFile(
    payload,
    JSON.stringify(pullRequest === null ? {} : { pull_request: { number: pullRequest, head: { sha } } }),
  )
  return {
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: payload,
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: repository,
    GITHUB_SHA: sha,
  }
}
