import { doomOf, pullOf, type StageKnown } from '../../src/commands/doom'

const now = Date.parse('2026-11-27T12:00:00Z')
const hour = 3600
const stage = (more: Partial<StageKnown>): StageKnown => ({
  stage: 'pr-12',
  since: '2026-11-24T12:00:00Z',
  open: true,
  protected: false,
  ...more,
})

test.each([
  { name: 'a closed pull request', known: stage({ open: false }), ttl: undefined, goes: /^pull request 12 is closed$/ },
  { name: 'one whose time is over, open or not', known: stage({}), ttl: 48 * hour, goes: /3 days ago.*for 2 days$/ },
  {
    name: 'one of no pull request whose time is over',
    known: stage({ stage: 'demo', open: undefined }),
    ttl: 12 * hour,
    goes: /^it was deployed last 3 days ago, and may stand for 12 h$/,
  },
])('$name goes', ({ known, ttl, goes }) => {
  expect(doomOf(known, ttl, now)).toEqual({ goes: true, why: expect.stringMatching(goes) })
})

test.each([
  { name: 'an open one', known: stage({}), ttl: undefined, why: /^pull request 12 is open$/ },
  { name: 'a young one', known: stage({ stage: 'demo', open: undefined }), ttl: 96 * hour, why: /known by its name$/ },
  { name: 'a protected one', known: stage({ open: false, protected: true }), ttl: 1, why: /^it is protected$/ },
  {
    name: 'one that nobody knows the age of',
    known: stage({ stage: 'demo', since: undefined, open: undefined }),
    ttl: 1,
    why: /since/,
  },
  {
    name: 'one of a time that nobody can read',
    known: stage({ stage: 'demo', since: 'yesterday', open: undefined }),
    ttl: 1,
    why: /^nobody knows since when it stands$/,
  },
  {
    name: 'one of the future',
    known: stage({ stage: 'demo', since: '2026-11-28T13:00:00Z', open: undefined }),
    ttl: 1,
    why: /^it was deployed 25 h from now: a clock is wrong/,
  },
  {
    name: 'one that was made a moment ago by another clock',
    known: stage({ stage: 'demo', since: '2026-11-27T12:01:00Z', open: undefined }),
    ttl: 1,
    why: /known by its name$/,
  },
  {
    name: 'a protected one whose time is over',
    known: stage({ protected: true, open: undefined }),
    ttl: 1,
    why: /^it is protected$/,
  },
  { name: 'one whose pull request was opened again', known: stage({ open: true }), ttl: 96 * hour, why: /is open$/ },
  { name: 'one that GitHub can’t be asked about', known: stage({ open: undefined }), ttl: undefined, why: /no GitHub/ },
])('$name stays', ({ known, ttl, why }) => {
  expect(doomOf(known, ttl, now)).toEqual({ goes: false, why: expect.stringMatching(why) })
})

test('the number of a pull request is in the name of its stage alone', () => {
  expect(['pr-12', 'pr-', 'pr-12x', 'xpr-12', 'pr-1234567890', 'PR-1'].map(pullOf)).toEqual([
    12,
    ...[undefined, undefined, undefined, undefined, undefined],
  ])
})
