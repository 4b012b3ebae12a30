import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnvironment } from '../../../src/child-environment'
import { output } from '../../../src/environments/container/command'
import { underLock } from '../../../src/environments/container/lock'

const secret = 'planted-in-the-environment'
const folder = mkdtempSync(join(tmpdir(), 'drover-command-'))
beforeAll(() => {
  process.env.PLANTED = secret
})
afterAll(() => {
  delete process.env.PLANTED
  rmSync(folder, { recursive: true })
})

test('a command of the host sees none of the run’s secrets', async () => {
  const seen = await output(['env'], { env: { OWN: 'given' } })
  expect(seen).toContain('OWN=given\n')
  expect(seen).toContain('LC_ALL=C.UTF-8\n')
  expect(seen).not.toContain(secret)
})

test('nor does what holds a lock', async () => {
  const environments = await underLock(join(folder, 'lock'), async () => {
    const children = readdirSync(`/proc/${process.pid}/task`).flatMap(task =>
      readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8').trim().split(' '),
    )
    return children.filter(pid => pid !== '').map(pid => readFileSync(`/proc/${pid}/environ`, 'latin1'))
  })
  // jest's own process.env is a copy that children do not get, so what counts is what came through at all.
  const names = environments.flatMap(text => text.split('\0').map(one => one.replace(/=.*/s, '')))
  expect(names).toContain('PATH')
  const ofTheShell = ['', 'PWD', 'OLDPWD', 'SHLVL', '_']
  expect(names.filter(name => !(name in childEnvironment()) && !ofTheShell.includes(name))).toEqual([])
})
