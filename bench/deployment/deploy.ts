// What the bench deploys: to each machine the forum of examples/forum and a setting, or a folder of files. herd.json, which
// the bench writes beside it, says which machines there are and what is wanted.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deployment, machine, managedHost, service, system, webApp } from 'drover'

interface Herd {
  readonly machines: readonly {
    readonly name: string
    readonly host: string
    readonly port: number
    readonly hostKey: string
    readonly hostName?: string
  }[]
  readonly setting: string
  readonly forum: boolean
  readonly tree: boolean
}
const { machines, setting, forum, tree }: Herd = JSON.parse(
  readFileSync(join(import.meta.dirname, 'herd.json'), 'utf8'),
)

const forumService = service(webApp, {
  name: 'forum',
  source: './forum',
  run: 'node server.js',
  port: 8080,
  packages: ['nodejs'],
  healthCheck: { path: '/health' },
})

export default deployment(
  { name: 'bench' },
  machines.map(({ name, host, port, hostKey, hostName = name }) =>
    machine({
      name,
      environment: managedHost({ host, port, hostKey }),
      system: system({
        hostName,
        files: [
          { path: '/etc/forum.conf', content: `colour = ${setting}\n` },
          ...(tree ? [{ kind: 'tree' as const, path: '/srv/tree', source: './tree' }] : []),
        ],
        services: forum ? [forumService] : [],
      }),
    }),
  ),
)
