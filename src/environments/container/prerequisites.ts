import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { command, containerFailure } from './command'

type Progress = (message: string) => void

/** The Debian package that brings each thing that containers need. */
const needs: Readonly<Record<string, string>> = {
  'systemd-nspawn': 'systemd-container',
  mmdebstrap: 'mmdebstrap',
  '/usr/share/keyrings/debian-archive-keyring.gpg': 'debian-archive-keyring',
  ip: 'iproute2',
  nft: 'nftables',
  flock: 'util-linux',
  unshare: 'util-linux',
}

export const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

let ready: Promise<void> | undefined

/** Sees once a process that containers can be made here, and installs the packages that are missing. What failed is not tried again. */
export function prepareHost(progress: Progress, signal?: AbortSignal): Promise<void> {
  ready ??= prepare(progress, signal)
  return ready
}

/** Why containers can't be made by this process at all; `undefined` where they can. */
export function obstacle(platform: string, uid: number | undefined): string | undefined {
  if (platform !== 'linux') return `containers need Linux; this is ${platform}`
  if (uid !== 0) return `containers need root; this process runs as uid ${uid ?? 'unknown'} (try sudo)`
  return undefined
}

async function prepare(progress: Progress, signal?: AbortSignal): Promise<void> {
  const reason = obstacle(process.platform, process.getuid?.())
  if (reason !== undefined) throw containerFailure(reason)
  const before = await missing()
  if (before.length === 0) return
  const packages = packagesOf(before)
  progress(`installing ${packages.join(', ')}`)
  const failed = await install(packages, signal)
  const still = await missing()
  if (still.length > 0) throw containerFailure(missingWords(still, failed))
}

/** Something that is not here, and the package that brings it. */
export type Missing = readonly [thing: string, from: string]

/** What is not here, why it could not be installed where that failed, and what to do. */
export function missingWords(things: readonly Missing[], failed: string | undefined): string {
  const list = things.map(([thing, from]) => `${thing} (package ${from})`).join(', ')
  const why =
    failed === undefined
      ? `their packages are installed, and they are on no folder of PATH (${process.env.PATH})`
      : `the packages can't be installed by apt-get (${failed})`
  return (
    `containers need what is not on this host: ${list}; ${why}.\n` +
    `Have ${packagesOf(things).join(', ')} installed before, and run it again.`
  )
}

const packagesOf = (things: readonly Missing[]): readonly string[] =>
  [...new Set(things.map(([, from]) => from))].sort()

async function missing(): Promise<readonly Missing[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const looked = Object.entries(needs).map(async ([thing, from]): Promise<readonly Missing[]> => {
    const places = thing.startsWith('/') ? [thing] : folders.map(folder => join(folder, thing))
    const seen = await Promise.all(
      places.map(place =>
        access(place).then(
          () => true,
          () => false,
        ),
      ),
    )
    return seen.includes(true) ? [] : [[thing, from]]
  })
  return (await Promise.all(looked)).flat()
}

/** Why the packages could not be installed; undefined where they could. */
async function install(packages: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2']
  const installing = ['apt-get', 'install', '-y', '--no-install-recommends', ...options, ...packages]
  const settings = { env: { DEBIAN_FRONTEND: 'noninteractive' }, ...(signal === undefined ? {} : { signal }) }
  try {
    const first = await command(installing, settings)
    if (first.exit === 0) return undefined
    // Lists that are missing or out of date are the usual reason.
    await command(['apt-get', 'update', ...options], settings)
    const { exit, stderr } = await command(installing, settings)
    return exit === 0 ? undefined : stderr.trim().slice(-500)
  } catch (error) {
    if (signal?.aborted || !(error instanceof Error)) throw error
    // A host without apt-get.
    return error.message
  }
}
