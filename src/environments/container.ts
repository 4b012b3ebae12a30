import { z } from 'zod'
import { DroverError } from '../failure'
import { cacheAt, containerPlace, shortHash } from './container/cache'
import { containerFailure } from './container/command'
import { createContainer } from './container/create'
import { releases } from './container/debian-root'
import { destroyContainer, discardContainer } from './container/destroy'
import { type ContainerFacts, readFacts } from './container/facts'
import { type Inspection, inspect } from './container/inspect'
import { changesOf, madeOf } from './container/made'
import { memoryBytes, memoryPattern } from './container/memory'
import { containersOf, ownedContainer, ownerOf } from './container/owned'
import { rehearserOf } from './container/rehearser'
import { type EnvironmentContext, environmentType, type Facts, type Found } from './environment'

const accountConfig = z.strictObject({
  cache: z.string().startsWith('/', { error: 'the cache folder is named by its whole path' }).optional(),
})

const config = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
      error: 'a container’s name is made of a–z, 0–9 and “-”, 63 characters at most, and begins with a letter or digit',
    })
    .optional(),
  release: z.enum(releases).default('bookworm'),
  memory: z
    .string()
    .regex(memoryPattern, { error: 'an amount of memory is written as “512M” or “2G”' })
    .refine(text => !memoryPattern.test(text) || memoryBytes(text) >= 64 * 1024 ** 2, {
      error: 'a Debian with systemd does not boot in less than 64M',
    })
    .optional(),
  packages: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, { error: 'not a name of a Debian package' }))
    .default([]),
  ...accountConfig.shape,
})

type Config = z.infer<typeof config>
type Cache = z.infer<typeof accountConfig>

/**
 * A Debian of its own on this host: systemd as process 1, sshd, a network namespace, on a root that is made once and kept
 * in a cache folder. It needs root on Linux, and brings along what else it needs. It outlives the run that made it, but
 * not the host: what is to last belongs on another kind of machine.
 */
export const container = environmentType<Config, z.input<typeof config>, Cache, z.input<typeof accountConfig>>({
  name: 'container',
  description: 'A container on this host, with systemd and sshd',
  config,
  accountConfig,

  async find(wish, context) {
    return found(await inspect(cacheAt(wish.cache), nameOf(wish, context)), context)
  },

  plan(wish, seen) {
    const summary = summaryOf(wish)
    if (seen.state === 'absent') return { action: 'create', summary, price: null }
    const changes = seen.state === 'present' ? changesOf(seen.facts.made, madeOf(wish)) : []
    const same = seen.state === 'present' && changes.length === 0
    return { action: same ? 'nothing' : 'replace', summary, changes, price: null }
  },

  async realise(wish, plan, context) {
    const cache = cacheAt(wish.cache)
    const name = nameOf(wish, context)
    const before = found(await inspect(cache, name), context)
    if (before.state === 'foreign') throw foreign(name, before.owner)
    // Another run may have made it meanwhile.
    if (before.state === 'present' && changesOf(before.facts.made, madeOf(wish)).length === 0) return before.facts
    if (plan.action === 'nothing') throw containerFailure(`the container ${name} is no longer as it was planned with`)
    const { machine, deployment, stage, publicKeys, progress, signal } = context
    const { release, packages, memory = null } = wish
    const owner = rehearserOf(stage)
    const asked = { name, deployment, stage, machine, release, packages, memory, publicKeys, owner }
    return factsOf(await createContainer(cache, asked, { progress, signal }))
  },

  async reach(wish, facts, context) {
    const known = await readFacts(containerPlace(cacheAt(wish.cache), nameOf(wish, context)))
    const identities = known === undefined ? [] : [known.identity]
    return context.connect({ host: facts.address, port: 22, user: 'root', hostKeys: facts.hostKeys, identities })
  },

  async destroy(wish, seen, context) {
    if (seen.state === 'absent') return
    const cache = cacheAt(wish.cache)
    const name = nameOf(wish, context)
    const now = found(await inspect(cache, name), context)
    if (now.state === 'foreign') throw foreign(name, now.owner)
    await destroyContainer(cache, name)
  },

  account: wish => cacheAt(wish.cache).folder,

  async list(wish, { deployment }) {
    const cache = cacheAt(wish.cache)
    return (await containersOf(cache, { deployment })).map(facts => ownedContainer(cache, facts))
  },

  discard: (wish, { name, stage, machine }, { deployment }) =>
    discardContainer(cacheAt(wish.cache), name, { deployment, stage, machine }),
})

/**
 * The name on this host. Without one of the user's it is the machine's with a mark of the deployment and stage, so that a
 * preview's `web` never meets production's.
 */
export function nameOf({ name }: Pick<Config, 'name'>, { machine, deployment, stage }: Whose): string {
  if (name !== undefined) return name
  const plain = machine
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)
  return [...(plain === '' ? [] : [plain]), shortHash(JSON.stringify([deployment, stage, machine]), 8)].join('-')
}

type Whose = Pick<EnvironmentContext, 'machine' | 'deployment' | 'stage'>

function found(seen: Inspection, whose: Whose): Found {
  if (seen.state === 'absent') return seen
  const { facts } = seen
  if (facts && (['deployment', 'stage', 'machine'] as const).some(part => facts[part] !== whose[part])) {
    return { state: 'foreign', owner: ownerOf(facts) }
  }
  if (seen.state === 'unfinished') return { state: 'unfinished', reason: seen.reason }
  return { state: 'present', facts: factsOf(seen.facts) }
}

const foreign = (name: string, owner: string): DroverError =>
  new DroverError({ code: 'foreign-machine', environment: 'container', name, owner })

/** What others may know of a container. Its private key is not among it: `reach` looks that up. */
function factsOf(facts: ContainerFacts): Facts {
  const { address, hostKey, name } = facts
  return { address, hostKeys: [hostKey], name, made: madeOf(facts) }
}

function summaryOf({ release, memory }: Config): string {
  return `a container of Debian ${release}${memory === undefined ? '' : ` with ${memory} of memory`}`
}
