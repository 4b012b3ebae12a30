import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sh } from '../../../src/target/script'
import { makeKey } from '../../ssh/keys'
import { asUser } from './as-user'
import { type Sshd, startSshd } from './sshd'
import { havePrograms, type NewUser } from './user'

jest.setTimeout(120_000)

const key = makeKey('ed25519')
const name = `drover-asked-${process.pid}`
const password = `it's "the" $(one) \\ é`
const folder = mkdtempSync(join(tmpdir(), 'drover-sudo-'))
const log = join(folder, 'log')
const defaults = `/etc/sudoers.d/${name}-defaults`
let sshd: Sshd
beforeAll(async () => {
  havePrograms({ '/usr/bin/sudo': 'sudo', '/bin/tcsh': 'tcsh', '/usr/bin/fish': 'fish' })
  sshd = await startSshd({ authorized: [key] })
})
beforeEach(() => {
  writeFileSync(log, '')
  writeFileSync(defaults, `Defaults:${name} logfile=${log}\n`, { mode: 0o440 })
})
afterAll(async () => {
  await sshd.stop()
  rmSync(defaults, { force: true })
  rmSync(folder, { recursive: true })
})

interface Asked {
  readonly user?: Partial<NewUser>
  readonly given?: string
  readonly times?: number
}

const script = sh`id -un; tr '\0' ' ' </proc/"$PPID"/cmdline; cat; exit 3`

/** What so many runs on one connection answer, each with an input of its own; or the failure. */
const answers = ({ user = {}, given = password, times = 1 }: Asked) =>
  asUser(
    { name, shell: '/bin/bash', sudo: 'by password', password, ...user },
    { sshd, key, sudoPassword: () => given },
    async target => {
      const all: string[] = []
      for (let time = 0; time < times; time++) {
        const { exit, stdout } = await target.run({ what: 'ask', script, input: Buffer.from(`input ${time}\n!\0é`) })
        expect(exit).toBe(3)
        all.push(stdout)
      }
      return all
    },
  )

const answer = (time: number) => new RegExp(`^root\n(?!.*it's)[^]*input ${time}\n!\0é$`)

test.each(['/bin/sh', '/bin/bash', '/bin/tcsh', '/usr/bin/fish'])(
  'with %s, on standard input, the first time and after; the script and its input come whole',
  async shell => {
    expect(await answers({ user: { shell }, times: 3 })).toEqual(
      [0, 1, 2].map(time => expect.stringMatching(answer(time))),
    )
    expect(readFileSync(log, 'utf8')).not.toContain("it's")
  },
)

test('where sudo asks for none after all, it is no part of the script or its input', async () => {
  expect(await answers({ user: { sudo: true }, given: 'whatever', times: 2 })).toEqual(
    [0, 1].map(time => expect.stringMatching(answer(time))),
  )
})

test('start-up files that print are no answer', async () => {
  const files = { '.bashrc': 'set -x; echo Welcome; echo oops >&2\n' }
  expect(await answers({ user: { files } })).toEqual([expect.stringMatching(answer(0))])
})

describe('a wrong one', () => {
  const refused = { code: 'sudo-refused', host: '127.0.0.1', user: name, password: 'wrong' }

  test('is tried once, and said', async () => {
    expect(await answers({ given: 'something else' })).toMatchObject(refused)
    for (let tries = 0; readFileSync(log, 'utf8') === '' && tries < 50; tries++)
      await new Promise(resolve => setTimeout(resolve, 100))
    expect(readFileSync(log, 'utf8')).toContain('1 incorrect password attempt ;')
  })

  test('where sudo allows one try alone', async () => {
    writeFileSync(defaults, `Defaults:${name} passwd_tries=1\n`)
    expect(await answers({ given: 'something else' })).toMatchObject(refused)
  })
})

test('a user who may not use sudo at all: what it said', async () => {
  const failure = await answers({ user: { sudo: false } })
  expect(failure).toMatchObject({ code: 'sudo-refused', password: 'given', said: expect.stringContaining('sudoers') })
  expect(JSON.stringify(failure)).not.toMatch(/drover%|it's/)
})
