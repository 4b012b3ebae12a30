import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '../../src/commands/session'
import { sessionIn } from '../support/session-in'

const folder = mkdtempSync(join(tmpdir(), 'drover-session-'))
afterAll(() => rmSync(folder, { recursive: true }))
const environment = { type: 'managed-host', host: '127.0.0.1', hostKey: `SHA256:${'A'.repeat(43)}` }
const system = { files: [{ path: '/etc/token', content: { $secret: 'TOKEN' } }] }
writeFileSync(
  join(folder, 'deploy.json'),
  JSON.stringify({ name: 'd', machines: [{ name: 'a', environment, system }] }),
)

test.each([
  { secrets: 'required', variables: { TOKEN: 's3cr3t-t0ken' }, masks: ['s3cr3t-t0ken'] },
  { secrets: 'reaching', variables: { TOKEN: 's3cr3t-t0ken' }, masks: ['s3cr3t-t0ken'] },
  { secrets: 'placeholder', variables: { TOKEN: 's3cr3t-t0ken' }, masks: ['s3cr3t-t0ken'] },
  { secrets: 'reaching', variables: {}, masks: [] },
] as const)('hides what secrets have as values ($secrets, $variables)', async ({ secrets, variables, masks }) => {
  const { made, heard, masked } = sessionIn(folder, ['status'], variables)
  await open(made, secrets)
  expect(masked).toEqual(masks)
  made.voice.emit({ type: 'progress', machine: 'a', message: 'it is s3cr3t-t0ken' })
  expect(JSON.stringify(heard).includes('s3cr3t-t0ken')).toBe(masks.length === 0)
})
