import { groupKind } from '../../../src/resources/group'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

jest.setTimeout(60_000)

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const state = 'grep "^drove:" /etc/group /etc/gshadow || true'
const stamps = 'stat -c "%n %i %Y %Z" /etc/group /etc/gshadow /etc/passwd'
const teardown = 'userdel -f member 2>/dev/null || true; groupdel -f drove 2>/dev/null || true'

contract(
  groupKind,
  [
    {
      name: 'where there was none',
      want: { name: 'drove' },
      changed: { name: 'drove', gid: 4321 },
      drift: 'groupdel drove',
      state,
      stamps,
      teardown,
    },
    {
      name: 'with a number',
      want: { name: 'drove', gid: 4320 },
      changed: { name: 'drove', gid: 4321 },
      drift: 'groupmod --gid 4000 drove',
      state,
      stamps,
      teardown,
    },
    {
      name: 'that was there, with a member and users whose first group it is',
      setup: 'groupadd --gid 4000 drove; useradd --gid drove --groups drove,adm member',
      want: { name: 'drove', gid: 4320 },
      changed: { name: 'drove', gid: 4321 },
      drift: 'groupmod --gid 4001 drove',
      state: `${state}; grep "^member:" /etc/passwd`,
      stamps,
      teardown,
    },
  ],
  () => lab,
)

test('a group that is in use does not go', async () => {
  const bench = new Workbench(lab)
  const want = groupKind.schema.parse({ name: 'drove' })
  const keep = groupKind.keep(want)
  if (keep === 'irreversible') throw new Error('a group can be brought back')
  await bench.begin({ sh: teardown })
  await bench.open('1')
  await bench.record(keep, '1')
  await bench.run('use', { sh: 'groupadd drove; useradd --gid drove member' })
  const before = await bench.run('state', { sh: `${state}; ${stamps}` })
  await expect(bench.restore(keep, '1')).rejects.toThrow('the group drove can not go: it is the first group of member')
  expect(await bench.run('state', { sh: `${state}; ${stamps}; ls /etc/*.lock 2>/dev/null || true` })).toBe(before)
  await bench.run('leave', { sh: 'userdel -f member' })
  await bench.restore(keep, '1')
  expect(await bench.run('state', { sh: state })).toBe('')
  await bench.run('teardown', { sh: teardown })
})
