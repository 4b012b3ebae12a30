import { changesOf } from '../../src/planning/change'
import type { Plan } from '../../src/planning/plan'
import { sh } from '../../src/target/script'

const step = {
  id: 'file:/etc/motd',
  resource: 'file:/etc/motd',
  action: 'change',
  title: 'change /etc/motd (content)',
  effect: sh`write`,
  undo: 'irreversible',
  after: [],
  triggers: [],
  contents: [],
  secrets: [],
  drift: false,
} as const
const planOf = (...steps: Plan['steps']): Plan => ({
  format: 1,
  machine: 'm',
  steps,
  keepings: [],
  owned: [],
  released: [],
  leaves: [],
  digest: '',
})

test('a diff is headed by the path, as people know it', () => {
  const [change] = changesOf(planOf({ ...step, diff: { before: 'a\n', after: 'b\n' } }), {}, [])
  expect(change?.diff?.split('\n').slice(0, 2)).toEqual(['--- /etc/motd\ton the machine', '+++ /etc/motd\tdeclared'])
})

test('where a diff is withheld, the reason goes with the change', () => {
  const [change] = changesOf(planOf({ ...step, withheld: 'it holds a secret' }), {}, [])
  expect(change).toMatchObject({ withheld: 'it holds a secret' })
})
