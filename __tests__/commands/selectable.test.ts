import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../src/commands/arguments/arguments'
import { selectable } from '../../src/commands/selectable'

const folder = mkdtempSync(join(tmpdir(), 'drover-selectable-'))
afterAll(() => rmSync(folder, { recursive: true }))
const machine = (name: string, labels: readonly string[]) => ({
  name,
  labels,
  environment: { type: 'container' },
  system: {},
})
writeFileSync(
  join(folder, 'ops.json'),
  JSON.stringify({ name: 'd', machines: [machine('web', ['front']), machine('api', ['front', 'back'])] }),
)

test('names the machines and labels of the file that the words so far name, whatever is wrong with them', async () => {
  const words = ['plan', '--nonsense', '-C', folder, '-f', 'ops.json', '-m', 'we', '-m']
  const asked = readArguments(['completion', 'machines', '--', ...words], {})
  if (asked.what !== 'selectable') throw new Error(asked.what)
  const never = new AbortController().signal
  expect(await selectable(asked.options, { signal: never, ends: never, exit: () => undefined })).toBe(
    'web\napi\n@front\n@back\n',
  )
})
