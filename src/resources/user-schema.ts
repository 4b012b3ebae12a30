import { z } from 'zod'
import { accountName } from './account-files'

const path = (what: string) => z.string().regex(/^\/[^:\n]*$/, `${what}, as a path from /`)
const name = z.string().regex(accountName, 'a name of lower case letters, digits, - and _, 32 at most')

export const userSchema = z
  .strictObject({
    name,
    uid: z.int().min(0).max(4294967294).optional().describe('Its number. Without one the machine chooses.'),
    group: name.optional().describe('Its first group. Without one: a group of its own name.'),
    groups: z.array(name).default([]).describe('Groups that it also belongs to. Others that it is in are left alone.'),
    home: path('a home').optional().describe('A new one gets /home/NAME, a system user none.'),
    shell: path('a shell').optional().describe('A new one gets /bin/bash, a system user /usr/sbin/nologin.'),
    system: z.boolean().default(false).describe('A user that a service runs as: nobody logs in, no home is made.'),
    authorizedKeys: z
      .array(z.string().regex(/^[^\n\r]*[^\s]+ AAAA[^\n\r]*$/, 'a public key on one line, as ssh-ed25519 AAAA…'))
      .optional()
      .describe('All keys that may log in: the file ~/.ssh/authorized_keys is then Drover’s.'),
    comment: z
      .string()
      .regex(/^[^:\p{Cc}]*$/u, 'a comment without : and control characters, on one line')
      .optional()
      .describe('Its full name.'),
  })
  .superRefine((user, context) => {
    if (user.system && user.authorizedKeys && user.home === undefined)
      context.addIssue({
        code: 'custom',
        path: ['home'],
        message: 'a system user with authorizedKeys needs a home to keep them in',
      })
  })

/**
 * A user account. What is not said is chosen when it is made and left alone after: so `root` can be given keys and nothing
 * else. Its password is locked when it is made, and never touched.
 */
export type User = z.infer<typeof userSchema>

/** The home that a new account gets. */
export const homeOf = ({ name, home, system }: User): string => home ?? (system ? '/nonexistent' : `/home/${name}`)
