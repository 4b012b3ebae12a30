import { z } from 'zod'
import { joinTexts, partsOf, type Text, text, textSchema } from '../resources/text'
import { apacheWord, folderSchema } from './apache-word'

/** A text that stands as one word in Apache's configuration: what is known of it has no space, quote or line break. */
const word = textSchema.refine(
  value => partsOf(value).every(part => typeof part !== 'string' || /^((?!\$\{)[^\s\p{Cc}"'\\<>])*$/u.test(part)),
  'a URL without spaces, quotes, backslashes and “${”',
)
const url = word.refine(value => {
  const [first] = partsOf(value)
  return typeof first !== 'string' || /^[a-z]+:\/\//.test(first)
}, 'a URL with its scheme, as http://10.0.0.1:8080')

export const balancerSchema = z.strictObject({
  members: z.array(url).min(1, 'at least one member').describe('URLs of those who share the requests.'),
  method: z.enum(['byrequests', 'bytraffic', 'bybusyness']).default('byrequests'),
  retry: z.int().min(0).default(5).describe('Seconds for which a member that gave no answer gets no request.'),
})

export const virtualHostSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower-case letters, digits, dots and dashes')
    .describe('The name of its file under /etc/apache2/sites-enabled.'),
  port: z.int().min(1).max(65535).default(80),
  serverName: z
    .string()
    .regex(/^[A-Za-z0-9.-]+$/, 'a host name')
    .optional(),
  serverAliases: z.array(z.string().regex(/^[A-Za-z0-9.*-]+$/, 'a host name')).default([]),
  root: folderSchema.optional().describe('A folder on the machine whose files are served.'),
  proxy: url.optional().describe('Where all requests are passed on to.'),
  balancer: balancerSchema.optional().describe('Several servers that share the requests.'),
  directives: textSchema.optional().describe("Further lines of Apache's configuration, as they are."),
})

export type VirtualHost = z.output<typeof virtualHostSchema>

/** The modules that a site makes use of. */
export const modulesOf = ({ proxy, balancer }: VirtualHost): readonly string[] => [
  ...(proxy || balancer ? ['proxy_http'] : []),
  ...(balancer ? [`lbmethod_${balancer.method}`] : []),
]

/** The configuration of a site. */
export function siteText(site: VirtualHost): Text {
  const { name, port, serverName, serverAliases, root, proxy, balancer, directives } = site
  const lines: Text[] = [
    '# Written by Drover.',
    `<VirtualHost *:${port}>`,
    ...(serverName ? [`  ServerName ${serverName}`] : []),
    ...serverAliases.map(alias => `  ServerAlias ${alias}`),
    `  ErrorLog \${APACHE_LOG_DIR}/error.log`,
    `  CustomLog \${APACHE_LOG_DIR}/access.log combined`,
    ...(root === undefined ? [] : served(apacheWord(root))),
    ...(balancer ? balancerLines(name, balancer) : []),
    ...(proxy ? passed(proxy) : []),
    ...(directives === undefined ? [] : [directives]),
    '</VirtualHost>',
    '',
  ]
  return joinTexts(lines, '\n')
}

const served = (folder: string): readonly string[] => [
  `  DocumentRoot ${folder}`,
  `  <Directory ${folder}>`,
  '    Require all granted',
  '  </Directory>',
]

function balancerLines(name: string, { members, method, retry }: z.output<typeof balancerSchema>): readonly Text[] {
  return [
    `  <Proxy balancer://${name}>`,
    ...members.map(member => text`    BalancerMember ${member} retry=${retry}`),
    `    ProxySet lbmethod=${method}`,
    '  </Proxy>',
    ...passed(`balancer://${name}`),
  ]
}

const passed = (target: Text): readonly Text[] => {
  // Without the slash at the end, /a would become http://hosta.
  const base = joinTexts([target, endsWithSlash(target) ? '' : '/'])
  return ['  ProxyPreserveHost On', text`  ProxyPass / ${base}`, text`  ProxyPassReverse / ${base}`]
}

function endsWithSlash(value: Text): boolean {
  const last = partsOf(value).at(-1)
  return typeof last === 'string' && last.endsWith('/')
}
