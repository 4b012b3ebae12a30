import { DroverError } from '../../failure'
import { ApiError } from './api-error'
import { type Labels, machineMark } from './marks'
import { type Choice, NameTaken, NoStock, type Order } from './provider'
import { failed, foreigner, mistakeOf, type Site, survey, whoseOf } from './site'
import type { Ours } from './survey'
import { pauseFor } from './wait'

/** Another run makes the same machine, and was first. */
export class Beaten extends DroverError {}

/** What can be asked for, in the order of the user's lists: all sizes of a region before the next. */
export const choicesOf = ({ size, region, image }: Site['config']): readonly Choice[] =>
  [region].flat().flatMap(region => [size].flat().map(size => ({ size, region, image })))

/** Creates one machine, of the first choice of which there is stock; its id comes back. */
export async function created(site: Site, order: Omit<Order, keyof Choice>): Promise<string> {
  const { config, context } = site
  const none: string[] = []
  for (const choice of choicesOf(config)) {
    context.progress(`creating ${order.name}: ${choice.size} in ${choice.region}, ${choice.image}`)
    try {
      return await createdOnce(site, { ...order, ...choice })
    } catch (error) {
      if (!(error instanceof NoStock)) throw error
      none.push(`${choice.size} in ${choice.region}: ${error.message}`)
      context.progress(`there is no ${choice.size} in ${choice.region} now: ${error.message}`)
    }
  }
  throw failed(site, `nothing that is declared is in stock; name further sizes or regions. ${none.join('; ')}`)
}

/** How often a create is sent, where nobody knows whether it was done and nothing is found of it. */
const attempts = 3

async function createdOnce(site: Site, order: Order): Promise<string> {
  const { provider, context } = site
  for (let attempt = 1; ; attempt++) {
    try {
      const { id, rootPassword, finished } = await provider.create(order)
      if (rootPassword !== undefined) context.mask(rootPassword)
      try {
        await finished()
      } catch (error) {
        // The next choice is not to stand beside what came of this one.
        if (error instanceof NoStock) await provider.remove(id)
        throw error
      }
      return id
    } catch (error) {
      if (error instanceof NameTaken) return await ownOfTheName(site, order, error)
      if (!(error instanceof ApiError && error.doubtful)) throw error
      const lost = await lostOne(site, order.labels)
      if (lost !== undefined) {
        context.progress(`${provider.name} gave no answer, and made the machine all the same`)
        return lost
      }
      if (attempt >= attempts) throw error
      context.progress(`${error.message}; nothing was made, so it is asked for again`)
    }
  }
}

/** A create of ours whose answer was lost; lists may lag behind. */
async function lostOne({ provider, pace, context }: Site, labels: Labels): Promise<string | undefined> {
  for (const wait of [0, 1, 2, 3]) {
    if (wait > 0) await pauseFor(pace.firstMs * wait, context.signal)
    const ours = await provider.servers({ key: 'id', value: machineMark(whoseOf(context)) })
    const lost = ours.find(server => server.labels.run === labels.run)
    if (lost) return lost.id
  }
  return undefined
}

async function ownOfTheName(site: Site, order: Order, error: NameTaken): Promise<string> {
  const lost = await lostOne(site, order.labels)
  if (lost !== undefined) return lost
  const other = await foreigner(site)
  if (other) throw new DroverError({ code: 'foreign-machine', environment: site.environment, ...other })
  throw new Beaten(error.failure)
}

/** What this run has made, and in whose place. */
interface Own {
  readonly id: string
  readonly run: string
  readonly replaces: string | undefined
}

/**
 * Looks that no other run makes the same machine: what is ready, else what was begun first, stays. What this run has made
 * more than once, because an answer was lost, goes as well.
 *
 * @throws Beaten where it is another's
 */
export async function alone(site: Site, { id, run, replaces }: Own): Promise<void> {
  const { provider, context, environment } = site
  const begun = await begunUntilShown(site, id)
  const [first, ...later] = begun.filter(server => server.id !== replaces)
  if (first && first.marks.run !== run) {
    const message = `another run (${first.marks.run}) makes ${first.name} already`
    throw new Beaten({ code: 'environment-failed', environment, message })
  }
  for (const server of [first, ...later]) {
    if (server?.marks.run !== run || server.id === id) continue
    context.progress(`${server.name} (id ${server.id}) was made twice; that one goes`)
    await provider.remove(server.id)
  }
}

/** All of the machine, what is ready first and then by age. A list may be some time behind what was made. */
async function begunUntilShown(site: Site, id: string): Promise<readonly Ours[]> {
  let begun: readonly Ours[] = []
  for (const wait of [0, 1, 2, 3, 4]) {
    if (wait > 0) await pauseFor(site.pace.firstMs * wait, site.context.signal)
    const seen = await survey(site)
    if (seen.state === 'altered' || seen.state === 'ambiguous') throw failed(site, mistakeOf(seen))
    begun = seen.state === 'ready' ? [seen.server, ...seen.leftovers] : seen.state === 'unfinished' ? seen.servers : []
    if (begun.some(server => server.id === id)) break
  }
  return begun
}
