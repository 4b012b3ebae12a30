import { sysctl } from '../../../src/resources/sysctl'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const forward = '/proc/sys/net/ipv4/ip_forward'
const ports = '/proc/sys/net/ipv4/ip_local_port_range'
const conf = (key: string) => `/etc/sysctl.d/60-drover-${key}.conf`
const looks = (proc: string, key: string) => ({
  state: `cat ${proc}; find ${conf(key)} -printf '%m %U:%G %T@ ' -exec cat {} + 2>/dev/null || true`,
  teardown: `rm -f ${conf(key)}`,
})

contract(
  sysctl,
  [
    {
      ...looks(forward, 'net.ipv4.ip_forward'),
      name: 'a number',
      want: { key: 'net.ipv4.ip_forward', value: 1 },
      changed: { key: 'net.ipv4.ip_forward', value: '0' },
      setup: `echo 0 >${forward}`,
      drift: `echo 0 >${forward}`,
      killed: true,
    },
    {
      ...looks(ports, 'net.ipv4.ip_local_port_range'),
      name: 'several numbers, over a file of its name',
      want: { key: 'net/ipv4/ip_local_port_range', value: '10000   60000' },
      changed: { key: 'net.ipv4.ip_local_port_range', value: '10000 50000' },
      setup: `echo 32768 60999 >${ports}; echo '# mine' >${conf('net.ipv4.ip_local_port_range')}`,
      drift: `rm ${conf('net.ipv4.ip_local_port_range')}`,
      killed: true,
    },
  ],
  () => lab,
)

test.each([
  {
    name: 'a container may not set',
    key: 'kernel.panic',
    value: '12',
    says: 'kernel.panic cannot be set on this machine',
  },
  { name: 'the kernel does not know', key: 'net.ipv4.no_such', value: '1', says: 'has no parameter net.ipv4.no_such' },
])('what $name fails and says so', async ({ key, value, says }) => {
  const bench = new Workbench(lab)
  await bench.begin()
  const seen = (await bench.observe(sysctl, [{ key, value }])).get(`sysctl:${key}`)
  if (!seen) throw new Error('the probe did not answer')
  const [draft] = sysctl.steps({ want: { key, value }, seen, followed: {} })
  if (!draft) throw new Error('there is nothing to do')
  await bench.open('1')
  await expect(bench.effect(draft, '1')).rejects.toThrow(says)
})
