import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '../child-environment'

const run = promisify(execFile)

/** What git prints, without the last line's end. None of the repository's hooks runs. Rejects with what it said on stderr. */
export async function git(folder: string, ...words: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', folder, '-c', 'core.hooksPath=/dev/null', ...words], {
      maxBuffer: 64 * 1024 * 1024,
      env: childEnvironment({ GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }),
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
