import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cache, shortHash } from './cache'
import { command, containerFailure } from './command'
import { keyring } from './prerequisites'

const script = readFileSync(join(__dirname, 'debian-root.sh'), 'utf8')

export const releases = ['bookworm', 'trixie'] as const
export type Release = (typeof releases)[number]

/** What makes a root: two containers that ask for the same stand on one. */
export interface RootWish {
  readonly release: Release
  /** Debian packages to be there from the start, beside those of every root. */
  readonly packages: readonly string[]
}

// What an ordinary Debian host has and this needs; no agent, no interpreter.
const always = ['systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'sudo', 'ca-certificates']

// Debian's mirrors drop packages that were superseded, and a root's package lists with them grow stale.
const maximumAgeSeconds = 3 * 24 * 3600

const making = new Map<string, Promise<string>>()

/** The folder of a Debian root for the wish, made first where there is none (some 20 s) or where it has grown old. */
export function debianRoot(
  cache: Cache,
  wish: RootWish,
  progress: (message: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const folder = rootFolder(cache, wish)
  const root = (making.get(folder) ?? make(cache, folder, wish, progress, signal)).finally(() => making.delete(folder))
  making.set(folder, root)
  return root
}

export function rootFolder(cache: Cache, { release, packages }: RootWish): string {
  const recipe = JSON.stringify([script, always, [...packages].sort()])
  return join(cache.roots, `${release}-${shortHash(recipe, 12)}`)
}

async function make(
  cache: Cache,
  folder: string,
  { release, packages }: RootWish,
  progress: (message: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  await mkdir(cache.locks, { recursive: true })
  const lock = join(cache.locks, `root-${folder.slice(cache.roots.length + 1)}`)
  const include = [...new Set([...always, ...packages])].join(',')
  const mirror = process.env.DROVER_MIRROR || 'http://deb.debian.org'
  const alone = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  const { exit, stdout, stderr } = await command(
    ['flock', lock, ...alone, 'sh', '-euc', script, 'sh'].concat([
      folder,
      release,
      include,
      keyring,
      String(maximumAgeSeconds),
      mirror,
    ]),
    {
      onLine: line => {
        if (/^(I: (download|extract|install|success)|making|no new root)/.test(line)) progress(line.replace(/^I: /, ''))
      },
      ...(signal === undefined ? {} : { signal }),
    },
  )
  const root = /^root (\S+)$/m.exec(stdout)?.[1]
  if (exit !== 0 || root === undefined) {
    const words = stderr.trim().split('\n').slice(-6).join('\n')
    throw containerFailure(`a root of Debian ${release} can't be made: ${words}`)
  }
  return root
}
