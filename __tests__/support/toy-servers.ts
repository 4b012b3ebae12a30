import { z } from 'zod'
import type { AnyEnvironmentType, EnvironmentPlan, Owned } from '../../src/environments/environment'
import { DroverError } from '../../src/failure'
import type { Price } from '../../src/price'

export const eur = (amount: string): Price => ({ amount, currency: 'EUR' })

/** Servers as a provider has them, by the names of their machines; nobody gets into one. */
export interface ToyServers {
  readonly type: AnyEnvironmentType
  readonly servers: Map<string, { readonly size: string; readonly stage: string; readonly protected?: boolean }>
  /** What was asked of it that changes something, in order. */
  readonly done: string[]
}

const prices: Readonly<Record<string, string>> = { small: '4.00', big: '8.50' }
const priceOf = (size: string): Price | null => (prices[size] === undefined ? null : eur(prices[size]))

/** `config` of its machines: the size, and whether they may be made anew. */
export function toyServers(stage = 'production'): ToyServers {
  const servers: ToyServers['servers'] = new Map()
  const done: string[] = []
  const schema = z.object({ size: z.string(), replace: z.boolean().default(false) })
  const type: AnyEnvironmentType = {
    name: 'toy-servers',
    description: 'servers of a test',
    config: schema,
    accountConfig: z.unknown(),
    account: () => 'one',
    find: async (_config, { machine }) => {
      const server = servers.get(machine)
      return server
        ? {
            state: 'present',
            facts: { address: machine, hostKeys: [], size: server.size },
            price: priceOf(server.size),
          }
        : { state: 'absent' }
    },
    plan: (config, found): EnvironmentPlan => {
      const { size, replace } = schema.parse(config)
      const summary = `a ${size} server`
      const price = priceOf(size)
      if (found.state !== 'present') return { action: 'create', summary, price }
      const before = priceOf(String(found.facts.size))
      if (found.facts.size === size) return { action: 'nothing', summary, price, before }
      const changes = [`size: ${String(found.facts.size)} → ${size}`]
      return {
        action: 'replace',
        summary,
        price,
        before,
        changes,
        ...(replace ? {} : { refused: 'Write “replace: true” to have it made anew.' }),
      }
    },
    realise: async (config, { action }, { machine }) => {
      done.push(`${action} ${machine}`)
      servers.set(machine, { size: schema.parse(config).size, stage })
      return { address: machine, hostKeys: [] }
    },
    reach: async (_config, { address }) => {
      done.push(`reach ${address}`)
      throw new DroverError({ code: 'machine-unreachable', host: address, port: 22, attempts: 1, message: 'a toy' })
    },
    list: async () =>
      [...servers].map(
        ([machine, server]): Owned => ({
          id: `id-${machine}`,
          name: `${stage}-${machine}`,
          stage: server.stage,
          machine,
          price: priceOf(server.size),
          protected: server.protected === true,
        }),
      ),
    discard: async (_config, { machine }) => {
      done.push(`discard ${machine}`)
      servers.delete(machine)
    },
  }
  return { type, servers, done }
}
