import { z } from 'zod'
import { expected, yesOrNo } from './forms'
import { inputWords } from './words'

const summaries = ['full', 'failures', 'off'] as const
const logLevels = ['info', 'debug'] as const

/** Where a run is told of, and how much of it. */
export const reporting = {
  'log-level': z
    .enum(logLevels, { error: issue => expected('a log level', logLevels, issue.input) })
    .default('info')
    .register(inputWords, {
      says:
        '`info`, or `debug`: the log shows every remote command, secrets hidden; so it does with the runner’s debug logging ' +
        '(`RUNNER_DEBUG=1`)',
    }),
  summary: z
    .enum(summaries, { error: issue => expected('a form of the summary', summaries, issue.input) })
    .default('full')
    .register(inputWords, {
      says:
        'what the job summary has: `full`, `failures` (the counts, what failed, and rows of what a person has to look at) or `off`. The ' +
        'file that the output `summary-file` names always has all',
    }),
  'check-run': yesOrNo.default(true).register(inputWords, {
    says:
      'whether a check run “drover / STAGE” stands on the commit, with annotations on the declaring lines (`checks: write`; ' +
      '[GitHub](docs/github.md)). Without the right the annotations are those of the job alone, and a warning says so',
  }),
  comment: yesOrNo.default(true).register(inputWords, {
    says:
      'whether `plan`, `diff` and `rehearse` keep one comment each on the pull request (`pull-requests: write`; [GitHub](docs/github.md)). Without the ' +
      'right a warning says so',
  }),
  'drift-issue': yesOrNo.optional().register(inputWords, {
    says:
      'with `check`, `true`: one issue is open while machines have drifted, and closed when they have not (`issues: write`; ' +
      '[GitHub](docs/github.md#the-issue-about-drift))',
    only: ['check'],
  }),
  environment: z
    .string()
    .max(255, 'expected at most 255 characters')
    .optional()
    .register(inputWords, {
      says:
        'the environment under which GitHub’s Deployments page shows what is deployed (`deployments: write`; ' +
        '[GitHub](docs/github.md#the-deployments-page)); without it none. Not where the job itself has an `environment`: GitHub then makes ' +
        'one by itself',
    }),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an address that begins with https:// or http://' })
    .optional()
    .register(inputWords, {
      says: 'with `environment`: where what is deployed can be looked at, as `https://pr-12.example.org`; else what the deployment file says (`url`)',
    }),
}
