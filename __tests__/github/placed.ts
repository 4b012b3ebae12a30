import type { Place } from '../../src/github/place'

/** Where a run on a push to main reports to. */
export const placed: Place = {
  api: 'https://api.github.com',
  repository: 'octo/forum',
  token: 'ghs_emulated',
  sha: 'a'.repeat(40),
  pullRequest: null,
  readOnly: false,
  run: 'https://github.com/octo/forum/actions/runs/7/attempts/1',
  command: 'deploy',
  stage: 'production',
  part: '',
  source: '[".",""]',
  key: '0123456789abcdef',
}
