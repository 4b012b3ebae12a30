// Which measures are taken, on which machines, and in which order.
import { herdOf } from './herd.mjs'
import { besideAnsible } from './measures/ansible.mjs'
import { client } from './measures/client.mjs'
import { upToDateFar } from './measures/far.mjs'
import { first } from './measures/first.mjs'
import { changed, upToDate } from './measures/login.mjs'
import { start } from './measures/start.mjs'
import { tree } from './measures/tree.mjs'

/** Groups of measures by name. Each boots what it needs, tells `keep` what it measured, and takes the machines away. */
export function measuresOf({ short, quick, count, times }) {
  const near = async (world, keep) => {
    const herd = await deployed(world, await world.machines(count, ['nodejs']))
    await keep('upToDate', upToDate(herd, times))
    await keep('changed', changed(herd, times))
    return herd
  }
  // Fresh machines take long to boot: a quick run has one in each turn.
  const fresh = (world, keep) => keep('first', first(world, quick ? 1 : count, times))
  if (short) return { near: async (world, keep) => world.destroy((await near(world, keep)).machines), first: fresh }
  return {
    async near(world, keep) {
      const herd = await near(world, keep)
      await keep('upToDateFar', upToDateFar(world, herd, times))
      const beside = await besideAnsible(world, herd, times)
      await keep('ansibleUpToDate', beside.upToDate)
      await keep('ansibleChanged', beside.changed)
      await world.destroy(herd.machines)
    },
    first: fresh,
    async tree(world, keep) {
      const beside = await tree(world, 3, times)
      await keep('treeFirst', beside.first)
      await keep('treeChanged', beside.changed)
    },
    async herd(world, keep) {
      const machines = await world.machines(20, ['nodejs'])
      await keep('upToDate20', upToDate(await deployed(world, machines), times))
      const all = [...machines, ...(await world.machines(80, ['nodejs']))]
      await keep('upToDate100', upToDate(await deployed(world, all), times))
      await world.destroy(all)
    },
    async client(world, keep) {
      const cost = await client(world, 1000)
      await keep('clientCpu', cost)
      await keep('clientMemory', cost)
    },
    start: (world, keep) => keep('start', start(world, times)),
  }
}

async function deployed(world, machines) {
  const herd = await herdOf(world, machines)
  world.say('deploying the forum')
  await herd.drover()
  return herd
}
