import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { SourceError } from '../resources/source'
import { suggest } from '../system/suggestion'
import { shown } from './find'

/** What to say of a path that is not there: what was looked for, what lies in its place, and what was probably forgotten. */
export function missingSource(root: string, path: string, wanted: 'file' | 'folder'): SourceError {
  const folder = nearestFolder(dirname(path))
  const names = readdirSync(folder).filter(name => name !== '.git')
  const lost = relative(folder, path).split('/')[0] ?? basename(path)
  const beside = shown(root, folder) === '.' ? "the repository's root" : shown(root, folder)
  const near = suggest(lost, names)
  const sentences = [
    `there is no ${wanted} ${shown(root, path)}`,
    `${beside} holds ${names.length === 0 ? 'nothing' : listed(names.sort())}`,
    ...(near === undefined ? [] : [`did you mean ${near}?`]),
    ...(near === undefined ? buildHint(root, folder, lost) : []),
  ]
  return new SourceError(sentences.join('; '))
}

/** What to say of a folder in which nothing is left to deliver. */
export function emptySource(root: string, path: string, filtered: boolean): SourceError {
  const what = filtered ? 'include and exclude leave nothing of' : 'there is nothing in'
  const hint = filtered ? [] : buildHint(root, dirname(path), basename(path))
  return new SourceError([`${what} the folder ${shown(root, path)}`, ...hint].join('; '))
}

function nearestFolder(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? path : nearestFolder(dirname(path))
}

const listed = (names: readonly string[]): string =>
  names.slice(0, 12).join(', ') + (names.length > 12 ? ` and ${names.length - 12} more` : '')

function buildHint(root: string, folder: string, name: string): readonly string[] {
  for (let at = folder; ; at = dirname(at)) {
    const script = buildScript(join(at, 'package.json'))
    if (script !== undefined) {
      const where = at === root ? '' : ` in ${shown(root, at)}`
      return [`was the build step forgotten? Run “npm run ${script}”${where} in a step before Drover`]
    }
    if (at === root || at === dirname(at)) break
  }
  if (!/^\.?(dist|build|out|output|public|target|site|_site|next)$/.test(name)) return []
  return ['was the build step forgotten? Run what makes it in a step before Drover']
}

function buildScript(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  try {
    const { scripts }: { scripts?: Record<string, unknown> } = JSON.parse(readFileSync(file, 'utf8'))
    return scripts && typeof scripts.build === 'string' ? 'build' : undefined
  } catch {
    return undefined
  }
}
