import { lines, type Script, sh } from '../target/script'
import { answerLines, probeStanding, readStanding, type Standing } from './standing'

export interface FileQuestion {
  readonly path: string
  /** What the file is meant to hold: where it holds something else, and everybody may read it, the answer tells what. */
  readonly expected?: string | undefined
  /** Then the file is named by HMAC alone: the hash of a secret would give it away. */
  readonly secret?: boolean
}

export type FileSeen = Standing & {
  readonly sha256?: string
  /** Only of what is meant to be secret; null where the machine has no key yet. */
  readonly hmac?: string | null
  /** What a readable text file holds where it is not as expected. */
  readonly text?: string
}

/** In bytes: longer texts are not shown as a diff. */
export const longestDiff = 65_536

/** Asks what stands at each path and, of files, what they hold. */
export function probeFiles(questions: readonly FileQuestion[]): Script {
  const open = questions.filter(({ secret }) => !secret)
  const secrets = questions.filter(({ secret }) => secret)
  const expected = open.flatMap(({ path, expected }) => (expected === undefined ? [] : [`${expected}  ${path}`]))
  return lines(
    probeStanding(questions.map(({ path }) => path)),
    ...(open.length === 0
      ? []
      : [
          probeHashes(
            open.map(({ path }) => path),
            expected,
          ),
        ]),
    ...(secrets.length === 0 ? [] : [probeSecrets(secrets.map(({ path }) => path))]),
  )
}

// In bytes: of more, one command line may not take all.
const fewPaths = 65_536

// Without -z sha256sum writes a name with a backslash in it otherwise than it is.
const sums = (paths: readonly string[]): Script =>
  paths.join('').length < fewPaths && !paths.some(path => path.includes('\\'))
    ? sh`for at; do
  shift
  if [ -f "$at" ] && [ ! -L "$at" ]; then set -- "$@" "$at"; fi
done
drover_sum "$@"
sums=$drover_sums`
    : sh`sums=$(for at; do if [ -f "$at" ] && [ ! -L "$at" ]; then printf '%s\0' "$at"; fi; done |
  xargs -0 -r sha256sum -z -- 2>/dev/null | tr '\0' '\n')`

// Where all is as expected, that is seen at once. Of two equal lines and a third, uniq -u leaves what stands there only once:
// the files that should have a hash and have another. A file that another user may exchange is opened once, and judged then.
const probeHashes = (paths: readonly string[], expected: readonly string[]) => sh`(
passable() {
  above=$1
  set -- /
  while above=\${above%/*} && [ -n "$above" ]; do set -- "$@" "$above"; done
  [ -z "$(find -L "$@" -maxdepth 0 ! -perm -001 -printf x 2>&1)" ]
}
readable() {
  [ -n "$(find -L "$1" -maxdepth 0 -type f -perm -004 -size -${longestDiff + 1}c -printf x 2>/dev/null)" ] && passable "$2"
}
drover_sort ${paths}
set -- $drover_sure
expected=${`\n${expected.map(line => `${line}\n`).join('')}`}
${sums(paths)}
printf '%s\n' "$sums"
${expected.length === 0 ? sh`:` : sh`[ "$IFS$sums$IFS" = "$expected" ] || { ${probeTexts}; }`}
look() {
  drover_seek "$1" && drover_open "\${1##*/}" 2>/dev/null || return
  sum=$(sha256sum <&3)
  sum="\${sum%% *}  $1"
  printf '%s\n' "$sum"
  case $expected in
    *"$IFS$sum$IFS"*) ;;
    *"  $1$IFS"*) if readable /proc/self/fd/3 "\${PWD%/}/\${1##*/}"; then printf 'text %s %s\n' "$(base64 -w 0 /proc/self/fd/3)" "$1"; fi ;;
  esac
}
for at in $drover_unsure; do (look "$at") || :; done
)`

const probeTexts = sh`missed() {
  for line in $expected; do
    case $drover_sure in "\${line#*  }$IFS"* | *"$IFS\${line#*  }$IFS"*) printf '%s\n' "$line" ;; esac
  done
}
{ printf '%s\n' "$sums" "$sums"; missed; } | sort | uniq -u | while IFS= read -r line; do
  at=\${line#*  }
  if readable "$at" "$at" && [ ! -L "$at" ]; then printf 'text %s %s\n' "$(base64 -w 0 -- "$at")" "$at"; fi
done || :`

const probeSecrets = (paths: readonly string[]) => sh`(
drover_sort ${paths}
set -- $drover_sure
look() {
  name=$(drover_hmac "$2")
  printf 'hmac %s %s\n' "\${name:--}" "$1"
}
for at; do
  if [ -f "$at" ] && [ ! -L "$at" ]; then look "$at" "$at"; fi
done
for at in $drover_unsure; do
  (drover_seek "$at" && drover_open "\${at##*/}" 2>/dev/null && look "$at" /proc/self/fd/3) || :
done
)`

/** By path. A file of which it was not said what it holds is left out. */
export function readFiles(answer: string): ReadonlyMap<string, FileSeen> {
  const held = new Map<string, { sha256?: string; hmac?: string | null; text?: string }>()
  const add = (path: string, more: { sha256?: string; hmac?: string | null; text?: string }) =>
    held.set(path, { ...held.get(path), ...more })
  for (const line of answerLines(answer)) {
    const [, sha256, hashed] = /^([0-9a-f]{64}) {2}(\/.*)$/.exec(line) ?? []
    const [, hmac, named] = /^hmac ([0-9a-f]{64}|-) (\/.*)$/.exec(line) ?? []
    const [, base64, read] = /^text ([A-Za-z0-9+/=]*) (\/.*)$/.exec(line) ?? []
    if (sha256 && hashed) add(hashed, { sha256 })
    if (hmac && named) add(named, { hmac: hmac === '-' ? null : hmac })
    const text = base64 === undefined ? undefined : plainText(Buffer.from(base64, 'base64'))
    if (read && text !== undefined) add(read, { text })
  }
  const seen = new Map<string, FileSeen>()
  for (const [path, standing] of readStanding(answer)) {
    const holds = held.get(path)
    if (standing.type !== 'file') seen.set(path, standing)
    else if (holds?.sha256 !== undefined || holds?.hmac !== undefined) seen.set(path, { ...standing, ...holds })
  }
  return seen
}

function plainText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
