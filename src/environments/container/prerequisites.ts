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

/** Sees once a process that containers can be made here, and installs the packages that are missing. */
export function prepareHost(progress: Progress, signal?: AbortSignal): Promise<void> {
  ready ??= prepare(progress, signal).catch(cause => {
    ready = undefined
    throw cause
  })
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
  const missing = await missingPackages()
  if (missing.length === 0) return
  progress(`installing ${missing.join(', ')}`)
  await install(missing, signal)
}

async function missingPackages(): Promise<readonly string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const absent = await Promise.all(
    Object.entries(needs).map(async ([thing, name]) => {
      const places = thing.startsWith('/') ? [thing] : folders.map(folder => join(folder, thing))
      const seen = await Promise.all(
        places.map(place =>
          access(place).then(
            () => true,
            () => false,
          ),
        ),
      )
      return seen.includes(true) ? [] : [name]
    }),
  )
  return [...new Set(absent.flat())].sort()
}

async function install(packages: readonly string[], signal?: AbortSignal): Promise<void> {
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2']
  const installing = ['apt-get', 'install', '-y', '--no-install-recommends', ...options, ...packages]
  const settings = { env: { DEBIAN_FRONTEND: 'noninteractive' }, ...(signal === undefined ? {} : { signal }) }
  const first = await command(installing, settings)
  if (first.exit === 0) return
  // Lists that are missing or out of date are the usual reason.
  await command(['apt-get', 'update', ...options], settings)
  const { exit, stderr } = await command(installing, settings)
  if (exit !== 0) throw containerFailure(`${packages.join(', ')} can't be installed: ${stderr.trim().slice(-500)}`)
}
