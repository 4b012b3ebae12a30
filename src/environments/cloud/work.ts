import { type Price, sumOf } from '../../price'
import { endpointOf } from '../../ssh/declared'
import type { EnvironmentContext, EnvironmentType, Found, OwnerContext } from '../environment'
import { answersOnce } from './answers-once'
import { ApiError } from './api-error'
import { client } from './client'
import { accountOf, type Cloud, type Tools } from './cloud'
import type { AccountConfig, CloudConfig } from './config'
import { choicesOf } from './create'
import { factsOf } from './make'
import { deploymentMark, machineMark, marksOf } from './marks'
import { madeOf, planOf } from './plan'
import type { AccountProvider, Choice, Provider, Server } from './provider'
import { realise } from './realise'
import { failed, foreigner, mistakeOf, type Site, survey, whoseOf } from './site'
import { isDead } from './survey'
import type { Pace } from './wait'

/** What an environment type of a cloud does. */
export type Work<Config> = Required<
  Pick<
    EnvironmentType<Config, AccountConfig>,
    'find' | 'plan' | 'realise' | 'reach' | 'retire' | 'destroy' | 'list' | 'discard'
  >
>

/** Machines of one provider. */
export async function workOf<Config extends CloudConfig>(cloud: Cloud<Config>, pace: Pace): Promise<Work<Config>> {
  const environment = cloud.name
  const { said, provider, account } = await cloud.speech()
  const once = answersOnce()
  const toolsOf = (config: AccountConfig, context: OwnerContext, signal = context.signal): Tools => {
    const { progress } = context
    const token = context.secret(config.token).trim()
    const speaking = { environment, base: config.api ?? cloud.api, token, said, signal, progress }
    const made = client(cloud.again ? { ...speaking, again: cloud.again } : speaking)
    const asked = once(`${accountOf(cloud, config)} ${token}`, made)
    return { environment, client: made, signal, progress, pace, once: asked }
  }
  const providerOf = (config: Config, context: OwnerContext, signal?: AbortSignal): Provider =>
    provider(config, toolsOf(config, context, signal))
  const accountAt = (config: AccountConfig, context: OwnerContext): AccountProvider =>
    account(config, toolsOf(config, context))
  const siteOf = (config: Config, context: EnvironmentContext): Site => {
    const provided = (signal: AbortSignal) => providerOf(config, context, signal)
    return { environment, config, context, provider: provided(context.signal), provided, pace }
  }

  return {
    find: async (config, context) => found(siteOf(config, context)),

    async plan(config, seen, context) {
      const provider = providerOf(config, context)
      const [first] = choicesOf(config)
      const price = first ? await priceOf(provider, first) : null
      if (seen.state !== 'present') return planOf(config, provider.name, seen, { price })
      const now = await priceOf(provider, madeOf(seen.facts))
      const beside = await Promise.all((seen.facts.beside ?? []).map(each => priceOf(provider, madeOf(each))))
      return planOf(config, provider.name, seen, { price, now, before: together([now, ...beside]) })
    },

    realise: (config, plan, context) => realise(siteOf(config, context), plan),

    reach(config, facts, context) {
      const { user, port } = config
      const ports = port === undefined ? undefined : [...new Set([port].flat())]
      const host = typeof facts.host === 'string' ? facts.host : facts.address
      return context.connect(endpointOf({ host, ports, user, hostKeys: facts.hostKeys }))
    },

    async retire(config, facts, context) {
      const provider = providerOf(config, context)
      const whose = machineMark(whoseOf(context))
      for (const { id, name, why } of facts.beside ?? []) {
        const there = await provider.get(id)
        if (there && there.labels.id !== whose)
          throw failed({ environment }, `${name} (id ${id}) is no longer this machine's`)
        if (!there) continue
        context.progress(`${name} (id ${id}), ${why}, is removed`)
        await provider.remove(id)
      }
    },

    async destroy(config, _seen, context) {
      const site = siteOf(config, context)
      if (config.protect) throw failed(site, '`protect: true` keeps this machine: take that out first')
      const now = await survey(site)
      if (now.state === 'ambiguous' || now.state === 'altered') throw failed(site, mistakeOf(now))
      const all = now.state === 'ready' ? [...now.leftovers, ...now.replaced, now.server] : []
      if (now.state === 'unfinished') all.push(...now.servers)
      for (const { id } of all) await site.provider.remove(id)
    },

    async list(config, context) {
      const account = accountAt(config, context)
      const servers = await account.servers({ key: 'deployment', value: deploymentMark(context.deployment) })
      return Promise.all(
        servers.flatMap(server => {
          const marks = marksOf(server.labels)
          if (!marks) return []
          const { id, name, since } = server
          const { stage, machine } = marks
          return [
            priceOf(account, server).then(price => ({
              id,
              name,
              stage,
              machine,
              price,
              ...(since !== null && { since }),
              protected: marks.protected === true,
            })),
          ]
        }),
      )
    },

    async discard(config, owned, context) {
      const account = accountAt(config, context)
      const now = await account.get(owned.id)
      if (!now) return
      const marks = marksOf(now.labels)
      const whose = whoseOf({ ...context, machine: owned.machine, stage: owned.stage })
      const same = marks && (['deployment', 'stage', 'machine'] as const).every(key => marks[key] === whose[key])
      if (!same) throw failed({ environment }, `${now.name} (id ${owned.id}) is no longer this deployment's`)
      if (marks.protected)
        throw failed({ environment }, `${now.name} (id ${owned.id}) is protected from being destroyed`)
      await account.remove(owned.id)
    },
  }
}

async function found(site: Site): Promise<Found> {
  const seen = await survey(site)
  switch (seen.state) {
    case 'absent': {
      const other = await foreigner(site)
      return other ? { state: 'foreign', owner: other.owner } : { state: 'absent' }
    }
    case 'altered':
      throw failed(site, mistakeOf(seen))
    case 'ambiguous':
      return seen
    case 'unfinished': {
      const names = seen.servers.map(({ name, id }) => `${name} (id ${id})`).join(', ')
      return { state: 'unfinished', reason: `${names} was begun and is not ready` }
    }
    case 'ready': {
      const { name, state, word } = seen.server
      if (state !== 'running') site.context.progress(`${name} does not run: ${site.provider.name} says “${word}”`)
      // What another run is at work on is none of ours.
      const leftovers = seen.leftovers.filter(other => isDead(other, Date.now()))
      return { state: 'present', facts: factsOf(site, { ...seen, leftovers }) }
    }
  }
}

/** What several cost; null where not all is known, or not in one currency. */
function together(prices: readonly (Price | null)[]): Price | null {
  const known = prices.filter(price => price !== null)
  const [sum, ...others] = sumOf(known)
  return known.length === prices.length && others.length === 0 && sum ? sum : null
}

/** A price is for a person to read: where it can't be had, nothing fails for it. */
async function priceOf(provider: AccountProvider, { size, region }: Pick<Choice | Server, 'size' | 'region'>) {
  if (size === null || region === null) return null
  return provider.price({ size, region }).catch((error: unknown): Price | null => {
    if (error instanceof ApiError) return null
    throw error
  })
}
