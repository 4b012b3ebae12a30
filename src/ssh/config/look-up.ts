import { readFile } from 'node:fs/promises'
import { fits } from '../pattern'
import { errorCode } from '../socket'
import { expand, inHome, tokensOf } from './expand'
import { pathsOf } from './include'
import { type Line, misread, readLines } from './line'
import { matches } from './match'

/** What is asked for: as `ssh ALIAS`, or `ssh -l USER ALIAS`. */
export interface Asked {
  readonly alias: string
  readonly user?: string | undefined
  readonly localUser: string
}

/** What an ssh_config says of one host, by keyword in small letters. The first line of a keyword counts, but for keys. */
export type Settings = ReadonlyMap<string, readonly [Line, ...(readonly Line[])]>

const deepest = 16

/**
 * What a file, and those that it includes, say of a host.
 *
 * @throws DroverError `bad-input` with file and line for what can't be read, or decided
 */
export async function lookUp(file: string, asked: Asked): Promise<Settings> {
  const settings = new Map<string, [Line, ...Line[]]>()
  await follow(await textOf(file), file, 0)
  return settings

  async function follow(text: string, path: string, depth: number): Promise<void> {
    let means = true
    for (const line of readLines(text, path)) {
      if (line.keyword === 'host') means = hostMeans(line.words, asked.alias)
      else if (line.keyword === 'match') means = matches(line, about())
      else if (!means) continue
      else if (line.keyword === 'include') await include(line, depth + 1)
      else keep(line)
    }
  }

  async function include(line: Line, depth: number): Promise<void> {
    if (depth > deepest) throw misread(line.at, `more than ${deepest} files include one another`)
    for (const path of await pathsOf(line.words)) await follow(await textOf(path, line.at), path, depth)
  }

  function keep(line: Line): void {
    // One way to get there: ProxyCommand or ProxyJump, whichever is said first.
    const keyword = line.keyword === 'proxycommand' || line.keyword === 'proxyjump' ? 'proxy' : line.keyword
    const before = settings.get(keyword)
    if (before === undefined) settings.set(keyword, [line])
    else if (keyword === 'identityfile' || keyword === 'certificatefile') before.push(line)
  }

  function about() {
    const { alias, localUser } = asked
    const host = hostNameIn(settings, alias)
    return { original: alias, host, user: asked.user ?? settings.get('user')?.[0].words[0] ?? 'root', localUser }
  }
}

/** The name that is connected to: HostName's, else the one that was asked for. */
export function hostNameIn(settings: Settings, alias: string): string {
  const said = settings.get('hostname')?.[0]
  return said ? expand(said.words[0] ?? '', tokensOf({ h: alias }), said.at) : alias
}

function hostMeans(patterns: readonly string[], alias: string): boolean {
  const meant = (pattern: string) => fits(pattern.replace(/^!/, ''), alias)
  return patterns.some(one => one[0] !== '!' && meant(one)) && !patterns.some(one => one[0] === '!' && meant(one))
}

async function textOf(path: string, from?: string): Promise<string> {
  try {
    return await readFile(inHome(path), 'utf8')
  } catch (error) {
    throw misread(from ?? path, `${from ? `${path} ` : ''}can't be read (${errorCode(error) ?? 'unknown error'})`)
  }
}
