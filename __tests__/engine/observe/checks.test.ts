import { findings, readFacts } from '../../../src/engine/observe/checks'

const good = `uid 0
architecture x86_64
release debian 12
systemd yes
missing
available 80000000000
files 100000 200000
place /var/lib/drover
readonly
dpkg free`

const answers = (body: string) =>
  Object.fromEntries(findings(readFacts(body)).map(({ check, answer }) => [check, answer]))
const fine = {
  rights: 'ok',
  systemd: 'ok',
  tools: 'ok',
  writable: 'ok',
  space: 'ok',
  files: 'ok',
  state: 'ok',
  release: 'ok',
  'package manager': 'ok',
  reboot: 'ok',
}

test.each([
  { name: 'a machine as it should be', body: good, change: {} },
  { name: 'not root', body: good.replace('uid 0', 'uid 1000'), change: { rights: 'no' } },
  { name: 'no systemd', body: good.replace('systemd yes\n', ''), change: { systemd: 'no' } },
  { name: 'a missing tool', body: good.replace('missing', 'missing flock'), change: { tools: 'no' } },
  { name: 'a full disk', body: good.replace('80000000000', '1000'), change: { space: 'no' } },
  { name: 'a disk that does not say', body: good.replace('80000000000', ''), change: { space: 'unknown' } },
  { name: 'no room for files', body: good.replace('100000 ', '10 '), change: { files: 'no' } },
  { name: 'a file system that counts no files', body: good.replace('100000 200000', '0 0'), change: {} },
  { name: 'a read-only machine', body: good.replace('readonly', 'readonly /etc'), change: { writable: 'no' } },
  {
    name: 'a release that was not tried',
    body: good.replace('debian 12', 'fedora 42'),
    change: { release: 'unknown' },
  },
  {
    name: 'a distribution that was only imitated',
    body: good.replace('debian 12', 'ubuntu 24.04'),
    change: { release: 'unknown' },
  },
  { name: 'a newer state', body: `${good}\nkept-state\nstate-format 2`, change: { state: 'no' } },
  { name: 'a reboot that is pending', body: `${good}\nreboot linux-image-new`, change: { reboot: 'warning' } },
  { name: 'apt at work', body: good.replace('dpkg free', 'dpkg busy'), change: { 'package manager': 'unknown' } },
  {
    name: 'an answer that says nothing is never ok',
    body: '',
    change: {
      rights: 'unknown',
      systemd: 'no',
      tools: 'unknown',
      writable: 'unknown',
      space: 'unknown',
      release: 'unknown',
      'package manager': 'unknown',
    },
  },
])('$name', ({ body, change }) => {
  expect(answers(body)).toEqual({ ...fine, ...change })
})
