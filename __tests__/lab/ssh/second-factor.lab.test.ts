import { failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { sh } from '../../../src/target/script'
import { installed, type LabMachine, labMachine } from '../../support/lab'

jest.setTimeout(60_000)

const password = 'correct horse'
let machine: LabMachine

// sudo asks for the password and for a code of an app, as many a company's machines do.
beforeAll(async () => {
  machine = await labMachine()
  await installed(machine, 'sudo', 'libpam-google-authenticator')
  const { exit, stderr } = await machine.exec(`set -e
useradd --create-home --shell /bin/bash ada
printf 'ada:${password}\\n' | chpasswd
install -D -o ada -m 600 /root/.ssh/authorized_keys /home/ada/.ssh/authorized_keys
chown ada /home/ada/.ssh
echo 'ada ALL=(ALL) ALL' >/etc/sudoers.d/ada
printf '%s\\n' JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP '" TOTP_AUTH' >/home/ada/.google_authenticator
chown ada /home/ada/.google_authenticator
chmod 400 /home/ada/.google_authenticator`)
  if (exit !== 0) throw new Error(stderr)
}, 300_000)
afterAll(() => machine?.destroy())

async function outcome(modules: readonly string[], given = password) {
  const lines = modules.map(module => `auth ${module}`).join('\n')
  await machine.exec(`printf '%s\\n' '${lines}' 'account required pam_permit.so' >/etc/pam.d/sudo`)
  const endpoint = { ...machine.endpoint, user: 'ada', sudoPassword: () => given }
  try {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
    try {
      return (await target.run({ what: 'ask', script: sh`id -un` })).stdout
    } finally {
      await target.close()
    }
  } catch (error) {
    return failureOf(error)
  }
}

const unix = 'required pam_unix.so'
const code = 'required pam_google_authenticator.so'
const refused = (more: object) => ({ code: 'sudo-refused', user: 'ada', ...more })

test('the password alone lets in, and a wrong one is a wrong one', async () => {
  expect(await outcome([unix])).toBe('root\n')
  expect(await outcome([unix], 'something else')).toMatchObject(refused({ password: 'wrong' }))
})

test.each([
  { name: 'behind the password', modules: [unix, code] },
  { name: 'before the password, which is then taken for the code', modules: [code, unix] },
])('a second factor $name is no wrong password', async ({ modules }) => {
  expect(await outcome(modules)).toMatchObject(refused({ password: 'more' }))
})

test('where sudo allows one try alone, too', async () => {
  await machine.exec("echo 'Defaults:ada passwd_tries=1' >/etc/sudoers.d/tries")
  expect(await outcome([unix, code])).toMatchObject(refused({ password: 'more' }))
  expect(await outcome([unix], 'something else')).toMatchObject(refused({ password: 'wrong' }))
})
