import { randomBytes } from 'node:crypto'
import { DroverError, failureOf, thrownWords } from '../../failure'
import { endpointOf } from '../../ssh/declared'
import type { Beside, Facts } from '../environment'
import { alone, created } from './create'
import { type FirstKeys, firstContact, newFirstKeys } from './first-contact'
import { labelsOf, type Marks, seedMark } from './marks'
import type { Server } from './provider'
import { failed, namesOf, type Site, survey, whoseOf } from './site'
import type { Ours } from './survey'
import { pauseFor, until } from './wait'

/** Until a provider shows a machine that runs and has an address, in seconds. */
const bootSeconds = 300

/**
 * Makes the machine, with what it replaces beside it, and answers when it is ready. What fails or is told to end leaves
 * nothing: no half-made machine is kept.
 *
 * @throws Beaten where another run makes it
 */
export async function make(site: Site, replaced?: Ours): Promise<Ours> {
  const run = randomBytes(6).toString('hex')
  const known: string[] = []
  try {
    return await begun(site, run, known, replaced)
  } catch (error) {
    await putAway(site, run, known, error)
    throw error
  }
}

async function begun(site: Site, run: string, known: string[], replaced: Ours | undefined): Promise<Ours> {
  const { config, context, provider } = site
  const { publicKeys } = context
  const lettingIn = [...new Set([...publicKeys, ...config.sshKeys])]
  if (lettingIn.length === 0) throw failed(site, 'no key is known that could let in later: give ssh-key, or sshKeys')
  // With the YAML parser: whoever makes no machine need not wait for it.
  const { fitting, userData } = await import('./user-data')
  const keys = await newFirstKeys()
  const wish = { hostKey: keys.hostKey, loginKey: keys.login.public, publicKeys: lettingIn, user: config.user }
  const text = fitting(userData({ ...wish, own: config.userData }), provider.name, provider.userDataLimit)
  const marks: Marks = {
    ...whoseOf(context),
    state: 'provisioning',
    run,
    ...(replaced && { replaces: replaced.id }),
    ...(config.userData !== undefined && { seed: seedMark(config.userData) }),
    ...(config.protect && { protected: true }),
  }
  const name = namesOf(site).find(name => name !== replaced?.name) ?? namesOf(site)[0]
  const id = await created(site, { name, userData: text, labels: labelsOf(marks) })
  known.push(id)
  const own = { id, run, replaces: replaced?.id }
  await alone(site, own)
  const server = await running(site, id)
  const hostKey = await met(site, server, keys, marks)
  await alone(site, own)
  const ready: Marks = { ...marks, state: 'ready', hostKey }
  await provider.mark(server, labelsOf(ready))
  context.progress(`${server.name} is ready at ${addressOf(site, server)}`)
  return { ...server, labels: labelsOf(ready), marks: ready }
}

/** Waits until the machine runs and has an address. */
function running(site: Site, id: string): Promise<Server> {
  const { provider, config, context, environment, pace } = site
  let seen = false
  return until({
    environment,
    what: `${provider.name} to start the machine`,
    seconds: bootSeconds,
    pace,
    signal: context.signal,
    progress: context.progress,
    look: async () => {
      const server = await provider.get(id)
      if (!server) {
        if (seen) throw failed(site, `the new machine (id ${id}) was removed by somebody else`)
        return { still: 'not shown yet' }
      }
      seen = true
      if (server.state === 'failed') throw failed(site, `the new machine can't be started: it is “${server.word}”`)
      const { ipv4, ipv6, private: inner } = server.addresses
      if (server.state !== 'running') return { still: server.word }
      if (ipv4 === undefined && ipv6 === undefined) return { still: 'without an address' }
      if (config.address === 'private' && inner === undefined) return { still: 'without a private address' }
      return { done: server }
    },
  })
}

/** The first contact, and a second one as all later ones will be: with the new key, and by the key of the user's own. */
async function met(site: Site, server: Server, keys: FirstKeys, marks: Marks): Promise<string> {
  const { provider, context, environment, pace } = site
  const hostKey = await firstContact({
    environment,
    endpoint: { host: addressOf(site, server), port: 22 },
    keys,
    connect: context.connect,
    progress: context.progress,
    signal: context.signal,
    record: print => provider.mark(server, labelsOf({ ...marks, hostKey: print })),
    everyMs: pace.firstMs * 2,
  })
  for (let attempt = 1; ; attempt++) {
    try {
      const endpoint = endpointOf({ host: addressOf(site, server), user: site.config.user, hostKeys: [hostKey] })
      await (await context.connect(endpoint)).close()
      return hostKey
    } catch (error) {
      // sshd takes a moment to read its keys again.
      const failure = failureOf(error)
      if (failure.code !== 'host-key-refused' || failure.reason !== 'differs' || attempt >= 10) throw error
      await pauseFor(pace.firstMs, context.signal)
    }
  }
}

/** Where Drover reaches it. */
export function addressOf(site: Pick<Site, 'environment'>, { addresses, name }: Server): string {
  const address = addresses.ipv4 ?? addresses.ipv6
  if (address === undefined) throw failed(site, `${name} has no public address`)
  return address
}

/** A machine that is there, and what stands beside it. */
interface There {
  readonly server: Ours
  readonly hostKey: string
  readonly replaced: readonly Ours[]
  /** Half made, and nobody is at work on it any more. */
  readonly leftovers?: readonly Ours[]
}

/** What is remembered of a machine that is there, as plain data. */
export function factsOf(site: Site, { server, hostKey, replaced, leftovers = [] }: There): Facts {
  const { id, name, size, region, image, addresses } = server
  const host = addressOf(site, server)
  const address = site.config.address === 'private' ? addresses.private : host
  if (address === undefined) throw failed(site, `${name} has no private address: is it in a network?`)
  const beside = [
    ...replaced.map(each => besides(each, 'in whose place it was made')),
    ...leftovers.map(each => besides(each, 'left half made by an earlier run')),
  ]
  const made = { id, name, size, region, image, seed: server.marks.seed ?? null }
  return { address, host, hostKeys: [hostKey], ...(beside.length > 0 && { beside }), ...addresses, ...made }
}

const besides = ({ id, name, size, region }: Ours, why: string): Beside => ({ id, name, why, size, region })

/** Removes all that this run has begun of the machine, also where the run itself was told to end. */
async function putAway(site: Site, run: string, known: readonly string[], error: unknown): Promise<void> {
  const provider = site.provided(AbortSignal.timeout(60_000))
  try {
    const seen = await survey({ ...site, provider })
    const all = seen.state === 'ready' ? seen.leftovers : seen.state === 'unfinished' ? seen.servers : []
    const mine = all.filter(({ marks }) => marks.run === run && marks.state === 'provisioning').map(({ id }) => id)
    const ready = seen.state === 'ready' && seen.server.marks.run === run ? seen.server.id : undefined
    for (const id of new Set([...mine, ...known])) {
      if (id === ready) continue
      site.context.progress(`the machine that was begun (id ${id}) is removed`)
      await provider.remove(id)
    }
  } catch (cause) {
    const message = `${thrownWords(error)}; what was begun could not be removed: ${thrownWords(cause)}`
    throw new DroverError({ code: 'environment-failed', environment: site.environment, message }, { cause: error })
  }
}
