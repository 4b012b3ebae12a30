import { z } from 'zod'
import { batchSchema, canarySchema, maxFailuresSchema, unreachableValues } from '../../deployment/rollout-schema'
import { expected, seconds, written } from './forms'
import { inputWords } from './words'

const onFailures = ['undo-all', 'undo-machine', 'stop'] as const

/** How it goes on from machine to machine, and for how long. */
export const rollout = {
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
}
