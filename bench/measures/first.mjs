// The first deploy of the forum to fresh machines, beside `apt-get install` of the same package by hand on as many.
import { herdOf } from '../herd.mjs'
import { pairs } from '../timed.mjs'

const install =
  'DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=600 nodejs'

/** Every turn has machines of its own, all of them booted before it, and both find the packages fetched already. */
export async function first(world, count, times) {
  const [fetcher] = await world.machines(1)
  const fetching = await herdOf(world, [fetcher])
  await fetching.sshAtOnce(install.replace('install', 'install --download-only'))
  // What its apt fetched is kept for those that come after it.
  await world.destroy([fetcher])

  // Booting takes longer than what is measured: those of all turns boot together where they are few.
  const each = 2 * count
  const turns = each * times <= 12 ? times : 1
  let fresh = []
  const turnOf = async (turn, half) => {
    if (fresh[turn] === undefined) {
      await world.destroy(fresh.flat())
      const machines = await world.machines(each * turns)
      fresh = []
      for (let next = 0; next < turns; next++) fresh[turn + next] = machines.slice(next * each, (next + 1) * each)
    }
    return herdOf(world, fresh[turn].slice(half * count, (half + 1) * count))
  }
  const { our, their, ratio, seconds } = await pairs(
    times,
    async turn => (await (await turnOf(turn, 0)).drover('changed')).seconds,
    async turn => (await (await turnOf(turn, 1)).sshAtOnce(install)).seconds,
  )
  await world.destroy(fresh.flat())
  return { drover_s: our, ssh_s: their, ratio, seconds }
}
