import { z } from 'zod'
import { span, yesOrNo } from './forms'
import { inputWords } from './words'

/** What a run may do, and how thoroughly. */
export const bounds = {
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
}
