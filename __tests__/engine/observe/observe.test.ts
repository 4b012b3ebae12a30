import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { observeScript, readObserved } from '../../../src/engine/observe/observe'
import { canonical } from '../../../src/resources/canonical'
import { hashOfManifest, type Manifest, manifestFormat } from '../../../src/resources/manifest'
import { stateFolder } from '../../../src/target/runtime'

const manifest: Manifest = { format: manifestFormat, machine: 'web', resources: [] }
const other: Manifest = { ...manifest, machine: 'other' }
const home = 'deployments/shop@production'

let state: string
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'drover-observe-'))
})
afterEach(() => rmSync(state, { recursive: true }))

function put(path: string, text: string) {
  mkdirSync(join(state, path, '..'), { recursive: true })
  writeFileSync(join(state, path), text)
}

/** What a real sh says of the state folder. */
function observed(wanted: Manifest = manifest) {
  const question = {
    owner: 'shop@production',
    manifest: wanted,
    hash: hashOfManifest(wanted),
    kinds: new Map(),
    nonce: 'abc',
  }
  const script = observeScript(question).sh.replaceAll(stateFolder, state)
  return readObserved(question, execFileSync('sh', ['-c', script], { encoding: 'utf8' }))
}

function recorded(kept: Manifest) {
  put(`${home}/generations/7/manifest.hash`, hashOfManifest(kept))
  put(`${home}/generations/7/manifest.json`, canonical(kept))
  symlinkSync('generations/7', join(state, home, 'current'))
}

test('a machine that knows nothing of Drover', () => {
  expect(observed()).toMatchObject({
    key: undefined,
    generation: null,
    recorded: undefined,
    previous: undefined,
    provenance: undefined,
    current: false,
    state: ' ',
    claims: new Map(),
    originals: new Map(),
  })
})

test('a machine that is as it was declared', () => {
  recorded(manifest)
  put('fingerprint-key/key', '00ff')
  put('claims', 'shop@production\tpath:/etc/motd\nblog@production\tpath:/etc/motd\n')
  put('originals/a/record/was', 'absent\n')
  put('originals/b/record/was', 'present')
  put('originals/c/name', 'an older version wrote no more')
  put('state', 'format 1\nrequest r-1\nphase confirmed\nholder somebody * else\n')
  expect(observed()).toMatchObject({
    key: Buffer.from('00ff', 'hex'),
    generation: 7,
    recorded: manifest,
    current: true,
    state: 'r-1 confirmed',
    claims: new Map([['path:/etc/motd', ['shop@production', 'blog@production']]]),
    originals: new Map([
      ['a', 'absent'],
      ['b', 'present'],
      ['c', 'unknown'],
    ]),
  })
})

test('a machine that has another generation tells what is in it', () => {
  recorded(other)
  expect(observed()).toMatchObject({ generation: 7, recorded: other, current: false })
})

test('an attempt that did not end well is told', () => {
  recorded(manifest)
  put(`${home}/attempted/touched.json`, canonical(other))
  expect(observed()).toMatchObject({ generation: 7, recorded: undefined, current: false, previous: other })
})

test('how much room there is, is told', () => {
  const told = observed().findings.filter(({ check }) => check === 'space' || check === 'files')
  expect(told.map(({ answer }) => answer)).not.toContain('unknown')
  expect(told).toHaveLength(2)
})
