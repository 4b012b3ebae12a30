import { directory } from '../../../src/resources/directory'
import { file } from '../../../src/resources/file'
import { sha256 } from '../../../src/resources/text'
import { userKind } from '../../../src/resources/user'
import { sh } from '../../../src/target/script'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

// /srv/app belongs to the user 65534, who is out for what root alone may read or write: /srv/root.

let lab: LabMachine
let bench: Workbench
beforeAll(async () => {
  lab = await labMachine()
  bench = new Workbench(lab)
}, 120_000)
afterAll(() => lab.destroy())

beforeEach(() =>
  bench.begin(sh`while pkill -9 -u 65534; do :; done
rm -rf /srv/app /srv/root /srv/link
mkdir -m 755 /srv/root /srv/app
chown 65534:65534 /srv/app
mkdir -m 755 /srv/root/cron.hourly /srv/root/data
printf 'root:HASH\n' >/srv/root/shadow
chmod 600 /srv/root/shadow`),
)

/** Runs what the user does, as the user; with `&` at its end it goes on. */
const user = (script: string) =>
  lab.exec(`setpriv --reuid=65534 --regid=65534 --clear-groups sh -c '${script}' >/dev/null 2>&1 </dev/null`)

/** All that the user may not change, in full. */
const untouched = () =>
  bench.run('state', sh`find /srv/root -printf '%p %y %m %U:%G %T@ %C@ %l\n' | sort; cat /srv/root/shadow`)

const fileAt = (path: string, content = 'new\n') => {
  const want = file.schema.parse({ path, content, owner: 'nobody' })
  const [draft] = file.steps({ want, seen: { type: 'absent' }, followed: {} })
  const keep = file.keep(want)
  if (draft === undefined || keep === 'irreversible') throw new Error('there is something to do')
  const deliver = () => bench.prepare([{ label: sha256(content), text: content }], [{ folder: '1' }])
  return { want, draft, keep, deliver }
}

const refusal = /\/srv\/app\/way is a link of nobody, and Drover follows none .* let \/srv\/app belong to root alone\./s

describe('a link that the user put above a place', () => {
  test.each([
    ['to a folder of root’s', 'ln -s /srv/root/cron.hourly /srv/app/way', '/srv/app/way/backup'],
    ['further up', 'ln -s /srv/root /srv/app/way', '/srv/app/way/cron.hourly/backup'],
    ['in whose target folders would be made', 'ln -s /srv/root /srv/app/way', '/srv/app/way/more/backup'],
  ])('%s: nothing is written, kept, told or removed through it', async (_what, attack, path) => {
    const { want, draft, keep, deliver } = fileAt(path)
    await deliver()
    const before = await untouched()
    await user(attack)
    await expect(bench.effect(draft, '1')).rejects.toThrow(refusal)
    await expect(bench.record(keep, '1')).rejects.toThrow(refusal)
    await bench.run('as if it had been free', sh`echo absent >"$original/type"`, '1')
    await expect(bench.restore(keep, '1')).rejects.toThrow('is a link of nobody')
    expect((await bench.observe(file, [want])).get(`file:${path}`)).toEqual({ type: 'behind a link' })
    expect(await untouched()).toBe(before)
  })

  test('no folder behind it changes hands', async () => {
    const before = await untouched()
    await user('ln -s /srv/root /srv/app/way')
    const want = directory.schema.parse({ path: '/srv/app/way/data', owner: 'nobody' })
    const [draft] = directory.steps({ want, seen: { type: 'absent' }, followed: {} })
    if (!draft) throw new Error('there is something to do')
    await bench.open('1')
    await expect(bench.effect(draft, '1')).rejects.toThrow(refusal)
    expect(await untouched()).toBe(before)
  })

  test('what stands behind it is not removed', async () => {
    const { keep, deliver } = fileAt('/srv/app/way/shadow')
    await deliver()
    await bench.record(keep, '1')
    const before = await untouched()
    await user('ln -s /srv/root /srv/app/way')
    await expect(bench.restore(keep, '1')).rejects.toThrow(refusal)
    expect(await untouched()).toBe(before)
  })

  test('a link of root’s leads on, and one of the user’s behind it does not', async () => {
    await bench.run('links', sh`ln -s app /srv/link; ln -s /srv/link/inner /srv/root/link`)
    await user('mkdir /srv/app/inner')
    const good = fileAt('/srv/root/link/conf')
    await good.deliver()
    await bench.effect(good.draft, '1')
    expect(await bench.run('look', sh`cat /srv/app/inner/conf`)).toBe('new\n')
    expect((await bench.observe(file, [good.want])).get('file:/srv/root/link/conf')).toMatchObject({ type: 'file' })

    await user('rm -rf /srv/app/inner; ln -s /srv/root/cron.hourly /srv/app/inner')
    const before = await untouched()
    await expect(bench.effect(good.draft, '1')).rejects.toThrow('/srv/app/inner is a link of nobody')
    expect((await bench.observe(file, [good.want])).get('file:/srv/root/link/conf')).toEqual({ type: 'behind a link' })
    expect(await untouched()).toBe(before)
  })
})

describe('a user who exchanges things while root works', () => {
  const swap = (path: string, other: string) =>
    `while :; do ln -sT ${other} /srv/app/.s; mv -fT /srv/app/.s ${path}; echo x >/srv/app/.f; mv -fT /srv/app/.f ${path}; done &`

  test('a part of the way: nothing arrives elsewhere', async () => {
    const { draft, deliver } = fileAt('/srv/app/way/backup')
    await deliver()
    await user(
      'mkdir /srv/app/way /srv/app/x; cd /srv/app; while :; do mv -T way real; ln -s /srv/root/cron.hourly way; rm way; mv -T real way; done &',
    )
    for (let turn = 0; turn < 25; turn += 1) await bench.effect(draft, '1').catch(() => undefined)
    expect(await bench.run('look', sh`ls /srv/root/cron.hourly`)).toBe('')
  }, 60_000)

  test('what lies beside the place: nothing is written through it', async () => {
    const { draft, deliver } = fileAt('/srv/app/conf')
    await deliver()
    await user('cd /srv/app; while :; do for f in .drover-*; do ln -sfT /srv/root/cron.hourly $f; done; done &')
    for (let turn = 0; turn < 25; turn += 1) await bench.effect(draft, '1').catch(() => undefined)
    expect(await bench.run('look', sh`ls /srv/root/cron.hourly`)).toBe('')
  }, 60_000)

  test('what is kept: the bytes of another file are never in it', async () => {
    const { keep, deliver } = fileAt('/srv/app/conf')
    await deliver()
    await user(swap('/srv/app/conf', '/srv/root/shadow'))
    const kept = new Set<string>()
    for (let turn = 0; turn < 25; turn += 1) {
      await bench.record(keep, '1').then(
        () => kept.add('kept'),
        () => kept.add('refused'),
      )
    }
    expect(kept).toContain('kept')
    expect(await bench.run('look', sh`grep -rl HASH /var/lib/drover/store || :`)).toBe('')
  }, 60_000)

  test('what is told: the text of a file that root alone may read is never in it', async () => {
    const { want } = fileAt('/srv/app/conf', 'wanted\n')
    await user(swap('/srv/app/conf', '/srv/root/shadow'))
    const told = []
    for (let turn = 0; turn < 25; turn += 1) told.push(await bench.answer(file, [want]))
    expect(told.join('')).not.toContain(Buffer.from('root:HASH\n').toString('base64'))
    expect(told.join('')).not.toContain(sha256('root:HASH\n'))
    expect(told.join('')).toContain(Buffer.from('x\n').toString('base64'))
  }, 60_000)

  test('the store takes a file and nothing else', async () => {
    await user('ln -s /srv/root/shadow /srv/app/link; mkfifo /srv/app/pipe; mkdir /srv/app/folder')
    for (const name of ['link', 'pipe', 'folder'])
      await expect(bench.run('store', sh`drover_store /srv/app/${name}`)).rejects.toThrow(
        `/srv/app/${name} is not a file`,
      )
    expect(await bench.run('look', sh`ls -A "$drover/store"`)).toBe('')
  })
})

describe('a home', () => {
  const userAt = (home: string) => {
    const want = userKind.schema.parse({ name: 'drove', home, authorizedKeys: ['ssh-ed25519 AAAA one'] })
    const drafts = userKind.steps({ want, seen: 'absent', followed: {} })
    const keep = userKind.keep(want)
    if (keep === 'irreversible') throw new Error('it can be brought back')
    return { want, drafts, keep }
  }
  afterEach(() => bench.run('end', sh`pkill -9 -u drove || :; userdel -f drove 2>/dev/null || :; rm -rf /home/drove`))

  test('below a folder of another user is made there, with what every home gets, and not through a link', async () => {
    const { drafts, keep } = userAt('/srv/app/homes/drove')
    await bench.open('1')
    await user('ln -s /srv/root /srv/app/homes')
    const before = await untouched()
    const [create] = drafts
    if (!create) throw new Error('there is something to do')
    await bench.record(keep, '1')
    await expect(bench.effect(create, '1')).rejects.toThrow('/srv/app/homes is a link of nobody')
    expect(await untouched()).toBe(before)
    await bench.restore(keep, '1')
    await user('rm /srv/app/homes')
    for (const draft of drafts) await bench.effect(draft, '1')
    const look = sh`stat -c '%a %U' /srv/app/homes/drove /srv/app/homes/drove/.profile /srv/app/homes/drove/.ssh/authorized_keys`
    expect(await bench.run('look', look)).toMatch(/^700 drove\n\d+ drove\n600 drove\n$/)
  })

  test('whose keys become a link while they are kept or told gives nothing of another’s file away', async () => {
    const { want, drafts, keep } = userAt('/home/drove')
    await bench.open('1')
    for (const draft of drafts) await bench.effect(draft, '1')
    const uid = (await bench.run('uid', sh`id -u drove`)).trim()
    await lab.exec(`setpriv --reuid=${uid} --regid=65534 --clear-groups sh -c 'cd /home/drove/.ssh
while :; do ln -sT /srv/root/shadow s; mv -fT s authorized_keys; echo x >f; mv -fT f authorized_keys; done &' >/dev/null 2>&1 </dev/null`)
    const told = []
    for (let turn = 0; turn < 30; turn += 1) {
      await bench.record(keep, '1').catch(() => undefined)
      expect(await bench.run('look', sh`cat "$original/keys" 2>/dev/null || :`, '1')).not.toContain('HASH')
      told.push(await bench.answer(userKind, [want]))
    }
    expect(told.join('')).not.toContain(sha256('root:HASH\n'))
    expect(told.join('')).toContain(sha256('x\n'))
  }, 60_000)
})
