import type { Finding } from '../../failure'
import { type Script, sh } from '../../target/script'
import { stateTrouble } from './kept-state'

const neededBytes = 64 * 1024 * 1024
const tools = [
  'flock',
  'systemd-run',
  'tar',
  'gzip',
  'base64',
  'basenc',
  'sha256sum',
  'timeout',
  'find',
  'xargs',
  'sed',
  'grep',
]

/**
 * Asks what has to be true before anything is changed, and what is worth a word: lines of `name value`. Each process that it starts costs every
 * machine a millisecond and more of each run: what sh can do itself, it does.
 */
export const factsScript: Script = sh`uid= architecture=
{ while read -r field _ effective _; do [ "$field" != Uid: ] || { uid=$effective && break; }; done </proc/self/status; } 2>/dev/null || :
[ -n "$uid" ] || uid=$(id -u)
{ IFS= read -r architecture </proc/sys/kernel/arch; } 2>/dev/null || architecture=$(uname -m)
echo "uid $uid"
echo "architecture $architecture"
[ ! -r /etc/os-release ] || (. /etc/os-release && echo "release $ID \${VERSION_ID:-}")
[ ! -d /run/systemd/system ] || echo 'systemd yes'
missing=
for tool in ${tools}; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
echo "missing$missing"
place=/var/lib
[ ! -d "$drover" ] || place=$drover
echo "place $place"
room=$(df --output=avail,iavail,itotal --block-size=1 "$place" 2>/dev/null)
# Behind the line of titles.
set -- \${room#*Inodes}
echo "available \${1:-}"
echo "files \${2:-} \${3:-}"
if [ "$uid" = 0 ]; then
  readonly=
  for at in "$place" /etc; do [ -w "$at" ] || readonly="$readonly $at"; done
  echo "readonly$readonly"
fi
if [ -e "$drover/state" ]; then
  echo kept-state
  while IFS= read -r line; do printf 'state-%s\n' "$line"; done <"$drover/state" || :
fi
reboot=$(drover_reboot_reasons)
[ -z "$reboot" ] || printf 'reboot %s\n' "$(printf %s "$reboot" | tr '\n' ,)"
[ ! -e "$drover/held" ] || { IFS= read -r held <"$drover/held" && echo "held $held"; } || :
if [ -e /var/lib/dpkg/lock-frontend ]; then
  # dpkg's own lock has to be looked for only where anybody has one of its sort.
  locks=
  { while read -r _ sort _ access _ place _; do [ "$sort $access" != 'POSIX WRITE' ] || locks="$locks $place "; done </proc/locks; } 2>/dev/null || :
  [ -z "$locks" ] || locked=$(stat --format=%i /var/lib/dpkg/lock-frontend)
  case $locks in *":\${locked:-none} "*) echo 'dpkg busy' ;; *) echo 'dpkg free' ;; esac
fi`

/** What the answer to `factsScript` says, by name. */
export type MachineFacts = ReadonlyMap<string, string>

const neededFiles = 2000

export const readFacts = (body: string): MachineFacts => new Map(body.split('\n').map(splitOnce))

/** How much more the machine can store, in bytes, where it said so. */
export const roomSeen = (facts: MachineFacts): number => Number(facts.get('available')?.trim() || Number.NaN)

/** What the facts mean: all findings together, each with one of three answers. */
export function findings(facts: MachineFacts): readonly Finding[] {
  const uid = facts.get('uid')
  const available = roomSeen(facts)
  const missing = facts.get('missing')
  const place = facts.get('place') ?? '/var/lib'
  const readonly = facts.get('readonly')
  // Some file systems have no bound on files, and say 0 of 0.
  const [left = 0, total = 0] = (facts.get('files') ?? '').trim().split(/\s+/).map(Number)
  const countable = total > 0
  const trouble = stateTrouble(facts)
  const reboot = facts.get('reboot')
  return [
    finding(
      'rights',
      uid === undefined ? 'unknown' : uid === '0' ? 'ok' : 'no',
      `runs as uid ${uid ?? '?'}; Drover needs root, by the user it logs in as or by sudo`,
    ),
    finding('systemd', facts.has('systemd') ? 'ok' : 'no', 'systemd is not running (/run/systemd/system is not there)'),
    finding('tools', missing === undefined ? 'unknown' : missing === '' ? 'ok' : 'no', `not found: ${missing}`),
    finding(
      'writable',
      readonly === undefined ? 'unknown' : readonly === '' ? 'ok' : 'no',
      readonly === undefined
        ? 'the machine did not say whether root can write'
        : `nothing can be written in ${readonly.trim().replace(' ', ' and ')}: the file system is read-only`,
    ),
    finding(
      'space',
      Number.isNaN(available) ? 'unknown' : available >= neededBytes ? 'ok' : 'no',
      `${Number.isNaN(available) ? '?' : Math.floor(available / 1024 / 1024)} MiB are free in ${place}, ${neededBytes / 1024 / 1024} MiB are needed`,
    ),
    finding(
      'files',
      countable && left < neededFiles ? 'no' : 'ok',
      `the file system of ${place} has room for ${left} more files, ${neededFiles} are needed`,
    ),
    finding('state', trouble === undefined ? 'ok' : 'no', trouble ?? ''),
    finding(
      'release',
      facts.get('release')?.match(/^debian (12|13)\b/) ? 'ok' : 'unknown',
      `${facts.get('release') ?? 'an unknown release'} on ${facts.get('architecture') ?? 'an unknown architecture'} was not tried with Drover`,
    ),
    finding(
      'package manager',
      facts.get('dpkg') === 'free' ? 'ok' : 'unknown',
      facts.get('dpkg') === 'busy'
        ? 'another process holds dpkg’s lock; a step that needs it waits'
        : 'dpkg was not found; packages can’t be installed',
    ),
    finding(
      'reboot',
      reboot === undefined ? 'ok' : 'warning',
      `the machine was waiting for a reboot before this run: ${reboot?.replaceAll(',', ', ')}`,
    ),
  ]
}

/** The finding where a disk has no room for what is to come. */
export const noRoom = (message: string): Finding => ({ check: 'space', answer: 'no', message })

const finding = (check: string, answer: Finding['answer'], message: string): Finding => ({
  check,
  answer,
  message: answer === 'ok' ? 'ok' : message,
})

function splitOnce(line: string): readonly [string, string] {
  const space = line.indexOf(' ')
  return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)]
}
