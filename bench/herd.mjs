// A deployment folder of its own for some machines, and the ways in which the rivals work on them.
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timed } from './timed.mjs'
import { node24, root } from './world.mjs'

/** What is in the folder: deploy.ts, what it reads (herd.json), the forum, a key, and the machines' host keys. */
export async function herdOf(world, machines) {
  const { signal, key } = world
  const folder = await mkdtemp(join(world.folder, 'herd-'))
  const [identity, knownHosts] = ['key', 'known_hosts'].map(name => join(folder, name))
  await cp(join(root, 'bench/deployment'), folder, { recursive: true })
  await cp(join(root, 'examples/forum/forum'), join(folder, 'forum'), { recursive: true })
  await writeFile(identity, key.private, { mode: 0o600 })
  await writeFile(
    knownHosts,
    machines.map(({ host, port, hostKey }) => `[${host}]:${port} ${hostKey}\n`.replace(/\[(.*)\]:22 /, '$1 ')).join(''),
  )
  await mkdir(join(folder, 'tree'))

  const declare = what =>
    writeFile(
      join(folder, 'herd.json'),
      JSON.stringify({ machines, setting: 'blue', forum: true, tree: false, ...what }),
    )
  await declare({})

  /** A fresh process of the bundle, from start to exit. Every machine has to end in the `outcome` (where one is given), or there is no number. */
  async function drover(outcome, { words = [], node = [], env = {} } = {}) {
    const argv = [node24, ...node, join(root, 'dist/cli.js'), 'deploy', '--yes', '--json', '-C', folder, '-i', identity]
    const ran = await timed([...argv, ...words], { signal, env: { SSH_AUTH_SOCK: '', ...env } })
    const outcomes = JSON.parse(ran.stdout).machines.map(machine => machine.outcome)
    if (outcomes.length !== machines.length || outcomes.some(found => found !== (outcome ?? found)))
      throw new Error(`expected ${machines.length} machines ${outcome}, and they are: ${outcomes.join(', ')}`)
    return ran
  }

  const options = ['-F', 'none', '-i', identity]
  const settings = {
    ControlMaster: 'no',
    BatchMode: 'yes',
    IdentitiesOnly: 'yes',
    StrictHostKeyChecking: 'yes',
    UserKnownHostsFile: knownHosts,
    GlobalKnownHostsFile: '/dev/null',
  }
  const ssh = [...options, ...Object.entries(settings).map(([name, value]) => `-o${name}=${value}`)]

  /** One command a machine, all started at once by one shell, which waits for all. It fails where one fails. */
  function atOnce(commandOf) {
    const lines = machines.map((machine, index) => `${commandOf(machine)} & p${index}=$!`)
    const waits = machines.map((_, index) => `wait $p${index} || failed=1`)
    return timed(['sh', '-c', ['failed=0', ...lines, ...waits, 'exit $failed'].join('\n')], { signal })
  }
  const sshAtOnce = command =>
    atOnce(({ host, port }) => `ssh -n ${ssh.join(' ')} -p ${port} root@${host} ${quoted(command)}`)

  return { folder, identity, knownHosts, machines, ssh, declare, drover, atOnce, sshAtOnce }
}

/** For sh. */
export const quoted = text => `'${text.replaceAll("'", `'\\''`)}'`
