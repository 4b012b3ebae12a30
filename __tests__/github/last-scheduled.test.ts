import { scheduledWords, workflowFile } from '../../src/github/last-scheduled'
import { tellSchedule } from '../../src/github/tell'
import { GitHub } from '../support/github/github'
import { own } from '../support/github/rights'
import { placed } from './placed'

const hour = 3_600_000
const now = Date.parse('2026-11-27T04:17:00Z')
const before = (...hours: readonly number[]) => hours.map(each => now - each * hour)

test.each([
  { name: 'none', times: [], late: false, words: /^No scheduled run of check\.yml before this one/ },
  { name: 'one', times: before(24), late: false, words: /was 24 h ago\.$/ },
  { name: 'as usual', times: before(25, 49, 73), late: false, words: /was 25 h ago\.$/ },
  {
    name: 'long ago',
    times: before(96, 120, 144),
    late: true,
    words: /was 4 days ago; usually there are 24 h.*60 days/,
  },
  { name: 'nearly three days', times: before(71.9), late: false, words: /was 2 days ago\.$/ },
  { name: 'minutes', times: before(0.5), late: false, words: /was 30 min ago\.$/ },
])('of runs: $name', ({ times, late, words }) => {
  expect(scheduledWords('check.yml', times, now)).toEqual({ late, words: expect.stringMatching(words) })
})

test('the file of a workflow is in what the runner says of it', () => {
  expect(workflowFile('octo/forum/.github/workflows/check.yml@refs/heads/main')).toBe('check.yml')
  expect(['', undefined, 'octo/forum/check.yml@x'].map(workflowFile)).toEqual([undefined, undefined, undefined])
})

describe('asked of GitHub', () => {
  let github: GitHub
  const start = async (rights = own) => {
    github = new GitHub({ rights })
    return { ...placed, api: await github.start() }
  }
  afterEach(() => github.stop())

  test('the good scheduled runs of this workflow alone count', async () => {
    const place = await start()
    const run = { workflow: 'check.yml', event: 'schedule', status: 'completed', conclusion: 'success' } as const
    const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()
    github.world.workflowRun({ ...run, at: ago(30) })
    github.world.workflowRun({ ...run, at: ago(6), conclusion: 'failure' })
    github.world.workflowRun({ ...run, at: ago(5), event: 'push' })
    github.world.workflowRun({ ...run, at: ago(4), workflow: 'other.yml' })
    expect(await tellSchedule(place, 'check.yml', 20, 1)).toEqual({
      last: { late: false, words: 'The last successful scheduled run of check.yml was 30 h ago.' },
      remarks: [],
    })
  }, 20_000)

  test('the right that is missing is named', async () => {
    const { actions: _none, ...rights } = own
    const place = await start(rights)
    expect(await tellSchedule(place, 'check.yml', 20, 1)).toEqual({
      last: undefined,
      remarks: [expect.stringContaining('“actions: read”')],
    })
  }, 20_000)
})
