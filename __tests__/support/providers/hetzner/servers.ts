import { z } from 'zod'
import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import type { ProviderEmulator } from '../provider-emulator'
import { created, failure, invalid, notFound, ok } from './answer'
import { images, locations, serverTypes } from './catalogue'
import { badSelector, paged, selected } from './pages'
import { type HetznerServer, type Order, order, type World } from './world'

const hostName = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/
const part = '[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?'
const labelKey = new RegExp(`^([a-z0-9.-]{1,253}/)?${part}$`)
const labelValue = new RegExp(`^(${part})?$`)
const mostUserData = 32 * 1024

export function serverOperations(world: World, hooks: Pick<ProviderEmulator, 'onCreate' | 'onDelete'>) {
  return {
    'GET /servers': ({ query, ...call }) => {
      const fits = selected(query.get('label_selector') ?? '!no-such-label')
      if (fits === undefined) return badSelector
      const name = query.get('name')
      const status = query.getAll('status')
      const all = world
        .listed()
        .filter(server => fits(server.labels) && (name === null || server.name === name))
        .map(server => world.shown(server))
        .filter(server => status.length === 0 || status.includes(server.status))
      return paged('servers', all, { ...call, query })
    },
    'POST /servers': async ({ body }) => {
      const wish = order.parse(body)
      const refused = wrongIn(wish, world)
      if (refused) return refused
      const id = world.nextId()
      const server: HetznerServer = {
        id,
        order: wish,
        created: new Date().toISOString(),
        begun: world.now,
        name: wish.name,
        labels: wish.labels,
        ipv4: `192.0.2.${id % 250}`,
        backups: false,
        action: undefined,
      }
      world.servers.set(id, server)
      const action = world.begin('create_server', id, world.failing.shift() ?? null)
      const next = wish.start_after_create && !action.error ? [world.begin('start_server', id, null, 1)] : []
      if (hooks.onCreate) server.ipv4 = await hooks.onCreate({ id, name: wish.name }, wish.user_data)
      return created({
        server: world.shown(server),
        action: world.shownAction(action),
        next_actions: next.map(action => world.shownAction(action)),
        root_password: wish.ssh_keys.length > 0 ? null : `root-of-${id}`,
      })
    },
    'GET /servers/{id}': on(world, server => ok({ server: world.shown(server) })),
    'PUT /servers/{id}': on(world, (server, { body }) => {
      const { name = server.name, labels = server.labels } = change.parse(body)
      const refused = wrongLabels(labels) ?? takenName(name, world, server.id)
      if (refused) return refused
      Object.assign(server, { name, labels })
      return ok({ server: world.shown(server) })
    }),
    'DELETE /servers/{id}': on(world, async server => {
      if (world.statusOf(server) === 'deleting') return notFound
      if (world.isLocked(server) && world.boots) return failure(423, 'locked', 'server is locked')
      await hooks.onDelete?.({ id: server.id, name: server.name })
      return ok({ action: world.shownAction(world.begin('delete_server', server.id)) })
    }),
    'POST /servers/{id}/actions/enable_backup': on(world, server => {
      if (world.isLocked(server)) return failure(423, 'locked', 'server is locked')
      server.backups = true
      return created({ action: world.shownAction(world.begin('enable_backup', server.id)) })
    }),
  } satisfies Record<string, Operation>
}

const change = z.object({ name: z.string().optional(), labels: z.record(z.string(), z.string()).optional() })

function on(world: World, what: (server: HetznerServer, call: Call) => Answer | Promise<Answer>): Operation {
  return call => {
    const server = world.server(Number(call.params.id))
    return server ? what(server, call) : notFound
  }
}

function wrongIn(wish: Order, world: World): Answer | undefined {
  const { name, server_type, image, location, user_data, labels, networks, firewalls } = wish
  if (!hostName.test(name)) return invalid('name', 'Name must be a valid hostname.')
  if (!serverTypes.some(type => type.name === server_type)) return invalid('server_type', 'server type not found')
  if (!images.some(one => one.name === image || String(one.id) === image)) return invalid('image', 'image not found')
  if (!locations.some(one => one.name === location)) return invalid('location', 'location not found')
  if (Buffer.byteLength(user_data) > mostUserData) return invalid('user_data', 'Length must be between 0 and 32768.')
  const lost = networks.find(id => !world.networks.some(network => network.id === id))
  if (lost !== undefined) return failure(404, 'not_found', `network with ID '${lost}' not found`)
  const open = firewalls.find(({ firewall }) => !world.firewalls.some(({ id }) => id === firewall))
  if (open) return failure(404, 'not_found', `firewall with ID '${open.firewall}' not found`)
  const early = wrongLabels(labels) ?? takenName(name, world)
  if (early) return early
  const places = [`${server_type} ${location}`, `* ${location}`, `${server_type} *`, '* *']
  return places.some(place => world.soldOut.has(place))
    ? failure(412, 'resource_unavailable', 'error during placement')
    : undefined
}

function wrongLabels(labels: Readonly<Record<string, string>>): Answer | undefined {
  const wrong = Object.entries(labels).find(([key, value]) => !labelKey.test(key) || !labelValue.test(value))
  return wrong && invalid('labels', `the label ${wrong.join('=')} is not valid`)
}

function takenName(name: string, world: World, own?: number): Answer | undefined {
  const other = [...world.servers.keys()].flatMap(id => world.server(id) ?? []).find(server => server.name === name)
  return other === undefined || other.id === own
    ? undefined
    : failure(409, 'uniqueness_error', 'server name is already used')
}
