import { connectSsh } from '../../../src/ssh/connection'
import { sh } from '../../../src/target/script'
import { installed, type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

jest.setTimeout(120_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
  await Promise.all([installed(machine, 'tcsh', 'zsh'), machine.exec(hostile)])
}, 300_000)
afterAll(() => machine?.destroy())

// A session that says a lot, to both streams, with escape sequences and without a last newline, and that makes what it makes
// for root alone; a /tmp on which nothing can be made, and a home in which nothing can be.
const noise = `printf '\\033[1;31mWelcome to %s\\033[0m\\007 @drover begin facts' "$(uname -n)"; echo oops >&2`
const hostile = `
cat >/etc/profile.d/noise.sh <<'.'
${noise}
umask 077
.
for file in .bashrc .profile .bash_logout .zshenv; do cp /etc/profile.d/noise.sh /root/$file; done
printf 'echo Welcome\\numask 077\\n' | tee /root/.tcshrc >/root/.cshrc
printf '\\033]0;title\\007A banner without an end' >/etc/banner
cp /etc/banner /etc/motd
sed -i 's/^UMASK.*/UMASK 077/' /etc/login.defs
echo 'session optional pam_umask.so' >>/etc/pam.d/common-session
printf 'Banner /etc/banner\\nPrintMotd yes\\n' >/etc/ssh/sshd_config.d/00-noise.conf
systemctl reload ssh`

const files = (content: string) =>
  [
    ['directory', { path: '/srv/declared', mode: '2750' }],
    ['file', { path: '/srv/declared/inner', content, mode: '664' }],
    ['file', { path: '/opt/made/on/the/way/plain', content }],
    ['file', { path: '/opt/made/on/the/way/secret', content: { $secret: 'S' } }],
    ['symlink', { path: '/opt/made/link', target: 'on/the way' }],
    ['hook', { name: 'touches', run: 'umask; touch /opt/made/by-hook', on: ['file:/srv/declared/inner'] }],
    ['group', { name: 'crew' }],
    ['user', { name: 'ada', groups: ['crew'], authorizedKeys: ['ssh-ed25519 AAAA'] }],
  ].map(([kind, want]) => resourceOf(String(kind), want))

const deploy = (content: string) =>
  labRun('deploy', [{ name: 'm', endpoint: machine.endpoint, resources: files(content) }], { secrets: { S: 's' } })

const modes = async () =>
  (
    await machine.exec(
      'cd / && stat -c "%a %U %n" opt/made opt/made/on opt/made/on/the opt/made/on/the/way opt/made/on/the/way/* opt/made/by-hook srv/declared srv/declared/inner home/ada/.ssh home/ada/.ssh/*; stat -c %a var/lib/drover var/lib/drover/deployments',
    )
  ).stdout
    .trim()
    .split('\n')

async function umask() {
  const target = await connectSsh(machine.endpoint, { identities: [], signal: new AbortController().signal })
  try {
    return (await target.run({ what: 'look', script: sh`umask` })).stdout
  } finally {
    await target.close()
  }
}

test('there is no Python on the machine, and none is needed', async () => {
  const { exit, stdout } = await machine.exec('command -v python3 python')
  expect([exit === 0, stdout]).toEqual([false, ''])
})

describe.each(['bash', 'sh', 'tcsh', 'zsh'])('root’s login shell is %s, and it is noisy', shell => {
  beforeAll(async () => {
    await machine.exec(`usermod --shell "$(command -v ${shell})" root`)
  })

  test('what is made has its declared rights and nothing of the session’s; a second run changes nothing', async () => {
    expect(await umask()).toBe('0077\n')

    const first = await deploy(`by ${shell}\n`)
    expect(first.events.filter(event => event.type === 'machine-ended')).toEqual([
      expect.objectContaining({ outcome: 'changed' }),
    ])
    expect(await modes()).toEqual([
      '755 root opt/made',
      '755 root opt/made/on',
      '755 root opt/made/on/the',
      '755 root opt/made/on/the/way',
      '644 root opt/made/on/the/way/plain',
      '600 root opt/made/on/the/way/secret',
      '644 root opt/made/by-hook',
      '2750 root srv/declared',
      '664 root srv/declared/inner',
      '700 ada home/ada/.ssh',
      '600 ada home/ada/.ssh/authorized_keys',
      '711',
      '700',
    ])
    expect((await machine.exec('cat /srv/declared/inner')).stdout).toBe(`by ${shell}\n`)
    expect((await deploy(`by ${shell}\n`)).outcome).toBe('unchanged')
  }, 60_000)
})

test('the banner and the noise are really there', async () => {
  expect((await machine.exec('sh /root/.bashrc; sshd -T | grep ^banner')).stdout).toBe(
    `\x1b[1;31mWelcome to ${(await machine.exec('uname -n')).stdout.trim()}\x1b[0m\x07 @drover begin factsbanner /etc/banner\n`,
  )
})

describe.each([
  { name: 'noexec', options: 'noexec', refused: 'printf "#!/bin/sh\\n" >/tmp/x; chmod +x /tmp/x; /tmp/x' },
  { name: 'read-only', options: 'ro', refused: 'touch /tmp/x' },
])('/tmp is $name, and root’s home can’t be written to', ({ options, refused }) => {
  beforeAll(() =>
    machine.exec(
      `mount -t tmpfs -o ${options} none /tmp && mount --bind /root /root && mount -o remount,bind,ro /root`,
    ),
  )
  afterAll(() => machine.exec('umount /tmp /root'))

  test('all kinds do their work, packages too', async () => {
    expect((await machine.exec(refused)).exit).not.toBe(0)
    expect((await machine.exec('touch /root/x')).exit).not.toBe(0)
    const resources = [
      ...files(options),
      resourceOf('package', { name: 'hello' }),
      resourceOf('file', {
        path: '/etc/systemd/system/works.service',
        content: `[Service]\nType=oneshot\nRemainAfterExit=yes\nPrivateTmp=yes\nExecStart=/bin/echo ${options}\n`,
      }),
      resourceOf('unit', {
        name: 'works.service',
        enabled: false,
        restartOn: ['file:/etc/systemd/system/works.service'],
      }),
    ]
    const members = [{ name: 'm', endpoint: machine.endpoint, resources }]
    const secrets = { S: 's' }
    // apt has its own ways with /tmp when it fetches the lists.
    if (options === 'ro') await machine.exec('rm -rf /var/lib/apt/lists/*_Packages* /var/cache/apt/*.bin')
    const first = await labRun('deploy', members, { secrets })
    expect(first.events.filter(event => event.type === 'machine-ended')).toEqual([
      expect.objectContaining({ outcome: 'changed' }),
    ])
    expect((await machine.exec('hello')).stdout).toBe('Hello, world!\n')
    expect((await labRun('deploy', members, { secrets })).outcome).toBe('unchanged')
    // Gone again by the next one: removing has temporary files of its own.
    const without = [{ name: 'm', endpoint: machine.endpoint, resources: files(options) }]
    expect((await labRun('deploy', without, { secrets })).outcome).toBe('changed')
    expect((await machine.exec('command -v hello')).exit).not.toBe(0)
  }, 120_000)
})
