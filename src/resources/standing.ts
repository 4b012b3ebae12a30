import type { Attribute } from '../event'
import { type Script, sh } from '../target/script'
import { normalMode } from './path'

interface Present {
  readonly type: 'file' | 'directory' | 'symlink' | 'other'
  readonly mode: string
  readonly uid: string
  readonly gid: string
  /** The number again where it has no name. */
  readonly owner: string
  readonly group: string
  readonly target?: string
}

/**
 * What a machine says stands at a path. Behind a link that another user than root can have put there Drover does not look,
 * nor does it write: a step for such a place is refused on the machine, which names the link.
 */
export type Standing = { readonly type: 'absent' } | { readonly type: 'behind a link' } | Present

/**
 * Asks what stands at each path, a line each: `at f 644 0 0 root root /etc/motd`, for a symlink followed by `target …`;
 * `behind …` where the way is refused; `absent /etc/motd` where the system itself says so. Where it says anything else (an
 * input/output error), no line. Where root alone can change the way to a place, one process asks for all.
 */
export function probeStanding(paths: readonly string[]): Script {
  if (paths.length === 0) return sh`:`
  return sh`(
drover_sort ${paths}
set -- $drover_sure
drover_stand "$@"
for at; do
  if [ ! -e "$at" ] && [ ! -L "$at" ] && drover_gone "$at"; then printf 'absent %s\n' "$at"; fi
done
look() {
  seek=0
  drover_seek "$1" || seek=$?
  case $seek in
    0) ;;
    1) printf 'absent %s\n' "$1" && return ;;
    2) printf 'behind %s\n' "$1" && return ;;
    *) return ;;
  esac
  said=$(find "./\${1##*/}" -maxdepth 0 -printf 'at %y %m %U %G %u %g \0' -type l -printf 'target %l\0' 2>/dev/null | tr '\0\n' '\n\001')
  case $said in
    '') if drover_gone "./\${1##*/}"; then printf 'absent %s\n' "$1"; fi ;;
    *"$IFS"*) printf '%s%s\n%s\n' "\${said%%"$IFS"*}" "$1" "\${said#*"$IFS"}" ;;
    *) printf '%s%s\n' "$said" "$1" ;;
  esac
}
for at in $drover_unsure; do (look "$at"); done
)`
}

/** By path. What was not said in full is left out; the lines that are none of these are left to others. */
export function readStanding(answer: string): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>()
  let link: { readonly path: string; readonly standing: Present } | undefined
  for (const line of answerLines(answer)) {
    const absent = /^absent (\/.*)$/.exec(line)?.[1]
    const behind = /^behind (\/.*)$/.exec(line)?.[1]
    const [, type, mode, uid, gid, owner, group, path] =
      /^at (\S) ([0-7]+) (\d+) (\d+) (\S+) (\S+) (\/.*)$/.exec(line) ?? []
    const target = /^target (.*)$/.exec(line)?.[1]
    if (absent) found.set(absent, { type: 'absent' })
    if (behind) found.set(behind, { type: 'behind a link' })
    if (link && target !== undefined) found.set(link.path, { ...link.standing, target })
    link = undefined
    if (!type || !mode || !uid || !gid || !owner || !group || !path) continue
    const standing = { type: typeOf(type), mode: normalMode(mode), uid, gid, owner, group }
    if (standing.type === 'symlink') link = { path, standing }
    else found.set(path, standing)
  }
  return found
}

/** The lines of an answer that arrived whole: what follows the last line break may be cut off, and counts as not said. */
export const answerLines = (answer: string): readonly string[] => answer.split('\n').slice(0, -1)

/** A last line for an answer, so that nothing is lost where somebody trims it. */
export const endOfAnswer: Script = sh`echo end`

function typeOf(letter: string): Present['type'] {
  if (letter === 'f') return 'file'
  if (letter === 'd') return 'directory'
  return letter === 'l' ? 'symlink' : 'other'
}

/** How the rights of what stands there differ from the wanted ones. */
export function differing(
  want: { readonly mode: string; readonly owner: string; readonly group: string },
  seen: Standing,
): readonly Attribute[] {
  if (seen.type === 'absent' || seen.type === 'behind a link') return []
  const other = (wanted: string, name: string, id: string) => (/^\d+$/.test(wanted) ? wanted !== id : wanted !== name)
  return [
    ...(want.mode === seen.mode ? [] : [{ name: 'mode', from: seen.mode, to: want.mode }]),
    ...(other(want.owner, seen.owner, seen.uid) ? [{ name: 'owner', from: seen.owner, to: want.owner }] : []),
    ...(other(want.group, seen.group, seen.gid) ? [{ name: 'group', from: seen.group, to: want.group }] : []),
  ]
}

/** The same in words: `mode 644 → 600`. */
export const differences = (...of: Parameters<typeof differing>): readonly string[] =>
  differing(...of).map(({ name, from, to }) => `${name} ${from} → ${to}`)
