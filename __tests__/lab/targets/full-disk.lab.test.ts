import { randomBytes } from 'node:crypto'
import type { Event } from '../../../src/event'
import { connectSsh } from '../../../src/ssh/connection'
import type { Connect } from '../../../src/target/target'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

jest.setTimeout(120_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy())

const folder = '/var/lib/drover'

/** On the machine, and it must succeed: what fills a disk must never come upon another one than the one that was made for it. */
async function does(script: string): Promise<string> {
  const { exit, stdout, stderr } = await machine.exec(`set -eu; ${script}`)
  if (exit !== 0) throw new Error(`${script}: exit ${exit}: ${stderr}`)
  return stdout
}
/** The state folder on a file system of its own, small enough to be filled. */
const small = (mib: number) => does(`mkdir -p ${folder}; mount -t tmpfs -o size=${mib}m,mode=711 none ${folder}`)
/** sh that fills the tmpfs of a folder up to so many KiB, and nothing that is no tmpfs or has more than 500 MiB. */
const filling = (at: string, leave: number) => `[ "$(stat -f -c %T ${at})" = tmpfs ]
free=$(df --output=avail --block-size=1k ${at} | tail -n 1)
[ "$free" -gt ${leave} ] && [ "$free" -lt 512000 ]
dd if=/dev/zero of=${at}/filler bs=1k count=$((free - ${leave})) 2>/dev/null || [ ${leave} -eq 0 ]`
const fill = (leave: number) => does(filling(folder, leave))
const makeRoom = () => does(`rm -f ${folder}/filler`)
afterEach(() => machine.exec(`umount ${folder}; umount /var/lib`))

/** All that is there but Drover's own and logs: names, rights, times and contents. */
const everything = () =>
  does(
    'cd / && tar --create --sort=name --one-file-system --exclude=var/lib/drover --exclude=var/log --exclude=var/cache --exclude=var/lib/apt --exclude=var/lib/systemd etc home opt root srv usr/local var | sha256sum',
  )

const own = async () => (await machine.exec(`cd ${folder} && find . ! -name filler -printf '%p %s\\n' | sort`)).stdout

/** A connection before whose request of this name something happens on the machine. */
const before =
  (what: string, act: () => Promise<unknown>): Connect =>
  async endpoint => {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
    return {
      ...target,
      run: async request => {
        if (request.what === what) await act()
        return target.run(request)
      },
    }
  }

const ended = (events: readonly Event[]) => events.find(event => event.type === 'machine-ended')
const noSpace = (message: RegExp) => ({
  outcome: 'failed',
  failure: {
    code: 'checks-failed',
    findings: [{ check: 'space', answer: 'no', message: expect.stringMatching(message) }],
  },
})
// Random, so that nothing is saved by packing it.
const big = (mib: number, name: string) =>
  resourceOf('file', { path: `/srv/${name}`, content: randomBytes(mib * 512 * 1024).toString('hex') })
const member = (...resources: ReturnType<typeof resourceOf>[]) => [{ name: 'm', endpoint: machine.endpoint, resources }]

test('a full /var/lib: nothing is written, the space is named, and with space made it goes on', async () => {
  await does(
    'mount -t tmpfs -o size=400m,mode=755 none /mnt; cp -a /var/lib/. /mnt; mount --bind /mnt /var/lib; umount /mnt',
  )
  await does(filling('/var/lib', 1024))
  const was = await everything()
  const { events } = await labRun('deploy', member(big(1, 'a')))
  expect(ended(events)).toMatchObject(noSpace(/^1 MiB are free in \/var\/lib, 64 MiB are needed$/))
  expect(await everything()).toBe(was)
  expect((await machine.exec('ls -d /var/lib/drover')).stdout).toBe('')

  await machine.exec('rm /var/lib/filler')
  expect(await labRun('deploy', member(big(1, 'a')))).toMatchObject({ outcome: 'changed' })
  expect((await machine.exec('rm -rf /srv/a; ls /var/lib/drover')).stdout).toContain('state')
}, 60_000)

test('what is delivered has no room: it is not even sent', async () => {
  await small(65)
  const was = await everything()
  const { events } = await labRun('deploy', member(big(50, 'a')))
  expect(ended(events)).toMatchObject(noSpace(/^65 MiB are free in \/var\/lib\/drover, 66 MiB are needed/))
  expect(await everything()).toBe(was)
  expect(await own()).toBe('. 40\n')
}, 60_000)

test('the disk runs full in the middle of the upload: nothing of it stays, and the same run later goes through', async () => {
  await small(100)
  const was = await everything()
  const resources = member(big(8, 'a'), big(1, 'b'))
  const { events } = await labRun('deploy', resources, { connect: before('prepare', () => fill(4 * 1024)) })
  expect(ended(events)).toMatchObject(
    noSpace(/^the disk of \/var\/lib\/drover ran full while the deployment was sent$/),
  )
  expect(await everything()).toBe(was)
  expect(await own()).not.toMatch(/blobs|journal\/./)
  await makeRoom()
  expect((await labRun('deploy', resources)).outcome).toBe('changed')
  expect((await machine.exec('rm -rf /srv/a /srv/b')).exit).toBe(0)
}, 60_000)

test('the disk is full when the change is to begin: it does not begin, and the next run need not wait', async () => {
  await small(100)
  const was = await everything()
  const resources = member(resourceOf('file', { path: '/srv/c', content: 'c' }))
  const { events } = await labRun('deploy', resources, { connect: before('apply', () => fill(0)) })
  expect(ended(events)).toMatchObject(
    noSpace(/^the disk of \/var\/lib\/drover was full when the deployment was to begin$/),
  )
  expect(await everything()).toBe(was)
  await makeRoom()
  const next = await labRun('deploy', resources)
  expect(next.outcome).toBe('changed')
  expect(next.events.filter(({ type }) => type === 'progress')).toEqual([])
  await machine.exec('rm -rf /srv/c')
}, 60_000)

test('a step fills the disk: it is told which, all is undone, and the next run does it all', async () => {
  await small(100)
  const hook = (name: string, run: string) => resourceOf('hook', { name, run, on: ['file:/srv/d'] })
  const resources = member(
    resourceOf('file', { path: '/srv/d', content: 'd' }),
    hook('fills', `[ -e /srv/once ] || { touch /srv/once; ${filling(folder, 0)}; }`),
    hook('later', 'true'),
  )
  const { events } = await labRun('deploy', resources)
  expect(ended(events)).toMatchObject({
    outcome: 'failed-undone',
    failure: {
      code: 'step-failed',
      step: 'hook:fills',
      done: ['create /srv/d'],
      notDone: ['run hook later (changed: /srv/d)'],
      output: 'No space is left on the disk of /var/lib/drover.\n',
    },
  })
  expect((await machine.exec('ls /srv/d')).stdout).toBe('')
  await makeRoom()
  expect((await labRun('deploy', resources)).outcome).toBe('changed')
  expect((await labRun('deploy', resources)).outcome).toBe('unchanged')
}, 60_000)

test.each([
  { name: 'the whole machine', places: 'etc usr srv opt var', named: '/var/lib/drover and /etc' },
  { name: '/etc', places: 'etc', named: '/etc' },
])(
  '$name is read-only: it is said, and nothing is begun',
  async ({ places, named }) => {
    // A mount of its own for each: the root itself, with the journal's open files, can't be mounted anew.
    await does(`cd /; for at in ${places}; do mount --bind $at $at; mount -o remount,bind,ro $at; done`)
    expect((await machine.exec('touch /etc/x')).stderr).toContain('Read-only file system')
    try {
      const was = [await own(), await everything()]
      const { events } = await labRun('deploy', member(resourceOf('file', { path: '/srv/e', content: 'e' })))
      expect(ended(events)).toMatchObject({
        failure: {
          code: 'checks-failed',
          findings: [
            {
              check: 'writable',
              answer: 'no',
              message: `nothing can be written in ${named}: the file system is read-only`,
            },
          ],
        },
      })
      expect([await own(), await everything()]).toEqual(was)
    } finally {
      await does(`cd /; for at in ${places}; do umount -l $at; done`)
    }
  },
  60_000,
)
