import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { version } from '../package.json'
import { Bundle } from './support/bundle'
import { node24 } from './support/node24'

// Every example that says that it is a whole file. The keys in them are cut off: here they are whole.
const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJNp9dHAaWvJEuwZZx0cNxX6ayG2n2pw6sM4Yv0uXWqc'
const pages = ['README.md', ...readdirSync('docs').flatMap(name => (name.endsWith('.md') ? [join('docs', name)] : []))]
const examples = pages.flatMap(page =>
  [...readFileSync(page, 'utf8').matchAll(/^```ts\n(\/\/ deploy\.ts.*?)^```$/gms)].map(([, text = ''], index) => ({
    name: `${page}, example ${index + 1}`,
    text: text.replaceAll(/ssh-ed25519 AAAA…\d?/g, hostKey),
  })),
)

const bundle = new Bundle()
const { folder } = bundle
const at = (...names: readonly string[]) => join(folder, ...names)
const dist = (name: string) => at('dist', name)

// Built, not taken from dist/: this asks whether the sources make a bundle that starts. That dist/ is what they make is
// asked by scripts/check-dist.mjs.
beforeAll(() => bundle.build(), 120_000)
afterAll(() => bundle.remove())

function run(node: string, script: string, args: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, HOME: folder, RUNNER_TEMP: folder, ...more }
  const { error, status, stdout, stderr } = spawnSync(node, [dist(script), ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  if (error) throw error
  return { status, stdout, stderr }
}

describe('the command line under Node 24', () => {
  test('says its version', () => {
    expect(run(node24, 'cli.js', ['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('helps', () => {
    const { status, stdout, stderr } = run(node24, 'cli.js', ['help'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('drover deploy')
  })

  test('keeps what was compiled in a folder of the user alone, and does without where there can be none', () => {
    expect(run(node24, 'cli.js', ['help'], { XDG_CACHE_HOME: at('cache') }).status).toBe(0)
    expect(statSync(at('cache/drover/compiled')).mode & 0o777).toBe(0o700)
    expect(readdirSync(at('cache/drover/compiled'))).not.toEqual([])
    expect(run(node24, 'cli.js', ['help'], { XDG_CACHE_HOME: dist('cli.js') })).toMatchObject({ status: 0, stderr: '' })
  })

  test('exits 2 at a command that it does not know, and says which is near', () => {
    const { status, stdout, stderr } = run(node24, 'cli.js', ['delpoy'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('“deploy”')
  })

  test.each(examples)('reads the deployment file of $name, with nothing installed beside it', ({ text }) => {
    writeFileSync(at('deploy.ts'), text)
    mkdirSync(at('forum'), { recursive: true })
    writeFileSync(at('forum/server.js'), '')
    const { status, stdout, stderr } = run(node24, 'cli.js', ['validate'])
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: expect.not.stringContaining('rror') })
  })

  test('shows what an older commit declared, whatever lies here', async () => {
    const declaring = (name: string) => `import { machine, managedHost, system } from 'drover'
const environment = managedHost({ host: '10.0.0.1', hostKey: '${hostKey}' })
export default [machine({ name: '${name}', environment, system: system({ hostName: '${name}' }) })]`
    const work = bundle.workspace({ 'ops/deploy.ts': declaring('old') })
    const git = (...words: readonly string[]) =>
      spawnSync('git', ['-C', work, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { encoding: 'utf8' })
    for (const words of [
      ['init', '-q'],
      ['add', '-A'],
      ['commit', '-qm', 'x'],
    ])
      git(...words)
    const there = ['manifest', '--ref', 'HEAD', '-C', 'ops']
    // From a terminal a run is told by the commit that is checked out.
    const events = at('events.ndjson')
    await bundle.cli(work, 'validate', '-C', 'ops', '--events', events)
    const sha = git('rev-parse', 'HEAD').stdout.trim()
    const [, started = ''] = readFileSync(events, 'utf8').split('\n')
    expect(JSON.parse(started).provenance).toMatchObject({ sha, ref: expect.stringMatching(/^refs\/heads\//) })
    expect(started).not.toContain('dirty')
    writeFileSync(join(work, 'ops/deploy.ts'), 'this is {{ no program')
    const broken = await bundle.cli(work, ...there)
    expect({ exit: broken.exit, stderr: broken.stderr }).toEqual({ exit: 0, stderr: '' })
    expect(JSON.parse(broken.stdout)).toMatchObject({
      deployment: `${basename(work)}/ops/deploy.ts`,
      machines: [{ name: 'old' }],
    })
    rmSync(join(work, 'ops/deploy.ts'))
    expect((await bundle.cli(work, ...there)).stdout).toBe(broken.stdout)
  })

  test('says that a working directory is not there, or is none', async () => {
    const work = bundle.workspace({ 'deploy.ts': '' })
    const [missing, file] = await Promise.all([
      bundle.cli(work, 'validate', '-C', 'nowhere'),
      bundle.cli(work, 'validate', '-C', 'deploy.ts'),
    ])
    expect(missing).toMatchObject({
      exit: 2,
      stdout: expect.stringMatching(/“working-directory” can't be used: .*nowhere is not there; expected the folder/),
    })
    expect(file).toMatchObject({ exit: 2, stdout: expect.stringContaining('deploy.ts is a file; expected the folder') })
  })

  test.each(['deploy.toml', 'deploy.cts'])('says what a deployment file may be that is not %s', async name => {
    const { exit, stdout } = await bundle.cli(bundle.workspace({ [name]: 'a = 1' }), 'validate', '-f', name)
    expect({ exit, stdout }).toEqual({
      exit: 2,
      stdout: expect.stringContaining(`${name} is no deployment file; expected one that ends in .ts, .mts,`),
    })
  })

  test('prints nothing that a terminal would act on', async () => {
    const { exit, stderr } = await bundle.cli(bundle.workspace({}), 'plan', '-f', 'a', '\u001b[31mred\u0007')
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringMatching(/got “red”/) })
  })

  test('can be started by itself', () => {
    expect(statSync(dist('cli.js')).mode & 0o777).toBe(0o755)
    expect(readFileSync(dist('cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })
})

test('an older Node is told which one is needed', () => {
  // The bundle's first lines, told that they run under an older one: the Node that runs this test may be a new one.
  writeFileSync(at('old.cjs'), `Object.defineProperty(process.versions, 'node', { value: '20.20.0' })\n`)
  const { status, stdout, stderr } = run(process.execPath, 'cli.js', ['--version'], {
    NODE_OPTIONS: `--require=${at('old.cjs')}`,
  })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^drover needs Node 24 or later.*This is Node 20\.20\.0\./)
})

test('the action exits 2 at a wrong input, and says so as an annotation', () => {
  const summary = at('summary.md')
  writeFileSync(summary, '')
  const { status, stdout } = run(node24, 'index.js', [], { INPUT_COMMAND: 'delpoy', GITHUB_STEP_SUMMARY: summary })
  expect(status).toBe(2)
  expect(stdout).toMatch(/^::error .*delpoy.*deploy/m)
  expect(readFileSync(summary, 'utf8')).toContain('delpoy')
})

test('the action tells a working directory outside of the workspace with all else that is wrong', () => {
  const inputs = { INPUT_TIMEOUT: 'soon', 'INPUT_WORKING-DIRECTORY': '/etc', GITHUB_WORKSPACE: folder }
  const { status, stdout } = run(node24, 'index.js', [], inputs)
  expect(status).toBe(2)
  expect(stdout).toMatch(/^::error .*got “soon”/m)
  expect(stdout).toMatch(/^::error .*“\/etc” lies outside of the workspace/m)
})

test('holds no sentences in languages that nobody asks for', () => {
  expect(readFileSync(dist('drover.js'), 'utf8')).not.toMatch(/locales\/(de|ja)|Ungültige Eingabe/)
})

test('holds nothing that was compiled for one kind of machine', () => {
  const files = readdirSync(dist(''), { recursive: true, encoding: 'utf8' })
  expect(files.filter(name => /\.(node|exe|dll|so|dylib)$/.test(name))).toEqual([])
})

test('is what action.yml and package.json start', () => {
  expect(existsSync(at(/^ {2}main: (.+)$/m.exec(readFileSync('action.yml', 'utf8'))?.[1] ?? 'none'))).toBe(true)
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(existsSync(at(bin.drover))).toBe(true)
})
