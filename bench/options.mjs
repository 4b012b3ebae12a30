// What `npm run bench` is asked for, and whether it can run here at all.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { install } from '../scripts/host-packages.mjs'
import { node24, root } from './world.mjs'

const usage = `npm run bench [-- OPTIONS]
  --machines N   upToDate, changed and first on so many machines, and nothing else
  --quick        the same three with medians of 3, in under 2 minutes; first on one machine
  --only NAMES   some of: near, first, tree, herd, client, start
  --json         print the numbers as JSON
  --check        exit 1 where a ratio is beyond what a noisy machine explains
  --write        keep what was measured in bench/results.json, and draw README.md and picture.svg anew
`

const types = {
  machines: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
}

/** The options; ends the process where they make no sense (2) or help is wanted (0). */
export function readOptions(argv) {
  let values
  try {
    values = parseArgs({ args: argv, options: types }).values
  } catch (error) {
    leave(2, `${error.message}\n${usage}`)
  }
  if (values.help) leave(0, usage)
  const count = Number(values.machines ?? 5)
  if (!Number.isInteger(count) || count < 1 || count > 200)
    leave(2, `--machines takes a number from 1 to 200\n${usage}`)
  return { ...values, count, short: values.quick || values.machines !== undefined, times: values.quick ? 3 : 5 }
}

const rivals = { ssh: 'openssh-client', rsync: 'rsync', 'ansible-playbook': 'ansible-core' }

/** Brings the rivals along; ends the process (2) where something else is missing. */
export function prepareHost({ short }) {
  if (process.platform !== 'linux' || process.getuid() !== 0)
    leave(2, 'The bench boots containers, which needs root on Linux: sudo npm run bench\n')
  if (!existsSync(node24)) leave(2, `Node 24 is missing at ${node24}: run “npm ci” (on Linux, x64) first.\n`)
  if (!existsSync(join(root, 'dist/cli.js'))) leave(2, 'dist/cli.js is missing: run “npm run build” first.\n')
  const missing = Object.keys(rivals)
    .filter(name => !short || name === 'ssh')
    .filter(name => !existsSync(`/usr/bin/${name}`))
  if (missing.length > 0 && !install(missing.map(name => rivals[name])))
    leave(2, `${missing.join(', ')} could not be installed.\n`)
}

/** Ends the process with a word to whoever called it. */
export function leave(code, text) {
  process[code === 0 ? 'stdout' : 'stderr'].write(text)
  process.exit(code)
}
