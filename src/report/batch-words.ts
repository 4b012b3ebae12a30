import type { BatchView } from './run'
import { counted } from './words'

// How a rollout goes on, in words that the log and the summary share. None of them is escaped.

const most = 8

/** `in 3 batches: canary web-1; then web-2, web-3; then web-4`. */
export const batchesWords = (batches: readonly BatchView[]): string =>
  `in ${counted(batches.length, 'batch', 'batches')}: ${batches.map(partWords).join('; then ')}`

/** `batch 2 of 3: web-2, web-3`. */
export function batchWords(batches: readonly BatchView[], number: number): string {
  const batch = batches[number - 1]
  return `batch ${number} of ${batches.length}${batch ? `: ${partWords(batch)}` : ''}`
}

export function partWords({ canary, machines }: BatchView): string {
  const shown =
    machines.length > most
      ? `${machines.slice(0, most).join(', ')} and ${machines.length - most} more`
      : machines.join(', ')
  return canary ? `${machines.length === 1 ? 'canary' : 'canaries'} ${shown}` : shown
}
