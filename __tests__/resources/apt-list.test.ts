import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aptList } from '../../src/resources/apt-list'
import { lines, sh } from '../../src/target/script'

const stanza = (name: string, { status = 'install ok installed', version = '1.0', more = '' } = {}) =>
  `Package: ${name}
Status: ${status}
Priority: optional
${more}Architecture: amd64
Version: ${version}
Description: Package: curl
 Package: curl
Homepage: none
`
const dpkg = stanza('dpkg', { version: '1.21' })
const extended = `Package: libcurl4
Architecture: amd64
Auto-Installed: 1

Package: curl
Architecture: amd64
Auto-Installed: 1
`

/** What it says of curl and wget, with dpkg's and apt's lists in a folder. */
async function listed(status: string, updates: readonly string[] = [], names: readonly string[] = ['curl', 'wget']) {
  const folder = mkdtempSync(join(tmpdir(), 'drover-apt-list-'))
  try {
    await mkdir(join(folder, 'updates'))
    writeFileSync(join(folder, 'status'), status)
    writeFileSync(join(folder, 'extended_states'), extended)
    for (const update of updates) writeFileSync(join(folder, 'updates', update), '')
    const script = lines(
      sh`set -eu`,
      { sh: aptList(names).sh.replaceAll('/var/lib/dpkg', folder).replaceAll('/var/lib/apt', folder) },
      sh`if apt_list; then printf '%s\n' "$found" "$auto" "code $code"; else echo unsure; fi`,
    )
    const { stdout, stderr } = spawnSync('sh', ['-c', script.sh], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.trim().split('\n').filter(Boolean)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const auto = ['apt auto Package: curl', 'apt auto Architecture: amd64', 'apt auto Auto-Installed: 1']
const own = 'apt dpkg dpkg|1.21|ii |amd64'

test('what is installed is told as dpkg-query tells it, with who wanted it, and what is not there by the exit code', async () => {
  const both = [dpkg, stanza('libcurl4'), stanza('curl'), stanza('wget')].join('\n')
  expect(await listed(both)).toEqual([
    own,
    'apt dpkg curl|1.0|ii |amd64',
    'apt dpkg wget|1.0|ii |amd64',
    ...auto,
    'code 0',
  ])
  expect(await listed([stanza('curlftpfs'), stanza('curl'), dpkg].join('\n'))).toEqual([
    'apt dpkg curl|1.0|ii |amd64',
    own,
    ...auto,
    'code 1',
  ])
})

test.each([
  { name: 'dpkg notes changes beside its list', status: dpkg, updates: ['0001'] },
  { name: 'one is there in part', status: `${dpkg}\n${stanza('wget', { status: 'install ok half-configured' })}` },
  { name: 'one is kept at its version', status: `${dpkg}\n${stanza('wget', { status: 'hold ok installed' })}` },
  {
    name: 'one does not tell its version where it should',
    status: `${dpkg}\n${stanza('wget', { more: 'X: y\n'.repeat(20) })}`,
  },
  { name: 'another architecture is asked for', status: dpkg, names: ['curl:i386'] },
])('it is left to dpkg-query where $name', async ({ status, updates, names }) => {
  expect(await listed(status, updates, names)).toEqual(['unsure'])
})
