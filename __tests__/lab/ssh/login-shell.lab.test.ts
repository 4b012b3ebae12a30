import { type Script, sh } from '../../../src/target/script'
import { makeKey } from '../../ssh/keys'
import { asUser } from './as-user'
import { type Sshd, startSshd } from './sshd'
import { havePrograms, type NewUser } from './user'

jest.setTimeout(120_000)

const key = makeKey('ed25519')
const name = `drover-lab-${process.pid}`
let sshd: Sshd
beforeAll(async () => {
  havePrograms({
    '/usr/bin/sudo': 'sudo',
    '/bin/tcsh': 'tcsh',
    '/usr/bin/fish': 'fish',
    '/bin/zsh': 'zsh',
  })
  sshd = await startSshd({ authorized: [key], config: ['Banner /etc/os-release', 'PrintMotd yes'] })
})
afterAll(() => sshd.stop())

/** The answer to a script, or the failure, of a user that is made for it. */
const answered = (user: Omit<NewUser, 'name'>, script: Script, input?: Buffer) =>
  asUser({ name, ...user }, { sshd, key }, target => target.run({ what: 'greet', script, ...(input ? { input } : {}) }))

const noise = "echo 'Welcome!'; printf 'no newline'; echo oops >&2\n"

describe('as root by sudo, whatever the login shell is and its start-up files print', () => {
  test.each([
    { shell: '/bin/sh', files: { '.profile': noise } },
    { shell: '/bin/bash', files: { '.bashrc': noise, '.bash_profile': noise, '.bash_logout': noise } },
    { shell: '/bin/tcsh', files: { '.tcshrc': 'echo Welcome\n', '.login': 'echo Login\n' } },
    { shell: '/usr/bin/fish', files: { '.config/fish/config.fish': 'echo Welcome; echo oops >&2\n' } },
    { shell: '/bin/zsh', files: { '.zshenv': noise } },
    { shell: '/bin/rbash', files: { '.bashrc': noise } },
  ])('$shell', async ({ shell, files }) => {
    const script = sh`id -un; printf '%s|' ${["it's!", 'a\nb', '$HOME `id` \\']}; cat; echo err >&2; exit 3`
    expect(await answered({ shell, files, sudo: true }, script, Buffer.from('input\n!\0é'))).toEqual({
      exit: 3,
      stdout: "root\nit's!|a\nb|$HOME `id` \\|input\n!\0é",
      stderr: 'err\n',
    })
  })
})

test('noise is really there: without a frame it would be read', async () => {
  const answer = await answered(
    { shell: '/bin/bash', files: { '.bashrc': 'echo Welcome; exit 0\n' }, sudo: true },
    sh`:`,
  )
  expect(answer).toMatchObject({
    code: 'remote-answer-broken',
    what: 'greet',
    message: expect.stringContaining('Welcome'),
  })
})

test('sudo that wants a password: who may not use it where, and what it said', async () => {
  expect(
    await answered({ shell: '/bin/bash', files: { '.bashrc': 'echo Welcome\n' }, sudo: false }, sh`id -un`),
  ).toEqual({ code: 'sudo-refused', host: '127.0.0.1', user: name, said: 'sudo: a password is required' })
})

test('an account that may not log in: what its shell said', async () => {
  expect(await answered({ shell: '/usr/sbin/nologin', sudo: true }, sh`id -un`)).toEqual({
    exit: 1,
    stdout: '',
    stderr: 'This account is currently not available.',
  })
})

test('a start-up file that reads from standard input: nothing runs, and it is said', async () => {
  const files = { '.bashrc': 'head -c 9 >/dev/null\n' }
  expect(await answered({ shell: '/bin/bash', files, sudo: true }, sh`touch /nowhere/near`)).toMatchObject({
    code: 'remote-answer-broken',
    message: expect.stringContaining('read from standard input'),
  })
})
