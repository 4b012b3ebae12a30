import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstDeployment } from '../../src/commands/init-files'

// Nothing is installed there, nor in any folder above it.
const folder = mkdtempSync(join(tmpdir(), 'drover-types-'))
const tsc = join(__dirname, '../../node_modules/typescript/bin/tsc')

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, '../../scripts/types.mjs'), join(folder, 'drover.d.ts')])
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** What the compiler says of a deployment file, strictly, with the one line of set-up and the declarations checked too. */
function said(source: string): readonly string[] {
  const path = join(folder, 'deploy.ts')
  const line = '/// <reference path="./drover.d.ts" />\n'
  writeFileSync(path, source.startsWith(line) ? source : `${line}${source}`)
  const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler']
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, 'deploy.ts'], { cwd: folder, encoding: 'utf8' })
  return stdout.split('\n').filter(each => each !== '')
}

test('the forum of the examples is without a mistake', () => {
  expect(said(readFileSync('examples/forum/deploy.ts', 'utf8'))).toEqual([])
}, 60_000)

test('so is what “drover init” writes', () => {
  expect(said(firstDeployment)).toEqual([])
}, 60_000)

test('so is a service type of one’s own, with zod', () => {
  expect(
    said(`import { files, service, serviceType, system, z } from 'drover'
const motd = serviceType({
  name: 'motd', description: 'A word of welcome', config: z.object({ text: z.string() }),
  extensions: contribute => [contribute(files, ({ text }) => [{ path: '/etc/motd', content: text.toUpperCase() }])],
})
export default system({ services: [service(motd, { text: 'hello' })] })`),
  ).toEqual([])
}, 60_000)

test('a mistake stands on its line', () => {
  const source = `import { container, machine, managedHost, secret, system } from 'drover'
const a = machine({ name: 'a', environment: container({}), system: system({ hostNam: 'a' }) })
const h = managedHost({ host: 'b', hostKey: 7 })
const b = machine({ name: 2, environment: h, system: system({}) })
const c: string = secret('C')
export default [a, b, c]`
  expect(said(source).filter(line => /^deploy/.test(line))).toEqual([
    expect.stringMatching(/^deploy\.ts\(3,\d+\): error .*'hostNam'/),
    expect.stringMatching(/^deploy\.ts\(4,\d+\): error .*'number'/),
    expect.stringMatching(/^deploy\.ts\(5,\d+\): error .*'number'/),
    expect.stringMatching(/^deploy\.ts\(6,\d+\): error .*'Secret'/),
  ])
}, 60_000)
