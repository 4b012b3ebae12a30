// `npm run bench`: Drover beside its rivals, in one run, on containers of its own. README.md beside it says what is measured.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { install } from '../scripts/host-packages.mjs'
import { missed } from './goals.mjs'
import { herdOf } from './herd.mjs'
import { first } from './measures/first.mjs'
import { changed, upToDate } from './measures/login.mjs'
import { node24, openWorld, root } from './world.mjs'

const usage = `npm run bench [-- OPTIONS]
  --machines N   upToDate, changed and first on so many machines, and nothing else
  --quick        the same three on 5 machines, medians of 3, in under 2 minutes
  --json         print the numbers as JSON
  --check        exit 1 where a ratio is beyond what a noisy machine explains
`
let values
try {
  values = parseArgs({
    options: {
      machines: { type: 'string' },
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values
} catch (error) {
  leave(2, `${error.message}\n${usage}`)
}
if (values.help) leave(0, usage)
const count = Number(values.machines ?? 5)
if (!Number.isInteger(count) || count < 1 || count > 250) leave(2, `--machines takes a number from 1 to 250\n${usage}`)
if (process.platform !== 'linux' || process.getuid() !== 0)
  leave(2, 'The bench boots containers, which needs root on Linux: sudo npm run bench\n')
if (!existsSync(node24)) leave(2, `Node 24 is missing at ${node24}: run “npm ci” (on Linux, x64) first.\n`)
if (!existsSync(join(root, 'dist/cli.js'))) leave(2, 'dist/cli.js is missing: run “npm run build” first.\n')
if (!existsSync('/usr/bin/ssh') && !install(['openssh-client']))
  leave(2, 'ssh is missing: apt install openssh-client\n')

const stop = new AbortController()
let exit = 0
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }))
  process.on(signal, () => {
    if (exit !== 0) return
    exit = code
    process.stderr.write(`\n${signal}: taking everything away …\n`)
    stop.abort(new Error(`stopped by ${signal}`))
  })

const began = performance.now()
const say = text => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}\n`)
const times = values.quick ? 3 : 5

/** The three that every run takes, on so many machines. */
async function three(world, measure) {
  const herd = await herdOf(world, await world.machines(count, ['nodejs']))
  say('deploying the forum')
  await herd.drover('changed')
  await measure('upToDate', () => upToDate(herd, times))
  await measure('changed', () => changed(herd, times))
  await world.destroy(herd.machines)
  // Fresh machines take long to boot: a quick run has fewer.
  await measure('first', () => first(world, values.quick ? Math.min(count, 2) : count, times))
}

const results = {}
let world
try {
  world = await openWorld({ signal: stop.signal, say })
  await three(world, async (name, what) => {
    say(`measuring ${name}`)
    results[name] = await what()
    const { seconds } = results[name]
    if (seconds)
      say(
        Object.values(seconds)
          .map(list => list.map(one => one.toFixed(2)).join(' '))
          .join('  |  '),
      )
  })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  exit ||= 1
} finally {
  await world?.close().catch(error => {
    process.stderr.write(`Something could not be taken away: ${error.message}\n`)
    exit ||= 1
  })
}
const short = number => Number(number.toFixed(3))
const shown = Object.fromEntries(
  Object.entries(results).map(([name, { seconds, ...numbers }]) => [
    name,
    Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, short(value)])),
  ]),
)
if (values.json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
else for (const [name, numbers] of Object.entries(shown)) process.stdout.write(`${name}: ${JSON.stringify(numbers)}\n`)
const beyond = values.check ? missed(results, 'bound') : []
for (const sentence of beyond) process.stderr.write(`${sentence}\n`)
process.exit(exit || (beyond.length > 0 ? 1 : 0))

function leave(code, text) {
  process[code === 0 ? 'stdout' : 'stderr'].write(text)
  process.exit(code)
}
