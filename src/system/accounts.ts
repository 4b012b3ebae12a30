import { z } from 'zod'
import { groupKind } from '../resources/group'
import { userKind } from '../resources/user'
import { asKind, foundation } from './foundation'
import { after } from './ids'

const name = z.string()
const id = z.number().optional()
const system = z.boolean().optional()

const groupFields = { name, gid: id, system, after }
const userFields = {
  name,
  uid: id,
  group: z.string().optional(),
  groups: z.array(z.string()).readonly().optional(),
  home: z.string().optional(),
  shell: z.string().optional(),
  comment: z.string().optional(),
  system,
  authorizedKeys: z
    .array(z.string())
    .readonly()
    .optional()
    .describe(
      'Public keys that log in, each a line as in authorized_keys. Left out: those that are there stay as they are.',
    ),
  after,
}

/** A group and a user as a system lists them. */
export const groupItem = z
  .strictObject(groupFields)
  .superRefine(({ after: _, ...want }, context) => asKind(groupKind)(want, context))
export const userItem = z
  .strictObject(userFields)
  .superRefine(({ after: _, ...want }, context) => asKind(userKind)(want, context))

const kinds = { group: groupKind, user: userKind }
const accountItem = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('group'), ...groupFields }),
    z.strictObject({ kind: z.literal('user'), ...userFields }),
  ])
  .superRefine(({ kind, after: _, ...want }, context) => asKind(kinds[kind])(want, context))

/** Who is known on the machine. */
export const accounts = foundation({
  name: 'accounts',
  description: 'Users and groups',
  item: accountItem,
  resources: ({ kind, after = [], ...want }, origin) => [{ kind: kinds[kind], want, after, origin }],
})
