import { failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import { ways } from '../../../src/ssh/ways'
import { sh } from '../../../src/target/script'
import type { Jump, SshEndpoint } from '../../../src/target/target'
import { makeKey } from '../../ssh/keys'
import { type LabMachine, labMachines } from '../../support/lab'

jest.setTimeout(120_000)

const key = makeKey('ed25519')
let machines: readonly LabMachine[] = []
let jump: Jump
let behind: SshEndpoint

beforeAll(async () => {
  machines = await labMachines(2)
  const [gate, machine] = machines
  if (!gate || !machine) throw new Error('two machines were to be made')
  // The bastion lets three log in at a time, and not many sessions on one connection; behind it stand twenty doors.
  await does(gate, `${allowed}; ${sshd('MaxStartups 3:30:3\\nMaxSessions 1\\nLogLevel VERBOSE')}`)
  await does(machine, `${allowed}; ${sshd('MaxStartups 100')}`)
  const at = ({ address, hostKey }: LabMachine) => ({ host: address, port: 22, user: 'root', hostKeys: [hostKey] })
  jump = at(gate)
  behind = { ...at(machine), jumps: [jump] }
}, 300_000)
afterAll(() => Promise.all(machines.map(machine => machine.destroy())))

const allowed = `printf '%s\\n' '${key.line}' >>/root/.ssh/authorized_keys`
const sshd = (lines: string) => `printf '${lines}\\n' >/etc/ssh/sshd_config.d/00-own.conf; systemctl restart ssh`

async function does(machine: LabMachine | undefined, script: string): Promise<string> {
  const done = await machine?.exec(`set -eu; ${script}`)
  if (done?.exit !== 0) throw new Error(`${script}: ${done?.stderr}`)
  return done.stdout
}

const logins = async () =>
  Number(await does(machines[0], "journalctl --no-pager -t sshd | grep -c 'Accepted publickey' || :"))

test('twenty machines behind a bastion that lets three in at a time: one login there', async () => {
  const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
  const before = await logins()
  const options = { identities, signal: new AbortController().signal, ways: ways(), attempts: 1 }
  const reached = await Promise.all(Array.from({ length: 20 }, () => connectSsh(behind, options)))
  const answers = await Promise.all(reached.map((target, n) => target.run({ what: 'ask', script: sh`echo ${n}` })))
  expect(answers.map(({ stdout }) => stdout)).toEqual(reached.map((_, n) => `${n}\n`))
  await Promise.all(reached.map(target => target.close()))
  expect((await logins()) - before).toBe(1)
  // Nobody is left there.
  expect(await does(machines[0], 'sleep 1; pgrep -cf "^sshd: root" || :')).toBe('0\n')
})

test('it was not for lack of need: each with a login of its own, some are turned away', async () => {
  const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
  const options = { identities, signal: new AbortController().signal, attempts: 1 }
  const alone = Array.from({ length: 20 }, async () => {
    try {
      const target = await connectSsh(behind, options)
      await target.close()
      return 'in'
    } catch (error) {
      return failureOf(error).code
    }
  })
  expect(await Promise.all(alone)).toContain('machine-unreachable')
})

test('a bastion that dies takes all with it, and the next goes by a new connection', async () => {
  const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
  const options = { identities, signal: new AbortController().signal, ways: ways() }
  const reached = await Promise.all(Array.from({ length: 3 }, () => connectSsh(behind, options)))
  const waiting = reached.map(target => target.run({ what: 'wait', script: sh`sleep 60` }).catch(failureOf))
  setTimeout(() => void does(machines[0], 'pkill -KILL -f "^sshd: root"'), 300)
  for (const said of await Promise.all(waiting)) expect(said).toMatchObject({ code: 'connection-lost' })
  const next = await connectSsh(behind, options)
  expect(await next.run({ what: 'ask', script: sh`echo back` })).toMatchObject({ stdout: 'back\n' })
  await Promise.all([...reached, next].map(target => target.close()))
})
