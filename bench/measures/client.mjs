// What a thousand machines cost the client. One container stands for all: on each of a thousand ports it starts an sshd (-i),
// and behind each is a mount namespace with generations of its own, on which the observing script really runs.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { herdOf } from '../herd.mjs'
import { root } from '../world.mjs'

const require = createRequire(import.meta.url)
const { withoutFingerprints } = require('../../src/planning/resolve.ts')
const { hashOfManifest } = require('../../src/resources/manifest.ts')

const firstPort = 10_000

const behind = `#!/bin/sh
set -- $SSH_CONNECTION
exec unshare --mount sh -c 'mount --bind "/srv/machines/$0" /var/lib/drover/deployments && exec sh -c "$SSH_ORIGINAL_COMMAND"' "$4"
`

/** CPU time and memory of the process with `count` machines, less those of one with a single machine. */
export async function client(world, count) {
  const [real] = await world.machines(1, ['nodejs'])
  const single = await herdOf(world, [real])
  await single.drover('changed')
  const machines = Array.from({ length: count }, (_, index) => ({
    ...real,
    name: `m${index + 1}`,
    hostName: real.name,
    port: firstPort + index,
  }))
  await split(world, single, real, machines)
  const one = await used(await herdOf(world, machines.slice(0, 1)))
  world.say(`asking ${count} machines`)
  const all = await used(await herdOf(world, machines))
  await world.destroy([real])
  return {
    machines: count,
    cpu_ms: ((all.cpu_s - one.cpu_s) / (count - 1)) * 1000,
    memory_mb: (all.memory_mb - one.memory_mb) / (count - 1),
    total_cpu_s: all.cpu_s,
    total_memory_mb: all.memory_mb,
    drover_s: all.seconds,
  }
}

/** Makes many machines of a real one that was deployed: each has its generations under its own name. */
async function split(world, single, real, machines) {
  const inside = world.rootOf(real)
  const home = 'var/lib/drover/deployments'
  const current = join(inside, home, 'bench@production/current')
  const manifest = JSON.parse(await readFile(join(current, 'manifest.json'), 'utf8'))
  await writeFile(join(inside, 'usr/local/bin/behind'), behind, { mode: 0o755 })
  await mkdir(join(inside, 'srv/machines'))
  const ports = machines.map(({ port }) => port)
  await single.sshAtOnce(
    `cd /${home}/bench@production && for port in ${ports.join(' ')}; do
mkdir -p "/srv/machines/$port/bench@production" && cp -a current generations -t "/srv/machines/$port/bench@production"
done`,
  )
  for (const { name, port } of machines) {
    const place = join(inside, `srv/machines/${port}/bench@production/generations/1`)
    const own = { ...manifest, machine: name }
    await writeFile(join(place, 'manifest.json'), JSON.stringify(own))
    await writeFile(join(place, 'manifest.hash'), `${hashOfManifest(withoutFingerprints(own))}\n`)
  }
  const put = (path, ...lines) => writeFile(join(inside, path), `${lines.join('\n')}\n`)
  const settings = ['HostKey /etc/ssh/ssh_host_ed25519_key', 'ForceCommand /usr/local/bin/behind', 'PidFile none']
  await put('etc/ssh/many', ...settings)
  const limits = ['Accept=yes', 'Backlog=4096', 'MaxConnections=4096', 'TriggerLimitIntervalSec=0']
  await put('etc/systemd/system/many.socket', '[Socket]', ...ports.map(port => `ListenStream=${port}`), ...limits)
  const server = ['ExecStart=-/usr/sbin/sshd -i -f /etc/ssh/many', 'StandardInput=socket', 'StandardError=null']
  await put('etc/systemd/system/many@.service', '[Unit]', 'CollectMode=inactive-or-failed', '[Service]', ...server)
  await single.sshAtOnce('systemctl daemon-reload && systemctl start many.socket')
}

async function used(herd) {
  const file = join(herd.folder, 'usage')
  const options = { node: ['--require', join(root, 'bench/usage.cjs')], env: { BENCH_USAGE: file } }
  const { seconds } = await herd.drover('unchanged', options)
  return { ...JSON.parse(await readFile(file, 'utf8')), seconds }
}
