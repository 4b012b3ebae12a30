// Up to date, and one setting changed, beside Ansible with the same forum: each on machines of its own, alike but for the
// Python that Ansible needs.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { herdOf } from '../herd.mjs'
import { pairs, timed } from '../timed.mjs'
import { root } from '../world.mjs'

export async function besideAnsible(world, herd, times) {
  const machines = await world.machines(herd.machines.length, ['nodejs', 'python3', 'python3-apt'])
  const theirs = await herdOf(world, machines)
  const [inventory, facts, home] = ['inventory', 'facts', 'home'].map(name => join(theirs.folder, name))
  await mkdir(home)
  await writeFile(inventory, machines.map(({ name, host }) => `${name} ansible_host=${host}\n`).join(''))
  const env = {
    HOME: home,
    ANSIBLE_CONFIG: join(root, 'bench/ansible/ansible.cfg'),
    ANSIBLE_CACHE_PLUGIN_CONNECTION: facts,
    // In the folder that goes at the end; a socket's path may not be long.
    ANSIBLE_SSH_CONTROL_PATH_DIR: join(world.folder, 'cp'),
    // The options of plain ssh but one: its tasks share a connection, as is its default.
    ANSIBLE_SSH_COMMON_ARGS: theirs.ssh.filter(option => option !== '-oControlMaster=no').join(' '),
  }

  /** Every machine has to have so many changes and no failure, or there is no number. */
  async function ansible(setting, changes) {
    const words = ['-u', 'root', '-i', inventory, '-e', `setting=${setting}`, join(root, 'bench/ansible/forum.yml')]
    const { seconds, stdout } = await timed(['ansible-playbook', ...words], { signal: world.signal, env })
    const recap = [...stdout.matchAll(/ changed=(\d+) +unreachable=0 +failed=0 /g)].map(([, number]) => Number(number))
    if (recap.length !== machines.length || (changes !== undefined && recap.some(number => number !== changes)))
      throw new Error(`expected ${changes} changes on each of ${machines.length} machines:\n${stdout.slice(-1500)}`)
    return seconds
  }

  world.say('deploying the forum with Ansible')
  await ansible('blue')
  await ansible('blue', 0)
  const upToDate = await pairs(
    times,
    async () => (await herd.drover('unchanged')).seconds,
    () => ansible('blue', 0),
  )
  const colours = ['green', 'blue']
  const changed = await pairs(
    times,
    async turn => {
      await herd.declare({ setting: colours[turn % 2] })
      return (await herd.drover('changed')).seconds
    },
    turn => ansible(colours[turn % 2], 1),
  )
  await world.destroy(machines)
  return { upToDate: result(upToDate), changed: result(changed) }
}

const result = ({ our, their, ratio, seconds }) => ({ drover_s: our, ansible_s: their, ratio, seconds })
