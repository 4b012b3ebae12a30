import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { isLive } from '../../src/commands/terminal'
import { Bundle } from '../support/bundle'
import { node24 } from '../support/node24'
import { onPty, type PtyRequest } from '../support/pty'
import { Screen } from '../support/screen'

const bundle = new Bundle()
let silent: Server
let folder = ''

// A host that takes the connection and says nothing: the machine is connecting until the run ends.
beforeAll(async () => {
  bundle.build()
  silent = createServer(() => {})
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const port = Object(silent.address()).port
  const environment = { type: 'managed-host', host: '127.0.0.1', port, hostKey: `SHA256:${'A'.repeat(43)}` }
  const machines = ['web-1', 'web-2'].map(name => ({ name, environment, system: {} }))
  folder = bundle.workspace({ 'deploy.json': JSON.stringify({ name: 'd', machines }) })
}, 120_000)
afterAll(() => {
  silent.close()
  bundle.remove()
})

const esc = String.fromCharCode(27)
const colour = new RegExp(`${esc}\\[\\d+m`, 'g')
const moves = new RegExp(`${esc}\\[\\d*[AJ]`)
const size = { rows: 12, columns: 60 }
async function shown(words: string, request: Partial<PtyRequest> = {}) {
  const line = `${node24} ${join(bundle.folder, 'dist/cli.js')} ${words}`
  const { exit, screen } = await onPty(line, { folder, size, ...request })
  const terminal = new Screen(size.rows, size.columns)
  terminal.write(screen)
  return { exit, raw: screen, terminal }
}

test('shows what each machine is at, in place, and leaves the log alone at the end', async () => {
  const { exit, raw, terminal } = await shown('plan --timeout 3')
  expect(exit).toBe(130)
  expect(raw.replaceAll(colour, '')).toMatch(/web-1 +[1-9]\.\d s +connecting/)
  expect(terminal.text).toMatch(
    /^drover: plan of d \(production\), 2 machines\nweb-1 {2}■ cancelled in .*\nweb-2 {2}■ /,
  )
  expect(terminal.text).not.toContain('connecting')
  expect([terminal.cursor, terminal.wraps, terminal.column]).toEqual([true, true, 0])
}, 30_000)

test('Ctrl-C ends the run, and leaves the terminal whole', async () => {
  const { exit, terminal } = await shown('plan', { typed: [{ after: 'connecting', keys: '\u0003' }] })
  expect(exit).toBe(130)
  expect(terminal.text).toMatch(/web-1, web-2: Cancelled\./)
  expect([terminal.cursor, terminal.wraps]).toEqual([true, true])
}, 30_000)

test('a process that is killed leaves a terminal whose cursor is there, below what was drawn', async () => {
  const line = `${node24} ${join(bundle.folder, 'dist/cli.js')} plan & sleep 3; kill -9 $!; wait; echo after`
  const { screen } = await onPty(line, { folder, size })
  const terminal = new Screen(size.rows, size.columns)
  terminal.write(screen.replaceAll('\u0007', ''))
  expect(terminal.text).toMatch(/web-2 .*connecting\n0 of 2 done, .*\n.*after$/s)
  expect([terminal.cursor, terminal.wraps]).toEqual([true, true])
}, 30_000)

test.each([
  { name: 'TERM=dumb', words: 'plan --timeout 1', env: { TERM: 'dumb' } },
  { name: 'CI', words: 'plan --timeout 1', env: { CI: 'true' } },
  { name: '--verbose', words: 'plan --timeout 1 -v', env: {} },
  { name: 'no terminal', words: 'plan --timeout 1 | cat', env: {} },
])(
  'prints plain lines with $name',
  async ({ words, env }) => {
    const { raw } = await shown(words, { env })
    expect(raw).toMatch(/^web-1 {2}connecting\r?$/m)
    expect(raw).not.toMatch(moves)
  },
  30_000,
)

test('NO_COLOR takes the colours, and not the display', async () => {
  const { raw } = await shown('plan --timeout 2', { env: { NO_COLOR: '1' } })
  expect(raw).toMatch(moves)
  expect(raw).not.toMatch(colour)
}, 30_000)

test('with --json the display is on standard error', async () => {
  const { raw } = await shown('plan --timeout 2 --json >result.json; cat result.json')
  expect(raw.replaceAll(colour, '')).toMatch(/web-1 +\d\.\d s +connecting/)
  expect(raw).toMatch(/\n\{"format":1,.*"exit":130.*\}\s*$/)
}, 30_000)

test.each([
  { stream: { isTTY: true }, variables: { TERM: 'xterm' }, debug: false, live: true },
  { stream: { isTTY: true }, variables: { TERM: 'xterm', CI: 'false' }, debug: false, live: true },
  { stream: { isTTY: true }, variables: { TERM: 'xterm', CI: '1' }, debug: false, live: false },
  { stream: { isTTY: true }, variables: { TERM: 'dumb' }, debug: false, live: false },
  { stream: { isTTY: true }, variables: {}, debug: false, live: false },
  { stream: { isTTY: true }, variables: { TERM: 'xterm' }, debug: true, live: false },
  { stream: { isTTY: false }, variables: { TERM: 'xterm' }, debug: false, live: false },
])('$stream with $variables, debug $debug: live is $live', ({ stream, variables, debug, live }) => {
  expect(isLive(stream, variables, debug)).toBe(live)
})
