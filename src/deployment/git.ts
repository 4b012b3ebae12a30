import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '../child-environment'
import { invoker } from './invoker'

const run = promisify(execFile)

/** What git prints, without the last line's end. None of the repository's hooks runs. Rejects with what it said on stderr. */
export async function git(folder: string, ...words: readonly string[]): Promise<string> {
  // The repository stays whose it is: objects that root fetched would be in the way of its owner.
  const user = invoker()
  try {
    const { stdout } = await run('git', ['-C', folder, '-c', 'core.hooksPath=/dev/null', ...words], {
      maxBuffer: 64 * 1024 * 1024,
      env: childEnvironment({
        GIT_TERMINAL_PROMPT: '0',
        GIT_OPTIONAL_LOCKS: '0',
        LC_ALL: 'C',
        ...(user && { HOME: user.home }),
      }),
      ...(user && { uid: user.uid, gid: user.gid }),
    })
    return stdout.replace(/\n$/, '')
  } catch (thrown) {
    const said = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr).trim() : ''
    throw new Error(said === '' && thrown instanceof Error ? thrown.message : said, { cause: thrown })
  }
}

/** `owner/name` of the repository's origin; the folder's name where it has none. */
export async function repositoryName(root: string): Promise<string> {
  const url = await git(root, 'remote', 'get-url', 'origin').catch(() => '')
  const [, owner, name] = /([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(url) ?? []
  return owner !== undefined && name !== undefined && /^[\w.-]+\/[\w.-]+$/.test(`${owner}/${name}`)
    ? `${owner}/${name}`
    : basename(root)
}

/** What is checked out. */
export interface Head {
  readonly sha?: string
  /** The branch, as `refs/heads/main`. */
  readonly ref?: string
  /** A file differs from what the commit has, or is in no commit; what git ignores does not count. */
  readonly dirty?: boolean
}

/** What is checked out where the folder lies: one call of git. Empty where there is no repository, or none that git reads. */
export async function headOf(folder: string): Promise<Head> {
  const status = await git(folder, 'status', '--porcelain=v2', '--branch').catch(() => '')
  const lines = status.split('\n').filter(line => line !== '')
  const told = (key: string) =>
    lines.find(line => line.startsWith(`# branch.${key} `))?.slice(`# branch.${key} `.length)
  const [sha = '(initial)', branch = '(detached)'] = [told('oid'), told('head')]
  if (sha === '(initial)') return {}
  return {
    sha,
    ...(branch === '(detached)' ? {} : { ref: `refs/heads/${branch}` }),
    ...(lines.some(line => !line.startsWith('# ')) ? { dirty: true } : {}),
  }
}
