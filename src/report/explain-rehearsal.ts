import type { Failure } from '../failure'

/** A rehearsal that came to no end, as it is told of a machine, or of the run that had left something. */
export function explainRehearsal({ destroyed }: Extract<Failure, { code: 'cancelled' }>): string {
  if (destroyed === undefined) return 'The rehearsal was cancelled, and proves nothing of this machine.'
  return destroyed.length === 0
    ? 'The rehearsal was killed before its end. It has left no container on this host.'
    : `The rehearsal was killed before its end. What it had left on this host is destroyed: ${destroyed.join(', ')}.`
}

/** What to do about containers of a rehearsal that are still there. */
export const containersLeft = (stage: string): string =>
  'A host that is thrown away takes them along. On one that stays the next rehearsal tries again, and so does ' +
  `“drover destroy --rehearsal ${stage}”, run as root.`
