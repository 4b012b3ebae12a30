import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { home, inHome } from './expand'

/** The files that an `Include` names, each pattern's in order. One that is not there is none, as with OpenSSH. */
export async function pathsOf(patterns: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(patterns.map(pattern => found(rooted(inHome(pattern)))))
  return all.flat()
}

const rooted = (path: string): string => (path.startsWith('/') ? path : join(home(), '.ssh', path))

async function found(pattern: string): Promise<readonly string[]> {
  let paths: readonly string[] = ['/']
  for (const part of pattern.split('/').filter(Boolean)) {
    // A folder may let its files be opened, and not be listed.
    const below = /[*?[]/.test(part) ? await Promise.all(paths.map(path => fitting(path, part))) : undefined
    paths = below?.flat() ?? paths.map(path => join(path, part))
  }
  const there = await Promise.all(
    paths.map(path =>
      access(path).then(
        () => [path],
        () => [],
      ),
    ),
  )
  return there.flat()
}

async function fitting(folder: string, pattern: string): Promise<readonly string[]> {
  const fits = picomatch(pattern, { nobrace: true, noextglob: true, noglobstar: true })
  const names = await readdir(folder).catch(() => [])
  return names
    .filter(name => fits(name))
    .sort()
    .map(name => join(folder, name))
}
