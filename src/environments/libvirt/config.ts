import { z } from 'zod'
import { memoryBytes, memoryPattern } from '../container/memory'
import { host, hostKey, jump, port, user } from '../host'

const absolute = (what: string) =>
  // A line break or a NUL in a path is a mistake, and libvirt's own lists are by lines.
  z.string().regex(/^\/[^\0\n\r]+$/, { error: `${what} is named by its whole path on the hypervisor` })

const amount = (what: string) => z.string().regex(memoryPattern, { error: `${what} is written as “512M” or “2G”` })

const word = (error: string) => z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/, { error })

const network = z.union(
  [
    word('not a name of a network of libvirt’s'),
    z.strictObject({
      bridge: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/, { error: 'not a name of a bridge' }),
    }),
  ],
  { error: 'expected the name of a network of libvirt’s, as “default”, or { bridge: "br0" }' },
)

const image = z.union([absolute('an image'), z.string().regex(/^[A-Za-z0-9_][\w.+-]*\/[A-Za-z0-9_][\w.+ -]*$/)], {
  error: 'expected the whole path of an image on the hypervisor, or “POOL/VOLUME”',
})

/** Which hypervisor, and what of it. */
export const accountConfig = z.strictObject({
  connection: z
    .string()
    .regex(/^(qemu|lxc):\/\/\/[A-Za-z0-9_./?=&%:-]*$/, {
      error:
        'expected a connection on the hypervisor itself, as “qemu:///system” or “lxc:///system”; ' +
        'a hypervisor elsewhere is named by “hypervisor”, and reached by Drover’s own SSH',
    })
    .default('qemu:///system'),
  hypervisor: z.strictObject({ host, port: port.default(22), user: user.default('root'), hostKey }).optional(),
})

export const config = z
  .strictObject({
    ...accountConfig.shape,
    name: z
      .string()
      .regex(/^(?!\d+$)[a-z0-9][a-z0-9-]{0,62}$/, {
        error:
          'a domain’s name is made of a–z, 0–9 and “-”, 63 characters at most, begins with a letter or digit, ' +
          'and is no number: that would be a domain’s id',
      })
      .optional(),
    domainType: z.enum(['kvm', 'qemu', 'lxc']).optional(),
    image,
    size: amount('a size').optional(),
    memory: amount('an amount of memory')
      .refine(text => !memoryPattern.test(text) || memoryBytes(text) >= 64 * 1024 ** 2, {
        error: 'a Debian with systemd does not boot in less than 64M',
      })
      .default('1G'),
    cpus: z.int().min(1).max(512).default(1),
    network: network.default('default'),
    /** Where nothing tells it: no lease, no agent. */
    address: host.optional(),
    jump: z.union([z.literal(false), jump, z.array(jump).min(1)]).optional(),
    user: user.default('root'),
    userData: z.string().optional(),
    kernel: absolute('a kernel').optional(),
    initrd: absolute('an initrd').optional(),
    cmdline: z.string().optional(),
    storage: absolute('the folder for disks').default('/var/lib/libvirt/images'),
    bootSeconds: z.int().min(10).max(7200).default(600),
    protect: z.boolean().default(false),
    replace: z.boolean().default(false),
  })
  .superRefine((wish, context) => {
    const mistake = (key: keyof typeof wish, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message })
    const containers = isContainer(wish)
    if (wish.domainType !== undefined && (wish.domainType === 'lxc') !== containers)
      mistake('domainType', `the connection ${wish.connection} has no domains of type ${wish.domainType}`)
    if (containers && !wish.image.startsWith('/'))
      mistake('image', 'a container’s image is the whole path of a root folder')
    for (const key of ['size', 'kernel', 'initrd', 'cmdline'] as const) {
      if (wish[key] === undefined) continue
      if (containers) mistake(key, 'a container has none')
      else if (key !== 'size' && wish.kernel === undefined) mistake(key, 'it belongs to a kernel: name one')
    }
  })

/** A machine as it is declared. */
export type Wish = z.infer<typeof config>

/** What says where virsh runs, and what it speaks to. */
export type Account = z.infer<typeof accountConfig>

/** Whether it is a container of libvirt's own, and no virtual machine. */
export const isContainer = ({ connection }: Pick<Wish, 'connection'>): boolean => connection.startsWith('lxc:')
