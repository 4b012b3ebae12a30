import { hookKind } from '../../../src/resources/hook'
import type { ResourceChange } from '../../../src/resources/kind'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

jest.setTimeout(60_000)

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

type Followed = ResourceChange<unknown, unknown>['followed']
const on = (hash: string, ...changed: readonly string[]): Followed => ({ on: { hash, changed } })
const stamps = 'stat -c "%n %i %Y" /srv/ran "$drover"/hooks/* 2>/dev/null || true'
const teardown = 'rm -f /srv/ran /srv/ready'
const irreversible = 'nobody knows what a script changes'

contract(
  hookKind,
  [
    {
      name: 'until it is done',
      want: { name: 'ready', run: 'touch /srv/ready', unless: 'test -e /srv/ready' },
      changed: { name: 'ready', run: 'rm /srv/ready', unless: '! test -e /srv/ready' },
      drift: 'rm /srv/ready',
      stamps,
      irreversible,
      teardown,
    },
    {
      name: 'when something changed',
      want: { name: 'tell', run: `echo "it's" >>/srv/ran`, on: ['file:/etc/a'] },
      changed: { name: 'tell', run: `echo "it's" >>/srv/ran`, on: ['file:/etc/a'] },
      followed: { want: on('a'), changed: on('b') },
      drift: 'rm "$drover/hooks/tell"',
      stamps,
      irreversible,
      teardown,
    },
    {
      name: 'once',
      want: { name: 'once', run: 'echo once >>/srv/ran' },
      changed: { name: 'once', run: 'echo again >>/srv/ran' },
      drift: 'rm "$drover/hooks/once"',
      stamps,
      irreversible,
      teardown,
    },
  ],
  () => lab,
)

test('a hook that fails, or that can not say whether it is done, is not taken for one that ran', async () => {
  const bench = new Workbench(lab)
  await bench.begin({ sh: teardown })
  const want = hookKind.schema.parse({ name: 'fails', run: 'echo trying; false; echo not reached' })
  const plan = async () => {
    const seen = (await bench.observe(hookKind, [want])).get('hook:fails')
    return seen ? hookKind.steps({ want, seen, followed: {} }) : []
  }
  const [draft] = await plan()
  if (!draft) throw new Error('there is nothing to do')
  await bench.prepare([], [{ folder: '1', values: draft.values }])
  await expect(bench.effect(draft, '1')).rejects.toThrow(/exited 1:\ntrying\n$/)
  expect((await plan()).map(({ title }) => title)).toEqual(['run hook fails'])
  const unclear = hookKind.schema.parse({ name: 'unclear', run: 'true', unless: 'no-such-command' })
  expect((await bench.observe(hookKind, [unclear, want])).has('hook:unclear')).toBe(false)
})
