import { firstContact, newFirstKeys } from '../../../src/environments/cloud/first-contact'
import { userData } from '../../../src/environments/cloud/user-data'
import { failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import { sh } from '../../../src/target/script'
import type { SshEndpoint } from '../../../src/target/target'
import { makeKey } from '../../ssh/keys'
import { type Booted, bootWith, metadata } from '../../support/providers/boot'

jest.setTimeout(120_000)

const users = makeKey('ed25519')
let booted: Booted
beforeAll(async () => {
  keys = await newFirstKeys()
  const { hostKey, login } = keys
  const own = `#cloud-config
write_files: [{ path: /etc/from-user-data, content: hello }]
runcmd: [sleep 2, [touch, /run/last of all]]
`
  const wish = { hostKey, loginKey: login.public, publicKeys: [users.line], user: 'root', own }
  booted = await bootWith(userData(wish))
})
afterAll(() => booted?.destroy())
let keys: Awaited<ReturnType<typeof newFirstKeys>>

/** Connects with these private keys alone, and says who one is there; or the code of what failed. */
async function outcome(hostKeys: readonly string[], privateKeys: readonly string[], user = 'root') {
  const endpoint: SshEndpoint = { host: booted.address, port: 22, user, hostKeys, identities: privateKeys }
  try {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal, attempts: 1 })
    const { stdout } = await target.run({ what: 'look', script: sh`id -un; cat /etc/from-user-data; ls /run/last*` })
    await target.close()
    return stdout
  } catch (error) {
    return failureOf(error).code
  }
}

/** What an ordinary user of the machine can read. */
const readBy = async (user: string, path: string) =>
  (await booted.machine.exec(`runuser -u ${user} -- cat ${path}`)).stdout

test('the machine makes a key of its own, and what every process of it can read opens nothing', async () => {
  const recorded: string[] = []
  // What a run that came in between would see: the old key still is the machine's while the new one is written down.
  const whileRecording: string[] = []
  const print = await firstContact({
    environment: 'lab',
    endpoint: { host: booted.address, port: 22 },
    keys,
    connect: endpoint => connectSsh(endpoint, { identities: [], signal: new AbortController().signal }),
    progress: () => {},
    signal: new AbortController().signal,
    record: async print => {
      recorded.push(print)
      whileRecording.push(await outcome([keys.hostKey.public], [users.secret]))
    },
    everyMs: 100,
  })
  expect(recorded).toEqual([print])
  expect(whileRecording).toEqual(['root\nhello/run/last of all\n'])

  const leaked = await readBy('nobody', metadata)
  const privateKeys = leaked
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .match(/-----BEGIN OPENSSH PRIVATE KEY-----[\s\S]*?-----END OPENSSH PRIVATE KEY-----/g)
  const [leakedKey = ''] = privateKeys ?? []
  expect(privateKeys).toHaveLength(1)
  expect((await readIdentities({ text: leakedKey, source: 'user data' }))[0]?.publicKey).toBe(keys.hostKey.public)

  // It logs nobody in, it is no longer what the machine is known by, and lies nowhere on it.
  expect(await outcome([print], [leakedKey])).toBe('authentication-failed')
  expect(await outcome([print], [leakedKey], 'debian')).toBe('authentication-failed')
  expect(await outcome([keys.hostKey.public], [users.secret])).toBe('host-key-refused')
  const { stdout: kept } = await booted.machine.exec(
    `cd /etc/ssh; ls -A | grep -e host -e drover; grep -rlF '${leakedKey.split('\n')[2]}' /etc /root /home /var/lib || :`,
  )
  expect(kept).toBe('ssh_host_ed25519_key\nssh_host_ed25519_key.pub\n')

  // Nor does the key that let in once, for anybody; the user's own does.
  for (const user of ['root', 'debian'])
    expect(await outcome([print], [keys.login.private], user)).toBe('authentication-failed')
  expect(await outcome([print], [users.secret])).toBe('root\nhello/run/last of all\n')

  const { stdout: state } = await booted.machine.exec(
    "sshd -T | grep -i '^passwordauthentication'; getent shadow root | cut -d: -f2,3; cat /root/.ssh/authorized_keys; stat -c '%a %U' /etc/ssh/ssh_host_ed25519_key /root/.ssh/authorized_keys",
  )
  expect(state).toBe(`passwordauthentication no\n*:\n${users.line}\n600 root\n600 root\n`)
})
