import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mistake } from '../failure'
import { type Frame, type Origin, own } from '../origin'
import { isInside } from './find'

/** An origin with paths from the repository's root. Frames outside of it tell a user nothing and are left out. */
export const fromRoot = (root: string, origin: Origin): Origin =>
  origin.flatMap(frame => {
    if (!frame.file.startsWith(sep)) return [frame]
    return isInside(root, frame.file) ? [{ ...frame, file: relative(root, frame.file) }] : []
  })

/** The user's frames of something that was thrown, innermost first. */
export function originOfThrown(root: string, thrown: unknown): Origin {
  if (!(thrown instanceof Error)) return []
  return fromRoot(root, (thrown.stack ?? '').split('\n').flatMap(frameOfLine))
}

function frameOfLine(text: string): Frame[] {
  const found =
    /^\s+at (?:async )?(?:(?<caller>.+?) \()?(?<url>(?:file:\/\/)?\/.*?):(?<line>\d+):(?<column>\d+)\)?$/.exec(text)
  const { caller, url, line, column } = found?.groups ?? {}
  if (url === undefined) return []
  const file = url.startsWith('file:') ? fileURLToPath(url) : url
  if (file.startsWith(own) || file.includes(`${sep}node_modules${sep}`)) return []
  return [{ file, line: Number(line), column: Number(column), ...(caller ? { function: caller } : {}) }]
}

/**
 * Mistakes as they are told: with paths from the root, also in what they say, in the order in which they stand in each file, and
 * once where one place gave several machines the same one.
 */
export function told(root: string, mistakes: readonly Mistake[]): readonly Mistake[] {
  const said = mistakes.map(({ message, origin, ...rest }) => ({
    ...rest,
    origin: fromRoot(root, origin),
    message: message.replaceAll(root + sep, ''),
  }))
  const all = joined(said)
  const files = [...new Set(all.map(({ origin: [frame] }) => frame?.file))]
  return all.toSorted(({ origin: [a] }, { origin: [b] }) =>
    a && b && a.file === b.file
      ? a.line - b.line || a.column - b.column
      : files.indexOf(a?.file) - files.indexOf(b?.file),
  )
}

/** A path begins with its machine's name, up to the first dot; a name that has one is told by itself. */
function joined(mistakes: readonly Mistake[]): readonly Mistake[] {
  const groups = new Map<string, Mistake[]>()
  for (const mistake of mistakes) {
    const key = JSON.stringify({ ...mistake, path: splitPath(mistake.path)[1] })
    groups.set(key, [...(groups.get(key) ?? []), mistake])
  }
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const [name] = splitPath(first.path)
    const also = [...new Set(rest.map(({ path }) => splitPath(path)[0]))].filter(other => other !== name)
    return [also.length === 0 ? first : { ...first, also }]
  })
}

function splitPath(path: string): readonly [machine: string, rest: string] {
  const [, machine = '', rest = path] = /^([^.[]+)(\..+)$/.exec(path) ?? []
  return [machine, rest]
}
