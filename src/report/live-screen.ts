import { cells } from './cells'

const esc = String.fromCharCode(27)
const csi = (text: string) => `${esc}[${text}`

/**
 * What is written to a terminal so that `text` (whole lines) comes to stand where the lines of `before` begin, and the new
 * ones below it. The cursor stands at the begin of the line below them, before and after, and is hidden in between alone: a
 * process that ends at any moment leaves the terminal as it found it. Lines never wrap, even where the terminal takes a
 * character for wider than we do.
 */
export function redraw(before: readonly string[], text: string, lines: readonly string[], columns: number): string {
  const above = text.replaceAll(/\r?\n/g, '\r\n')
  if (before.length === 0 && lines.length === 0) return above
  const up = before.reduce((sum, line) => sum + rowsOf(line, columns), 0)
  const back = `\r${up > 0 ? csi(`${up}A`) : ''}${csi('J')}`
  const drawn = lines.length === 0 ? '' : `${csi('?7l')}${lines.map(line => `${line}\r\n`).join('')}${csi('?7h')}`
  return `${csi('?25l')}${back}${above}${drawn}${csi('?25h')}`
}

/** A terminal that became narrower has folded what was written: as most do. */
function rowsOf(line: string, columns: number): number {
  const width = cells(line.replaceAll(colour, ''))
  return Math.max(1, Math.ceil(width / Math.max(1, columns)))
}

const colour = new RegExp(`${esc}\\[\\d+m`, 'g')
