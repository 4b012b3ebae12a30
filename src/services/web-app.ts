import { z } from 'zod'
import { httpOptionsSchema } from '../resources/check-schema'
import { hasSecret, textSchema } from '../resources/text'
import { accounts } from '../system/accounts'
import { files } from '../system/files'
import { http } from '../system/health-checks'
import { packages } from '../system/packages'
import { ports } from '../system/ports'
import { resources } from '../system/resources'
import { serviceType } from '../system/service'
import { units } from '../system/units'
import { commandSchema } from './command-line'
import { launcher } from './launcher'
import { isReserved } from './reserved-names'

const accountName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits and dashes, at most 31')
const globs = z.array(z.string()).readonly().optional()

function ownName(name: string, context: z.core.$RefinementCtx): void {
  if (!isReserved(name)) return
  const message = `“${name}” is the system's own: the program would take the place of a unit, a user or a folder of that name. Another one, as ${name}-app`
  context.addIssue({ code: 'custom', message })
}

const config = z
  .strictObject({
    name: accountName.superRefine(ownName).describe('Its unit, its user, and its folders are called so.'),
    source: z.string().describe('The folder in the repository that is delivered to /opt/NAME.'),
    include: globs.describe('Globs of what is delivered; everything where there are none.'),
    exclude: globs.describe('Globs of what is not delivered.'),
    run: commandSchema.describe('One command, as in a shell: `node server.js`. It runs in /opt/NAME.'),
    port: z.int().min(1).max(65535).optional().describe('Where it listens: it is told as PORT.'),
    env: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable'), textSchema)
      .default({})
      .describe('Its environment. A secret is for its user alone; a change starts it anew.'),
    packages: z.array(z.string()).default([]).describe("Packages that it needs: `['nodejs']`."),
    healthCheck: httpOptionsSchema
      .extend({
        path: z
          .string()
          .regex(/^\/[^\s#]*$/, 'a path, as /health')
          .default('/'),
      })
      .optional()
      .describe('It is well when this path is answered, as a health check by http; with all the options of one.'),
    user: accountName.optional().describe('A user who is there, to run it as. Left out: one of its own is made.'),
  })
  .refine(({ healthCheck, port }) => !healthCheck || port !== undefined, {
    path: ['healthCheck'],
    message: 'needs a port',
  })

type WebApp = z.output<typeof config>

/**
 * A program of the repository as a service of the machine: delivered to /opt/NAME, run as a user of its own, with its state
 * in /var/lib/NAME (STATE_DIRECTORY), which stays when the service goes. It is started anew when its files, its
 * environment or its unit change, and only then.
 */
export const webApp = serviceType({
  name: 'webApp',
  description: 'A program of the repository, delivered, run as a user of its own, and watched',
  config,
  extensions: contribute => [
    contribute(packages, app => app.packages),
    contribute(ports, ({ port }) => (port === undefined ? [] : [{ port }])),
    contribute(accounts, ({ name, user }) =>
      user === undefined
        ? [
            { kind: 'group', name, system: true },
            { kind: 'user', name, group: name, home: `/var/lib/${name}`, shell: '/usr/sbin/nologin', system: true },
          ]
        : [],
    ),
    contribute(files, app => [
      { kind: 'tree', path: `/opt/${app.name}`, source: app.source, include: app.include, exclude: app.exclude },
      {
        path: startOf(app),
        content: launcher(`/etc/${app.name}/env`, Object.keys(variables(app)), app.run),
        mode: '755',
      },
      ...variablesOf(app),
    ]),
    contribute(units, app => [
      {
        name: `${app.name}.service`,
        content: unitText(app),
        enabled: true,
        state: 'started',
        // Whether it answers says more.
        ...(app.healthCheck ? { settle: 1 } : {}),
        check: shadowsNone(app.name),
        restartOn: [
          `tree:/opt/${app.name}`,
          `file:${startOf(app)}`,
          ...variablesOf(app).map(({ path }) => `file:${path}`),
        ],
      },
    ]),
    contribute(resources, ({ name, port, healthCheck }) => {
      if (!healthCheck || port === undefined) return []
      const { path, ...options } = healthCheck
      return [http(`http://localhost:${port}${path}`, { ...options, unit: `${name}.service` })]
    }),
  ],
})

const variables = ({ env, port }: WebApp) => ({ ...(port === undefined ? {} : { PORT: String(port) }), ...env })

const variablesOf = (app: WebApp) =>
  Object.entries(variables(app)).map(([name, content]) => ({
    path: `/etc/${app.name}/env/${name}`,
    content,
    ...(hasSecret(content) ? { mode: '400', owner: app.user ?? app.name } : {}),
  }))

const startOf = ({ name }: WebApp): string => `/etc/${name}/start`

function unitText({ name, user = name }: WebApp): string {
  return `# Written by Drover.
[Unit]
Description=${name}
After=network.target

[Service]
Type=exec
User=${user}
WorkingDirectory=/opt/${name}
ExecStart=/etc/${name}/start
StateDirectory=${name}
Restart=on-failure
RestartSec=1
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

[Install]
WantedBy=multi-user.target
`
}

/** No list knows every package's units: the machine has the last word. */
const shadowsNone = (name: string): string => `for folder in /usr/lib /lib; do
  if [ -e "$folder/systemd/system/${name}.service" ]; then
    echo "a package has a ${name}.service of its own, whose place this one would take: call the program otherwise"
    exit 1
  fi
done`
