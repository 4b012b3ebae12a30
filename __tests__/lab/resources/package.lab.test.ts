import type { Keep, StepDraft } from '../../../src/resources/kind'
import { packageKind } from '../../../src/resources/package'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

jest.setTimeout(60_000)

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
  const made = await lab.exec(repository)
  if (made.exit !== 0) throw new Error(made.stderr)
}, 120_000)
afterAll(() => lab.destroy())

/** A mirror of its own in a folder, so that versions and dependencies are as the tests say, whatever Debian has today. */
const repository = `set -eu
mkdir -p /srv/mirror && cd /srv/mirror
make() { # name version more
  rm -rf work && mkdir -p work/DEBIAN work/etc
  printf '%s\\n' "$1 $2" >"work/etc/$1.conf"
  printf '/etc/%s.conf\\n' "$1" >work/DEBIAN/conffiles
  printf 'Package: %s\\nVersion: %s\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' "$1" "$2" >work/DEBIAN/control
  [ -z "\${3:-}" ] || printf '%s\\n' "$3" >>work/DEBIAN/control
  if [ "\${4:-}" != '' ]; then printf '#!/bin/sh\\n%s\\n' "$4" >work/DEBIAN/postinst; chmod 755 work/DEBIAN/postinst; fi
  dpkg-deb --build --root-owner-group work "$1_$2_all.deb" >/dev/null
  {
    cat work/DEBIAN/control
    printf 'Filename: ./%s\\nSize: %s\\nSHA256: %s\\n\\n' "$1_$2_all.deb" "$(stat -c %s "$1_$2_all.deb")" "$(sha256sum <"$1_$2_all.deb" | cut -c 1-64)"
  } >>Packages
}
: >Packages
make drove 1.0
make drove 2.0
make lonely 1.0
make herd 1.0 'Depends: cow (>= 1), drove-lib'
make cow 1.0
make drove-lib 1.0
make other 1.0 'Depends: drove-lib'
make bull 1.0 'Provides: cattle'
make ox 1.0 'Provides: cattle'
make goat 1.0 'Provides: bearded'
make wolf 1.0 'Conflicts: lonely'
make sick 1.0 '' 'exit 3'
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
printf 'deb [trusted=yes] file:/srv/mirror ./\\n' >/etc/apt/sources.list
apt-get -q update`

const ours = 'drove lonely herd cow drove-lib other bull ox goat wolf sick'
const teardown = `export DEBIAN_FRONTEND=noninteractive
apt-mark unhold ${ours} >/dev/null 2>&1 || true
dpkg --purge --force-all ${ours} >/dev/null 2>&1
rm -f /var/cache/apt/archives/*.deb`
const state = `dpkg-query -W -f '\${db:Status-Abbrev} \${Package} \${Version}\\n' | sort
apt-mark showauto | sort; cat /etc/drove.conf 2>/dev/null || true`
const stamps = `stat -c '%n %i %Y %Z' /var/lib/dpkg/status /var/lib/apt/extended_states /etc/*.conf`
const install = 'apt-get -q -y install'

contract(
  packageKind,
  [
    {
      name: 'that was not there, at any version',
      want: { name: 'drove' },
      changed: { name: 'drove', version: '1.0' },
      drift: 'dpkg --purge drove',
      state,
      stamps,
      teardown,
    },
    {
      name: 'at a version',
      setup: `${install} drove=2.0`,
      want: { name: 'drove', version: '1.0' },
      changed: { name: 'drove', version: '2.0' },
      drift: `${install} drove`,
      state,
      stamps,
      teardown,
    },
    {
      name: 'at the newest version',
      setup: `${install} drove=1.0; apt-mark auto drove`,
      want: { name: 'drove', version: 'latest' },
      changed: { name: 'drove', version: '1.0' },
      drift: `${install} --allow-downgrades drove=1.0`,
      state,
      stamps,
      teardown,
    },
  ],
  () => lab,
)

describe('package', () => {
  let bench: Workbench
  const parse = (want: unknown) => packageKind.schema.parse(want)
  const keepOf = (want: unknown): Keep => {
    const keep = packageKind.keep(parse(want))
    if (keep === 'irreversible') throw new Error('a package can be brought back')
    return keep
  }
  const drafts = async (...wants: unknown[]): Promise<readonly StepDraft[]> => {
    const parsed = wants.map(parse)
    const seen = await bench.observe(packageKind, parsed)
    const changes = parsed.map(want => {
      const found = seen.get(packageKind.id(want))
      if (!found) throw new Error(`nothing was said of ${want.name}`)
      return { want, seen: found, followed: {} }
    })
    return packageKind.together?.(changes).map(({ draft }) => draft) ?? []
  }
  const titles = async (...wants: unknown[]) => (await drafts(...wants)).map(({ title }) => title)
  const record = async (folder: string, want: unknown) => {
    await bench.open(folder)
    await bench.record(keepOf(want), folder)
  }
  const apply = async (...wants: unknown[]) => {
    for (const draft of await drafts(...wants)) await bench.effect(draft, 'effect')
  }
  const look = () => bench.run('state', { sh: state })

  beforeEach(async () => {
    bench = new Workbench(lab)
    await bench.begin({ sh: teardown })
    await bench.open('effect')
  })
  afterEach(() => bench.run('teardown', { sh: teardown }))

  test('one that was there and was upgraded since stays at that version when it is no longer declared', async () => {
    await bench.run('setup', { sh: `${install} drove=1.0` })
    const want = { name: 'drove', version: '1.0' }
    await record('first', want)
    await bench.run('upgrade', { sh: `${install} drove=2.0` })
    const { release, restore } = keepOf(want)
    await bench.run('release', release ?? restore, 'first')
    expect(await bench.run('version', { sh: 'dpkg -s drove | sed -n s/^Version:.//p' })).toBe('2.0\n')
    await bench.run('restore', restore, 'first')
    expect(await bench.run('version', { sh: 'dpkg -s drove | sed -n s/^Version:.//p' })).toBe('1.0\n')
  })

  test('many are installed by one call, and taken away with all that came along, and no more', async () => {
    await bench.run('setup', { sh: `${install} lonely` })
    const before = await look()
    expect(await titles({ name: 'drove' }, { name: 'herd' }, { name: 'lonely' })).toEqual(['install drove, herd'])
    await record('drove', { name: 'drove' })
    await record('herd', { name: 'herd' })
    await apply({ name: 'drove' }, { name: 'herd' })
    expect(await titles({ name: 'drove' }, { name: 'herd' }, { name: 'lonely' })).toEqual([])
    const made = await look()
    expect(made).toMatch(/^ii {2}cow 1.0$/m)
    await record('again', { name: 'herd' })
    await bench.restore(keepOf({ name: 'herd' }), 'herd')
    expect(await look()).not.toContain('cow')
    await bench.restore(keepOf({ name: 'herd' }), 'again')
    expect(await look()).toBe(made)
    await bench.restore(keepOf({ name: 'herd' }), 'herd')
    await bench.restore(keepOf({ name: 'drove' }), 'drove')
    expect(await look()).toBe(before)
    const touched = await bench.run('stamps', { sh: stamps })
    await bench.restore(keepOf({ name: 'herd' }), 'herd')
    expect(await bench.run('stamps', { sh: stamps })).toBe(touched)
  })

  test('what came along stays where something else has come to need it, and goes with that', async () => {
    const before = await look()
    await record('herd', { name: 'herd' })
    await apply({ name: 'herd' })
    await record('other', { name: 'other' })
    await apply({ name: 'other' })
    await bench.restore(keepOf({ name: 'herd' }), 'herd')
    expect(await look()).toMatch(/^ii {2}drove-lib 1.0$/m)
    expect(await look()).not.toMatch(/^.. {2}(cow|herd) /m)
    await bench.restore(keepOf({ name: 'other' }), 'other')
    expect(await look()).not.toBe('')
    await bench.run('by hand', { sh: 'apt-get -q -y autoremove --purge' })
    expect(await look()).toBe(before)
  })

  test('a package that others need by now stays, and goes when the last of them goes', async () => {
    const before = await look()
    await record('lib', { name: 'drove-lib' })
    await apply({ name: 'drove-lib' })
    await record('other', { name: 'other' })
    await apply({ name: 'other' })
    const said = await bench.restore(keepOf({ name: 'drove-lib' }), 'lib')
    expect(said).toContain('drove-lib stays, because these need it: other')
    expect(await titles({ name: 'other' })).toEqual([])
    await bench.restore(keepOf({ name: 'other' }), 'other')
    expect(await look()).toBe(before)
  })

  test('one that another had brought is kept from now on, at its version', async () => {
    await bench.run('setup', { sh: `${install} herd; apt-mark auto cow` })
    const before = await look()
    await record('cow', { name: 'cow' })
    expect(await titles({ name: 'cow' })).toEqual(['keep cow (came along with another)'])
    await apply({ name: 'cow' })
    expect(await titles({ name: 'cow' })).toEqual([])
    await bench.run('by hand', { sh: 'dpkg --purge herd; apt-get -q -y autoremove --purge' })
    expect(await look()).toMatch(/^ii {2}cow 1.0$/m)
    await bench.run('by hand', { sh: `${install} herd` })
    await bench.restore(keepOf({ name: 'cow' }), 'cow')
    expect(await look()).toBe(before)
  })

  test('what had to go for it comes back', async () => {
    await bench.run('setup', { sh: `${install} lonely` })
    const before = await look()
    await record('wolf', { name: 'wolf' })
    await apply({ name: 'wolf' })
    expect(await look()).not.toMatch(/^ii {2}lonely/m)
    await bench.restore(keepOf({ name: 'wolf' }), 'wolf')
    expect(await look()).toBe(before)
  })

  test('an installation that was cut off is finished, and can be taken back', async () => {
    const before = await look()
    await record('drove', { name: 'drove' })
    await bench.run('cut off', { sh: 'dpkg --unpack /srv/mirror/drove_1.0_all.deb' })
    expect(await titles({ name: 'drove' })).toEqual(['finish installing drove'])
    await bench.restore(keepOf({ name: 'drove' }), 'drove')
    expect(await look()).toBe(before)
    await bench.run('cut off', { sh: 'dpkg --unpack /srv/mirror/drove_1.0_all.deb' })
    await apply({ name: 'drove' })
    expect(await look()).toMatch(/^ii {2}drove 1.0$/m)
  })

  test('a package that fails to install says so, and is taken back', async () => {
    const before = await look()
    await record('sick', { name: 'sick' })
    await expect(apply({ name: 'sick' })).rejects.toThrow(
      /post-installation script subprocess returned error exit status 3/,
    )
    await bench.restore(keepOf({ name: 'sick' }), 'sick')
    expect(await look()).toBe(before)
  })

  test('one that is held is not upgraded, and that is said', async () => {
    await bench.run('setup', { sh: `${install} drove=1.0; apt-mark hold drove` })
    expect(await titles({ name: 'drove' })).toEqual([])
    expect(await titles({ name: 'drove', version: 'latest' }, { name: 'lonely' })).toEqual([
      'install lonely',
      'upgrade drove 1.0 → 2.0 (drove is held at 1.0: release it with apt-mark unhold drove)',
    ])
    await expect(apply({ name: 'drove', version: '2.0' })).rejects.toThrow('drove is held at 1.0')
    expect(await look()).toMatch(/^hi {2}drove 1.0$/m)
  })

  test('a virtual package is refused, with the real ones by name', async () => {
    expect(await titles({ name: 'cattle' })).toEqual([
      'install cattle (cattle is a virtual package: name one of bull, ox)',
    ])
    await expect(apply({ name: 'cattle' })).rejects.toThrow('cattle is a virtual package')
    await expect(
      bench.run(
        'raw',
        packageKind.steps({
          want: parse({ name: 'bearded' }),
          seen: { installed: null, whole: false, automatic: false, held: false, providers: [] },
          followed: {},
        })[0]?.effect ?? { sh: '' },
      ),
    ).rejects.toThrow(/bearded is only a virtual package; .*\n {2}goat 1.0/s)
  })

  test('lists are fetched where the machine has none, or where they know no such package, and only then', async () => {
    await bench.run('no lists', { sh: 'rm -rf /var/lib/apt/lists/*' })
    await apply({ name: 'lonely' })
    const stamp = () => bench.run('lists', { sh: 'stat -c "%i %Z" /var/lib/apt/lists/*Packages*' })
    const fetched = await stamp()
    await apply({ name: 'drove' })
    expect(await stamp()).toBe(fetched)
    await bench.run('old lists', {
      sh: `for f in /var/lib/apt/lists/*Packages*; do printf '' >"$f.new"; mv "$f.new" "$f"; done
rm -f /var/cache/apt/*.bin`,
    })
    await apply({ name: 'ox' })
    expect(await look()).toMatch(/^ii {2}ox 1.0$/m)
    const failed: unknown = await apply({ name: 'no-such-package' }).catch((error: unknown) => error)
    // It was tried twice, and is told once.
    expect(String(failed).match(/Unable to locate package no-such-package/g)).toHaveLength(1)
  })

  test('a version that is not to be had again makes its upgrade irreversible', async () => {
    await bench.run('setup', { sh: `${install} drove=1.0; rm -f /var/cache/apt/archives/*.deb` })
    const possible = await drafts({ name: 'drove', version: 'latest' })
    expect(possible.map(({ irreversible }) => irreversible)).toEqual([undefined])
    const all = await bench.run('mirror', { sh: 'cat /srv/mirror/Packages' })
    const newer = all
      .split('\n\n')
      .filter(stanza => !stanza.includes('Package: drove\nVersion: 1.0'))
      .join('\n\n')
    await bench.run('mirror', { sh: `cat >/srv/mirror/Packages <<'END'\n${newer}\nEND\napt-get -q update` })
    const drafted = await drafts({ name: 'drove', version: 'latest' })
    expect(drafted.map(({ irreversible }) => irreversible)).toEqual(['drove 1.0 is not to be had any more'])
    await bench.run('mirror', { sh: `cat >/srv/mirror/Packages <<'END'\n${all}\nEND\napt-get -q update` })
  })
})
