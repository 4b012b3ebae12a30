import { z } from 'zod'
import { keyOfText } from '../../ssh/public-key'
import { port, user } from '../host'

const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$/, {
  error: 'expected the provider’s own name, of letters, digits, dots, dashes and underscores',
})

const choices = (what: string) =>
  z.union([word, z.array(word).min(1, { error: `expected one ${what} at least` })], {
    error: `expected a ${what}, or several in the order in which they are tried`,
  })

const onlyHttps = 'expected https://… (http only for this host itself: the token would be readable on its way)'

const api = z.string().refine(
  text => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname, username, search, hash } = new URL(text)
    const own = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    return (protocol === 'https:' || (protocol === 'http:' && own)) && username === '' && search === '' && hash === ''
  },
  { error: onlyHttps },
)

const publicKey = z
  .string()
  .trim()
  .refine(
    text => {
      const [type = '', base64 = ''] = text.split(/[ \t]+/)
      return !/[\r\n]/.test(text) && keyOfText(type, base64) !== undefined
    },
    { error: 'expected a public key as “ssh-ed25519 AAAA…”' },
  )

const token = z.strictObject(
  { $secret: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'not a name of a secret' }) },
  { error: "a token is a secret: write secret('NAME'), in YAML { $secret: NAME }" },
)

/** Whose account it is. */
export const accountConfig = z.strictObject({ token, api: api.optional() })

/** What of a machine's configuration is known where an account is looked at: of an account alone, nothing but whose it is. */
export type AccountConfig = z.infer<typeof accountConfig> & {
  readonly image?: string
  readonly ipv4?: boolean
  readonly backups?: boolean
}

/** What is declared of a machine alike at all providers. */
export const cloudShape = {
  ...accountConfig.shape,
  name: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$/, { error: 'expected 3 to 63 of a–z, 0–9 and “-”, no dash at an end' })
    .refine(name => !name.includes('--'), { error: 'not every provider takes two dashes in a row' })
    .optional(),
  size: choices('size'),
  region: choices('region'),
  image: word,
  user: user.default('root'),
  port: z.union([port, z.array(port).min(1, { error: 'expected one port at least' })]).optional(),
  sshKeys: z.array(publicKey).default([]),
  address: z.enum(['public', 'private']).default('public'),
  userData: z.string().optional(),
  protect: z.boolean().default(false),
  replace: z.boolean().default(false),
}

const cloudSchema = z.object(cloudShape)

/** The part of a configuration that all providers have. */
export type CloudConfig = z.infer<typeof cloudSchema>
