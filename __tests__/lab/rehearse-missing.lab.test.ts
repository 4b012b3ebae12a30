import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheAt } from '../../src/environments/container/cache'
import { sharedDist } from '../support/bundle'
import { node24 } from '../support/node24'
import { noTraces, tracesOf } from '../support/traces'

const workspace = mkdtempSync(join(tmpdir(), 'drover-missing-'))
const folder = mkdtempSync(join(tmpdir(), 'drover-lab-'))
const bin = join(workspace, 'bin')

beforeAll(() => {
  sharedDist()
  mkdirSync(cacheAt().roots, { recursive: true })
  symlinkSync(cacheAt().roots, join(folder, 'roots'))
  mkdirSync(bin)
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { machine, managedHost, system } from 'drover'
const environment = managedHost({ host: '192.0.2.1', hostKey: 'SHA256:${'A'.repeat(43)}' })
export default [machine({ name: 'web', environment, system: system({ hostName: 'web' }) })]
`,
  )
}, 120_000)
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

/** A rehearsal by root, started by these words, with what lies in these folders. */
function rehearse(path: string, ...before: readonly string[]) {
  const [program = '', ...words] = [...before, node24, join(sharedDist(), 'cli.js'), 'rehearse']
  const { status, stdout } = spawnSync(program, words, {
    cwd: workspace,
    encoding: 'utf8',
    env: {
      PATH: path,
      HOME: workspace,
      DROVER_CACHE: folder,
      ...(process.env.DROVER_MIRROR ? { DROVER_MIRROR: process.env.DROVER_MIRROR } : {}),
    },
    timeout: 60_000,
  })
  return { status, stdout }
}

/** A host that has these programs and no others. */
function only(...programs: readonly string[]): string {
  rmSync(bin, { recursive: true })
  mkdirSync(bin)
  for (const program of programs) {
    const place = (process.env.PATH ?? '').split(':').map(each => join(each, program))
    const { stdout } = spawnSync('ls', place, { encoding: 'utf8' })
    symlinkSync(stdout.split('\n')[0] ?? '', join(bin, program))
  }
  return bin
}

const asked = 'systemd-nspawn (package systemd-container), mmdebstrap (package mmdebstrap)'

test('programs that can’t be installed are named with their packages', () => {
  const path = only('ip', 'nft', 'flock', 'unshare', 'sh', 'cat', 'rm')
  writeFileSync(join(bin, 'apt-get'), '#!/bin/sh\necho "E: Unable to locate package mmdebstrap" >&2\nexit 100\n')
  chmodSync(join(bin, 'apt-get'), 0o755)
  const refused = rehearse(path)
  expect(refused.status).toBe(1)
  expect(refused.stdout).toContain(
    `containers need what is not on this host: ${asked}; the packages can't be installed`,
  )
  expect(refused.stdout).toContain('E: Unable to locate package mmdebstrap')
  expect(refused.stdout.match(/installing mmdebstrap/g)).toHaveLength(1)
  expect(refused.stdout).toContain('Have mmdebstrap, systemd-container installed before')

  rmSync(join(bin, 'apt-get'))
  const without = rehearse(path)
  expect([without.status, without.stdout]).toEqual([1, expect.stringContaining(asked)])
  expect(without.stdout).toContain("apt-get can't be run")

  writeFileSync(join(bin, 'apt-get'), '#!/bin/sh\n')
  chmodSync(join(bin, 'apt-get'), 0o755)
  const elsewhere = rehearse(path)
  expect(elsewhere.status).toBe(1)
  expect(elsewhere.stdout).toContain(`they are on no folder of PATH (${path})`)
}, 60_000)

test('a host on which no bridge can be made says what that takes', async () => {
  const { status, stdout } = rehearse(process.env.PATH ?? '', 'setpriv', '--bounding-set=-net_admin', '--')
  expect([status, stdout]).toEqual([1, expect.stringContaining('Operation not permitted')])
  expect(stdout).toContain('module “bridge” (modprobe bridge)')
  expect(stdout).toContain('CAP_NET_ADMIN')
  expect(await tracesOf(cacheAt(folder), 'web')).toEqual(noTraces)
}, 60_000)
