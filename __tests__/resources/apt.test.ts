import { apt } from '../../src/resources/apt'

const head = 'apt ask curl\napt native amd64\n'
const policy = (...lines: string[]) => lines.map(line => `apt policy ${line}\n`).join('')
const table = policy(
  'curl:',
  '  Installed: 7.88.1-10+deb12u14',
  '  Candidate: 7.88.1-10+deb12u15',
  '  Version table:',
  '     7.88.1-10+deb12u15 500',
  '        500 http://deb.debian.org/debian bookworm/main amd64 Packages',
  ' *** 7.88.1-10+deb12u14 100',
  '        100 /var/lib/dpkg/status',
  '     7.88.1-10+deb12u5 500',
  '        500 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages',
)
const installed = 'apt dpkg curl|7.88.1-10+deb12u14|ii |amd64\n'
const there = {
  installed: '7.88.1-10+deb12u14',
  whole: true,
  automatic: false,
  held: false,
  providers: [],
}
const nothing = { installed: null, whole: false, automatic: false, held: false, providers: [] }

test.each([
  { name: 'installed', said: `${head}${installed}apt end\n`, seen: there },
  {
    name: 'installed because of another',
    said: `${head}${installed}apt auto Package: curl\napt auto Architecture: amd64\napt auto Auto-Installed: 1\napt end\n`,
    seen: { ...there, automatic: true },
  },
  {
    name: 'installed for its own sake, while that of another architecture came along',
    said: `${head}${installed}apt auto Package: curl\napt auto Architecture: i386\napt auto Auto-Installed: 1\napt auto --\napt auto Package: curl\napt auto Architecture: amd64\napt auto Auto-Installed: 0\napt end\n`,
    seen: there,
  },
  { name: 'held', said: `${head}${installed.replace('ii ', 'hi ')}apt end\n`, seen: { ...there, held: true } },
  {
    name: 'half configured',
    said: `${head}${installed.replace('ii ', 'iF ')}apt end\n`,
    seen: { ...there, whole: false },
  },
  {
    name: 'removed, its configuration left',
    said: `${head}${installed.replace('ii ', 'rc ')}apt end\n`,
    seen: nothing,
  },
  {
    name: 'there only for another architecture',
    said: `${head}${installed.replace('amd64', 'i386')}apt end\n`,
    seen: nothing,
  },
  { name: 'of all architectures', said: `${head}${installed.replace('amd64', 'all')}apt end\n`, seen: there },
  {
    name: 'superseded, and no longer to be had',
    said: `${head}${installed}${table}apt end\n`,
    seen: { ...there, candidate: '7.88.1-10+deb12u15', recoverable: false },
  },
  {
    name: 'superseded, but in the cache',
    said: `${head}${installed}${table}apt cached /var/cache/apt/archives/curl_7.88.1-10+deb12u14_amd64.deb\napt end\n`,
    seen: { ...there, candidate: '7.88.1-10+deb12u15', recoverable: true },
  },
  {
    name: 'to be had from a mirror',
    said: `${head}${installed}${table.replace('100 /var/lib/dpkg/status', '500 http://deb.debian.org/debian bookworm/main amd64 Packages')}apt end\n`,
    seen: { ...there, candidate: '7.88.1-10+deb12u15', recoverable: true },
  },
  {
    name: 'virtual',
    said: `${head}${policy('curl:', '  Installed: (none)', '  Candidate: (none)', '  Version table:')}apt provides Package: curl\napt provides Reverse Depends: \napt provides   x,curl\napt provides Reverse Provides: \napt provides wcurl 2.0 (= )\napt provides acurl 1.0 (= )\napt provides acurl 0.9 (= )\napt end\n`,
    seen: { ...nothing, candidate: null, providers: ['acurl', 'wcurl'] },
  },
  {
    name: 'unknown to all lists',
    said: `${head}${policy('other:', '  Candidate: 1')}apt end\n`,
    seen: { ...nothing, candidate: null },
  },
])('reads a package that is $name', ({ said, seen }) => {
  expect(apt.read(said)).toEqual(new Map([['curl', seen]]))
})

test('a package of another architecture is told from the machine’s own', () => {
  const said = `apt ask libc6:i386\napt ask libc6\napt native amd64\napt dpkg libc6|2.36|ii |amd64\napt dpkg libc6|2.35|ii |i386\napt end\n`
  expect([...apt.read(said)].map(([name, { installed }]) => [name, installed])).toEqual([
    ['libc6:i386', '2.35'],
    ['libc6', '2.36'],
  ])
})

test.each([
  ['nothing', ''],
  ['another manager’s answer', 'dnf ask curl\n'],
  ['an answer that was cut off', `${head}${installed}apt en`],
])('knows nothing from %s', (_name, said) => {
  expect(apt.read(said)).toEqual(new Map())
})
