/** Rows of plain cells in columns, the first row as the head. Cells count by code points: no wide characters are expected. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (text: string) => [...text].length
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => width(row[at] ?? ''))))
  return rows.map(row =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  )
}
