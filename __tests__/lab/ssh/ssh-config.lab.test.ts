import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { failureOf } from '../../../src/failure'
import { endpointBy } from '../../../src/ssh/config/endpoint'
import { connectSsh } from '../../../src/ssh/connection'
import type { SshOptions } from '../../../src/ssh/options'
import { sh } from '../../../src/target/script'
import { command, makeKey } from '../../ssh/keys'
import { type Sshd, startSshd } from './sshd'
import { type LabUser, makeUser } from './user'

jest.setTimeout(60_000)

// The person whose settings these are: a home of its own, with a key for each of the two servers.
const home = mkdtempSync(join(tmpdir(), 'drover-config-home-'))
const before = process.env.HOME
const [gateKey, webKey, lockedKey] = [makeKey('ed25519'), makeKey('ed25519'), makeKey('ed25519', [], 'a phrase')]
let gate: Sshd
let web: Sshd
let ada: LabUser

beforeAll(async () => {
  process.env.HOME = home
  mkdirSync(join(home, '.ssh'), { mode: 0o700 })
  ada = makeUser({ name: `drover-ada-${process.pid}`, shell: '/bin/sh', sudo: true })
  gate = await startSshd({ authorized: [gateKey] })
  web = await startSshd({ authorized: [webKey, lockedKey] })
  for (const [name, { secret, line }] of Object.entries({ gate: gateKey, web: webKey, locked: lockedKey })) {
    writeFileSync(join(home, '.ssh', name), secret, { mode: 0o600 })
    writeFileSync(join(home, '.ssh', `${name}.pub`), `${line} somebody\n`)
  }
  writeFileSync(
    join(home, '.ssh/known_hosts'),
    `gate ${gate.hostKeys.ed25519?.line}\n@cert-authority *.example ${webKey.line}\n`,
  )
})
afterAll(async () => {
  process.env.HOME = before
  ada?.remove()
  await Promise.all([gate?.stop(), web?.stop()])
  rmSync(home, { recursive: true })
})

/** What a login by these settings answers, as `ssh web` would log in, or the failure. */
async function outcome(config: string, change: Partial<SshOptions> = {}, host = 'web') {
  const file = join(home, '.ssh/config')
  writeFileSync(file, config)
  try {
    const hostKeys = [web.hostKeys.ed25519?.line ?? '']
    const endpoint = await endpointBy('~/.ssh/config', { host, hostKeys })
    const target = await connectSsh(endpoint, {
      identities: [],
      signal: new AbortController().signal,
      attempts: 1,
      ...change,
    })
    const { stdout } = await target.run({ what: 'ask', script: sh`printf '%s ' "\${SUDO_USER-none}" $SSH_CONNECTION` })
    await target.close()
    return stdout
  } catch (error) {
    return failureOf(error)
  }
}

const webAt = (more: string) => `Host web\n  HostName 127.0.0.1\n  Port ${web.port}\n  ${more}\n`
const gateAt = () =>
  `Host gate\n  HostName 127.0.0.1\n  Port ${gate.port}\n  HostKeyAlias gate\n  IdentityFile ~/.ssh/gate\n  IdentitiesOnly yes\n`

test('HostName, Port, User and IdentityFile', async () => {
  // sudo takes the connection's own variables away.
  expect(await outcome(webAt(`User ${ada.name}\n  IdentityFile %d/.ssh/web`))).toBe(`${ada.name} `)
})

test('ProxyJump by a host with a key and a name in known_hosts of its own', async () => {
  const logins = () => gate.log().match(/Accepted publickey/g)?.length ?? 0
  const had = logins()
  expect(await outcome(`${webAt('ProxyJump gate\n  IdentityFile ~/.ssh/web')}${gateAt()}`)).toMatch(/^none 127/)
  expect(logins()).toBe(had + 1)
})

test('a jump host that no known_hosts knows is refused, with the line to add', async () => {
  const config = `${webAt('ProxyJump gate')}${gateAt()}  UserKnownHostsFile /dev/null\n`
  expect(await outcome(config)).toMatchObject({
    code: 'host-key-refused',
    reason: 'absent',
    line: `gate ${gate.hostKeys.ed25519?.line}`,
    jump: { number: 1, of: 1, to: '127.0.0.1' },
  })
})

test('a key that known_hosts contradicts', async () => {
  const file = join(home, '.ssh/other_hosts')
  writeFileSync(file, `the-web ${gateKey.line}\n`)
  const said = await outcome(webAt(`HostKeyAlias the-web\n  UserKnownHostsFile ${file}\n  IdentityFile ~/.ssh/web`))
  expect(said).toMatchObject({ code: 'host-key-refused', reason: 'contradicts-known-hosts' })
})

test('an authority that known_hosts names is told, and the pinned key decides', async () => {
  const notices: string[] = []
  const onNotice = (words: string) => void notices.push(words)
  const config = webAt('HostKeyAlias web.example\n  IdentityFile ~/.ssh/web')
  expect(await outcome(config, { onNotice })).toMatch(/^none/)
  expect(notices).toEqual([
    expect.stringContaining(`${join(home, '.ssh/known_hosts')}:2: @cert-authority is not asked`),
  ])
})

test('keys that can’t be used are no mistake, and are named when nothing lets in', async () => {
  const files = ['gate', 'locked', 'nowhere'].map(name => `IdentityFile ~/.ssh/${name}`).join('\n  ')
  expect(await outcome(webAt(files))).toMatchObject({
    code: 'authentication-failed',
    offered: [
      `ssh-ed25519 ${gateKey.fingerprint}`,
      expect.stringMatching(/not .*\.ssh\/locked: it is encrypted/),
      expect.stringMatching(/not .*\.ssh\/nowhere: there is no such file/),
    ],
  })
  expect(await outcome(webAt(`${files}\n  IdentityFile ~/.ssh/web`))).toMatch(/^none/)
})

describe('an agent', () => {
  let agent: ChildProcess
  const socket = join(home, 'agent')
  beforeAll(async () => {
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
    for (let tries = 0; tries < 100; tries++) {
      await pause(20)
      try {
        const add = (name: string) =>
          command('env', `SSH_AUTH_SOCK=${socket}`, 'ssh-add', '-q', join(home, '.ssh', name))
        for (const name of ['gate', 'web']) add(name)
        return
      } catch (error) {
        if (tries === 99) throw error
      }
    }
  })
  afterAll(() => void agent.kill())

  test('holds the other half of a public key: of its keys that one alone is offered', async () => {
    const to = (name: string) => webAt(`IdentityFile ~/.ssh/${name}.pub\n  IdentitiesOnly yes`)
    expect(await outcome(to('web'), { agent: socket })).toMatch(/^none/)
    expect(await outcome(to('gate'), { agent: socket })).toMatchObject({
      code: 'authentication-failed',
      offered: [`ssh-ed25519 ${gateKey.fingerprint}`],
    })
    expect(await outcome(to('locked'), { agent: socket })).toMatchObject({
      offered: [expect.stringMatching(/not .*locked\.pub: it is a public key, and no agent has its other half/)],
    })
  })

  test('is the one that IdentityAgent names, or none', async () => {
    expect(await outcome(webAt('IdentityAgent ~/agent'))).toMatch(/^none/)
    expect(await outcome(webAt('IdentityAgent none'), { agent: socket })).toMatchObject({ offered: [] })
  })
})
