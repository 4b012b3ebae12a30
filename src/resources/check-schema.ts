import { z } from 'zod'
import { joinTexts, partsOf, type Text, textSchema } from './text'

/** A text with something in the place of what is known later: to look whether the rest of it is sound. */
const filled = (value: Text): string =>
  partsOf(value)
    .map(part => (typeof part === 'string' ? part : 'later'))
    .join('')

/** As the machine reads it (check.sh). */
const url = /^https?:\/\/(\[[0-9A-Fa-f:.]+\]|[^\s[\]/:?#@]+)(:\d+)?([/?#]\S*)?$/
const hostAndPort = /^(\[[0-9A-Fa-f:.]+\]|[^\s[\]/:?#@]+):\d+$/

const seconds = (most: number) => z.number().min(0.1).max(most)

const common = {
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\S+( \S+)*$/, 'a name on one line')
    .optional()
    .describe('What it is called in reports. Left out: what it asks.'),
  retries: z.int().min(1).max(1000).optional().describe('How often it is tried before it counts as failed: 10.'),
  interval: seconds(300).optional().describe('Seconds between two tries: 2.'),
  timeout: seconds(300).optional().describe('Seconds after which a try that gave no answer has failed: 5.'),
  unit: z
    .string()
    .regex(/^[A-Za-z0-9:_.\\@-]+\.[a-z]+$/, 'a unit’s full name, as forum.service')
    .optional()
    .describe('The unit that answers: where it does not run there is no more trying, and its log is shown.'),
}

const statusSchema = z.union([
  z.int().min(100).max(599),
  z.string().regex(/^[1-5]\d\d(-[1-5]\d\d)?$/, 'a status or a range of them, as 200-299'),
])

const httpOptions = {
  status: statusSchema.optional().describe('The status that is well, or a range of them: 200-399.'),
  contains: z.string().min(1).max(1000).optional().describe('A text that the first 64 KiB of the answer must hold.'),
  followRedirects: z
    .boolean()
    .optional()
    .describe('Goes where a redirect leads, five times at most; else it is an answer.'),
  tlsSkipVerify: z.boolean().optional().describe('Takes whatever certificate is shown, as for https to localhost.'),
  ...common,
}

/** All that may be said of how a URL is asked for, and how often. A service adds the URL. */
export const httpOptionsSchema = z.strictObject(httpOptions).omit({ unit: true })

const httpCheck = z.strictObject({
  http: textSchema
    .refine(value => url.test(filled(value)), 'a URL without a user, as http://localhost:8080/health')
    .describe('A URL, asked for on the machine itself.'),
  ...httpOptions,
})

const tcpCheck = z.strictObject({
  tcp: z
    .union([
      z.int().min(1).max(65535),
      textSchema.refine(value => hostAndPort.test(filled(value)), 'a port, or host:port as db.example.org:5432'),
    ])
    .describe('A port of the machine, or host:port: it is well where a connection is taken.'),
  ...common,
})

const commandCheck = z.strictObject({
  command: z
    .string()
    .min(1)
    .max(10_000)
    .refine(command => !command.includes('\0'), 'a command without NUL characters')
    .describe(
      'A command for sh, run by root: it is well where it exits 0. It changes nothing. Not a place for a secret.',
    ),
  ...common,
})

/** What has to be so, beside units that run, for a machine to be well. */
export const checkSchema = z.union([httpCheck, tcpCheck, commandCheck])

export type Check = z.output<typeof checkSchema>
export type CheckInput = z.input<typeof checkSchema>

/** What it is called in reports, and known by: its name, or what it asks. */
export function nameOf(check: Check): string {
  if (check.name !== undefined) return check.name
  const asked = 'http' in check ? check.http : 'command' in check ? check.command : joinTexts(['tcp ', check.tcp])
  const said = partsOf(asked)
    .map(part =>
      typeof part === 'string' ? part : '$secret' in part ? part.$secret : `${part.$reference} of ${part.machine}`,
    )
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return said.length <= 100 ? said : `${said.slice(0, 99)}…`
}
