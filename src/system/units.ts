import { z } from 'zod'
import { file } from '../resources/file'
import { textSchema } from '../resources/text'
import { unitKind } from '../resources/unit'
import { checkSchema, onDemandSchema, settleSchema } from '../resources/unit-schema'
import { asKind, foundation } from './foundation'
import { after, ids } from './ids'

const unitItem = z
  .strictObject({
    name: z.string().describe('With its suffix: `forum.service`, `backup.timer`.'),
    content: textSchema.optional().describe('The unit file, where no package brings it.'),
    enabled: z.boolean().optional(),
    state: z.enum(['started', 'stopped']).optional(),
    restartOn: ids
      .optional()
      .describe('Ids of resources: when one of them changes, the unit is started anew, and only then.'),
    reloadOn: ids.optional(),
    onDemand: onDemandSchema.optional(),
    check: checkSchema.optional(),
    settle: settleSchema.optional(),
    after,
  })
  .superRefine(({ content: _, after: __, ...want }, context) => asKind(unitKind)(want, context))

/** systemd's units, with their unit files where these are declared: a unit is started anew when its own file changes. */
export const units = foundation({
  name: 'units',
  description: 'Units of systemd',
  item: unitItem,
  resources: ({ content, after = [], ...want }, origin) => {
    if (content === undefined) return [{ kind: unitKind, want, after, origin }]
    const path = `/etc/systemd/system/${want.name}`
    const restartOn = [...new Set([`file:${path}`, ...(want.restartOn ?? [])])]
    return [
      { kind: file, want: { path, content }, after: [], origin },
      { kind: unitKind, want: { ...want, restartOn }, after, origin },
    ]
  },
})
