import type { Price } from '../../price'
import type { EnvironmentPlan, Found } from '../environment'
import type { CloudConfig } from './config'
import { choicesOf } from './create'
import { seedMark } from './marks'

interface Made {
  readonly size: string | null
  readonly region: string | null
  readonly image: string | null
  readonly seed: string | null
}

/** What is not as declared in a machine that is there and can't be changed in it, a line each. What nobody knows is no change. */
export function changesOf(
  config: CloudConfig,
  made: Omit<Made, 'seed'> & { readonly seed?: string | null },
): readonly string[] {
  const lists = { size: [config.size].flat(), region: [config.region].flat(), image: [config.image] } as const
  const changed = (['size', 'region', 'image'] as const).flatMap(key => {
    const now = made[key]
    return now === null || lists[key].includes(now) ? [] : [`${key}: ${now} → ${lists[key][0]}`]
  })
  const seed = made.seed === undefined || made.seed === (seedMark(config.userData) ?? null)
  return seed ? changed : [...changed, 'userData: it is read at the first boot only']
}

/** Why a change may not be made; undefined where it may. */
export function refusalOf({ protect, replace }: CloudConfig, changes: readonly string[]): string | undefined {
  const what = `it would have to be replaced (${changes.join('; ')})`
  if (protect) return `${what}, and \`protect: true\` keeps it: take that out first`
  return replace ? undefined : `${what}, and all that is on it would be lost: write \`replace: true\` to have it done`
}

/** What a month costs: so as it is declared; the machine that is there; and all that is there of it. */
interface Prices {
  readonly price: Price | null
  readonly now?: Price | null
  readonly before?: Price | null
}

/** What would be done. `facts` of what is there are those that `find` gave. */
export function planOf(
  config: CloudConfig,
  provider: string,
  found: Found,
  { now = null, ...prices }: Prices,
): EnvironmentPlan {
  const [choice] = choicesOf(config)
  const summary = `${choice?.size} in ${choice?.region} at ${provider}, ${config.image}`
  if (found.state !== 'present') return { action: 'create', summary, ...prices }
  const { facts } = found
  const changes = changesOf(config, madeOf(facts))
  const going = (facts.beside ?? []).map(({ name, why }) => `${name}, ${why}, goes once it is deployed`)
  if (changes.length === 0) {
    const { size, region, image } = madeOf(facts)
    const stays = `${size} in ${region} at ${provider}, ${image}`
    return { action: 'nothing', summary: stays, price: now, before: prices.before ?? null, changes: going }
  }
  const refused = refusalOf(config, changes)
  const plan = { action: 'replace', summary, ...prices, changes: [...changes, ...going] } as const
  return refused === undefined ? plan : { ...plan, refused }
}

/** What `find` said of a machine that is there. */
export function madeOf(facts: Readonly<Record<string, unknown>>): Made {
  const word = (key: string) => {
    const value = facts[key]
    return typeof value === 'string' ? value : null
  }
  return { size: word('size'), region: word('region'), image: word('image'), seed: word('seed') }
}
