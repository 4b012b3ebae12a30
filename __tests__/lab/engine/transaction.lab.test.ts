import { PassThrough, Readable } from 'node:stream'
import { DroverError } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import type { Connect, Target } from '../../../src/target/target'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRecover, labRun, resourceOf } from '../../support/lab-herd'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy(), 60_000)

type Resource = ReturnType<typeof resourceOf>
const file = (path: string, content = 'ours\n') => resourceOf('file', { path, content })
const herd = (...resources: readonly Resource[]) => [{ name: 'm', endpoint: machine.endpoint, resources }]
const said = async (script: string) => (await machine.exec(script)).stdout
const state = () => said("sed -n 's/^phase //p' /var/lib/drover/state")
const endOf = (events: readonly { type: string }[]) => events.find(({ type }) => type === 'machine-ended')

/** What a deployment must leave as it was: all of /etc but systemd's own marks, users, packages, units. */
const everything = () =>
  said(
    `cd /etc && find . -path ./systemd/system/drover-recover.service -prune -o -path '*/drover-recover.service' -prune -o -path ./passwd- -o -printf '%p %y %m %u %g %l ' -exec sh -c '[ ! -f "$1" ] || [ -L "$1" ] || sha256sum <"$1"; echo' - {} ';' | sort
systemctl list-units --all --type=service --plain --no-legend --no-pager | awk '{print $1,$3,$4}' | grep -v -e '^drover-' -e ssh@ -e 'user@' -e user-runtime | sort
cat /var/lib/drover/claims; ls /var/lib/drover/originals`,
  )

const unit = (name: string, run: string, settle = 1): readonly Resource[] => [
  file(
    `/etc/systemd/system/${name}.service`,
    `[Service]\nExecStart=/bin/sh -c '${run}'\n[Install]\nWantedBy=multi-user.target\n`,
  ),
  resourceOf('unit', { name: `${name}.service`, restartOn: [`file:/etc/systemd/system/${name}.service`], settle }),
]

/** Its cable is out just when the machine has confirmed, and before it can say so; once. */
function mutedAtConfirmation(onCut: () => void): Connect {
  let cut = false
  return async endpoint => {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
    const run: typeof target.run = request => {
      const { input } = request
      if (cut || request.what !== 'confirm' || !(input instanceof Readable)) return target.run(request)
      const heard = new PassThrough()
      let muted = false
      return new Promise((resolve, reject) => {
        input.on('data', (chunk: Buffer) => {
          heard.write(chunk)
          if (muted || !chunk.toString().includes('confirm\n')) return
          muted = true
          cut = true
          const lost = async () => {
            const until = Date.now() + 10_000
            while ((await state()) !== 'confirmed\n' && Date.now() < until)
              await new Promise(next => setTimeout(next, 50))
            onCut()
            await target.close()
            throw new DroverError({ code: 'connection-lost', host: 'm', message: 'the cable is out' })
          }
          lost().catch(reject)
        })
        input.on('end', () => heard.end())
        const onLine = (line: string) => {
          if (!muted) request.onLine?.(line)
        }
        target.run({ ...request, input: heard, onLine }).then(
          answer => {
            if (!muted) resolve(answer)
          },
          error => {
            if (!muted) reject(error)
          },
        )
      })
    }
    return { ...target, run, close: () => target.close() }
  }
}

test('a confirmation whose answer is lost is asked for again, and what is confirmed stays', async () => {
  const cuts: string[] = []
  const connect = mutedAtConfirmation(() => cuts.push('cut'))
  const run = await labRun('deploy', herd(file('/etc/tx-answer')), { deployment: 'answer', connect })
  expect([cuts, run.outcome]).toEqual([['cut'], 'changed'])
  expect(run.events).toContainEqual(expect.objectContaining({ type: 'generation-recorded' }))
  expect(await state()).toBe('confirmed\n')
  expect(await said('ls /etc/tx-answer')).toBe('/etc/tx-answer\n')
  expect((await labRun('deploy', herd(file('/etc/tx-answer')), { deployment: 'answer' })).outcome).toBe('unchanged')
  await labRun('deploy', herd(), { deployment: 'answer' })
}, 60_000)

test('a hook that is declared anew, after a deployment without it, runs once more', async () => {
  const deployment = 'anew'
  const setup = resourceOf('hook', { name: 'setup', run: 'echo ran >>/var/tmp/tx-setup' })
  const runs = async () => (await said('cat /var/tmp/tx-setup')).split('\n').length - 1
  const ended = async (...resources: readonly Resource[]) => [
    (await labRun('deploy', herd(...resources), { deployment })).outcome,
    await runs(),
  ]
  expect(await ended(setup)).toEqual(['changed', 1])
  expect(await ended(setup)).toEqual(['unchanged', 1])
  expect(await ended(setup, file('/etc/tx-anew'))).toEqual(['changed', 1])
  expect(await ended(file('/etc/tx-anew', 'without\n'))).toEqual(['changed', 1])
  expect(await ended(file('/etc/tx-anew', 'without\n'), setup)).toEqual(['changed', 2])
  await labRun('deploy', herd(), { deployment })
}, 60_000)

test('a unit that ends 3 s after it was started is noticed, and all is as before', async () => {
  const before = await everything()
  const run = await labRun(
    'deploy',
    herd(file('/etc/tx-crash'), ...unit('tx-crash', 'sleep 3; echo it broke; exit 1', 5)),
  )
  expect(run.outcome).toBe('failed-undone')
  expect(endOf(run.events)).toMatchObject({
    failure: {
      code: 'unhealthy',
      sick: [
        {
          resource: 'unit:tx-crash.service',
          message: expect.stringMatching(/^tx-crash\.service ended by itself[\s\S]*it broke/),
        },
      ],
    },
  })
  expect(await everything()).toBe(before)
  expect(await state()).toBe('undone\n')
}, 60_000)

test('a unit that was running comes back with what it read before, and one that is left alone keeps running', async () => {
  const good = unit('tx-good', 'cat /etc/tx-conf >/run/tx-good; exec sleep infinity')
  const conf = (text: string) => file('/etc/tx-conf', text)
  const restarting = (text: string) => [
    conf(text),
    good[0] ?? conf(text),
    resourceOf('unit', { name: 'tx-good.service', restartOn: ['file:/etc/tx-conf'], settle: 1 }),
    ...unit('tx-other', 'exec sleep infinity'),
  ]
  expect((await labRun('deploy', herd(...restarting('one')), { deployment: 'units' })).outcome).toBe('changed')
  const before = await everything()
  const other = await said('systemctl show --property=InvocationID tx-other.service')
  const failing = await labRun(
    'deploy',
    herd(...restarting('two'), resourceOf('hook', { name: 'no', run: 'exit 7' })),
    {
      deployment: 'units',
    },
  )
  expect(endOf(failing.events)).toMatchObject({ outcome: 'failed-undone', failure: { code: 'step-failed', exit: 7 } })
  expect(await everything()).toBe(before)
  expect(await said('cat /run/tx-good')).toBe('one')
  expect(await said('systemctl show --property=InvocationID tx-other.service')).toBe(other)
}, 60_000)

test.each(['a step runs', 'the checks run'])(
  'a run that is cancelled while %s is undone',
  async when => {
    const before = await everything()
    const controller = new AbortController()
    const resources =
      when === 'a step runs'
        ? [file('/etc/tx-cancel'), resourceOf('hook', { name: 'slow', run: 'sleep 60' })]
        : [file('/etc/tx-cancel'), ...unit('tx-cancel', 'exec sleep infinity', 5)]
    const run = await labRun('deploy', herd(...resources), {
      deployment: 'cancelled',
      signal: controller.signal,
      onEvent: event => {
        const now =
          when === 'a step runs'
            ? event.type === 'step-started' && event.step === 'hook:slow'
            : event.type === 'phase-entered' && event.phase === 'confirm'
        if (now) setTimeout(() => controller.abort(), 300)
      },
    })
    expect(endOf(run.events)).toMatchObject({
      outcome: 'cancelled-undone',
      failure: { code: 'cancelled', undone: true },
    })
    expect(await everything()).toBe(before)
  },
  60_000,
)

/** Connects, and fails every request of a name, as a runner does that was killed in its middle. */
const killedAt =
  (what: string, after: number): Connect =>
  async endpoint => {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
    const dying: Target = {
      run: async request => {
        if (request.what !== what) return target.run(request)
        const answer = target.run(request).catch(() => undefined)
        await new Promise(resolve => setTimeout(resolve, after))
        await target.close()
        await answer
        throw new DroverError({ code: 'state-unknown', message: 'the runner was killed' })
      },
      close: () => target.close(),
    }
    return dying
  }

test.each(['apply', 'confirm'])(
  'a runner that is killed at “%s” is waited for, and then the machine undoes',
  async at => {
    const before = await everything()
    const slow = at === 'apply' ? [resourceOf('hook', { name: 'slow', run: 'sleep 30' })] : []
    const resources = [file('/etc/tx-killed'), ...unit('tx-killed', 'exec sleep infinity', 5), ...slow]
    const run = await labRun('deploy', herd(...resources), { deployment: 'killed', connect: killedAt(at, 1500) })
    expect(run.outcome).toBe('unknown')
    expect(await state()).toMatch(/^(applying|applied)\n$/)
    // A minute later, which is not waited for here: the lease is over.
    await machine.exec("sed -i 's/ .*/ 1/' /run/drover/lease")
    const until = Date.now() + 20_000
    while ((await state()) !== 'undone\n' && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 200))
    expect(await said('cat /var/lib/drover/state')).toContain('reason the runner was not heard of for a minute')
    expect(await everything()).toBe(before)
    // The timer that watched goes by itself when it looks again, which is not waited for here.
    const request = (await said("sed -n 's/^request //p' /var/lib/drover/state")).trim()
    await machine.exec(`systemctl start drover-deadline-${request}.service; sleep 0.5`)
    expect(await said('systemctl list-units --all --plain --no-legend "drover-[adu]*"')).toBe('')
  },
  90_000,
)

test('a machine that is started anew in the middle is as before', async () => {
  const before = await everything()
  const resources = [file('/etc/tx-boot'), ...unit('tx-boot', 'exec sleep infinity', 5)]
  await labRun('deploy', herd(...resources), { deployment: 'boot', connect: killedAt('confirm', 1500) })
  expect(await state()).toBe('applied\n')
  // What a boot does, without one: another boot's id, and the boot unit.
  await machine.exec(
    "systemctl stop 'drover-deadline-*.timer'; rm /run/drover/lease; sed -i 's/^boot .*/boot another/' /var/lib/drover/state; systemctl daemon-reload; systemctl start drover-recover.service",
  )
  expect(await said('cat /var/lib/drover/state')).toContain('reason the machine was started anew')
  expect(await state()).toBe('undone\n')
  expect(await everything()).toBe(before)
}, 60_000)

describe('a deployment after which whoever logs in gets no shell is undone over the connection that is still there', () => {
  beforeAll(async () => {
    await machine.exec(
      'cp /bin/dash /usr/local/bin/own-shell; echo /usr/local/bin/own-shell >>/etc/shells; usermod --shell /usr/local/bin/own-shell root',
    )
  })
  afterAll(() => machine.exec('usermod --shell /bin/bash root'))

  test.each([
    {
      name: 'one that lets nobody in',
      resource: resourceOf('user', { name: 'root', home: '/root', shell: '/usr/sbin/nologin' }),
      message: /currently not available/,
    },
    {
      name: 'one that can’t be started, over no connection',
      resource: resourceOf('file', { path: '/usr/local/bin/own-shell', content: 'none', mode: '644' }),
      message: /./,
    },
  ])(
    '$name',
    async ({ resource, message }) => {
      const before = await everything()
      // Where nothing can be said any more, the lease runs out: a minute that is not waited for here. The runner says so mostly.
      let overdue: NodeJS.Timeout | undefined
      const expire = () => machine.exec('sed -i "s/ .*/ 0/" /run/drover/lease')
      const run = await labRun('deploy', herd(resource), {
        deployment: 'shell',
        onEvent: event => {
          if (event.type === 'phase-entered' && event.phase === 'confirm') overdue = setTimeout(expire, 8000)
          if (event.type === 'progress' && event.message.startsWith('nothing can be run')) void expire()
        },
      })
      clearTimeout(overdue)
      expect(run.outcome).toBe('failed-undone')
      expect(endOf(run.events)).toMatchObject({
        failure: { code: 'locked-out', message: expect.stringMatching(message) },
      })
      expect(await everything()).toBe(before)
    },
    240_000,
  )
})

test('a deployment that locks its user out is undone over the connection that is still there', async () => {
  const before = await everything()
  const keys = resourceOf('file', { path: '/root/.ssh/authorized_keys', content: '# nobody\n', mode: '600' })
  const run = await labRun('deploy', herd(keys), { deployment: 'lockout' })
  expect(run.outcome).toBe('failed-undone')
  expect(endOf(run.events)).toMatchObject({ failure: { code: 'locked-out' } })
  expect(await everything()).toBe(before)
  expect((await labRun('plan', herd(), { deployment: 'lockout' })).outcome).toBe('unchanged')
}, 60_000)

test('what can’t be undone may be taken as it is, and the next deployment knows of it', async () => {
  const spoils = resourceOf('hook', {
    name: 'spoils',
    run: 'mount -t tmpfs none /etc/tx-taken; touch /etc/tx-taken/a; mount -o remount,ro /etc/tx-taken; exit 1',
  })
  await labRun('deploy', herd(file('/etc/tx-taken/a'), file('/etc/tx-taken-b'), spoils), { deployment: 'taken' })
  expect(await state()).toBe('undo-failed\n')
  expect((await labRecover(herd(), true)).outcome).toBe('recovered')
  await machine.exec('umount /etc/tx-taken')
  expect((await labRun('deploy', herd(file('/etc/tx-other')), { deployment: 'taken' })).outcome).toBe('changed')
  expect((await machine.exec('ls -d /etc/tx-taken')).exit).not.toBe(0)
  expect(await said('grep ^taken@ /var/lib/drover/claims')).toBe('taken@production\tpath:/etc/tx-other\n')
}, 60_000)

test('what can’t be undone is said, and nobody deploys over it', async () => {
  const run = await labRun(
    'deploy',
    herd(
      file('/etc/tx-stuck/a'),
      resourceOf('hook', {
        name: 'spoils',
        run: 'mount -t tmpfs none /etc/tx-stuck; touch /etc/tx-stuck/a; mount -o remount,ro /etc/tx-stuck; exit 1',
      }),
    ),
    { deployment: 'stuck' },
  )
  expect(endOf(run.events)).toMatchObject({
    outcome: 'failed-left',
    failure: { code: 'undo-failed', cause: { code: 'step-failed' }, left: [{ title: 'create /etc/tx-stuck/a' }] },
  })
  const next = await labRun('deploy', herd(file('/etc/tx-next')), { deployment: 'next' })
  expect(endOf(next.events)).toMatchObject({ outcome: 'refused', failure: { code: 'undo-open' } })

  const again = await labRecover(herd())
  expect(endOf(again.events)).toMatchObject({
    outcome: 'failed-left',
    failure: { code: 'undo-failed', left: [{ title: 'create /etc/tx-stuck/a' }] },
  })
  await machine.exec('umount /etc/tx-stuck')
  expect((await labRecover(herd())).outcome).toBe('recovered')
  expect((await machine.exec('ls -d /etc/tx-stuck')).exit).not.toBe(0)
  expect((await labRecover(herd())).outcome).toBe('unchanged')
  expect((await labRun('deploy', herd(file('/etc/tx-next')), { deployment: 'next' })).outcome).toBe('changed')
}, 60_000)
