import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../support/deployment-child'
import { evaluateAll } from '../support/deployment-door'

const key = `SHA256:${'A'.repeat(43)}`
const program = (url: string) => `import { deployment, machine, managedHost, system } from 'drover'
const web = machine({ name: 'web', environment: managedHost({ host: '10.0.0.1', hostKey: '${key}' }), system: system({}) })
export default deployment({ url: ${url} }, () => [web])
`
const one = { name: 'web', environment: { type: 'managed-host', host: '10.0.0.1', hostKey: key }, system: {} }

const files: Readonly<Record<string, string>> = {
  'text.ts': program("'https://{stage}.example.org'"),
  'function.ts': program('({ stage, pullRequest }) => "https://" + stage + "-" + pullRequest + ".example.org"'),
  'none.ts': program('() => undefined'),
  'wrong.ts': program("() => 'ftp://x'"),
  'static.json': JSON.stringify({ url: 'https://{stage}.example.org', machines: [one] }),
}

const folder = temporaryFolder()

test('where a stage can be looked at is a text or a function, asked for that stage, and has to be an address', () => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const context = { stage: 'pr-12', pullRequest: 12 }
  const answers = evaluateAll(
    folder,
    Object.keys(files).map(file => ({ root: folder, file, context })),
  )
  expect(answers).toMatchObject([
    { settings: { url: 'https://pr-12.example.org', protect: ['production'] } },
    { settings: { url: 'https://pr-12-12.example.org' } },
    { settings: expect.not.objectContaining({ url: expect.anything() }) },
    { code: 'mistakes', mistakes: [{ path: 'url', message: expect.stringContaining('https://') }] },
    { settings: { url: 'https://pr-12.example.org' } },
  ])
}, 60_000)
