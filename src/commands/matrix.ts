import { selectMachines } from '../deployment/selector'
import { open, type Session } from './session'
import { mostShards, sharesOf } from './shard'

/**
 * Parts the selected machines into shards, so that several jobs deploy them side by side: says which machines each has, and
 * what GitHub's `strategy.matrix` takes. No machine is asked.
 */
export async function matrix(session: Session): Promise<number> {
  const { options, voice } = session
  const { machines } = await open(session, 'placeholder', 'present')
  const taken = selectMachines(machines, options.machines)
  const wanted = options.shards ?? Math.ceil(taken.length / options.maxParallel)
  const filled = sharesOf(taken, Math.min(wanted, mostShards)).filter(share => share.length > 0)
  // Parted once more: which machines a shard has depends on how many there are.
  const shares = sharesOf(taken, filled.length)
  voice.emit({
    type: 'sharded',
    shards: shares.map((share, at) => ({
      shard: `${at + 1}/${shares.length}`,
      machines: share.map(({ name }) => name),
    })),
  })
  return voice.end('valid')
}
