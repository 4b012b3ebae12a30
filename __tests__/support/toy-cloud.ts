import { parse } from 'yaml'
import { z } from 'zod'
import { ApiError } from '../../src/environments/cloud/api-error'
import { cloudShape } from '../../src/environments/cloud/config'
import { cloudEnvironment } from '../../src/environments/cloud/environment'
import { NameTaken, NoStock, type Order, type Provider, type Server } from '../../src/environments/cloud/provider'
import { newKeyPair } from '../../src/environments/key-pair'
import { DroverError } from '../../src/failure'
import { fingerprint, keyOfText } from '../../src/ssh/public-key'
import type { Connect } from '../../src/target/target'

interface ToyServer extends Server {
  /** The public half, as the machine shows it. */
  readonly hostKey: string
  readonly newKey?: string
  readonly userData: string
}

/** What happens to a create: its answer is lost, before or after it was done, or there is none of this size. */
type Fault = 'lost' | 'not-done' | 'no-stock' | 'no-stock-later'

/** A provider in memory, with machines that obey their first contact; nothing of a network is in between. */
export class ToyCloud {
  readonly servers = new Map<string, ToyServer>()
  /** All that was done, in order. */
  readonly done: string[] = []
  readonly creates: Fault[] = []
  /** For so many lists a new machine is not among what they show. */
  lag = 0
  boots = true
  uniqueNames = true
  /** Called before each thing that is done or asked: it throws where a run is to die there. */
  before: (what: string) => void = () => {}
  #made = 0
  readonly #hidden = new Map<string, number>()

  /** An environment type of machines here, as it is for one run. */
  readonly type = cloudEnvironment(
    {
      name: 'toy',
      description: 'A server of a toy cloud',
      config: z.strictObject(cloudShape),
      api: 'http://127.0.0.1:1',
      speech: async () => ({
        said: () => undefined,
        account: () => this.provider(),
        provider: () => this.provider(),
      }),
    },
    { firstMs: 1, mostMs: 4 },
  ).type

  config = (other: Partial<z.input<z.ZodObject<typeof cloudShape>>> = {}) =>
    z.strictObject(cloudShape).parse({
      token: { $secret: 'TOKEN' },
      size: 'small',
      region: 'north',
      image: 'debian-12',
      sshKeys: [`ssh-ed25519 ${Buffer.from(`\0\0\0\x0bssh-ed25519\0\0\0\x20${'k'.repeat(32)}`).toString('base64')}`],
      ...other,
    })

  /** A machine that Drover did not make, or what is left of one. */
  add(server: Partial<ToyServer> & { readonly name: string }): ToyServer {
    const id = String(++this.#made)
    const added: ToyServer = {
      id,
      labels: {},
      state: 'running',
      word: 'running',
      since: new Date().toISOString(),
      size: 'small',
      region: 'north',
      image: 'debian-12',
      addresses: { ipv4: `192.0.2.${id}` },
      hostKey: '',
      userData: '',
      ...server,
    }
    this.servers.set(id, added)
    return added
  }

  change(id: string, other: Partial<ToyServer>): void {
    const server = this.servers.get(id)
    if (server) this.servers.set(id, { ...server, ...other })
  }

  provider(): Provider {
    const said = (what: string) => {
      this.before(what)
      this.done.push(what)
    }
    return {
      name: 'Toy',
      userDataLimit: 20_000,
      servers: async ({ key, value }) => {
        this.before('list')
        return [...this.servers.values()].filter(({ id, labels }) => labels[key] === value && this.#shown(id))
      },
      named: async name => [...this.servers.values()].find(server => server.name === name),
      get: async id => {
        this.before('get')
        return this.servers.get(id)
      },
      create: async order => {
        said(`create ${order.size} in ${order.region}`)
        return this.#create(order)
      },
      mark: async ({ id }, labels) => {
        said(`mark ${id} ${labels.state}`)
        this.change(id, { labels })
        this.before('marked')
      },
      remove: async id => {
        said(`remove ${id}`)
        this.servers.delete(id)
        this.before('removed')
      },
      price: async ({ size }) => ({ amount: size === 'small' ? '4.00' : '8.00', currency: 'EUR' }),
    }
  }

  /** Connects to the machine that has the address, if it shows a key that is asked for. */
  readonly connect: Connect = async ({ host, hostKeys }) => {
    this.before('connect')
    const server = () => [...this.servers.values()].find(({ addresses }) => addresses.ipv4 === host)
    const key = server()?.hostKey
    if (!this.boots || key === undefined)
      throw new DroverError({ code: 'machine-unreachable', host, port: 22, attempts: 1, message: 'no answer' })
    if (!hostKeys.some(pin => pin === key || pin === printOf(key)))
      throw new DroverError({ code: 'host-key-refused', host, port: 22, reason: 'differs' })
    return {
      run: async ({ what }) => {
        this.before(what)
        const id = server()?.id ?? ''
        if (what === 'make a host key') this.change(id, { newKey: (await newKeyPair()).public })
        if (what === 'take the host key over') this.change(id, { hostKey: server()?.newKey ?? '' })
        return { exit: 0, stdout: server()?.newKey ?? '', stderr: '' }
      },
      close: async () => {},
    }
  }

  #create(order: Order) {
    const fault = this.creates.shift()
    const words = (message: string) => ({ code: 'environment-failed', environment: 'toy', message }) as const
    if (fault === 'no-stock') throw new NoStock(words('sold out'))
    const lost = () =>
      new ApiError({ environment: 'toy', request: 'POST /servers', status: undefined, said: { message: 'cut' } })
    if (fault === 'not-done') throw lost()
    if (this.uniqueNames && [...this.servers.values()].some(({ name }) => name === order.name))
      throw new NameTaken(words('the name is taken'))
    const { name, labels, size, region, image, userData } = order
    const read = z.object({ ssh_keys: z.object({ ed25519_public: z.string() }) }).parse(parse(userData))
    const hostKey = read.ssh_keys.ed25519_public
    const { id } = this.add({ name, labels, size, region, image, userData, hostKey })
    this.#hidden.set(id, this.lag)
    this.before('created')
    if (fault === 'lost') throw lost()
    const finished = async () => {
      if (fault === 'no-stock-later') throw new NoStock(words('sold out while it was placed'))
    }
    return { id, rootPassword: `password-of-${id}`, finished }
  }

  #shown(id: string): boolean {
    const left = this.#hidden.get(id) ?? 0
    this.#hidden.set(id, left - 1)
    return left <= 0
  }
}

const printOf = (key: string): string => {
  const [type = '', base64 = ''] = key.split(' ')
  return fingerprint(keyOfText(type, base64)?.blob ?? Buffer.of())
}
