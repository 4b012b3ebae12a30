import type { Finding } from '../failure'
import { type Script, sh } from '../target/script'

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

/** Asks what has to be true before anything is changed: lines of `name value`. */
export const factsScript: Script = sh`echo "uid $(id -u)"
echo "architecture $(uname -m)"
[ ! -r /etc/os-release ] || (. /etc/os-release && echo "release $ID \${VERSION_ID:-}")
[ ! -d /run/systemd/system ] || echo 'systemd yes'
missing=
for tool in ${tools}; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
echo "missing$missing"
echo "available $(df --output=avail --block-size=1 /var/lib 2>/dev/null | tail -n 1)"
[ ! -f "$drover/state" ] || sed 's/^/state-/' "$drover/state"
if [ -e /var/lib/dpkg/lock-frontend ]; then
  grep -q ":$(stat --format=%i /var/lib/dpkg/lock-frontend) " /proc/locks && echo 'dpkg busy' || echo 'dpkg free'
fi`

/** What the answer to `factsScript` says, by name. */
export type MachineFacts = ReadonlyMap<string, string>

export const readFacts = (body: string): MachineFacts => new Map(body.split('\n').map(splitOnce))

/** Which transaction the machine was last in, and how far: a plan made from this is stale when it differs. */
export const stateSeen = (facts: MachineFacts): string =>
  `${facts.get('state-request') ?? ''} ${facts.get('state-phase') ?? ''}`

/** What the facts mean: all findings together, each with one of three answers. */
export function findings(facts: MachineFacts): readonly Finding[] {
  const uid = facts.get('uid')
  const available = Number(facts.get('available')?.trim() || Number.NaN)
  const missing = facts.get('missing')
  const format = Number(facts.get('state-format') ?? 1)
  return [
    finding(
      'rights',
      uid === undefined ? 'unknown' : uid === '0' ? 'ok' : 'no',
      `runs as uid ${uid ?? '?'}; Drover needs root, by the user it logs in as or by sudo -n`,
    ),
    finding('systemd', facts.has('systemd') ? 'ok' : 'no', 'systemd is not running (/run/systemd/system is not there)'),
    finding('tools', missing === undefined ? 'unknown' : missing === '' ? 'ok' : 'no', `not found: ${missing}`),
    finding(
      'space',
      Number.isNaN(available) ? 'unknown' : available >= neededBytes ? 'ok' : 'no',
      `${Number.isNaN(available) ? '?' : Math.floor(available / 1024 / 1024)} MiB are free below /var/lib, ${neededBytes / 1024 / 1024} MiB are needed`,
    ),
    finding(
      'state',
      format === 1 ? 'ok' : 'no',
      `the transaction state on the machine has format ${format}; this version of Drover knows 1`,
    ),
    finding(
      'release',
      facts.get('release')?.match(/^(debian|ubuntu) /) ? 'ok' : 'unknown',
      `${facts.get('release') ?? 'an unknown release'} on ${facts.get('architecture') ?? 'an unknown architecture'} was not tried with Drover`,
    ),
    finding(
      'package manager',
      facts.get('dpkg') === 'free' ? 'ok' : 'unknown',
      facts.get('dpkg') === 'busy'
        ? 'another process holds dpkg’s lock; a step that needs it waits'
        : 'dpkg was not found; packages can’t be installed',
    ),
  ]
}

const finding = (check: string, answer: Finding['answer'], message: string): Finding => ({
  check,
  answer,
  message: answer === 'ok' ? 'ok' : message,
})

function splitOnce(line: string): readonly [string, string] {
  const space = line.indexOf(' ')
  return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)]
}
