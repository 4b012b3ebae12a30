import { z } from 'zod'
import { cloudShape } from '../cloud/config'
import { isMarkTag } from '../cloud/tags'

const tag = z
  .string()
  .min(3, { error: 'a tag has 3 to 50 letters' })
  .max(50, { error: 'a tag has 3 to 50 letters' })
  .refine(tag => !isMarkTag(tag), { error: 'tags that begin with “drover:” are Drover’s own' })

/** Their cloud-init is older than Linode's metadata service, and reads no user data of it. */
const tooOld = /^linode\/debian(9|10|11|12)(-|$)/

const vlan = z.strictObject({
  label: z.string().regex(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?$/, { error: 'not a name of a VLAN' }),
  address: z.cidrv4({ error: 'expected an address with the length of its network, as “10.0.0.1/24”' }),
})

export const config = z
  .strictObject({
    ...cloudShape,
    image: cloudShape.image.refine(image => !tooOld.test(image), {
      error: 'the cloud-init of this image can’t read Linode’s user data: take linode/debian13 or linode/ubuntu24.04',
    }),
    tags: z.array(tag).default([]),
    privateIp: z.boolean().default(false),
    vlan: vlan.optional(),
    firewall: z.int({ error: 'expected the number of a firewall' }).positive().optional(),
    backups: z.boolean().default(false),
  })
  .refine(({ address, privateIp }) => address === 'public' || privateIp, {
    path: ['address'],
    error: 'there is no private address without `privateIp: true`',
  })

export type LinodeConfig = z.infer<typeof config>
