import { z } from 'zod'

const suffixes = 'service|socket|timer|path|target|mount|automount|swap|slice'

export const checkSchema = z
  .string()
  .min(1, 'a command, as nginx -t')
  .refine(command => !command.includes('\0'), 'a command without NUL characters')
  .describe(
    'A command, as `nginx -t`. Where it fails the unit is neither started, restarted nor reloaded: it stays as it is, and the deployment fails.',
  )

export const onDemandSchema = z
  .boolean()
  .describe(
    'Where a socket that listens starts it when somebody comes, as sshd on Ubuntu, that is as good as enabled and running; the socket is opened anew where the unit is told to reload.',
  )

export const settleSchema = z
  .int()
  .min(0)
  .max(600)
  .describe(
    'Seconds that it has to run without ending before it counts as well: 5, or 1 where it tells systemd itself when it is ready.',
  )

export const unitSchema = z.strictObject({
  name: z
    .string()
    .max(255)
    .regex(
      new RegExp(`^[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\-]+)?\\.(${suffixes})$`),
      'a unit’s full name, as forum.service; of a template an instance, as getty@tty1.service',
    ),
  enabled: z.boolean().default(true).describe('Whether it is started when the machine boots.'),
  state: z.enum(['started', 'stopped']).default('started').describe('Whether it runs now.'),
  restartOn: z.array(z.string()).default([]).describe('Ids of resources: it is restarted when one of them changes.'),
  reloadOn: z
    .array(z.string())
    .default([])
    .describe('Ids of resources: it is told to reload when one of them changes.'),
  onDemand: onDemandSchema.optional(),
  check: checkSchema.optional(),
  settle: settleSchema.optional(),
})

/** A unit of systemd's. Its file is a resource of its own, and belongs into `restartOn`. */
export type Unit = z.infer<typeof unitSchema>
