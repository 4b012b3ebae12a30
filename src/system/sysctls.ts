import { z } from 'zod'
import { sysctl } from '../resources/sysctl'
import { asKind, foundation } from './foundation'
import { after } from './ids'

/** A kernel parameter's value: what stands in its file under /proc/sys. */
export const sysctlValue = z.union([z.string(), z.number()])

const sysctlItem = z
  .strictObject({ key: z.string(), value: sysctlValue, after })
  .superRefine(({ key, value }, context) => asKind(sysctl)({ key, value: String(value) }, context))

/** Kernel parameters, now and after the next boot. */
export const sysctls = foundation({
  name: 'sysctls',
  description: 'Kernel parameters',
  item: sysctlItem,
  resources: ({ key, value, after = [] }, origin) => [
    { kind: sysctl, want: { key, value: String(value) }, after, origin },
  ],
})
