import type { Keep } from '../../../src/resources/kind'
import { userKind } from '../../../src/resources/user'
import type { User } from '../../../src/resources/user-schema'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

jest.setTimeout(60_000)

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const key = (n: number) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${n} someone@example.org`
const teardown = `for name in drove helper; do userdel -f "$name" 2>/dev/null || true; groupdel -f "$name" 2>/dev/null || true; done
groupdel -f pack 2>/dev/null || true
rm -rf /home/drove /home/elsewhere /srv/drove`
const state = `grep -H -E '^drove:|[:,]drove(,|$)' /etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/subuid /etc/subgid || true
for f in /home/drove/.ssh /home/drove/.ssh/authorized_keys; do if [ -e "$f" ]; then stat -c '%n %a %U' "$f"; fi; done
cat /home/drove/.ssh/authorized_keys 2>/dev/null || true`
const stamps = `stat -c '%n %i %Y %Z' /etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/subuid /etc/subgid
stat -c '%n %i %Y %Z' /home/drove/.ssh /home/drove/.ssh/authorized_keys 2>/dev/null || true`

contract(
  userKind,
  [
    {
      name: 'who was not there',
      want: { name: 'drove', shell: '/bin/bash' },
      changed: { name: 'drove', shell: '/bin/sh', comment: 'The Drove, "quoted"' },
      drift: 'usermod --shell /bin/false drove',
      state,
      stamps,
      teardown,
    },
    {
      name: 'who runs a service',
      setup: 'groupadd --system pack',
      want: { name: 'drove', system: true, group: 'pack', groups: ['adm', 'games'] },
      changed: { name: 'drove', system: true, home: '/srv/drove', group: 'games', groups: ['adm'] },
      drift: 'gpasswd --delete drove games',
      state,
      stamps,
      teardown,
    },
    {
      name: 'who logs in with keys',
      want: { name: 'drove', authorizedKeys: [key(1), key(2)] },
      changed: { name: 'drove', authorizedKeys: [key(2)] },
      drift: `echo '${key(3)}' >>/home/drove/.ssh/authorized_keys`,
      state,
      stamps,
      teardown,
    },
    {
      name: 'who was there, with a password and keys',
      setup: `useradd --create-home --shell /bin/sh --comment before --groups games,adm drove
useradd --groups adm helper
echo 'drove:$y$j9T$abc$def' | chpasswd -e; chage --maxdays 90 --warndays 3 drove
install -d -m 755 -o drove -g drove /home/drove/.ssh
printf '%s' '${key(7)}' >/home/drove/.ssh/authorized_keys; chown drove: /home/drove/.ssh/authorized_keys`,
      want: { name: 'drove', uid: 4321, groups: ['adm', 'audio'], authorizedKeys: [key(1)] },
      changed: { name: 'drove', uid: 4322, comment: '', authorizedKeys: [] },
      drift: 'chmod 666 /home/drove/.ssh/authorized_keys',
      state,
      stamps,
      teardown,
    },
  ],
  () => lab,
)

describe('user', () => {
  let bench: Workbench
  const drafts = async (want: User, previous?: User) => {
    const seen = (await bench.observe(userKind, [want])).get(userKind.id(want))
    if (!seen) throw new Error('the user was not seen')
    return userKind.steps({ want, ...(previous && { previous }), seen, followed: {} })
  }
  const titles = async (want: User, previous?: User) => (await drafts(want, previous)).map(({ title }) => title)
  const apply = async (want: User, previous?: User) => {
    for (const draft of await drafts(want, previous)) await bench.effect(draft, 'effect')
  }
  const keepOf = (want: User): Keep => {
    const keep = userKind.keep(want)
    if (keep === 'irreversible') throw new Error('a user can be brought back')
    return keep
  }
  const look = (sh: string) => bench.run('look', { sh })
  const parse = (want: unknown) => userKind.schema.parse(want)

  beforeEach(async () => {
    bench = new Workbench(lab)
    await bench.begin({ sh: teardown })
  })
  afterEach(() => look(teardown))

  test('groups that Drover put it in are left again; those of others stay', async () => {
    const first = parse({ name: 'drove', groups: ['adm', 'audio'] })
    await apply(first)
    await look('usermod --append --groups games drove')
    const second = parse({ name: 'drove', groups: ['audio', 'video'] })
    expect(await titles(second, first)).toEqual(['change user drove (into video; out of adm)'])
    await apply(second, first)
    expect(await titles(second, first)).toEqual([])
    expect(await look('id -Gn drove')).toBe('drove audio video games\n')
  })

  test('its password is locked when it is made', async () => {
    await apply(parse({ name: 'drove', authorizedKeys: [key(1)] }))
    expect(await look('passwd --status drove')).toMatch(/^drove L /)
  })

  test('keys that are no longer declared go, others stay', async () => {
    const first = parse({ name: 'drove', authorizedKeys: [key(1), key(2)] })
    const second = parse({ name: 'drove' })
    await apply(first)
    await look(`echo '${key(3)}' >>/home/drove/.ssh/authorized_keys`)
    const before = await look(state)
    await bench.prepare([], [{ folder: 'kept', keep: keepOf(second) }])
    expect(await titles(second, first)).toEqual(['take declared keys from drove'])
    await apply(second, first)
    expect(await look('cat /home/drove/.ssh/authorized_keys')).toBe(`${key(3)}\n`)
    await bench.restore(keepOf(second), 'kept')
    expect(await look(state)).toBe(before)
  })

  test('keys move with the home that is declared', async () => {
    await apply(parse({ name: 'drove', authorizedKeys: [key(1)] }))
    const moved = parse({ name: 'drove', home: '/home/elsewhere', authorizedKeys: [key(1)] })
    await apply(moved)
    expect(await titles(moved)).toEqual([])
    expect(await look('cat ~drove/.ssh/authorized_keys; stat -c "%U %a" /home/elsewhere')).toBe(
      `${key(1)}\ndrove 700\n`,
    )
  })

  test('a link that the user put in the place of its keys leads nowhere', async () => {
    const want = parse({ name: 'drove', authorizedKeys: [key(1)] })
    await look(
      'rm -rf /root/.ssh.test; mkdir -m 700 /root/.ssh.test; useradd --create-home --shell /bin/bash drove; ln -s /root/.ssh.test /home/drove/.ssh',
    )
    await expect(apply(want)).rejects.toThrow(/Permission denied|not permitted/)
    expect(await look('ls -A /root/.ssh.test; rmdir /root/.ssh.test')).toBe('')
  })

  test('a home outlives its user, and belongs to the next of that name', async () => {
    const want = parse({ name: 'drove' })
    await bench.prepare([], [{ folder: 'kept', keep: keepOf(want) }])
    await apply(want)
    const uid = await look('id -u drove; runuser -u drove -- touch /home/drove/mine')
    await bench.restore(keepOf(want), 'kept')
    expect(await look('getent passwd drove || echo gone; getent group drove || echo gone; ls /home/drove')).toBe(
      'gone\ngone\nmine\n',
    )
    await look('useradd --uid 1500 helper')
    await apply(want)
    expect(await look('id -u drove; stat -c %U /home/drove/mine')).toBe(`${uid}drove\n`)
  })

  test('while other tools change accounts, no line is lost', async () => {
    const want = parse({ name: 'drove', groups: ['adm'] })
    await bench.prepare([], [{ folder: 'kept', keep: keepOf(want) }])
    await apply(want)
    await look(
      `(for n in 1 2 3 4 5 6 7 8; do until useradd "busy$n" 2>/dev/null; do sleep 0.1; done; done) >/run/busy 2>&1 & echo`,
    )
    await bench.restore(keepOf(want), 'kept')
    await look('for n in $(seq 100); do getent passwd busy8 >/dev/null && break; sleep 0.1; done; sleep 0.3')
    expect(
      await look(
        'grep -c ^busy /etc/passwd; grep -c ^busy /etc/shadow; cat /run/busy; getent passwd drove || echo gone',
      ),
    ).toBe('8\n8\ngone\n')
    await look('for n in 1 2 3 4 5 6 7 8; do userdel "busy$n"; done')
  })

  test('a lock that a dead process left is no obstacle', async () => {
    const want = parse({ name: 'drove' })
    await bench.prepare([], [{ folder: 'kept', keep: keepOf(want) }])
    await apply(want)
    await look('sh -c "printf %s \\$\\$ >/etc/group.lock"')
    await bench.restore(keepOf(want), 'kept')
    expect(await look('getent passwd drove || echo gone; ls /etc/*.lock 2>/dev/null || true')).toBe('gone\n')
  })
})
