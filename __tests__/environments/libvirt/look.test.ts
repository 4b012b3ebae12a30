import { addressIn } from '../../../src/environments/libvirt/addresses'
import { readDomain } from '../../../src/environments/libvirt/look'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const marked = `<machine deployment="forum" stage="production" machine="web" state="ready" since="now" hostkey="SHA256:k"
  storage="/srv" protect="true" memory="1G" unknown="of a later version"/>`
// As virsh 9.0.0 printed it.
const lease = 'address lease  vnet2      52:54:00:b5:91:d3    ipv4         10.88.7.65/24'

test('a domain is read from what virsh says', () => {
  const answer = `uuid u-1
name web-1
state running (booted)
now 1795803000
mark ${base64(marked)}
beat ${base64("<beat at='1795802990'/>\n")}
${lease}
`
  expect(readDomain(answer)).toEqual({
    uuid: 'u-1',
    name: 'web-1',
    state: 'running (booted)',
    quietSeconds: 10,
    address: '10.88.7.65',
    mark: {
      deployment: 'forum',
      stage: 'production',
      machine: 'web',
      state: 'ready',
      since: 'now',
      hostkey: 'SHA256:k',
      storage: '/srv',
      protect: 'true',
      made: { memory: '1G' },
    },
  })
})

test('one that says nothing of Drover has no mark, no beat and no address', () => {
  const answer = 'uuid u-2\nname db\nstate shut off (unknown)\nnow 1795803000\nmark \nbeat \n'
  expect(readDomain(answer)).toEqual({ uuid: 'u-2', name: 'db', state: 'shut off (unknown)' })
})

const loopback = 'agent  lo         00:00:00:00:00:00    ipv4         127.0.0.1/8'
const local = 'agent  ens3       52:54:00:11:22:33    ipv6         fe80::5054:ff:fe11:2233/64'
const global = 'agent  -          -                    ipv6         2001:db8::5/64'
const agent = 'agent  ens3       52:54:00:11:22:33    ipv4         192.0.2.7/24'
const arp = 'arp  vnet0      52:54:00:11:22:33    ipv4         192.0.2.9/0'

test.each([
  {
    name: 'the lease before all others',
    rows: [arp, agent, 'lease vnet0 52:54:00:11:22:33 ipv4 10.0.0.4/24'],
    is: '10.0.0.4',
  },
  { name: 'what the agent says before what the host has heard', rows: [arp, loopback, agent], is: '192.0.2.7' },
  { name: 'IPv4 before IPv6', rows: [global, agent], is: '192.0.2.7' },
  { name: 'IPv6 where there is nothing else', rows: [loopback, local, global], is: '2001:db8::5' },
  { name: 'never one that is the guest’s alone', rows: [loopback, local], is: undefined },
  { name: 'a neighbour', rows: [arp], is: '192.0.2.9' },
  { name: 'nothing', rows: [], is: undefined },
  { name: 'no address', rows: ['lease vnet0 52:54:00:11:22:33 ipv4 N/A', 'agent error ipv4'], is: undefined },
])('of several addresses: $name', ({ rows, is }) => {
  expect(addressIn(rows)).toBe(is)
})
