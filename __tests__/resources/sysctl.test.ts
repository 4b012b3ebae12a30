import { type SysctlSeen, sysctl } from '../../src/resources/sysctl'
import { sha256 } from '../../src/resources/text'

const want = (key: string, value: unknown = 1) => sysctl.schema.parse({ key, value })

test.each([
  ['net.ipv4.ip_forward', 'net.ipv4.ip_forward'],
  ['net/ipv4/ip_forward', 'net.ipv4.ip_forward'],
  ['net/ipv4/conf/eth0.100/forwarding', 'net.ipv4.conf.eth0/100.forwarding'],
  ['net.ipv4.conf.eth0/100.forwarding', 'net.ipv4.conf.eth0/100.forwarding'],
])('the key %s is %s', (key, dotted) => {
  expect(want(key).key).toBe(dotted)
  expect(sysctl.id(want(key))).toBe(`sysctl:${dotted}`)
})

test.each(['', 'net', '../../etc/passwd', '/net/ipv4', 'net..ipv4', 'net.ipv4.', 'net.a b', 'a./..b', 'net.$(id)'])(
  'the key %j is refused',
  key => {
    expect(sysctl.schema.safeParse({ key, value: 1 }).success).toBe(false)
  },
)

test.each(['kernel.//.//.//.etc.motd', 'kernel.//.x', 'net//ipv4', 'net./.ipv4', 'net.ipv4./'])(
  'the key %j, whose path would lead elsewhere, is refused, and why is told',
  key => {
    const { error } = sysctl.schema.safeParse({ key, value: 1 })
    expect(error?.issues.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('no part of its path below /proc/sys may be empty, “.” or “..”'),
    )
  },
)

test.each([
  [1, '1'],
  [true, '1'],
  ['  4096\t87380   6291456 ', '4096 87380 6291456'],
])('the value %j is %j', (value, plain) => {
  expect(want('a.b', value).value).toBe(plain)
})

test.each(['', ' ', 'a\nb', null])('the value %j is refused', value => {
  expect(sysctl.schema.safeParse({ key: 'a.b', value }).success).toBe(false)
})

const file = '/etc/sysctl.d/60-drover-net.ipv4.ip_forward.conf'
const hash = sha256('# Kept by Drover.\nnet.ipv4.ip_forward = 1\n')

test.each<{ name: string; answer: string; title: string | undefined }>([
  {
    name: 'as wanted',
    answer: `at f 644 0 0 root root ${file}\n${hash}  ${file}\nrunning net.ipv4.ip_forward 1\nend\n`,
    title: undefined,
  },
  {
    name: 'not now',
    answer: `at f 644 0 0 root root ${file}\n${hash}  ${file}\nrunning net.ipv4.ip_forward 0\nend\n`,
    title: 'set net.ipv4.ip_forward = 1 (0 → 1)',
  },
  {
    name: 'not at the next boot',
    answer: `absent ${file}\nrunning net.ipv4.ip_forward 1\nend\n`,
    title: 'set net.ipv4.ip_forward = 1 (for the next boot)',
  },
  {
    name: 'not in this kernel',
    answer: `absent ${file}\nmissing net.ipv4.ip_forward\nend\n`,
    title: 'set net.ipv4.ip_forward = 1 (not there → 1, for the next boot)',
  },
])('$name', ({ answer, title }) => {
  const seen: SysctlSeen | undefined = sysctl.read(answer).get('sysctl:net.ipv4.ip_forward')
  if (!seen) throw new Error('the answer says it all')
  const steps = sysctl.steps({ want: want('net.ipv4.ip_forward'), seen, followed: {} })
  expect(steps.map(step => step.title)).toEqual(title === undefined ? [] : [title])
})

test.each([
  'running net.ipv4.ip_forward 1\n',
  `absent ${file}\n`,
  `at f 644 0 0 root root ${file}\nrunning net.ipv4.ip_forward 1\n`,
  `absent ${file}\nrunning net.ipv4.ip_forward`,
])('%j is unknown', answer => {
  expect(sysctl.read(answer).size).toBe(0)
})
