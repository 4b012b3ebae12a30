import { z } from 'zod'
import { cloudShape } from '../cloud/config'
import { isMarkTag } from '../cloud/tags'

const tag = z
  .string()
  .regex(/^[a-zA-Z0-9_\-:]{1,255}$/, { error: 'a tag has letters, digits, “:”, “-” and “_”, 255 at most' })
  .refine(tag => !isMarkTag(tag), { error: 'tags that begin with “drover:” are Drover’s own' })

const noGpu = 'DigitalOcean does not list droplets with GPUs among the others: they can’t be found again here'

export const config = z.strictObject({
  ...cloudShape,
  size: cloudShape.size.refine(size => ![size].flat().some(one => one.startsWith('gpu-')), { error: noGpu }),
  tags: z.array(tag).default([]),
  ipv6: z.boolean().default(true),
  vpc: z.guid({ error: 'expected the UUID of a VPC' }).optional(),
  backups: z.boolean().default(false),
  monitoring: z.boolean().default(false),
})

export type DigitalOceanConfig = z.infer<typeof config>
