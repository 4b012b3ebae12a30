import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import { Limit } from '../limits'
import { ProviderEmulator, type ProviderOptions } from '../provider-emulator'
import { failure, notFound, ok } from './answer'
import { pricing, serverTypes } from './catalogue'
import { paged } from './pages'
import { serverOperations } from './servers'
import { World } from './world'

/** Hetzner Cloud's interface, as far as Drover uses it. */
export class Hetzner extends ProviderEmulator {
  readonly world = new World(() => this.now)
  /** Of the project: 3600 an hour, one more each second. */
  readonly limit = new Limit(3600, 1)
  protected readonly unknown = notFound
  protected readonly operations: Readonly<Record<string, Operation>> = {
    ...serverOperations(this.world, this),
    'GET /actions': ({ query }) => {
      const found = query.getAll('id').flatMap(id => this.world.actions.get(Number(id)) ?? [])
      return ok({ actions: found.map(action => this.world.shownAction(action)) })
    },
    'GET /actions/{id}': ({ params }) => {
      const action = this.world.actions.get(Number(params.id))
      return action ? ok({ action: this.world.shownAction(action) }) : notFound
    },
    'GET /server_types': call => paged('server_types', named(serverTypes, call), call),
    'GET /pricing': () => ok({ pricing }),
    'GET /networks': call => paged('networks', named(this.world.networks, call).map(network), call),
    'GET /firewalls': call => paged('firewalls', named(this.world.firewalls, call).map(firewall), call),
  }

  constructor(options?: ProviderOptions) {
    super('hetzner', '/v1', options)
  }

  protected refusal({ operation, headers }: Call): Answer | undefined {
    if (headers.authorization !== `Bearer ${this.token}`)
      return failure(401, 'unauthorized', 'the token you have provided is invalid')
    if (this.rights === 'nothing') return failure(403, 'forbidden', 'insufficient permissions')
    if (this.rights === 'read' && !operation.startsWith('GET '))
      return failure(403, 'token_readonly', 'the token is only allowed to perform GET requests')
    return this.limit.take()
      ? undefined
      : failure(429, 'rate_limit_exceeded', 'limit of 3600 requests per hour reached')
  }

  protected invalid(lines: readonly string[]): Answer {
    return failure(422, 'invalid_input', lines.join('; '), { fields: [] })
  }

  protected override headers() {
    return {
      'ratelimit-limit': String(this.limit.most),
      'ratelimit-remaining': String(Math.floor(this.limit.left)),
      'ratelimit-reset': String(this.limit.resets),
    }
  }
}

function named<Thing extends { readonly name: string }>(all: readonly Thing[], { query }: Call): readonly Thing[] {
  const name = query.get('name')
  return all.filter(thing => name === null || thing.name === name)
}

const network = ({ id, name }: { readonly id: number; readonly name: string }) => ({
  id,
  name,
  ip_range: '10.0.0.0/16',
  subnets: [],
  routes: [],
  servers: [],
  protection: { delete: false },
  labels: {},
  created: '2026-01-30T23:50:00+00:00',
})

const firewall = ({ id, name }: { readonly id: number; readonly name: string }) => ({
  id,
  name,
  rules: [],
  applied_to: [],
  labels: {},
  created: '2026-01-30T23:55:00+00:00',
})
