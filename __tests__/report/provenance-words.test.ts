import { generationLines, refWords, timeWords } from '../../src/report/provenance-words'

test.each([
  { ref: 'refs/heads/main', words: 'main' },
  { ref: 'refs/heads/a/b', words: 'a/b' },
  { ref: 'refs/tags/v1', words: 'tag v1' },
  { ref: 'refs/pull/12/merge', words: 'pull request 12' },
  { ref: 'HEAD', words: 'HEAD' },
])('$ref is $words', ({ ref, words }) => {
  expect(refWords(ref)).toBe(words)
})

test.each([
  { time: '2026-11-25T10:00:59.123Z', words: '2026-11-25 10:00 UTC' },
  { time: '2026-11-25T10:00:59Z', words: '2026-11-25 10:00 UTC' },
  { time: '2026-11-25T10:00:59+02:00', words: '2026-11-25T10:00:59+02:00' },
])('$time is $words', ({ time, words }) => {
  expect(timeWords(time)).toBe(words)
})

test('a generation says all that is known of where it comes from', () => {
  const provenance = {
    repository: 'example/forum',
    sha: '0123456789abcdef',
    ref: 'refs/heads/main',
    dirty: true,
    run: 'https://github.com/example/forum/actions/runs/7',
    actor: 'ada',
    time: '2026-11-25T10:00:00Z',
    file: 'deploy.ts',
    drover: '0.1.0',
  }
  expect(generationLines({ number: 3, current: true, resources: 1, provenance })).toEqual([
    '2026-11-25 10:00 UTC by ada, 1 resource',
    'example/forum, commit 0123456789ab of main (with changes that are in no commit), deploy.ts, Drover 0.1.0, https://github.com/example/forum/actions/runs/7',
  ])
  const { time, file } = provenance
  expect(generationLines({ number: 1, current: false, resources: 2, provenance: { time, file } })).toEqual([
    '2026-11-25 10:00 UTC, 2 resources',
    'no commit is known, deploy.ts',
  ])
})
