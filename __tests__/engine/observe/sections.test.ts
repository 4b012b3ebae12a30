import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { fileSections, plainSection, readSections, section } from '../../../src/engine/observe/sections'
import { lines, sh } from '../../../src/target/script'

const run = (script: string) =>
  execFileSync('sh', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

test('what is printed comes back whole, with the exit code, whatever stands around it', () => {
  const printed = fc.string({ unit: fc.constantFrom('a', '\n', '@', 'N', ' ', 'begin', 'end', '%', "'", 'é') })
  fc.assert(
    fc.property(printed, fc.nat(3), printed, (body, exit, noise) => {
      const script = lines(sh`printf %s ${noise}; echo`, section('N0NCE', 'one', sh`printf %s ${body}; exit ${exit}`))
      expect(readSections('N0NCE', run(script.sh)).get('one')).toEqual({ body, exit })
    }),
    { numRuns: 50 },
  )
})

test('a part that began and did not end is left out', () => {
  expect([...readSections('x', '@x begin a\nfull\n\n@x end a 0\n@x begin b\nhalf').keys()]).toEqual(['a'])
})

test('another answer’s markers are no markers', () => {
  expect(readSections('x', '@x begin a\n@y end a 0\n\n@x end a 0\n').get('a')).toEqual({
    body: '@y end a 0\n',
    exit: 0,
  })
})

test('a part that reads its standard input finds nothing there', () => {
  const script = lines(section('x', 'a', sh`cat; echo done`), section('x', 'b', sh`echo b`))
  const found = readSections('x', execFileSync('sh', { input: script.sh, encoding: 'utf8' }))
  expect([...found].map(([name, { body }]) => [name, body])).toEqual([
    ['a', 'done\n'],
    ['b', 'b\n'],
  ])
})

test('what sh says by itself, and files, come back as parts too, with a file that is not there as an empty one', () => {
  const contents = fc.string({ unit: fc.constantFrom('a', '\n', '@', 'x', ' ', '$HOME', '`', "'", '\\', 'é') })
  const folder = mkdtempSync(join(tmpdir(), 'drover-sections-'))
  const path = (name: string) => join(folder, name)
  fc.assert(
    fc.property(contents, contents, (one, three) => {
      writeFileSync(path('one'), one)
      writeFileSync(path('three $x'), three)
      const files = { one: sh`${path('one')}`, two: sh`${path('none')}`, three: sh`${path('three $x')}` }
      const script = lines(plainSection('x', 'zero', sh`printf %s ${three}`), fileSections('x', files))
      expect([...readSections('x', run(script.sh))]).toEqual(
        Object.entries({ zero: three, one, two: '', three }).map(([name, body]) => [name, { body, exit: 0 }]),
      )
    }),
    { numRuns: 50 },
  )
  rmSync(folder, { recursive: true })
})
