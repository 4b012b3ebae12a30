import { z } from 'zod'
import { DroverError } from '../failure'
import { type Declared, endpointOf, usersConfig } from '../ssh/declared'
import { environmentType } from './environment'
import { host, hostKey, jump, place, port, user } from './host'

const noTime = 'expected seconds, more than 0 and at most 86400'
const seconds = z.number({ error: noTime }).positive({ error: noTime }).max(86_400, { error: noTime }).optional()

const noConfig = 'expected true (for ~/.ssh/config), false, or the path of such a file, from / or ~/'

const config = z.strictObject({
  host,
  // 22 and root, where no ssh_config is asked or it says nothing.
  port: z.union([port, z.array(port).min(1, { error: 'expected one port at least' })]).optional(),
  user: user.optional(),
  hostKey,
  sudoPassword: z
    .strictObject(
      { $secret: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'not a name of a secret' }) },
      { error: "a password is a secret: write secret('NAME'), in YAML { $secret: NAME }" },
    )
    .optional(),
  jump: z.union([jump, z.array(jump).min(1, { error: 'expected one jump host at least' })]).optional(),
  sshConfig: z.union([z.boolean(), z.string().regex(/^(~\/|\/)/, { error: noConfig })], { error: noConfig }).optional(),
  limits: z.strictObject({ connect: seconds, login: seconds, command: seconds, silence: seconds }).optional(),
  address: place('the address where the other machines reach it, without spaces, user, port or path').optional(),
})

/**
 * A machine that someone else made and looks after: there is nothing to find, to make or to destroy, only to reach. Its
 * `address` is where the other machines reach it, should that not be the host that Drover connects to. `limits` are seconds.
 */
export const managedHost = environmentType<z.infer<typeof config>, z.input<typeof config>>({
  name: 'managed-host',
  description: 'A machine that is there already, reached over SSH',
  config,
  address: ({ host, address }) => address ?? host,
  reach: async (config, _facts, { connect, secret, sshConfig }) => {
    const { sudoPassword: named } = config
    const password = named && passwordOf(secret(named), named.$secret)
    const declared = { ...declaredBy(config), ...(password !== undefined && { sudoPassword: () => password }) }
    const file = config.sshConfig === true ? usersConfig : (config.sshConfig ?? sshConfig)
    if (!file) return connect(endpointOf(declared))
    const { endpointBy } = await import('../ssh/config/endpoint')
    return connect(await endpointBy(file, declared))
  },
})

function declaredBy({ host, port, user, hostKey, jump, limits }: z.infer<typeof config>): Declared {
  return {
    host,
    ports: port === undefined ? undefined : [...new Set([port].flat())],
    user,
    hostKeys: [hostKey].flat(),
    jumps: jump && [jump].flat().map(({ hostKey, ...hop }) => ({ ...hop, hostKeys: [hostKey].flat() })),
    limits,
  }
}

/** sudo reads one line. The newline at the end of a secret that was pasted with it is no part of the password. */
function passwordOf(value: string, name: string): string {
  const password = value.replace(/\r?\n$/, '')
  if (/^[^\r\n\0]+$/.test(password)) return password
  const message = `the secret ${name} is no password for sudo: it is ${password === '' ? 'empty' : 'of several lines'}`
  throw new DroverError({ code: 'bad-input', input: 'sudoPassword', message })
}
