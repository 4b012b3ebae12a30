import { randomUUID } from 'node:crypto'
import type { SshEndpoint } from '../../target/target'
import { firstContact } from '../cloud/first-contact'
import type { EnvironmentContext } from '../environment'
import type { Wish } from './config'
import { autostartScript, define, destroyDomain, setMark, startScript } from './domain'
import { domainXml, folderOf } from './domain-xml'
import { type Mark, madeOf } from './mark'
import type { Seed } from './seed'
import { jumpOf, onSide, type Side } from './side'
import { type Ground, storageScript } from './storage'
import { addressOf, lookingAfter } from './wait'

/** All that was found out and made ready before anything is done. */
export interface Basis {
  readonly ground: Ground
  readonly seed: Seed
}

/** Makes a domain and waits until it is ready; false where another run got the name first. What fails leaves nothing. */
export async function createDomain(
  side: Side,
  wish: Wish,
  { ground, seed }: Basis,
  name: string,
  context: EnvironmentContext,
): Promise<boolean> {
  const { deployment, stage, machine, progress } = context
  const uuid = randomUUID()
  const mark: Mark = {
    deployment,
    stage,
    machine,
    state: 'provisioning',
    since: new Date().toISOString(),
    storage: wish.storage,
    protect: wish.protect ? 'true' : 'false',
    made: { ...madeOf(wish), domainType: ground.type },
  }
  const xml = domainXml({ wish, name, uuid, type: ground.type, mark })
  if (!(await define(side, xml, name, uuid))) return false
  try {
    await make(side, wish, { ground, seed }, { name, uuid, mark }, context)
    return true
  } catch (cause) {
    progress(`the domain ${name} could not be made: destroying what there is of it`)
    // A cancelled run's own way to the hypervisor is cut: then the next run finds it half-made, and makes it anew.
    const anew = { ...context, signal: new AbortController().signal }
    await onSide(wish, anew, other => destroyDomain(other, uuid, mark)).catch(() => {})
    throw cause
  }
}

interface Begun {
  readonly name: string
  readonly uuid: string
  readonly mark: Mark
}

async function make(
  side: Side,
  wish: Wish,
  { ground, seed }: Basis,
  { name, uuid, mark }: Begun,
  context: EnvironmentContext,
): Promise<void> {
  const { progress, signal, connect } = context
  const metaData = `instance-id: ${uuid}\nlocal-hostname: ${name}\n`
  await side.run('make its disks', storageScript(wish, ground, uuid, metaData), seed.userData)
  await side.run('start the domain', startScript(uuid))
  const folder = folderOf(wish.storage, uuid)
  const waiting = { side, name, uuid, folder, progress, signal, seconds: wish.bootSeconds }
  const address = wish.address ?? (await addressOf(waiting))
  progress(`booting at ${address}`)
  let known = mark
  await lookingAfter(waiting, alive =>
    firstContact({
      environment: 'libvirt',
      endpoint: guestAt(wish, address),
      keys: seed.keys,
      connect,
      progress,
      signal: alive,
      seconds: wish.bootSeconds,
      record: async hostkey => {
        known = { ...mark, hostkey }
        await setMark(side, uuid, known)
      },
    }),
  )
  await side.run('have the domain start by itself', autostartScript(uuid))
  await setMark(side, uuid, { ...known, state: 'ready' })
}

/** How a machine is reached at its address: by way of the hypervisor, where that is another host and nothing else is said. */
export function guestAt(
  { hypervisor, jump }: Pick<Wish, 'hypervisor' | 'jump'>,
  host: string,
): Pick<SshEndpoint, 'host' | 'port' | 'jumps'> {
  const declared = jump ?? hypervisor ?? []
  const jumps = declared === false ? [] : [declared].flat().map(jumpOf)
  return { host, port: 22, ...(jumps.length > 0 && { jumps }) }
}
