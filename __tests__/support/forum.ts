import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabMachine } from './lab'

/**
 * A repository with the example's own deployment file; only where its machines come from is another: hosts that somebody else
 * made. The first is the balancer, all others are forums.
 */
export function forumWorkspace(machines: readonly LabMachine[]): string {
  const workspace = mkdtempSync(join(tmpdir(), 'drover-forum-'))
  cpSync(join(__dirname, '../../examples/forum'), workspace, { recursive: true })
  const hosts = machines.map(({ address, hostKey }) => ({ host: address, hostKey }))
  const path = join(workspace, 'deploy.ts')
  const text = readFileSync(path, 'utf8')
    .replace('container,', 'managedHost,')
    .replace(
      /environment: container\([^)]*\),\n {4}system: system\({\n {6}hostName: `forum/,
      'environment: managedHost(hosts[n]!),\n    system: system({\n      hostName: `forum',
    )
    .replace(/environment: container\([^)]*\)/, 'environment: managedHost(hosts[0]!)')
    .replace('[1, 2, 3, 4]', `[${hosts.slice(1).map((_, n) => n + 1)}]`.replaceAll(',', ', '))
    .replace('const port', `const hosts = ${JSON.stringify(hosts)}\nconst port`)
  writeFileSync(path, text)
  return workspace
}

/** Whom the balancer hands requests to, in order: each is asked for until `count` have answered, or none more does. */
export async function answering(machines: readonly LabMachine[], count: number): Promise<readonly string[]> {
  const names = new Set<string>()
  for (let tries = 0; tries < 40 && names.size < count; tries++) {
    const page = await fetch(`http://${machines[0]?.address}/`).then(answer => answer.text())
    const name = /forum-server-\d/.exec(page)?.[0]
    if (name) names.add(name)
  }
  return [...names].sort()
}
