import type { EnvironmentContext, EnvironmentPlan } from '../environment'
import type { Wish } from './config'
import { createDomain } from './create'
import { destroyDomain } from './domain'
import { libvirtFailure } from './failure'
import { isBeingMade, isReady, ownMark } from './found'
import { type Domain, look } from './look'
import { changesOf } from './mark'
import { newSeed } from './seed'
import type { Side } from './side'
import { survey } from './storage'
import { wait } from './wait'

/**
 * Brings about what was planned, whatever other runs do meanwhile: looks, does one thing, and looks again, until the domain
 * is there and ready. A domain that another run is making is waited for.
 */
export async function realised(
  side: Side,
  wish: Wish,
  plan: EnvironmentPlan,
  name: string,
  context: EnvironmentContext,
): Promise<Domain> {
  const deadline = performance.now() + 2000 * wish.bootSeconds
  const { progress, signal } = context
  let waited = false
  while (performance.now() < deadline) {
    const domain = await look(side, name)
    const mark = domain && ownMark(domain, context)
    if (mark && isReady(mark) && changesOf(mark.made, wish).length === 0) return domain
    if (domain && isBeingMade(domain)) {
      if (!waited) progress(`another run is making the domain ${name}: waiting for it`)
      waited = true
      await wait(2000, signal)
      continue
    }
    if (mark && isReady(mark) && !(wish.replace && plan.action === 'replace'))
      throw libvirtFailure(`the domain ${name} is no longer as it was planned with: plan once more`)
    // Before anything is destroyed it is seen that another can be made.
    const basis = { ground: await survey(side, wish), seed: await newSeed(wish, context) }
    if (domain && mark) {
      progress(`destroying the domain ${name}, which is ${mark.state === 'ready' ? 'to be made anew' : 'half-made'}`)
      await destroyDomain(side, domain.uuid, mark)
    }
    await createDomain(side, wish, basis, name, context)
  }
  throw libvirtFailure(`the domain ${name} was not ready after ${2 * wish.bootSeconds} s, and other runs were at it`)
}
