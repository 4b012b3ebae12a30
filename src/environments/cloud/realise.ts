import { DroverError } from '../../failure'
import type { EnvironmentPlan, Facts } from '../environment'
import { Beaten } from './create'
import { factsOf, make } from './make'
import { changesOf, refusalOf } from './plan'
import { failed, foreigner, mistakeOf, type Site, survey } from './site'
import { isDead, longestWork, type Ours } from './survey'
import { pauseFor, until } from './wait'

/** How often it begins anew where another run comes in between. */
const rounds = 5

/**
 * Makes the machine be there as it is declared: made, made anew beside the old one, which stays until the new one is deployed, or
 * freed of what was left half made. Where another run is at work on it, that one is waited for.
 */
export async function realise(site: Site, plan: EnvironmentPlan): Promise<Facts> {
  if (plan.refused !== undefined) throw failed(site, plan.refused)
  for (let round = 1; ; round++) {
    try {
      const facts = await oneRound(site)
      if (facts) return facts
    } catch (error) {
      if (!(error instanceof Beaten) || round >= rounds) throw error
      site.context.progress(error.message)
      await pauseFor(site.pace.mostMs, site.context.signal)
    }
    if (round >= rounds) throw failed(site, 'others change this machine again and again')
  }
}

/** Undefined where it must be looked at anew. */
async function oneRound(site: Site): Promise<Facts | undefined> {
  const seen = await survey(site)
  if (seen.state === 'altered' || seen.state === 'ambiguous') throw failed(site, mistakeOf(seen))
  if (seen.state === 'absent') {
    const other = await foreigner(site)
    if (other) throw new DroverError({ code: 'foreign-machine', environment: site.environment, ...other })
    return ready(site, await make(site))
  }
  const besides = seen.state === 'ready' ? seen.leftovers : seen.servers
  const atWork = besides.filter(server => server.marks.state === 'provisioning' && !isDead(server, Date.now()))
  if (atWork.length > 0) {
    await othersEnd(site, atWork)
    return undefined
  }
  for (const server of besides) {
    site.context.progress(`${server.name} (id ${server.id}) was left by an earlier run, and is removed`)
    await site.provider.remove(server.id)
  }
  if (seen.state === 'unfinished') return undefined
  const changes = changesOf(site.config, seen.server)
  if (changes.length === 0) return factsOf(site, { ...seen, leftovers: [] })
  const refused = refusalOf(site.config, changes)
  if (refused !== undefined) throw failed(site, refused)
  if (seen.replaced.length > 0) {
    // What it was to replace was never let go: that one is as good a beginning, and may be what is wanted again.
    site.context.progress(`${seen.server.name} (id ${seen.server.id}) has not taken over yet, and is removed`)
    await site.provider.remove(seen.server.id)
    return undefined
  }
  return ready(site, await make(site, seen.server), [seen.server])
}

function ready(site: Site, made: Ours, replaced: readonly Ours[] = []): Facts {
  const { hostKey } = made.marks
  if (hostKey === undefined) throw failed(site, `${made.name} has no host key of its own`)
  return factsOf(site, { server: made, hostKey, replaced })
}

/** Waits until what others have begun is ready or gone, or so old that nobody can be at work on it any more. */
function othersEnd(site: Site, atWork: readonly Ours[]): Promise<true> {
  const { environment, pace, context } = site
  const ids = new Set(atWork.map(({ id }) => id))
  return until({
    environment,
    what: 'another run that makes this machine',
    seconds: longestWork,
    pace,
    signal: context.signal,
    progress: context.progress,
    look: async () => {
      const seen = await survey(site)
      const all = seen.state === 'unfinished' ? seen.servers : seen.state === 'ready' ? seen.leftovers : []
      const still = all.find(server => ids.has(server.id) && !isDead(server, Date.now()))
      const over = still === undefined || still.marks.state === 'ready'
      return over ? { done: true } : { still: `${still.name}, begun ${still.since ?? 'some time ago'}` }
    },
  })
}
