import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Bundle } from '../support/bundle'

const bundle = new Bundle()
beforeAll(() => bundle.build(), 120_000)
afterAll(() => bundle.remove())

const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJNp9dHAaWvJEuwZZx0cNxX6ayG2n2pw6sM4Yv0uXWqc'
const whole = `import { machine, managedHost, system } from 'drover'
export default [machine({
  name: 'a',
  environment: managedHost({ host: '127.0.0.1', port: 1, hostKey: '${hostKey}' }),
  system: system({ hostName: 'a', files: [{ path: '/etc/a', content: 'x'.repeat(3_000_000) }] }),
})]
`

const never = [
  {
    name: 'a top-level await that never comes',
    text: 'await new Promise(() => {})\nexport default []',
    says: 'deploy.ts: the deployment file can’t be loaded: it never finished: its top-level await waits for something that never comes',
  },
  {
    name: 'a function that never answers',
    text: 'export default () => new Promise(() => {})',
    says: 'deploy.ts: the deployment file can’t be loaded: the function that lists its machines never answered',
  },
  {
    name: 'process.exit(0)',
    text: '\nprocess.exit(0)\nexport default []',
    says: 'deploy.ts:2:9: the deployment file can’t be loaded: it called process.exit(0)',
  },
  {
    name: 'an exit that was imported, and whose end is caught',
    text: "import { exit } from 'node:process'\nexport default () => {\n  try { exit(0) } catch {}\n  return []\n}",
    says: 'deploy.ts:3:9: the deployment file can’t be loaded: it called process.exit(0)',
  },
  {
    name: 'a throw in a timer',
    text: "setTimeout(() => { throw new TypeError('boom') }, 20)\nawait new Promise(r => setTimeout(r, 3000))\nexport default []",
    says: 'deploy.ts:1:26: the deployment file can’t be loaded: TypeError: boom',
  },
  {
    name: 'a rejection that nobody handles',
    text: "Promise.reject(new Error('late'))\nawait new Promise(r => setTimeout(r, 3000))\nexport default []",
    says: 'deploy.ts:1:16: the deployment file can’t be loaded: late',
  },
]

describe.each(never)('a deployment file with $name', ({ text, says }) => {
  const told = says.replace('’', "'")

  test('fails on a command line, whatever the command', async () => {
    const folder = bundle.workspace({ 'deploy.ts': text })
    const [deploy, json, manifest] = await Promise.all([
      bundle.cli(folder, 'deploy', '--yes'),
      bundle.cli(folder, 'validate', '--json'),
      bundle.cli(folder, 'manifest'),
    ])
    expect(deploy).toMatchObject({ exit: 2, stdout: expect.stringContaining(told) })
    expect(json.exit).toBe(2)
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'failed', failures: [{ code: 'deployment-file-broken' }] })
    expect(manifest).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(told) })
  }, 30_000)

  test('fails the action, with all its reports', async () => {
    const folder = bundle.workspace({ 'deploy.ts': text, 'summary.md': '', output: '' })
    const files = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: join(folder, 'output') }
    const { exit, stdout } = await bundle.start('index.js', folder, [], { ...files, GITHUB_WORKSPACE: folder }).ended
    expect(exit).toBe(2)
    expect(stdout).toMatch(/^::error .*can't be loaded/m)
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toContain('be loaded')
    expect(readFileSync(files.GITHUB_OUTPUT, 'utf8')).toMatch(/^outcome<<\S+\nfailed$/m)
  }, 30_000)
})

describe('while a deployment file is loaded that does not end', () => {
  const waiting = "console.log('loading')\nsetInterval(() => {}, 1000)\nawait new Promise(() => {})\nexport default []"

  test.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const)(
    '$signal cancels the run',
    async ({ signal, code }) => {
      const { child, ended } = bundle.start('cli.js', bundle.workspace({ 'deploy.ts': waiting }), ['deploy', '--yes'])
      child.stderr.on('data', () => child.kill(signal))
      const { exit, stdout } = await ended
      expect({ exit, stdout }).toEqual({
        exit: code,
        stdout: expect.stringContaining('Cancelled while deploy.ts was loaded. No machine was touched.'),
      })
    },
    30_000,
  )

  test('the result says the exit code that the process ends with', async () => {
    const folder = bundle.workspace({ 'deploy.ts': waiting })
    const { child, ended } = bundle.start('cli.js', folder, ['deploy', '--yes', '--json'])
    child.stderr.once('data', () => child.kill('SIGTERM'))
    const { exit, stdout } = await ended
    expect([exit, JSON.parse(stdout)]).toMatchObject([143, { outcome: 'cancelled', exit: 143 }])
  }, 30_000)

  test.each([['deploy', '--yes'], ['manifest']])(
    'its timeout stops %s',
    async (...words) => {
      const folder = bundle.workspace({ 'deploy.ts': waiting })
      const { exit, stdout, stderr } = await bundle.cli(folder, ...words, '--timeout', '1')
      expect({ exit, said: stdout + stderr }).toEqual({
        exit: 130,
        said: expect.stringContaining('Stopped: deploy.ts was not loaded within its “timeout” of 1 s.'),
      })
    },
    30_000,
  )
})

describe('what the user’s code leaves open', () => {
  const folder = () => bundle.workspace({ 'deploy.ts': `${whole}\nsetInterval(() => {}, 1000)\n` })

  test('keeps nothing alive', async () => {
    expect(await bundle.cli(folder(), 'validate')).toMatchObject({ exit: 0, stdout: expect.stringContaining('valid') })
  }, 30_000)

  test('lets all output leave, however slowly it is read', async () => {
    const { child, ended } = bundle.start('cli.js', folder(), ['manifest'])
    child.stdout.pause()
    setTimeout(() => child.stdout.resume(), 1500)
    const { exit, stdout } = await ended
    expect(exit).toBe(0)
    expect(JSON.parse(stdout).machines).toHaveLength(1)
  }, 30_000)

  test('ends a run only with a word about it', async () => {
    const text = `${whole}\nsetTimeout(() => process.exit(0), 30)\nawait new Promise(r => setTimeout(r, 10))\n`
    const slow = text.replace("host: '127.0.0.1', port: 1", "host: '192.0.2.1', port: 22")
    const { exit, stdout } = await bundle.cli(bundle.workspace({ 'deploy.ts': slow }), 'plan')
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^deploy\.ts:8:\d+: its code ended the run: it called process\.exit\(0\)$/m)
  }, 30_000)
})

test('code that goes on is placed from the repository’s top', async () => {
  const lib = 'export const later = () => setTimeout(() => { throw new TypeError("boom") }, 30)'
  const text = `import { later } from '../lib/later'\n${whole}later()\nawait new Promise(r => setTimeout(r, 10))\n`
  const slow = text.replace("host: '127.0.0.1', port: 1", "host: '192.0.2.1', port: 22")
  const folder = bundle.workspace({ 'ops/deploy.ts': slow, 'lib/later.ts': lib, '.git/HEAD': '' })
  const { exit, stdout } = await bundle.cli(folder, 'plan', '-C', 'ops')
  expect(exit).toBe(1)
  expect(stdout).toMatch(/^lib\/later\.ts:1:\d+: its code ended the run: TypeError: boom, and nothing caught it$/m)
}, 30_000)

test('a run that is over its timeout says so, of the run and of each machine', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  try {
    await once(silent, 'listening')
    const text = whole.replace('port: 1,', `port: ${Object(silent.address()).port},`)
    const { exit, stdout, stderr } = await bundle.cli(
      bundle.workspace({ 'deploy.ts': text }),
      ...['deploy', '--yes', '--json', '--timeout', '2'],
    )
    const failure = {
      code: 'run-timed-out',
      message: expect.stringMatching(/^Stopped: the run did not end within its “timeout” of 2 s/),
    }
    expect(exit).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'cancelled',
      failures: [failure],
      machines: [{ outcome: 'cancelled', failure }],
    })
    expect(stderr).not.toContain('Cancelled')
  } finally {
    silent.close()
  }
}, 30_000)

test('what the file prints is no part of an answer', async () => {
  const text = `console.log('one')\nprocess.stdout.write('two')\n${whole}`
  const { exit, stdout, stderr } = await bundle.cli(bundle.workspace({ 'deploy.ts': text }), 'manifest')
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'one\ntwo' })
  expect(JSON.parse(stdout).machines).toHaveLength(1)
}, 30_000)

test('a reader that goes away stops the output, not the run', async () => {
  const folder = bundle.workspace({ 'deploy.ts': `await new Promise(r => setTimeout(r, 300))\n${whole}` })
  const { child, ended } = bundle.start('cli.js', folder, ['validate', '--events', 'events.ndjson'])
  child.stdout.destroy()
  expect(await ended).toEqual({ exit: 0, stdout: '', stderr: '' })
  expect(readFileSync(join(folder, 'events.ndjson'), 'utf8')).toContain('"run-ended"')
}, 30_000)

describe('with --json standard output holds one document', () => {
  const noisy = `${whole}setTimeout(() => console.log('late'), 5)\nawait new Promise(r => setTimeout(r, 1))\n`
  const folder = () =>
    bundle.workspace({ 'deploy.ts': `console.log('early')\n${noisy}`, 'broken.ts': 'export default 1\n' })

  test.each([
    { name: 'a run', words: ['validate'], exit: 0, document: { outcome: 'valid', exit: 0, failures: [] } },
    {
      name: 'a run that fails',
      words: ['plan', '-i', '/nowhere'],
      exit: 2,
      document: { failures: [{ code: 'bad-input' }] },
    },
    { name: 'a broken file', words: ['status', '-f', 'broken.ts'], exit: 2, document: { outcome: 'failed', exit: 2 } },
    { name: 'a graph', words: ['graph'], exit: 0, document: { format: 1, machines: [{ name: 'a' }] } },
    {
      name: 'a graph of nobody',
      words: ['graph', '-m', 'b'],
      exit: 2,
      document: { failures: [{ code: 'no-machine-selected' }] },
    },
    { name: 'manifests', words: ['manifest'], exit: 0, document: { machines: [{ name: 'a' }] } },
    { name: 'no command', words: ['palm'], exit: 2, document: { exit: 2, failures: [{ code: 'bad-input' }] } },
    { name: 'types', words: ['types'], exit: 0, document: { written: ['drover.d.ts'] } },
  ])(
    '$name',
    async ({ words, exit, document }) => {
      const ended = await bundle.cli(folder(), ...words, '--json')
      expect([ended.exit, JSON.parse(ended.stdout)]).toMatchObject([exit, document])
      if (exit !== 0) expect(ended.stderr).not.toBe('')
    },
    30_000,
  )
})
