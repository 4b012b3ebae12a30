import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24 } from '../support/node24'

const folder = mkdtempSync(join(tmpdir(), 'drover-terminal-'))
const cli = join(__dirname, '../../dist/cli.js')
// Nobody listens on port 1: a run that does begin ends at once, and fails.
const key = `SHA256:${'A'.repeat(43)}`
const machine = {
  name: 'a',
  environment: { type: 'managed-host', host: '127.0.0.1', port: 1, hostKey: key },
  system: {},
}
writeFileSync(join(folder, 'deploy.json'), JSON.stringify({ name: 'd', machines: [machine] }))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs drover on a terminal of its own (util-linux's script makes it); `answer` is typed when it asks. */
function onTerminal(words: string, answer: string): Promise<{ readonly exit: number | null; readonly screen: string }> {
  const child = spawn('script', ['-qec', `${node24} ${cli} ${words}`, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, TERM: 'xterm' },
  })
  let screen = ''
  let asked = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    if (asked || !/\[y\/N\]|to go on:/.test(screen)) return
    asked = true
    child.stdin.write(answer)
  })
  return new Promise(resolve => child.once('close', exit => resolve({ exit, screen })))
}

test.each([
  { command: 'deploy', question: 'deploy now? “drover plan” says what would change. [y/N]', answer: 'n\r' },
  { command: 'destroy', question: 'destroy all that the stage “production” has?', answer: 'y\r' },
  { command: 'destroy --stage pr-12', question: 'destroy all that the stage “pr-12” has?', answer: 'production\r' },
])(
  '$command asks at a terminal before the first change, and takes $answer for a no',
  async ({ command, question, answer }) => {
    const { exit, screen } = await onTerminal(command, answer)
    expect(exit).toBe(0)
    expect(screen).toContain(question)
    expect(screen).toContain('Nothing was changed.')
    expect(screen).not.toContain('connecting')
  },
  30_000,
)

test.each([
  { name: 'an empty answer', answer: '\r' },
  { name: 'Ctrl-D', answer: '\u0004' },
])(
  'takes $name for a no',
  async ({ answer }) => {
    expect(await onTerminal('deploy', answer)).toEqual({
      exit: 0,
      screen: expect.stringContaining('Nothing was changed.'),
    })
  },
  30_000,
)

test('Ctrl-C at the question ends it, and changes nothing', async () => {
  const { exit, screen } = await onTerminal('deploy', '\u0003')
  expect(exit).toBe(130)
  expect(screen).toMatch(/Nothing was changed\.\s*$/)
  expect(screen).not.toContain('connecting')
}, 30_000)

test.each([
  { name: 'a yes', words: 'deploy --timeout 1', answer: 'y\r', asks: true },
  { name: '--yes, without a question', words: 'deploy --yes --timeout 1', answer: '', asks: false },
  { name: 'a command that changes nothing, without a question', words: 'plan --timeout 1', answer: '', asks: false },
])(
  'goes on with $name',
  async ({ words, answer, asks }) => {
    const { screen } = await onTerminal(words, answer)
    expect(screen.includes('[y/N]')).toBe(asks)
    expect(screen).toContain('connecting')
  },
  30_000,
)

test.each([
  { name: 'nobody says so', words: 'destroy --yes', answer: '', destroys: false },
  { name: 'its name is typed', words: 'destroy', answer: 'production\r', destroys: true },
  {
    name: 'its name is said on the command line',
    words: 'destroy --stage production --yes',
    answer: '',
    destroys: true,
  },
  { name: 'protection is lifted', words: 'destroy --yes --allow-protected', answer: '', destroys: true },
])(
  'a protected stage where $name: destroyed is $destroys',
  async ({ words, answer, destroys }) => {
    const { exit, screen } = await onTerminal(`${words} --timeout 1`, answer)
    expect(screen.includes('connecting')).toBe(destroys)
    if (!destroys)
      expect(screen.replaceAll(/\s+/g, ' ')).toContain('The stage “production” is protected (protect: production)')
    if (!destroys) expect(exit).toBe(4)
  },
  30_000,
)
