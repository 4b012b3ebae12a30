import type { Failure } from '../failure'

type Refused = Extract<Failure, { code: 'host-key-refused' }>

/** What a machine's host key is refused for: every key that bears on it, whose it is, and what really mends it. */
export function explainHostKey(failure: Refused): string {
  const { host, port, reason, seen, expected = [], authorities = [] } = failure
  const what: Record<typeof reason, string> = {
    differs:
      'showed a host key that is not the declared one: another machine, a new installation, or someone in between',
    absent: 'is not known: no host key is declared for it, and none is accepted unseen',
    'contradicts-known-hosts': 'is declared with a host key that known-hosts contradicts',
    revoked: 'showed a host key that known-hosts says is revoked',
  }
  return [
    `${port === 22 ? host : `${host} (port ${port})`} ${what[reason]}. Nothing was sent to it.`,
    ...(seen === undefined ? [] : [`Fingerprint seen: ${seen}`]),
    ...expected.map(({ from, key }) => `${from === 'declared' ? 'Declared' : 'In known-hosts'}: ${key}`),
    ...(authorities.length === 0 ? [] : [authority(authorities)]),
    ...advice(failure),
  ].join('\n')
}

const authority = (lines: readonly string[]): string =>
  `${lines.join(', ')} ${lines.length === 1 ? 'names' : 'name'} an authority for it (@cert-authority). ` +
  'Drover checks no certificates of hosts: it goes by the host’s own key alone.'

const ask = 'ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub'
const declarationOf = ({ jump }: Refused): string =>
  `where the machine is declared (managedHost’s “${jump ? 'jump' : 'hostKey'}” in the deployment file)`

function advice(failure: Refused): readonly string[] {
  const { reason, line } = failure
  const declaration = declarationOf(failure)
  if (reason === 'revoked') return ['Give the machine a new host key; this one is not to be trusted again.']
  const right = `If the machine itself shows the same fingerprint (${ask}),`
  if (line === undefined)
    return [`Ask the machine itself (${ask}), and correct the one that is wrong, ${declaration} or in known-hosts.`]
  if (reason === 'absent') return [`${right} add to known-hosts:`, `  ${line}`]
  const correct = ['put in the place of its line in known-hosts:', `  ${line}`] as const
  if (reason === 'contradicts-known-hosts' || !failure.expected?.some(({ from }) => from === 'declared'))
    return [`${right} ${correct[0]}`, correct[1]]
  const declare = [`${right} declare it ${declaration}:`, `  ${line.slice(line.indexOf(' ') + 1)}`]
  return contradicted(failure, line) ? [...declare, `and ${correct[0]}`, correct[1]] : declare
}

/** Whether known-hosts would contradict the key that was seen, once it is declared. */
function contradicted({ expected = [], seen }: Refused, line: string): boolean {
  const type = line.split(' ')[1]
  const known = expected.filter(({ from, key }) => from === 'known-hosts' && key.startsWith(`${type} `))
  return known.length > 0 && !known.some(({ key }) => key === `${type} ${seen}`)
}
