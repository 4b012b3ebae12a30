import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'

import { collecting } from '../../src/target/runtime'
import { lines, sh } from '../../src/target/script'

const folder = mkdtempSync(join(tmpdir(), 'drover-collect-'))
let drover: string
beforeEach(() => {
  drover = mkdtempSync(join(folder, 'machine-'))
  for (const name of ['deployments', 'originals', 'store', 'trees']) mkdirSync(join(drover, name))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A hash that nothing else begins with. */
const hash = (letter: string) => letter.repeat(64)

function put(path: string, text = '') {
  mkdirSync(dirname(join(drover, path)), { recursive: true })
  writeFileSync(join(drover, path), text)
}

const generation = (number: number, manifest: string, needs = '', owner = 'shop@production') => {
  put(`deployments/${owner}/generations/${number}/manifest.json`, `{"hash":"${manifest}"}`)
  put(`deployments/${owner}/generations/${number}/needs`, `${needs}\n`)
}

/** As on a machine, whose folder is another and which has no systemd. */
function collect(count: number, days: number): { readonly said: string; readonly exit: number | null } {
  const script = lines(
    sh`drover=${drover}`,
    collecting,
    sh`drover_of - shop@production`,
    sh`drover_collect ${count} ${days}`,
  )
  const { stdout, stderr, status } = spawnSync('sh', [], { input: script.sh, encoding: 'utf8' })
  return { said: stdout.trim() || stderr, exit: status }
}

const there = (name: string) => readdirSync(join(drover, name)).sort()

test('what a generation names stays, whichever deployment’s it is; the rest goes, and is counted', () => {
  generation(1, hash('a'), hash('b'))
  generation(1, hash('c'), '', 'other@production')
  put(`store/${hash('a')}`)
  put(`store/h-${hash('b')}`)
  put(`store/${hash('c')}`)
  put(`store/${hash('d')}`, 'twelve bytes')
  put(`store/h-${hash('e')}`, 'six by')
  put('store/.4711', 'half')
  expect(collect(10, 0)).toEqual({ said: 'collected 0 3 0 22', exit: 0 })
  expect(there('store')).toEqual([hash('a'), hash('c'), `h-${hash('b')}`])
  expect(collect(10, 0).said).toBe('collected 0 0 0 0')
  expect(existsSync(join(drover, 'collecting'))).toBe(false)
})

test('so stays what an original names, as text or as a link, and what the last transaction may have touched', () => {
  put(`originals/one/record/content`, `h-${hash('1')}\n`)
  symlinkSync(`/var/lib/drover/trees/${hash('2')}`, join(drover, 'originals/one/record/node'))
  put('deployments/shop@production/journal/r/steps/00001/effect', `cp "$(drover_content ${hash('3')})" /x`)
  for (const name of [`h-${hash('1')}`, hash('3'), hash('4')]) put(`store/${name}`)
  put(`trees/${hash('2')}/file`)
  expect(collect(10, 0).said).toBe('collected 0 1 0 0')
  expect(there('store')).toEqual([hash('3'), `h-${hash('1')}`])
  expect(there('trees')).toEqual([hash('2')])
})

test('a tree goes with its seal, with what was altered of it and with what was never finished', () => {
  generation(1, hash('0'), hash('a'))
  for (const name of [hash('a'), `${hash('a')}.1`, hash('b'), `${hash('b')}.1`, `.${hash('c')}.new`])
    put(`trees/${name}/folder/file`, 'text')
  for (const name of [hash('a'), hash('b')]) put(`trees/.${name}.seal`)
  expect(collect(10, 0).said).toBe('collected 0 0 2 12')
  expect(there('trees')).toEqual([`.${hash('a')}.seal`, hash('a'), `${hash('a')}.1`])
})

test('generations go by number and by age; the current one and the one before it never do', () => {
  for (let number = 1; number <= 6; number++) generation(number, hash(String(number)))
  for (let number = 1; number <= 6; number++) put(`store/${hash(String(number))}`)
  expect(collect(4, 0).said).toBe('collected 2 2 0 0')
  const old = new Date(Date.now() - 10 * 24 * 3600 * 1000)
  for (const number of [3, 5, 6])
    utimesSync(join(drover, `deployments/shop@production/generations/${number}`), old, old)
  expect(collect(4, 9).said).toBe('collected 1 1 0 0')
  expect(there('deployments/shop@production/generations')).toEqual(['4', '5', '6'])
  expect(there('store')).toEqual(['4', '5', '6'].map(hash))
})

test('beside an open transaction, or one that was not brought to an end, nothing is touched', () => {
  put(`store/${hash('a')}`)
  const state = (phase: string) =>
    put('state', `request r\ndeployment shop@production\nphase ${phase}\nboot b\nsince 0\nholder the run\nreason why\n`)
  state('applying')
  expect(collect(10, 0).said).toBe('busy the run')
  state('undo-failed')
  expect(collect(10, 0).said).toBe('unsettled why')
  expect(there('store')).toEqual([hash('a')])
})

test('a generation that does not say what it needs keeps all contents', () => {
  generation(2, hash('a'))
  put('deployments/shop@production/generations/1/manifest.json', '{}')
  put(`store/${hash('b')}`)
  expect(collect(10, 0).said).toBe('collected 0 0 0 0')
  expect(there('store')).toEqual([hash('b')])
})

test('whatever is named and whatever is there: nothing that is named goes, and nothing else stays', () => {
  const letters = fc.uniqueArray(fc.constantFrom(...'0123456789abcdef'), { maxLength: 8 })
  fc.assert(
    fc.property(letters, letters, letters, (named, stored, trees) => {
      rmSync(drover, { recursive: true })
      for (const name of ['deployments', 'originals', 'store', 'trees'])
        mkdirSync(join(drover, name), { recursive: true })
      generation(1, named.map(hash).join(' '))
      for (const letter of stored) put(`store/${letter < '8' ? 'h-' : ''}${hash(letter)}`)
      for (const letter of trees) put(`trees/${hash(letter)}/file`)
      expect(collect(10, 0).exit).toBe(0)
      const stay = (letter: string) => named.includes(letter)
      expect(there('store').map(name => name.at(-1))).toEqual(
        there('store')
          .map(name => name.at(-1))
          .filter(letter => stay(letter ?? '')),
      )
      expect(there('store')).toHaveLength(stored.filter(stay).length)
      expect(there('trees')).toHaveLength(trees.filter(stay).length)
    }),
    { numRuns: 15 },
  )
})
