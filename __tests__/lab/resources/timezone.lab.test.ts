import { timezone } from '../../../src/resources/timezone'
import { contract } from '../../support/contract'
import { installed, type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
  await installed(lab, 'tzdata')
}, 120_000)
afterAll(() => lab.destroy())

const state = `find /etc/localtime /etc/timezone -printf '%p %m %U:%G %T@ %l ' -exec cat {} + 2>/dev/null || true; date +%Z`

contract(
  timezone,
  [
    {
      name: 'over another zone',
      want: { name: 'Europe/Berlin' },
      changed: { name: 'America/Argentina/Buenos_Aires' },
      setup: 'ln -sfn ../usr/share/zoneinfo/UTC /etc/localtime; echo Etc/UTC >/etc/timezone',
      drift: 'ln -sfn /usr/share/zoneinfo/Asia/Tokyo /etc/localtime',
      state,
      killed: true,
    },
    {
      name: 'where none was set',
      want: { name: 'Europe/Berlin' },
      changed: { name: 'UTC' },
      setup: 'rm -f /etc/localtime /etc/timezone',
      drift: 'rm /etc/timezone',
      state,
    },
  ],
  () => lab,
)

test('a zone that the machine does not know fails and says so, and nothing is changed', async () => {
  const bench = new Workbench(lab)
  await bench.begin()
  // Declared, it would be refused; a machine's own list may still be shorter than ours.
  const want = { name: 'Mars/Olympus' }
  const absent = { type: 'absent' } as const
  const [draft] = timezone.steps({ want, seen: { link: absent, text: absent }, followed: {} })
  if (!draft) throw new Error('there is nothing to do')
  await bench.open('1')
  const before = (await lab.exec(state)).stdout
  await expect(bench.effect(draft, '1')).rejects.toThrow(
    'knows no time zone Mars/Olympus: is the package tzdata installed?',
  )
  expect((await lab.exec(state)).stdout).toBe(before)
})
