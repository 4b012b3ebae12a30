import { z } from 'zod'
import { port } from '../resources/port'
import { foundation } from './foundation'

const portItem = z.strictObject({
  port: z.int().min(1).max(65535),
  protocol: z.enum(['tcp', 'udp']).optional(),
})

/** The ports that services listen on: nothing on the machine, but no two services, or deployments, get the same one. */
export const ports = foundation({
  name: 'ports',
  description: 'Ports that services listen on',
  item: portItem,
  resources: ({ port: number, protocol = 'tcp' }, origin) => [
    { kind: port, want: { port: number, protocol }, after: [], origin },
  ],
})
