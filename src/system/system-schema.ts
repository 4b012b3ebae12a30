import { z } from 'zod'
import { hostname } from '../resources/hostname'
import { timezone } from '../resources/timezone'
import { groupItem, userItem } from './accounts'
import { fileItem } from './files'
import { packageItem } from './packages'
import { sysctlValue } from './sysctls'

const named = (kind: typeof hostname | typeof timezone) =>
  z.string().superRefine((name, context) => {
    for (const issue of kind.schema.safeParse({ name }).error?.issues ?? [])
      context.addIssue({
        code: 'custom',
        message: issue.message,
        ...(issue.code === 'custom' && issue.params ? { params: issue.params } : {}),
      })
  })

/** What a system declares beside its services, key by key: the YAML form and the JSON Schema are made of it too. */
export const systemFields = {
  hostName: named(hostname).optional().describe("The machine's own name for itself. Left out: as it is."),
  timezone: named(timezone).optional().describe('As in the tz database: Europe/Berlin. Left out: as it is.'),
  packages: z.array(packageItem).optional(),
  groups: z.array(groupItem).optional(),
  users: z.array(userItem).optional(),
  files: z.array(fileItem).optional(),
  sysctl: z.record(z.string(), sysctlValue).optional().describe("Kernel parameters: `{ 'net.ipv4.ip_forward': 1 }`."),
}

export const systemFieldsSchema = z.strictObject(systemFields)

export type SystemFields = z.output<typeof systemFieldsSchema>
