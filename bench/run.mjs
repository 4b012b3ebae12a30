// `npm run bench`: Drover beside its rivals, in one run, on containers of its own. README.md beside it says what is measured.
import { beyond } from './goals.mjs'
import { leave, prepareHost, readOptions } from './options.mjs'
import { measuresOf } from './plan.mjs'
import { write } from './readme.mjs'
import { openWorld } from './world.mjs'

const options = readOptions(process.argv.slice(2))
const measures = measuresOf(options)
const chosen = options.only?.split(',') ?? Object.keys(measures)
const unknown = chosen.find(name => !Object.hasOwn(measures, name))
if (unknown !== undefined) leave(2, `--only: “${unknown}” is not among ${Object.keys(measures).join(', ')}\n`)
prepareHost(options)

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

const results = {}
let world
try {
  world = await openWorld({ signal: stop.signal, say })
  const keep = async (name, measured) => {
    results[name] = await measured
    say(`${name}: ${JSON.stringify(results[name])}`)
  }
  for (const name of chosen) await measures[name](world, keep)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  exit ||= 1
} finally {
  await world?.close().catch(error => {
    process.stderr.write(`Something could not be taken away: ${error.message}\n`)
    exit ||= 1
  })
}
say('done')

const rounded = number => Number(number.toFixed(3))
const shown = Object.fromEntries(
  Object.entries(results).map(([name, { seconds, ...numbers }]) => [
    name,
    Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, rounded(value)])),
  ]),
)
if (options.json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
else for (const [name, numbers] of Object.entries(shown)) process.stdout.write(`${name}: ${JSON.stringify(numbers)}\n`)
if (options.write && exit === 0) await write(shown)
const slower = options.check ? beyond(results) : []
for (const sentence of slower) process.stderr.write(`${sentence}\n`)
process.exit(exit || (slower.length > 0 ? 1 : 0))
