import { z } from 'zod'
import { durationText, secondsOf, spanText } from '../deployment/duration'
import { batchSchema, canarySchema, maxFailuresSchema, unreachableValues } from '../deployment/rollout-schema'
import { suggest } from '../system/suggestion'
import { mostShards } from './shard'

const commandNames = [
  'deploy',
  'plan',
  'validate',
  'diff',
  'check',
  'status',
  'rollback',
  'recover',
  'exec',
  'destroy',
  'sweep',
  'rehearse',
  'matrix',
  'merge',
] as const
const onFailures = ['undo-all', 'undo-machine', 'stop'] as const
const summaries = ['full', 'failures', 'off'] as const
const logLevels = ['info', 'debug'] as const

/** Seconds from `90m`, `12h` or `3d`. */
const span = spanText.transform(secondsOf)

/** Seconds from `90`, `90s`, `30m` or `2h`. */
const seconds = durationText.transform(secondsOf)

/** A number as it was written, for a schema that takes numbers as well as texts. */
const written = z.string().transform(text => (/^\d{1,9}$/.test(text) ? Number(text) : text))

const yesOrNo = z.enum(['true', 'false'], 'expected true or false').transform(value => value === 'true')

/** What is told of an input. */
interface Told {
  /** In Markdown, from a small letter on and without a full stop at the end. The README shows the first sentence. */
  readonly says: string
  /** The commands that alone take it. */
  readonly only?: readonly (typeof commandNames)[number][]
  /** The default as a workflow's author writes it, where the schema's own text would tell less. */
  readonly preset?: string
}

/** Makes action.yml, the README's table and docs/inputs.md, by `npm run docs`; a test fails where they differ. */
export const inputWords = z.registry<Told>()

/** The action's inputs, as the workflow's author writes them: all of them texts; an empty one stands for none. */
export const inputsSchema = z.object({
  command: z
    .enum(commandNames, { error: issue => expected('a command', commandNames, issue.input) })
    .default('deploy')
    .register(inputWords, {
      says:
        'what to do: `deploy` (bring the machines to what the file declares), `plan` (say what deploy would change, and change nothing), ' +
        '`validate` (read and compile the file, ask no machine), `diff` (what the file declares otherwise than at the commit `base`; ' +
        'no machine is asked and no secret needed), `check` (compare each machine with its current generation; fails with 3 where it ' +
        'drifted), `status` (list each machine’s generations), `rollback` (bring the machines back to an earlier generation, from what ' +
        'they keep), `recover` (settle what an earlier run left open), `exec` (run one command on all machines), `destroy` (take a stage down: destroy what was made for it, and bring machines of others back to what they were; ' +
        '[how](docs/github.md#previews)), `sweep` (take down the stages whose pull request is closed or whose time is over), `rehearse` (prove the deployment on containers of the ' +
        'runner; [how](docs/rehearsal.md)), `matrix` (part the machines ' +
        'into shards, for several jobs side by side) or `merge` (make one report of the shards)',
    }),
  /** Undefined: `deploy.ts`, else what is found. */
  file: z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'the deployment file, from the working directory; else `deploy.ts`, `.mts`, `.js`, `.mjs`, `.yml`, `.yaml` or `.json`, the first ' +
        'that is there',
    }),
  stage: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'expected up to 63 letters, digits, dots, dashes and underscores')
    .default('production')
    .register(inputWords, {
      says: 'the name under which the file is deployed here, as `production` or `pr-12`; each stage has machines and a history of its own',
    }),
  /** A selector, as `selectMachines` takes it; empty stands for all machines. */
  machines: z
    .string()
    .default('')
    .register(inputWords, {
      says:
        'the machines to take, by name, glob, label and negation ([how](docs/command-line.md#selecting-machines)); else all. ' +
        'By name, glob (`web-*`) or label (`@database`), with commas or space between them; `!` before one takes it away',
    }),
  shard: z
    .string()
    .regex(/^\d{1,3}\/\d{1,3}$/, 'expected a share of the machines, as 2/3')
    .transform(text => text.split('/').map(Number))
    .transform(([number = 0, of = 0]) => ({ number, of }))
    .refine(
      ({ number, of }) => number >= 1 && number <= of && of <= mostShards,
      `expected 1/1 to ${mostShards}/${mostShards}`,
    )
    .optional()
    .register(inputWords, {
      says: 'of those machines only this share, as `2/3`; a job of a matrix has it from the command `matrix` ([how](docs/scale-out.md))',
    }),
  shards: z
    .string()
    .regex(/^\d+$/, 'expected a whole number')
    .transform(Number)
    .refine(value => value >= 1 && value <= mostShards, `expected a number from 1 to ${mostShards}`)
    .optional()
    .register(inputWords, {
      says: `with \`matrix\`: how many shards, at most ${mostShards}; else one for every \`max-parallel\` machines`,
      only: ['matrix'],
    }),
  events: z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'a file, from the working directory, that the events of the run are kept in, to make reports of them again; with `merge`: the folder ' +
        'that the shards’ files of events were downloaded to',
    }),
  'ssh-key': z.string().optional().register(inputWords, {
    says: 'a private key in OpenSSH’s form, or several, that the machines let in, from a secret; else the agent of `SSH_AUTH_SOCK` is asked',
  }),
  'ssh-passphrase': z
    .string()
    .optional()
    .register(inputWords, { says: 'the passphrase of the private key, from a secret' }),
  'known-hosts': z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'lines as in `~/.ssh/known_hosts`; one that contradicts a declared key, or can’t be read, is an error. A managed host always ' +
        'declares its key (`hostKey`); what stands here can only contradict it or revoke it (`@revoked`). Machines of environment types ' +
        'that know no host key are known by these lines. A key that stands in neither is never accepted',
    }),
  'ssh-config': z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'the path of an ssh_config, as `~/.ssh/config`, that managed hosts are reached by; without it none is read ' +
        '([SSH](docs/ssh.md)). What the deployment file says goes before it',
    }),
  'max-parallel': z
    .string()
    .regex(/^\d+$/, 'expected a whole number')
    .transform(Number)
    .refine(value => value >= 1 && value <= 1024, 'expected a number from 1 to 1024')
    .default(64)
    .register(inputWords, { says: 'how many machines are worked on at a time, from 1 to 1024' }),
  /** In seconds. */
  timeout: seconds
    .refine(value => value > 0, 'expected more than 0 and at most 24h')
    .default(1800)
    .register(inputWords, {
      says: 'how long the run may take as a whole, loading the file included, as `90s`, `30m` or `2h`',
      preset: '30m',
    }),
  'on-failure': z
    .enum(onFailures, { error: issue => expected('a way to go on', onFailures, issue.input) })
    .optional()
    .register(inputWords, {
      says:
        'when a machine fails: `undo-all` (undo all of them; they are then one transaction), `undo-machine` (only this one, and the ' +
        'others go on) or `stop` (this one, and begin no other); else what the deployment file says, else `undo-machine`',
    }),
  batch: written
    .pipe(batchSchema)
    .optional()
    .register(inputWords, {
      says:
        'how many machines are begun side by side, before the next ones are: a number, or a share of the selected ones, as `25%` ' +
        '([rollouts](docs/rollouts.md)); else what the deployment file says, else all',
    }),
  canary: written
    .pipe(canarySchema)
    .optional()
    .register(inputWords, {
      says:
        'the machines that go first, and have to be well before another is begun: a number, a share, as `10%`, or which, by name or label ' +
        'as with `machines`; else what the deployment file says',
    }),
  'max-failures': written
    .pipe(maxFailuresSchema)
    .optional()
    .register(inputWords, {
      says:
        'how many machines may fail, and a further batch begins all the same: a number, or a share, as `10%`; else what the deployment file ' +
        'says, else none where there are batches or canaries',
    }),
  /** In seconds. */
  pause: seconds.optional().register(inputWords, {
    says: 'how long to wait behind a batch that changed something, as `90s`, `10m` or `1h`; else what the deployment file says',
  }),
  unreachable: z
    .enum(unreachableValues, { error: issue => expected('what to do then', unreachableValues, issue.input) })
    .optional()
    .register(inputWords, {
      says:
        'a machine that can’t be reached: `fail`, or `skip` (it does not fail the run, unless none can be reached); else what the deployment ' +
        'file says, else `fail`',
    }),
  to: z
    .string()
    .regex(/^\d{1,9}$/, 'expected the number of a generation')
    .transform(Number)
    .optional()
    .register(inputWords, {
      says: 'with `rollback`: the number of the generation, 0 for what stood there before the first; else the one before',
    }),
  run: z
    .string()
    .optional()
    .register(inputWords, {
      says: 'with `exec`: the command, a line or a script for `sh -e`, run as root on every machine side by side',
      only: ['exec'],
    }),
  accept: yesOrNo.default(false).register(inputWords, {
    says: 'with `recover`: what could not be undone is taken as it is, instead of trying again',
  }),
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
  plan: z
    .string()
    .regex(
      /^([0-9a-f]{12,64}|reviewed)$/,
      'expected the digest of a plan, or its first twelve digits or more, or “reviewed”',
    )
    .optional()
    .register(inputWords, {
      says:
        'with `deploy`: the digest of the plan that was reviewed, as `plan` prints it and the output `plan-digest` has it, or `reviewed`: ' +
        'the one that the pull request’s check run shows ([how](docs/github.md#deploying-what-was-reviewed)); anything else is refused',
      only: ['deploy'],
    }),
  base: z
    .string()
    .optional()
    .register(inputWords, {
      says: 'with `diff` and `rehearse`: the commit to compare with, or to begin on; on a pull request else the one that is to be merged into',
      only: ['diff', 'rehearse'],
    }),
  'allow-downgrade': yesOrNo.optional().register(inputWords, {
    says: '`true`: also a commit that does not descend from the one that runs is deployed; else what the deployment file says',
  }),
  'allow-irreversible': yesOrNo.optional().register(inputWords, {
    says: '`true`: also what nobody can undo when something fails is done, as a hook; else what the deployment file says',
  }),
  prune: yesOrNo.optional().register(inputWords, {
    says: 'with `deploy` and `plan`, `true`: what was made for machines that the deployment file no longer names is destroyed ([how](docs/environments.md#what-is-left-over)); else what the file says',
  }),
  'allow-protected': yesOrNo.optional().register(inputWords, {
    says: 'with `destroy`, `true`: also a stage that the deployment file protects (`production`, where it says nothing)',
    only: ['destroy'],
  }),
  'dry-run': yesOrNo.default(false).register(inputWords, {
    says: 'with `destroy` and `sweep`, `true`: what would be destroyed is said, with its price where that is known, and nothing is',
  }),
  ttl: span.optional().register(inputWords, {
    says: 'with `sweep`: how long after its last deployment a stage may stand, as `3d` or `12h`; else what the deployment file says, else without end',
    only: ['sweep'],
  }),
  deep: yesOrNo.default(false).register(inputWords, {
    says: 'with `check`, `plan` and `deploy`, `true`: every file of each `tree` is read, instead of what the system knows of it',
  }),
  token: z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'what GitHub is asked with: how two commits stand to each other, where the clone is shallow (`contents: read`). Without the rights ' +
        'for a thing, that thing is left out and said',
      preset: `\${{ github.token }}`,
    }),
  'working-directory': z.string().default('.').register(inputWords, {
    says: 'where the deployment file and its paths are looked for, from the repository’s root and within it',
  }),
})

export type Inputs = z.infer<typeof inputsSchema>

function expected(what: string, known: readonly string[], input: unknown): string {
  const text = String(input)
  const near = suggest(text, known)
  return `“${text}” is not ${what}; expected ${known.join(', ')}${near === undefined ? '' : ` (did you mean “${near}”?)`}`
}
