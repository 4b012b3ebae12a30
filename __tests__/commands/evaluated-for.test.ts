import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluatedFor } from '../../src/commands/evaluated-for'
import { sessionIn } from '../support/session-in'

const folder = mkdtempSync(join(tmpdir(), 'drover-evaluated-'))
afterAll(() => rmSync(folder, { recursive: true }))
const hetzner = { type: 'hetzner', token: { $secret: 'HCLOUD' }, size: 'cx22', region: 'fsn1', image: 'debian-12' }
writeFileSync(
  join(folder, 'deploy.json'),
  JSON.stringify({ name: 'd', machines: [{ name: 'a', environment: hetzner, system: {} }] }),
)
const read = async (rehearsal: string | undefined, variables: Readonly<Record<string, string>>) => {
  const { made } = sessionIn(folder, ['status'], variables)
  const { evaluation } = await evaluatedFor({ ...made.options, rehearsal }, 'reaching', made.signal)
  return evaluation
}

test('of a rehearsal no real machine and no real secret is known', async () => {
  const evaluation = await read('rehearsal-1', { HCLOUD: 'the-real-token' })
  expect(evaluation).toMatchObject({
    stage: 'rehearsal-1',
    machines: [{ environment: { type: { name: 'container' } } }],
  })
  expect([...evaluation.secrets.values()]).not.toContain('the-real-token')
})

test('else it is what the file declares, with its secrets', async () => {
  const evaluation = await read(undefined, { HCLOUD: 'the-real-token' })
  expect(evaluation).toMatchObject({ stage: 'production', machines: [{ environment: { type: { name: 'hetzner' } } }] })
  expect(Object.fromEntries(evaluation.secrets)).toEqual({ HCLOUD: 'the-real-token' })
})
