// `npm run test:guest`: a virtual machine is booted by a real libvirtd and QEMU, with KVM where the host has it. Not among
// `npm test`, because without KVM one boot alone takes longer than many tests.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, missingPackages } from './host-packages.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (process.platform !== 'linux' || process.getuid?.() !== 0)
  fail('A virtual machine is booted, which needs root on Linux.')
say('A virtual machine is made for the test: some 3 minutes without KVM, the first time; and 1.5 GB below /tmp.')
const missing = missingPackages({ lab: true, guest: true })
if (missing.length > 0) {
  say(`It needs ${missing.join(', ')}: installing.`)
  if (!install(missing)) fail(`Could not install ${missing.join(', ')}: install it by hand.`)
}
const { status } = spawnSync(
  process.execPath,
  [join(root, 'scripts/jest.mjs'), '--selectProjects', 'guest', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DROVER_GUEST: '1' } },
)
process.exitCode = status ?? 1

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
