import { z } from 'zod'
import { seedMark } from '../cloud/marks'
import { memoryBytes, memoryPattern } from '../container/memory'
import type { EnvironmentContext } from '../environment'
import type { Wish } from './config'
import { attributesOf, element, type Xml } from './xml'

/** Under which libvirt keeps what Drover says of a domain. Changing it would lose every machine that is there. */
export const markUri = 'urn:drover:libvirt:machine'
export const markKey = 'drover'

/** What can't be changed in a domain that is there, as it was declared. */
const made = [
  'image',
  'size',
  'memory',
  'cpus',
  'network',
  'kernel',
  'initrd',
  'cmdline',
  'domainType',
  'seed',
] as const
export type Made = { readonly [Key in (typeof made)[number]]?: string | undefined }

const schema = z.object({
  deployment: z.string(),
  stage: z.string(),
  machine: z.string(),
  /** `provisioning` until it is ready, and `destroying` from when its end has begun. */
  state: z.string(),
  since: z.string().default(''),
  /** `SHA256:…` of the key that the machine made for itself. */
  hostkey: z.string().optional(),
  /** The folder in which its own folder lies. */
  storage: z.string().startsWith('/'),
  protect: z.enum(['true', 'false']).default('false'),
})

/** What a domain says of itself: it is found again by this, and by nothing that could be lost elsewhere. */
export type Mark = z.infer<typeof schema> & { readonly made: Made }

/** The element that goes into a domain's metadata. With a prefix it can stand in the domain's own XML. */
export function markXml({ made, ...mark }: Mark, prefix?: string): Xml {
  const named = prefix === undefined ? { name: 'machine' } : { name: `${prefix}:machine`, [`xmlns:${prefix}`]: markUri }
  const { name, ...space } = named
  return element(name, { ...space, ...mark, ...made })
}

/** What libvirt answers with; undefined where it is none of ours. */
export function readMark(xml: string): Mark | undefined {
  const attributes = attributesOf(xml)
  const { success, data } = schema.safeParse(attributes)
  if (!success || attributes === undefined) return undefined
  const known = made.flatMap(key => (attributes[key] === undefined ? [] : [[key, attributes[key]]]))
  return { ...data, made: Object.fromEntries(known) }
}

export const isOurs = (mark: Mark, whose: Pick<EnvironmentContext, 'deployment' | 'stage' | 'machine'>): boolean =>
  (['deployment', 'stage', 'machine'] as const).every(part => mark[part] === whose[part])

export function madeOf(wish: Wish): Made {
  const { image, size, memory, cpus, network, kernel, initrd, cmdline, domainType, userData } = wish
  const where = typeof network === 'string' ? network : `bridge ${network.bridge}`
  return {
    image,
    size,
    memory,
    cpus: String(cpus),
    network: where,
    kernel,
    initrd,
    cmdline,
    domainType,
    seed: seedMark(userData),
  }
}

/** What differs, a line each: “memory: 1G → 2G”. */
export function changesOf(before: Made, wish: Wish): readonly string[] {
  const after = madeOf(wish)
  return made.flatMap(key => {
    // What it is made as is found out where nobody says it.
    if (key === 'domainType' && wish.domainType === undefined) return []
    if (same(before[key], after[key])) return []
    if (key === 'seed') return ['userData: it is read at the first boot only']
    return [`${key}: ${before[key] ?? 'none'} → ${after[key] ?? 'none'}`]
  })
}

const same = (one = '', other = ''): boolean =>
  one === other || (memoryPattern.test(one) && memoryPattern.test(other) && memoryBytes(one) === memoryBytes(other))
