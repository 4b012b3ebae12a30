import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstDeployment } from '../../src/commands/init/files'

// Nothing is installed there, nor in any folder above it.
const folder = mkdtempSync(join(tmpdir(), 'drover-types-'))
const tsc = join(__dirname, '../../node_modules/typescript/bin/tsc')

// One run of the compiler for all of them: what costs is reading the declarations.
const sources = {
  forum: readFileSync('examples/forum/deploy.ts', 'utf8'),
  cloud: readFileSync('examples/cloud/deploy.ts', 'utf8'),
  init: firstDeployment,
  ownType: `import { files, service, serviceType, system, z } from 'drover'
const motd = serviceType({
  name: 'motd', description: 'A word of welcome', config: z.object({ text: z.string() }),
  extensions: contribute => [contribute(files, ({ text }) => [{ path: '/etc/motd', content: text.toUpperCase() }])],
})
export default system({ services: [service(motd, { text: 'hello' })] })`,
  mistaken: `import { container, machine, managedHost, secret, system } from 'drover'
const a = machine({ name: 'a', environment: container({}), system: system({ hostNam: 'a' }) })
const h = managedHost({ host: 'b', hostKey: 7 })
const b = machine({ name: 2, environment: h, system: system({}) })
const c: string = secret('C')
export default [a, b, c]`,
}
let lines: readonly string[] = []

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, '../../scripts/types.mjs'), join(folder, 'drover.d.ts')])
  lines = compiled()
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** What the compiler says of the deployment files, strictly, with the one line of set-up and the declarations checked too. */
function compiled(): readonly string[] {
  const line = '/// <reference path="./drover.d.ts" />\n'
  const files = Object.entries(sources).map(([name, source]) => {
    writeFileSync(join(folder, `${name}.ts`), source.startsWith(line) ? source : `${line}${source}`)
    return `${name}.ts`
  })
  const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler']
  const { error, stdout } = spawnSync(process.execPath, [tsc, ...options, ...files], { cwd: folder, encoding: 'utf8' })
  if (error) throw error
  return stdout.split('\n').filter(each => each !== '')
}

const said = (name: keyof typeof sources): readonly string[] => lines.filter(line => line.startsWith(`${name}.ts(`))

test('the forum of the examples is without a mistake', () => expect(said('forum')).toEqual([]))

test('so is what “drover init” writes', () => expect(said('init')).toEqual([]))

test('so is a service type of one’s own, with zod', () => expect(said('ownType')).toEqual([]))

test('so are the declarations themselves', () => {
  expect(lines.filter(line => /^\S/.test(line) && !line.startsWith('mistaken.ts('))).toEqual([])
})

test('a mistake stands on its line', () => {
  expect(said('mistaken')).toEqual([
    expect.stringMatching(/^mistaken\.ts\(3,\d+\): error .*'hostNam'/),
    expect.stringMatching(/^mistaken\.ts\(4,\d+\): error .*'number'/),
    expect.stringMatching(/^mistaken\.ts\(5,\d+\): error .*'number'/),
    expect.stringMatching(/^mistaken\.ts\(6,\d+\): error .*'Secret'/),
  ])
})
