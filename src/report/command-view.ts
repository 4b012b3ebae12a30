/** What is known of a person's command on one machine. */
export interface CommandView {
  /** Null where a signal ended it, or its end was not seen. */
  readonly exit: number | null
  /** As SIGKILL. */
  readonly signal: string | null
  /** The end of what it printed: what came before may be left out. */
  readonly output: string
  /** How many lines were left out before it. */
  readonly left: number
}

export const unheard: CommandView = { exit: null, signal: null, output: '', left: 0 }

// In UTF-16 units. Twice as much is kept before it is cut, so that not every line that comes costs a copy.
const kept = 65_536

/** A view with more output in it. */
export function heard(view: CommandView, text: string): CommandView {
  const output = view.output + text
  return output.length <= 2 * kept ? { ...view, output } : { ...view, ...endOf({ ...view, output }, kept) }
}

/** The last whole lines of the output, at most so many UTF-16 units, and how many lines are left out before them in all. */
export function endOf(
  { output, left }: Pick<CommandView, 'output' | 'left'>,
  most: number,
): Pick<CommandView, 'output' | 'left'> {
  if (output.length <= most) return { output, left }
  // From the line that begins within the last `most`; the end of a line that is longer than all of that, where there is none.
  const line = output.indexOf('\n', output.length - most - 1) + 1
  const from = line > 0 && line < output.length ? line : output.length - most
  const out = output.slice(from)
  return {
    output: from === line ? out : out.replace(/^[\udc00-\udfff]/, ''),
    left: left + output.slice(0, from).split('\n').length - 1,
  }
}
