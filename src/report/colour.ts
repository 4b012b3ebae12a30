import type { Outcome } from '../outcome'

export type Paint = (text: string, colour: Colour) => string
type Colour = keyof typeof codes

const codes = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2, bold: 1 }

/** Sets text in a colour, or leaves it as it is. Only for text that `plain` was applied to. */
export const painter = (colours: boolean): Paint =>
  colours ? (text, colour) => `\u001b[${codes[colour]}m${text}\u001b[0m` : text => text

const colours: Readonly<Record<Outcome, Colour>> = {
  valid: 'green',
  seen: 'green',
  ran: 'green',
  unchanged: 'green',
  changed: 'green',
  destroyed: 'green',
  recovered: 'green',
  collected: 'green',
  locked: 'green',
  unlocked: 'green',
  released: 'green',
  same: 'green',
  incomparable: 'yellow',
  differs: 'cyan',
  rehearsed: 'green',
  planned: 'cyan',
  drifted: 'yellow',
  skipped: 'yellow',
  'skipped-unreachable': 'yellow',
  refused: 'red',
  unhealthy: 'red',
  unreachable: 'red',
  failed: 'red',
  'failed-undone': 'red',
  'failed-left': 'red',
  unknown: 'red',
  'cancelled-undone': 'red',
  cancelled: 'red',
}

export const colourOf = (outcome: Outcome | undefined): Colour => (outcome ? colours[outcome] : 'dim')
