import { z } from 'zod'
import { bounds } from './inputs/bounds'
import { whatIsDone } from './inputs/command'
import { connection } from './inputs/connection'
import { yesOrNo } from './inputs/forms'
import { reporting } from './inputs/reporting'
import { rollout } from './inputs/rollout'
import { subject } from './inputs/subject'
import { inputWords } from './inputs/words'

/**
 * The action's inputs, as the workflow's author writes them: all of them texts; an empty one stands for none. In this order
 * they are shown.
 */
export const inputsSchema = z.object({
  ...whatIsDone,
  ...subject,
  ...connection,
  ...rollout,
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
  ...reporting,
  ...bounds,
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
