import { z } from 'zod'
import { hookKind } from '../resources/hook'
import { asKind, foundation } from './foundation'
import { after, ids } from './ids'

const hookItem = z
  .strictObject({
    name: z.string(),
    run: z.string().describe("A POSIX sh script, run as root. It can't be undone."),
    unless: z.string().optional().describe('Where this script exits 0, there is nothing to do.'),
    on: ids.optional().describe('Ids of resources: it runs when one of them has changed.'),
    after,
  })
  .superRefine(({ after: _, ...want }, context) => asKind(hookKind)(want, context))

/** Scripts of the user's own that run while a machine is brought up to date, after everything else. */
export const activation = foundation({
  name: 'activation',
  description: 'Scripts that run while a machine is brought up to date',
  item: hookItem,
  resources: ({ after = [], ...want }, origin) => [{ kind: hookKind, want, after, origin }],
})
