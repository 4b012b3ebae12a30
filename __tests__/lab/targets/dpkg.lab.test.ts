import type { Event } from '../../../src/event'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

jest.setTimeout(120_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
  await does(mirror)
}, 300_000)
afterAll(() => machine?.destroy())

async function does(script: string): Promise<string> {
  const { exit, stdout, stderr } = await machine.exec(`set -eu; ${script}`)
  if (exit !== 0) throw new Error(`${script}: exit ${exit}: ${stderr}`)
  return stdout
}

// Two packages of our own, one of which takes its time to be configured while a file stands.
const mirror = `mkdir -p /srv/mirror && cd /srv/mirror
for name in slow quick; do
  rm -rf work && mkdir -p work/DEBIAN
  printf 'Package: %s\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' $name >work/DEBIAN/control
  [ $name = quick ] || printf '#!/bin/sh\\nwhile [ -e /run/slow ]; do sleep 0.1; done\\n' >work/DEBIAN/postinst
  chmod -f 755 work/DEBIAN/postinst || :
  dpkg-deb --build --root-owner-group work $name.deb >/dev/null
  { cat work/DEBIAN/control; printf 'Filename: ./%s.deb\\nSize: %s\\nSHA256: %s\\n\\n' $name "$(stat -c %s $name.deb)" "$(sha256sum <$name.deb | cut -c 1-64)"; } >>Packages
done
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
printf 'deb [trusted=yes] file:/srv/mirror ./\\n' >/etc/apt/sources.list
apt-get -q update`

const quick = () => [{ name: 'm', endpoint: machine.endpoint, resources: [resourceOf('package', { name: 'quick' })] }]
const said = (events: readonly Event[]) =>
  events.flatMap(event =>
    event.type === 'progress' ? [event.message] : event.type === 'found' ? [event.finding.message] : [],
  )
const status = () =>
  does("dpkg --status slow quick | sed -n 's/^Package: //p; s/^Status: //p' | paste -d ' ' - - | sort")
const begun = 'until pgrep -f slow.postinst >/dev/null; do sleep 0.05; done'

afterEach(() => does('rm -f /run/slow; dpkg --purge slow quick'))

test('another process holds dpkg’s lock for a while: it is waited for, and said who it is', async () => {
  // As unattended-upgrades would: apt-get, at work for some seconds.
  await does(`touch /run/slow; systemd-run --quiet --unit=other apt-get -q -y install slow; ${begun}`)
  await does("systemd-run --quiet --unit=ends sh -c 'sleep 6; rm /run/slow'")
  const { outcome, events } = await labRun('deploy', quick())
  expect(outcome).toBe('changed')
  expect(said(events)).toEqual([
    'another process holds dpkg’s lock; a step that needs it waits',
    expect.stringMatching(/^apt-get \(process \d+\) holds dpkg's lock; waiting for it$/),
  ])
  expect(await status()).toBe('quick install ok installed\nslow install ok installed\n')
  expect((await labRun('deploy', quick())).outcome).toBe('unchanged')
})

test('dpkg was killed while it configured a package: that is finished first', async () => {
  // With an entry in its journal, as a kill between two writes leaves it.
  await does('dpkg -i /srv/mirror/slow.deb')
  await does(
    "sed -n '/^Package: slow$/,/^$/p' /var/lib/dpkg/status >/run/stanza; sed 's/^Status:.*/Status: install ok half-configured/' /run/stanza >/var/lib/dpkg/updates/0001",
  )
  // It is really so that apt-get goes no further by itself.
  expect((await machine.exec('apt-get -q -y install quick')).stderr).toContain('dpkg was interrupted')
  expect((await labRun('deploy', quick())).outcome).toBe('changed')
  expect(await status()).toBe('quick install ok installed\nslow install ok installed\n')
})

test('dpkg’s lock is held by one who is then killed: waited for, and finished', async () => {
  await does(
    `touch /run/slow; systemd-run --quiet --unit=dies --property=SuccessExitStatus=KILL dpkg -i /srv/mirror/slow.deb; ${begun}`,
  )
  await does("systemd-run --quiet --unit=kills sh -c 'sleep 3; systemctl kill --signal=KILL dies; rm /run/slow'")
  const { outcome, events } = await labRun('deploy', quick())
  expect(outcome).toBe('changed')
  expect(said(events)).toContainEqual(expect.stringMatching(/^dpkg \(process \d+\) holds/))
  expect(await status()).toBe('quick install ok installed\nslow install ok installed\n')
})
