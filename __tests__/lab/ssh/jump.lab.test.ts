import { failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import { sh } from '../../../src/target/script'
import type { SshEndpoint } from '../../../src/target/target'
import { makeKey } from '../../ssh/keys'
import { installed, type LabMachine, labMachines } from '../../support/lab'

jest.setTimeout(120_000)

const key = makeKey('ed25519')
const stranger = makeKey('ed25519')
let machines: readonly LabMachine[] = []
let outer: SshEndpoint
let inner: SshEndpoint
let target: SshEndpoint

// The target knows the way back to the inner jump host alone, which knows it only to the outer one.
beforeAll(async () => {
  machines = await labMachines(3)
  await Promise.all(machines.map(machine => does(machine, allow(key.line))))
  const [a, b, c] = machines
  if (!a || !b || !c) throw new Error('three machines were to be made')
  await Promise.all([b, c].map(machine => installed(machine, 'iproute2')))
  await does(b, onlyFrom(a, c))
  await does(c, onlyFrom(b))
  outer = at(a)
  inner = at(b)
  target = at(c)
}, 600_000)
afterAll(() => Promise.all(machines.map(machine => machine.destroy())))

const allow = (line: string) => `printf '%s\\n' '${line}' >>/root/.ssh/authorized_keys`
const at = ({ address, hostKey }: LabMachine): SshEndpoint => ({
  host: address,
  port: 22,
  user: 'root',
  hostKeys: [hostKey],
})

/** Takes away every route but those to the named machines: to nobody else an answer finds its way. */
const onlyFrom = (...others: readonly LabMachine[]) => `
dev=$(ip -o route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')
ip route flush dev "$dev"
for address in ${others.map(({ address }) => address).join(' ')}; do ip route add "$address" dev "$dev"; done`

async function does(machine: LabMachine, script: string): Promise<string> {
  const { exit, stdout, stderr } = await machine.exec(`set -eu; ${script}`)
  if (exit !== 0) throw new Error(`${script}: exit ${exit}: ${stderr}`)
  return stdout
}

async function outcome(to: SshEndpoint, change: { seconds?: number; signal?: AbortSignal; secret?: string } = {}) {
  const identities = await readIdentities({ text: change.secret ?? key.secret, source: 'ssh-key' })
  const signal = change.signal ?? new AbortController().signal
  try {
    const reached = await connectSsh(to, { identities, signal, attempts: 1, connectSeconds: change.seconds ?? 5 })
    const { stdout } = await reached.run({ what: 'ask', script: sh`hostname -I; printf '%s' "$SSH_CONNECTION"` })
    await reached.close()
    return stdout
  } catch (error) {
    return failureOf(error)
  }
}

const nobody = 'AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
const wrongKey = { hostKeys: [`ssh-ed25519 ${nobody}`] }

test('the target is not to be reached from here, nor from the outer jump host', async () => {
  const late = expect.stringMatching(/^nothing answered within 2 s, the limit for connecting|no way to that host/)
  expect(await outcome(target, { seconds: 2 })).toMatchObject({ code: 'machine-unreachable', message: late })
  expect(await outcome({ ...target, jumps: [outer] }, { seconds: 2 })).toMatchObject({
    code: 'machine-unreachable',
    host: target.host,
    message: expect.stringContaining(outer.host),
  })
})

test('one jump host', async () => {
  const answer = await outcome({ ...inner, jumps: [outer] })
  expect(answer).toMatch(inner.host)
  expect(answer).toMatch(new RegExp(`^${outer.host} `, 'm'))
})

test('two jump hosts: the target sees the last of them', async () => {
  const answer = await outcome({ ...target, jumps: [outer, inner] })
  expect(answer).toMatch(target.host)
  expect(answer).toMatch(new RegExp(`^${inner.host} `, 'm'))
})

test('much goes both ways, and nothing is left at the jump hosts', async () => {
  const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
  const signal = new AbortController().signal
  const reached = await connectSsh({ ...target, jumps: [outer, inner] }, { identities, signal })
  const input = Buffer.alloc(5_000_000, 'drover\n')
  const { stdout } = await reached.run({ what: 'echo', script: sh`cat`, input })
  expect(input.equals(Buffer.from(stdout))).toBe(true)
  await reached.close()
  for (const machine of machines)
    expect(
      await does(
        machine,
        'for n in 1 2 3 4 5 6 7 8 9; do pgrep -cf "^sshd: root" >/dev/null || break; sleep 0.2; done; pgrep -cf "^sshd: root" || :',
      ),
    ).toBe('0\n')
})

test('several ports at the target are tried by the same jump hosts', async () => {
  expect(await outcome({ ...target, port: 2222, otherPorts: [22], jumps: [outer, inner] })).toMatch(target.host)
})

describe('a failure says where on the way it was', () => {
  const second = { number: 2, of: 2 }
  test.each([
    {
      name: 'a host key of the first',
      jumps: () => [{ ...outer, ...wrongKey }, inner],
      failure: { code: 'host-key-refused', reason: 'differs', jump: { number: 1, of: 2 } },
    },
    {
      name: 'a host key of the second',
      jumps: () => [outer, { ...inner, ...wrongKey }],
      failure: { code: 'host-key-refused', reason: 'differs', jump: second },
    },
    {
      name: 'a user that the second does not let in',
      jumps: () => [outer, { ...inner, user: 'nobody-here' }],
      failure: { code: 'authentication-failed', user: 'nobody-here', allowed: ['publickey', 'password'], jump: second },
    },
    {
      name: 'a port of the second where nobody listens',
      jumps: () => [outer, { ...inner, port: 2222 }],
      failure: {
        code: 'machine-unreachable',
        port: 2222,
        message: expect.stringMatching(/can't connect/),
        jump: second,
      },
    },
  ])('$name', async ({ jumps, failure }) => {
    const said = await outcome({ ...target, jumps: jumps() })
    expect(said).toMatchObject({ ...failure, jump: { ...failure.jump, to: target.host } })
  })

  test('the target itself, without a word of a jump host', async () => {
    const said = await outcome({ ...target, ...wrongKey, jumps: [outer, inner] })
    expect(said).toMatchObject({ code: 'host-key-refused', host: target.host })
    expect(said).not.toHaveProperty('jump')
  })

  test('a jump host that lets nobody jump', async () => {
    const [first] = machines
    if (!first) throw new Error('no machine')
    const setting = '/etc/ssh/sshd_config.d/10-no-jump.conf'
    await does(first, `printf 'AllowTcpForwarding no\\n' >${setting}; systemctl restart ssh`)
    const said = await outcome({ ...inner, jumps: [outer] })
    await does(first, `rm ${setting}; systemctl restart ssh`)
    expect(said).toMatchObject({
      code: 'machine-unreachable',
      host: inner.host,
      message: expect.stringMatching(/lets nobody jump .*AllowTcpForwarding yes/),
    })
  })
})

test('keys of the target’s own are not shown to a jump host', async () => {
  const own = await outcome({ ...inner, identities: [key.secret], jumps: [outer] }, { secret: stranger.secret })
  expect(own).toMatchObject({
    code: 'authentication-failed',
    offered: [`ssh-ed25519 ${stranger.fingerprint}`],
    jump: { number: 1, of: 1, to: inner.host },
  })
})

test('a cancelled run and a jump host that dies end what runs behind it', async () => {
  const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
  const controller = new AbortController()
  const through = { ...target, jumps: [outer, inner] }
  const cancelled = await connectSsh(through, { identities, signal: controller.signal })
  const waits = cancelled.run({ what: 'wait', script: sh`sleep 60` }).catch(failureOf)
  setTimeout(() => controller.abort(), 200)
  expect(await waits).toEqual({ code: 'cancelled' })
  await cancelled.close()

  const lost = await connectSsh(through, { identities, signal: new AbortController().signal })
  const never = lost.run({ what: 'wait', script: sh`sleep 60` }).catch(failureOf)
  const [first] = machines
  if (first) await does(first, 'pkill -KILL -f "^sshd: root"')
  expect(await never).toMatchObject({ code: 'connection-lost', host: target.host })
  await lost.close()
})
