import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../src/commands/arguments'
import { open, overHerd, type Session } from '../../src/commands/session'
import { voice } from '../../src/commands/voice'
import type { TimedEvent } from '../../src/event'

const folder = mkdtempSync(join(tmpdir(), 'drover-session-'))
afterAll(() => rmSync(folder, { recursive: true }))
const environment = { type: 'managed-host', host: '127.0.0.1', hostKey: `SHA256:${'A'.repeat(43)}` }
const machine = (name: string) => ({
  name,
  environment,
  system: { files: [{ path: '/etc/token', content: { $secret: 'TOKEN' } }] },
})
writeFileSync(join(folder, 'deploy.json'), JSON.stringify({ name: 'd', machines: ['a', 'b', 'c'].map(machine) }))

function session(words: readonly string[], variables: NodeJS.ProcessEnv) {
  const asked = readArguments([...words, '-C', folder], variables)
  if (asked.what !== 'run') throw new Error(asked.what)
  const heard: TimedEvent[] = []
  const masked: string[] = []
  const never = new AbortController().signal
  const made: Session = {
    command: asked.command,
    options: asked.options,
    voice: voice([event => heard.push(event)]),
    signal: never,
    ends: never,
    mask: values => masked.push(...values),
  }
  return { made, heard, masked }
}

test('does the work on the selected machines, with the others beside them, and ends as it does', async () => {
  const { made, heard } = session(['status', '-m', '!b'], {})
  const exit = await overHerd(made, { secrets: 'reaching', mode: 'plan' }, async ({ members, others }, { mode }) => {
    expect([members, others].map(each => each.map(({ name }) => name))).toEqual([['a', 'c'], ['b']])
    expect(mode).toBe('plan')
    return 'drifted'
  })
  expect(exit).toBe(3)
  expect(heard.map(({ type }) => type)).toEqual(['run-started', 'run-ended'])
})

test.each([
  { secrets: 'required', variables: { TOKEN: 's3cr3t-t0ken' }, masks: ['s3cr3t-t0ken'] },
  { secrets: 'reaching', variables: { TOKEN: 's3cr3t-t0ken' }, masks: ['s3cr3t-t0ken'] },
  { secrets: 'placeholder', variables: { TOKEN: 's3cr3t-t0ken' }, masks: ['s3cr3t-t0ken'] },
  { secrets: 'reaching', variables: {}, masks: [] },
] as const)('hides what secrets have as values ($secrets, $variables)', async ({ secrets, variables, masks }) => {
  const { made, heard, masked } = session(['status'], variables)
  await open(made, secrets)
  expect(masked).toEqual(masks)
  made.voice.emit({ type: 'progress', machine: 'a', message: 'it is s3cr3t-t0ken' })
  expect(JSON.stringify(heard).includes('s3cr3t-t0ken')).toBe(masks.length === 0)
})
