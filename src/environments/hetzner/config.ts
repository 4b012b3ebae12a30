import { z } from 'zod'
import { cloudShape } from '../cloud/config'

const labelPart = '[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?'
const labelKey = new RegExp(`^([a-z0-9.-]{1,253}/)?${labelPart}$`)
const labelValue = z.string().regex(new RegExp(`^(${labelPart})?$`), {
  error: 'expected up to 63 letters, digits, dots, dashes and underscores, a letter or digit at both ends',
})

const labels = z.record(z.string(), labelValue).superRefine((labels, context) => {
  for (const key of Object.keys(labels)) {
    const own = /^(drover|hetzner\.cloud)\//.test(key)
    const message = own ? 'these keys are Drover’s and Hetzner’s own' : 'not a key of a label at Hetzner'
    if (own || !labelKey.test(key)) context.addIssue({ code: 'custom', message, path: [key] })
  }
})

const known = z.union([z.string().min(1), z.int().positive()], { error: 'expected a name or a number' })

export const config = z
  .strictObject({
    ...cloudShape,
    labels: labels.default({}),
    ipv4: z.boolean().default(true),
    ipv6: z.boolean().default(true),
    networks: z.array(known).default([]),
    firewalls: z.array(known).default([]),
    backups: z.boolean().default(false),
  })
  .refine(({ ipv4, ipv6 }) => ipv4 || ipv6, {
    path: ['ipv4'],
    error: 'without IPv4 and IPv6 nothing reaches the machine from outside',
  })
  .refine(({ address, networks }) => address === 'public' || networks.length > 0, {
    path: ['address'],
    error: 'there is no private address without a network in `networks`',
  })

export type HetznerConfig = z.infer<typeof config>
