import { refusalWords } from '../../src/github/refusal'

const answer = (status: number, accepted?: string) => ({
  status,
  message: 'Resource not accessible by integration',
  response: { headers: accepted === undefined ? {} : { 'x-accepted-github-permissions': accepted } },
})

test.each([
  { name: 'one right', error: answer(403, 'checks=write'), words: 'Add “checks: write” to the job’s permissions.' },
  {
    name: 'one right or another',
    error: answer(403, 'issues=write; pull_requests=write'),
    words: 'Add “issues: write” or “pull-requests: write” to the job’s permissions.',
  },
  {
    name: 'two rights together, and one that every token has',
    error: answer(403, 'metadata=read; contents=write,pull_requests=write'),
    words: 'Add “contents: write” and “pull-requests: write” to the job’s permissions.',
  },
  {
    name: 'the right to look, of which the right to write is the next',
    error: answer(403, 'issues=read; pull_requests=read'),
    words: 'Add “issues: write” or “pull-requests: write” to the job’s permissions.',
  },
  { name: 'no names', error: answer(403), words: 'docs/github.md says which permissions it needs.' },
  { name: 'a server that stumbles', error: answer(502), words: 'GitHub answered 502, Resource not accessible' },
  { name: 'no server', error: new Error('getaddrinfo ENOTFOUND'), words: 'getaddrinfo ENOTFOUND.' },
])('$name', ({ error, words }) => {
  expect(refusalWords(error, 'The check run', { readOnly: false })).toContain(words)
})

test('what only looks needs no more', () => {
  const words = refusalWords(answer(403, 'actions=read'), 'A look', { readOnly: false }, 'reads')
  expect(words).toContain('Add “actions: read” to')
})

test('where the token may only read, no right is asked for: none can be given', () => {
  const words = refusalWords(answer(403, 'checks=write'), 'The check run', { readOnly: true })
  expect(words).toContain('pull requests from forks')
  expect(words).not.toContain('checks')
})
