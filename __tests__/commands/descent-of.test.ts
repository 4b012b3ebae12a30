import { descentOf } from '../../src/commands/descent-of'
import { Clone } from '../support/runner/clone'

const clone = new Clone()
afterAll(() => clone.remove())
const base = clone.commit({ one: '1', two: '1' })
const main = clone.commit({ two: '2' }, base)
const head = clone.commit({ one: '2' }, base)
const merge = clone.merge(main, head)
const { signal } = new AbortController()

test.each([
  { name: 'GitHub’s merge has what the main branch got since', at: merge, run: merge, relation: 'ahead' },
  { name: 'the head alone, which the workflow asked for, has it not', at: head, run: merge, relation: 'diverged' },
  { name: 'a push is what it says', at: main, run: main, sha: main, relation: 'equal' },
  { name: 'a terminal has no run', at: main, run: undefined, sha: main, relation: 'equal' },
])('$name', async ({ at, run, sha = head, relation }) => {
  clone.checkout(at)
  const options = { token: undefined, environment: { GITHUB_SHA: run } }
  const { descent } = await descentOf(options, clone.folder, { sha, repository: 'octo/forum' }, signal)
  expect(await descent?.(main)).toEqual({ relation })
})

test('what lies in no repository has no history', async () => {
  expect(await descentOf({ token: undefined, environment: {} }, clone.folder, {}, signal)).toEqual({})
})
