import type { EnvironmentChange, Leftover } from '../event'
import { type Price, priceWords, sumOf } from '../price'
import { explain } from './explain'
import type { MachineView, RunView } from './run'

/** What became of a machine's environment, or would: “create a container (5.35 EUR a month)”; undefined where it stays as it is. */
export function environmentWords({ environmentChange: change }: MachineView): string | undefined {
  if (!change) return undefined
  const why = change.changes.join(', ')
  if (change.action === 'nothing') return why === '' ? undefined : `${why}${pricesWords(change)}`
  return `${change.action} ${change.summary}${why === '' ? '' : `: ${why}`}${pricesWords(change)}`
}

function pricesWords({ before, price }: EnvironmentChange): string {
  if (before === null && price === null) return ''
  const now = price === null ? 'nothing that is known' : priceWords([price])
  return before === null ? ` (${now})` : ` (${before.amount} ${before.currency} → ${now})`
}

/** “forum-3 (a server 4711, 5.35 EUR a month)”, and what becomes of it. */
export function leftoverWords(
  { environment, id, name, machine, price, fate }: Leftover,
  destroyed: boolean,
  command: string,
): string {
  const cost = price === null ? '' : `, ${priceWords([price])}`
  return `${machine} (${environment} ${name}, ${id}${cost}) is no longer in the deployment file; ${fateWords(fate, destroyed, command)}`
}

function fateWords(fate: Leftover['fate'], destroyed: boolean, command: string): string {
  if (destroyed) return 'it was destroyed'
  switch (fate) {
    case 'protected':
      return 'it is protected, and stays'
    case 'stays':
      return 'it stays. To have such machines destroyed: “prune: true” in deployment({ … }), the input prune, or --prune'
    case 'goes':
      return command === 'plan' ? 'deploy destroys it' : 'it was not destroyed'
  }
}

/** What all machines cost a month before and after, as far as that is known; undefined where nobody knows any price. */
export function costWords({ machines, leftovers, command }: RunView): string | undefined {
  const changes = machines.flatMap(machine =>
    machine.environmentChange ? [costOf(machine, machine.environmentChange)] : [],
  )
  const goes = ({ destroyed, fate }: RunView['leftovers'][number]) =>
    destroyed || (command === 'plan' && fate === 'goes')
  const sum = (prices: readonly (Price | null)[]) => priceWords(sumOf(prices.filter(price => price !== null)))
  const stay = leftovers.filter(left => !goes(left))
  const before = sum([...changes.map(change => change.before), ...leftovers.map(({ price }) => price)])
  const after = sum([...changes.flatMap(change => change.after), ...stay.map(({ price }) => price)])
  if (before === 'nothing' && after === 'nothing') return undefined
  const when = command === 'plan' ? 'when that is done' : 'now'
  return before === after ? `The machines cost ${after}.` : `The machines cost ${before} before, and ${after} ${when}.`
}

/** What is refused stays as it is; what a machine is to take the place of may stay beside it for the time being. */
function costOf(
  { refusals, failure, findings }: MachineView,
  { action, before, price }: EnvironmentChange,
): { readonly before: Price | null; readonly after: readonly (Price | null)[] } {
  const refused = [...refusals, ...(failure ? [failure] : [])].some(({ code }) => code === 'environment-refused')
  if (refused) return { before, after: [before] }
  const stays = findings.some(({ check }) => check === 'beside')
  if (!stays) return { before, after: [price] }
  return { before, after: action === 'replace' ? [before, price] : [before] }
}

/** That nobody knows what is left over. */
export const unlookedWords = ({ environment, failure }: RunView['unlooked'][number]): string =>
  `Whether ${environment} has machines that the deployment file no longer names could not be looked up: ` +
  ('message' in failure ? failure.message : explain(failure))
