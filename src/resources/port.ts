import { z } from 'zod'
import { sh } from '../target/script'
import { resourceKind } from './kind'

/** A port that a service listens on. */
export interface Port {
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
}

/**
 * The claim on a port. It changes nothing on the machine: it is there so that two services of one system, or two
 * deployments on one machine, that want the same port are told so before one of them fails to start.
 */
export const port = resourceKind<Port, 'claimed'>({
  name: 'port',
  rank: 0,
  needsRoom: () => false,
  schema: z.strictObject({ port: z.int().min(1).max(65535), protocol: z.enum(['tcp', 'udp']).default('tcp') }),
  id: ({ port, protocol }) => `port:${port}/${protocol}`,
  claims: ({ port, protocol }) => [`port:${port}/${protocol}`],
  // There is nothing to ask of the machine: what is claimed is as wanted.
  probe: wants => sh`printf 'port %s claimed\n' ${wants.map(({ port, protocol }) => `${port}/${protocol}`)}`,
  read: answer =>
    new Map([...answer.matchAll(/^port (\S+) claimed$/gm)].map(([, name]) => [`port:${name}`, 'claimed'])),
  changesNothing: true,
  steps: () => [],
  keep: () => 'irreversible',
})
