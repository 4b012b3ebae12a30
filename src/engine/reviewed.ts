import type { Event } from '../event'
import { type Outcome, outcomes } from '../outcome'
import { digestOfHerd } from '../planning/herd-digest'
import type { Circumstances, Herd } from './herd'
import { keyOf } from './provision/leftovers'
import { run } from './run'

/** Plans all machines, and says the digest of all their plans together. */
export async function runPlanned(herd: Herd, circumstances: Circumstances): Promise<Outcome> {
  const plans = new Map<string, string>()
  const emit = (event: Event): void => {
    note(event, plans)
    circumstances.emit(event)
  }
  const outcome = await run(herd, { ...circumstances, emit })
  if (outcomes[outcome].exit === 0) emit({ type: 'herd-planned', digest: digestOfHerd(plans) })
  return outcome
}

/** Notes, by what it is of, the digest of what would be done. */
function note(event: Event, plans: Map<string, string>): void {
  if (event.type === 'planned') plans.set(event.machine, event.digest)
  if (event.type === 'leftover-found' && event.leftover.fate === 'goes') plans.set(keyOf(event.leftover), 'goes')
}

/** A plan that a person has seen. */
export interface Reviewed {
  /** Of all machines' plans, or its first twelve digits or more. */
  readonly digest: string
  /** The beginning of the digest of each machine's own plan, where they are known. */
  readonly plans?: Readonly<Record<string, string>>
  /** The address of the page that shows it. */
  readonly where?: string
}

/**
 * Deploys only what was reviewed: all machines are planned first, and where the digest of all plans is another one, none is
 * changed, and each says whether it is its own plan that differs. Each machine's own plan is compared once more right before it is
 * carried out.
 */
export async function runReviewed(herd: Herd, circumstances: Circumstances, reviewed: Reviewed): Promise<Outcome> {
  const { emit } = circumstances
  const { digest, where } = reviewed
  const plans = new Map<string, string>()
  const said: Event[] = []
  const made = new Set<string>()
  const hear = (event: Event): void => {
    note(event, plans)
    if (event.type === 'environment-planned' && event.change.action !== 'nothing') made.add(event.machine)
    if (saidAgain.has(event.type)) said.push(event)
    else emit(event)
  }
  const planned = await run(herd, { ...circumstances, mode: 'plan', emit: hear })
  if (outcomes[planned].exit !== 0) {
    for (const event of said) emit(event)
    return planned
  }
  const found = digestOfHerd(plans)
  // What a machine that is made has on it when it is there is known then alone.
  const known = new Map([...plans].map(([of, own]) => [of, made.has(of) ? '' : own]))
  if (found.startsWith(digest)) return runReached(herd, { ...circumstances, reviewed: known }, said)
  for (const event of said)
    emit(
      event.type === 'machine-ended'
        ? {
            ...event,
            outcome: 'refused',
            failure: {
              code: 'not-reviewed',
              reviewed: digest,
              found,
              ...ownOf(reviewed, event.machine, plans.get(event.machine)),
              ...(where === undefined ? {} : { where }),
            },
          }
        : event,
    )
  return 'refused'
}

// What the run that carries it out says once more, or otherwise.
const saidAgain: ReadonlySet<Event['type']> = new Set([
  'planned',
  'machine-ended',
  'batches-planned',
  'environment-planned',
  'leftover-found',
  'leftovers-unknown',
  'machine-left',
])

function ownOf({ plans }: Reviewed, machine: string, now = ''): { readonly own?: 'same' | 'other' | 'new' } {
  if (plans === undefined) return {}
  const before = Object.hasOwn(plans, machine) ? plans[machine] : undefined
  if (before === undefined) return { own: 'new' }
  return { own: before !== '' && now.startsWith(before) ? 'same' : 'other' }
}

/** What could not be reached when all were planned has no plan that was reviewed: it is left out, wherever it is by now. */
function runReached(herd: Herd, circumstances: Circumstances, planning: readonly Event[]): Promise<Outcome> {
  const away = new Set<string>()
  for (const event of planning) {
    if (event.type !== 'machine-ended' || event.outcome !== 'skipped-unreachable') continue
    away.add(event.machine)
    circumstances.emit(event)
  }
  const members = herd.members.filter(({ name }) => !away.has(name))
  return run(
    { ...herd, members, others: [...herd.others, ...herd.members.filter(({ name }) => away.has(name))] },
    circumstances,
  )
}
