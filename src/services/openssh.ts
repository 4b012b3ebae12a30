import { z } from 'zod'
import { files } from '../system/files'
import { packages } from '../system/packages'
import { ports } from '../system/ports'
import { serviceType } from '../system/service'
import { units } from '../system/units'
import { isSshdKeyword, sshdKeywords } from './sshd-keywords'

const line = z.string().regex(/^[^\r\n]+$/, 'one line')

function knownSettings(settings: Readonly<Record<string, string>>, context: z.core.$RefinementCtx): void {
  for (const word of Object.keys(settings)) {
    if (isSshdKeyword(word)) continue
    const issue = { code: 'custom' as const, path: [word] }
    const message = 'Match holds for all lines behind it: write it into a file of your own in /etc/ssh/sshd_config.d'
    if (word.toLowerCase() === 'match') context.addIssue({ ...issue, message })
    else
      context.addIssue({
        ...issue,
        message: `sshd has no setting “${word}”`,
        params: { word, known: sshdKeywords },
      })
  }
}

const config = z.strictObject({
  port: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe(
      "Left out: what the machine has, which is 22 unless somebody changed it. Drover itself connects to the environment's port.",
    ),
  passwordAuthentication: z.boolean().optional().describe('Whether a password lets anybody in.'),
  permitRootLogin: z
    .enum(['yes', 'no', 'prohibit-password', 'forced-commands-only'])
    .optional()
    .describe('How root may log in.'),
  allowUsers: z
    .array(z.string().regex(/^\S+$/, 'a name without spaces'))
    .optional()
    .describe('Names, or patterns as sshd_config takes them. Whoever is not among them gets in no more.'),
  settings: z
    .record(z.string(), line)
    .superRefine(knownSettings)
    .optional()
    .describe("Further settings by sshd's own names: `{ MaxAuthTries: '3' }`."),
})

const path = '/etc/ssh/sshd_config.d/10-drover.conf'

const socketPath = '/etc/systemd/system/ssh.socket.d/10-drover.conf'

const socketText = (port: number): string => `# Written by Drover: where systemd listens in the place of sshd.
[Socket]
ListenStream=
ListenStream=0.0.0.0:${port}
ListenStream=[::]:${port}
BindIPv6Only=ipv6-only
`

/**
 * The SSH server. Only what is written here is set, so that by itself it never locks anybody out. sshd takes the first value
 * that it reads, and Debian's sshd_config reads the folder before its own lines. They are tried with
 * `sshd -t` first: settings that sshd does not take fail the deployment, and the server goes on with the old ones.
 */
export const openssh = serviceType({
  name: 'openssh',
  description: 'The SSH server, with settings in a file of their own',
  config,
  defaultValue: {},
  extensions: contribute => [
    contribute(packages, () => ['openssh-server']),
    contribute(ports, ({ port = 22 }) => [{ port }]),
    contribute(files, config => {
      const content = settingsText(config)
      return [...(content === '' ? [] : [{ path, content, after: ['package:openssh-server'] }]), ...socketFiles(config)]
    }),
    contribute(units, config => [
      {
        name: 'ssh.service',
        enabled: true,
        state: 'started',
        onDemand: true,
        check: 'mkdir -p /run/sshd && /usr/sbin/sshd -t',
        reloadOn: [
          ...(settingsText(config) === '' ? [] : [`file:${path}`]),
          ...socketFiles(config).map(({ path }) => `file:${path}`),
        ],
        after: ['package:openssh-server'],
      },
    ]),
  ],
})

function settingsText({
  port,
  passwordAuthentication,
  permitRootLogin,
  allowUsers,
  settings = {},
}: z.output<typeof config>): string {
  const lines = [
    ...(port === undefined ? [] : [`Port ${port}`]),
    ...(passwordAuthentication === undefined
      ? []
      : [`PasswordAuthentication ${passwordAuthentication ? 'yes' : 'no'}`]),
    ...(permitRootLogin === undefined ? [] : [`PermitRootLogin ${permitRootLogin}`]),
    ...(allowUsers === undefined ? [] : [`AllowUsers ${allowUsers.join(' ')}`]),
    ...Object.entries(settings).map(([name, value]) => `${name} ${value}`),
  ]
  return lines.length === 0 ? '' : ['# Written by Drover.', ...lines, ''].join('\n')
}

/**
 * With ssh.socket, as on Ubuntu, systemd listens in sshd's place and sshd's own port means nothing. On a machine without, this
 * says nothing to anybody. Not where the addresses are declared too: it would open more than those.
 */
function socketFiles({ port, settings = {} }: z.output<typeof config>) {
  const addressed = Object.keys(settings).some(name => name.toLowerCase() === 'listenaddress')
  return port === undefined || addressed ? [] : [{ path: socketPath, content: socketText(port) }]
}
