import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { overHerd } from '../../src/commands/over-herd'
import { sessionIn } from '../support/session-in'

const folder = mkdtempSync(join(tmpdir(), 'drover-over-herd-'))
afterAll(() => rmSync(folder, { recursive: true }))
const environment = { type: 'managed-host', host: '127.0.0.1', hostKey: `SHA256:${'A'.repeat(43)}` }
const machines = ['a', 'b', 'c'].map(name => ({ name, environment, system: {} }))
writeFileSync(join(folder, 'deploy.json'), JSON.stringify({ name: 'd', machines }))

test('does the work on the selected machines, with the others beside them, and ends as it does', async () => {
  const { made, heard } = sessionIn(folder, ['status', '-m', '!b'], {})
  const exit = await overHerd(made, { secrets: 'reaching', mode: 'plan' }, async ({ members, others }, { mode }) => {
    expect([members, others].map(each => each.map(({ name }) => name))).toEqual([['a', 'c'], ['b']])
    expect(mode).toBe('plan')
    return 'drifted'
  })
  expect(exit).toBe(3)
  expect(heard.map(({ type }) => type)).toEqual(['run-started', 'run-ended'])
})
