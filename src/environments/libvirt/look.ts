import { type Script, sh } from '../../target/script'
import { addressIn } from './addresses'
import { type Mark, markUri, readMark } from './mark'
import type { Side } from './side'

/** What stands under a name. `mark` is undefined where it says nothing of Drover. */
export interface Domain {
  readonly uuid: string
  readonly name: string
  /** `running (booted)`, as `virsh domstate --reason` says it. */
  readonly state: string
  readonly mark: Mark | undefined
  readonly address: string | undefined
  /** For how many seconds nobody has said that he is making it; undefined where nobody ever did. */
  readonly quietSeconds: number | undefined
}

/** Looks at one domain by its name; undefined where there is none. Changes nothing. */
export async function look(side: Side, name: string): Promise<Domain | undefined> {
  const answer = await side.run('look for the domain', lookScript(name))
  return answer.startsWith('absent') ? undefined : readDomain(answer)
}

/** All domains that carry a mark, of whomever it is. */
export async function lookAtAll(side: Side): Promise<readonly Domain[]> {
  const answer = await side.run('list its domains', allScript)
  const pieces = answer.split(/^(?=uuid )/m).filter(piece => piece !== '')
  return pieces.map(readDomain).filter(({ mark }) => mark !== undefined)
}

/** Next to a domain's mark, in an element of its own so that nobody who beats need know the rest. */
export const beatUri = 'urn:drover:libvirt:beat'

export const beatScript = (uuid: string): Script => sh`
live=; case $(v domstate --domain ${uuid}) in running | idle) live=--live ;; esac
v metadata --domain ${uuid} --uri ${beatUri} --key beat --set "<beat at='$(date +%s)'/>" --config $live >/dev/null`

const about = sh`
about() {
  echo "uuid $1"
  echo "name $(v domname --domain "$1")"
  echo "state $(v domstate --domain "$1" --reason)"
  echo "now $(date +%s)"
  echo "mark $(v metadata --domain "$1" --uri ${markUri} 2>/dev/null | base64 -w0)"
  echo "beat $(v metadata --domain "$1" --uri ${beatUri} 2>/dev/null | base64 -w0)"
}`

const addresses = sh`
for source in lease agent arp; do
  v domifaddr --domain "$uuid" --source $source 2>/dev/null | sed "s/^/address $source /" || :
done`

// By the list and not by asking for the domain: that it is not there is no failure, and every failure is one.
const lookScript = (name: string): Script => sh`
${about}
names=$(v list --all --name)
printf '%s\n' "$names" | grep -Fqx -e ${name} || { echo absent; exit 0; }
uuid=$(v domuuid --domain ${name} 2>/dev/null) || { echo absent; exit 0; }
about "$uuid"
${addresses}`

const allScript = sh`
${about}
all=$(v list --all --uuid)
for uuid in $all; do about "$uuid"; done`

export function readDomain(answer: string): Domain {
  const rows = answer.split('\n').map(line => [line.split(' ', 1)[0] ?? '', line.replace(/^\S+ ?/, '')] as const)
  const of = (key: string) => rows.find(([word]) => word === key)?.[1] ?? ''
  const xml = (key: string) => Buffer.from(of(key), 'base64').toString('utf8')
  const [, beat] = /\bat=['"](\d+)['"]/.exec(xml('beat')) ?? []
  return {
    uuid: of('uuid'),
    name: of('name'),
    state: of('state'),
    mark: readMark(xml('mark')),
    address: addressIn(rows.flatMap(([word, rest]) => (word === 'address' ? [rest] : []))),
    quietSeconds: beat === undefined ? undefined : Math.max(0, Number(of('now')) - Number(beat)),
  }
}
