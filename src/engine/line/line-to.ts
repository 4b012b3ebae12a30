import type { Facts } from '../../environments/environment'
import type { Circumstances, Herd, Member } from '../herd'
import { reach } from '../provision/provision'
import type { Line } from './line'

/** Connects to a machine that is there. */
export async function lineTo(member: Member, facts: Facts, herd: Herd, circumstances: Circumstances): Promise<Line> {
  let target = await reach(member, facts, herd, circumstances)
  return {
    patience: circumstances.reconnect,
    get target() {
      return target
    },
    another: () => reach(member, facts, herd, circumstances),
    async take(other) {
      const before = target
      target = other
      await before.close()
    },
  }
}
