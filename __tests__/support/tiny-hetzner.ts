import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const order = z.object({
  name: z.string(),
  server_type: z.string(),
  image: z.string(),
  location: z.string(),
  user_data: z.string(),
  labels: z.record(z.string(), z.string()),
  public_net: z.object({ enable_ipv4: z.boolean(), enable_ipv6: z.boolean() }),
  networks: z.array(z.number()).default([]),
  firewalls: z.array(z.object({ firewall: z.number() })).default([]),
})
export type TinyOrder = z.infer<typeof order>

interface Kept {
  readonly id: number
  readonly order: TinyOrder
  readonly created: string
  labels: Record<string, string>
  status: string
  looks: number
  ipv4: string
}

interface Action {
  readonly id: number
  readonly command: string
  /** How often it is asked about before it is done. */
  left: number
  readonly error?: { readonly code: string; readonly message: string }
  readonly done?: () => void
}

/** What is answered to the next request of a kind, in the place of what would be; `lost`: it is done, and the connection cut. */
export type TinyFault =
  | 'lost'
  | { readonly status: number; readonly code: string; readonly headers?: Record<string, string> }

/** As much of Hetzner's API as Drover uses, in memory: pages, labels, names, actions. */
export class TinyHetzner {
  readonly servers = new Map<number, Kept>()
  readonly requests: string[] = []
  readonly faults = new Map<string, TinyFault[]>()
  /** How often an action or a new server is looked at before it is there. */
  slowness = 1
  /** What the first action of the next create ends with. */
  failing: { readonly code: string; readonly message: string }[] = []
  /** Boots what was ordered, and says its address; without it each has an address of nowhere. */
  boot: (order: TinyOrder, id: number) => Promise<string> = async (_, id) => `192.0.2.${id}`
  gone: (id: number) => Promise<void> = async () => {}
  #last = 0
  readonly #actions = new Map<number, Action>()
  #server: Server | undefined

  async start(): Promise<string> {
    const server = createServer((request, response) => void this.#take(request, response))
    this.#server = server
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise(resolve => this.#server?.close(resolve))
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const piece of request) text += piece
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://tiny')
    const path = pathname.replace(/^\/v1/, '')
    const what = `${request.method} ${path}`
    this.requests.push(what)
    const fault = this.faults.get(what)?.shift()
    if (fault && fault !== 'lost')
      return say(response, fault.status, { error: { code: fault.code, message: `${fault.code}!` } }, fault.headers)
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    const { status, answer } = await this.#answer(request.method ?? '', path, searchParams, body)
    if (fault === 'lost') request.socket.destroy()
    else say(response, status, answer)
  }

  async #answer(method: string, path: string, query: URLSearchParams, body: unknown) {
    const ok = (answer: unknown, status = 200) => ({ status, answer })
    const wrong = (status: number, code: string, details?: unknown) =>
      ok({ error: { code, message: `${code}.`, details } }, status)
    const [, kind, id, , command] = path.split('/')
    const server = this.servers.get(Number(id))
    switch (`${method} ${kind}${id === undefined ? '' : '/id'}${command === undefined ? '' : '/action'}`) {
      case 'GET servers':
        return ok(this.#page(query))
      case 'POST servers': {
        const read = order.safeParse(body)
        if (!read.success)
          return wrong(422, 'invalid_input', { fields: [{ name: String(read.error.issues[0]?.path) }] })
        if ([...this.servers.values()].some(({ order }) => order.name === read.data.name))
          return wrong(409, 'uniqueness_error')
        return ok(await this.#create(read.data), 201)
      }
      case 'GET servers/id':
        if (!server) return wrong(404, 'not_found')
        // It runs some time after it was ordered, whoever asks for that.
        if (server.looks++ >= this.slowness) server.status = 'running'
        return ok({ server: shown(server) })
      case 'PUT servers/id':
        if (!server) return wrong(404, 'not_found')
        server.labels = z.object({ labels: z.record(z.string(), z.string()) }).parse(body).labels
        return ok({ server: shown(server) })
      case 'DELETE servers/id':
        if (!server) return wrong(404, 'not_found')
        await this.gone(server.id)
        return ok({ action: this.#action('delete_server', () => this.servers.delete(server.id)) })
      case 'POST servers/id/action':
        return server ? ok({ action: this.#action(String(command)) }, 201) : wrong(404, 'not_found')
      case 'GET actions':
        return ok({ actions: query.getAll('id').map(id => this.#look(Number(id))) })
      case 'GET server_types':
        return ok({
          server_types: [
            {
              id: 1,
              name: query.get('name'),
              prices: ['fsn1', 'nbg1'].map(location => price(location, '3.5900000000')),
            },
          ],
        })
      case 'GET pricing':
        return ok({
          pricing: {
            currency: 'EUR',
            server_backup: { percentage: '20.00' },
            primary_ips: [{ type: 'ipv4', prices: [price('fsn1', '0.60')] }],
          },
        })
      case 'GET networks':
      case 'GET firewalls':
        return ok({ [kind ?? '']: query.get('name') === 'inner' ? [{ id: 77, name: 'inner' }] : [] })
      default:
        return wrong(404, 'not_found')
    }
  }

  #page(query: URLSearchParams) {
    const [key = '', value] = query.get('label_selector')?.split('==') ?? []
    const name = query.get('name')
    const all = [...this.servers.values()].filter(
      ({ labels, order }) => (key === '' || labels[key] === value) && (name === null || order.name === name),
    )
    // Smaller than what is asked for, so that there are several.
    const size = 2
    const page = Number(query.get('page') ?? 1)
    const next_page = page * size < all.length ? page + 1 : null
    return { servers: all.slice((page - 1) * size, page * size).map(shown), meta: { pagination: { page, next_page } } }
  }

  async #create(wish: TinyOrder) {
    const id = ++this.#last
    const server: Kept = {
      id,
      order: wish,
      created: new Date().toISOString(),
      labels: wish.labels,
      status: 'initializing',
      looks: 0,
      ipv4: '',
    }
    this.servers.set(id, server)
    server.ipv4 = await this.boot(wish, id)
    const action = this.#action('create_server', undefined, this.failing.shift())
    const started = this.#action('start_server', () => {
      server.status = 'running'
    })
    return { server: shown(server), action, next_actions: [started], root_password: `root-of-${id}` }
  }

  #action(command: string, done?: () => void, error?: Action['error']) {
    const action: Action = {
      id: ++this.#last,
      command,
      left: this.slowness,
      ...(done && { done }),
      ...(error && { error }),
    }
    this.#actions.set(action.id, action)
    return { id: action.id, command, status: 'running', progress: 0, error: null }
  }

  #look(id: number) {
    const action = this.#actions.get(id)
    if (!action)
      return { id, command: 'unknown', status: 'error', error: { code: 'not_found', message: 'no such action' } }
    const { command, error } = action
    if (action.left-- > 0) return { id, command, status: 'running', error: null }
    if (error) return { id, command, status: 'error', error }
    action.done?.()
    return { id, command, status: 'success', error: null }
  }
}

const price = (location: string, gross: string) => ({ location, price_monthly: { net: '1', gross } })

function shown({ id, order, created, labels, status, ipv4 }: Kept) {
  const { enable_ipv4, enable_ipv6 } = order.public_net
  return {
    id,
    name: order.name,
    created,
    labels,
    status,
    server_type: { id: 1, name: order.server_type },
    location: { id: 1, name: order.location },
    image: { id: 5, name: order.image },
    public_net: { ipv4: enable_ipv4 ? { ip: ipv4 } : null, ipv6: enable_ipv6 ? { ip: `2001:db8:${id}::/64` } : null },
    private_net: order.networks.map(network => ({ network, ip: `10.0.0.${id}` })),
  }
}

function say(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
