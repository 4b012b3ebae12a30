const sequence = new RegExp(`${String.fromCharCode(27)}\\[(\\?)?(\\d*)([A-Za-z])|.`, 'gsu')

/**
 * A terminal as far as Drover writes to it: what scrolled away, what is to be seen, where the cursor is. It folds lines that are
 * too long, as terminals do, and knows no wide characters. What it does not know it refuses.
 */
export class Screen {
  readonly away: string[] = []
  lines: string[] = ['']
  row = 0
  column = 0
  wraps = true
  cursor = true

  constructor(
    readonly rows: number,
    public columns: number,
  ) {}

  /** All that there is, from the first line on, without what is empty at the end. */
  get text(): string {
    return [...this.away, ...this.lines].join('\n').trimEnd()
  }

  /** What is to be seen now. */
  get seen(): readonly string[] {
    return this.lines.join('\n').trimEnd().split('\n')
  }

  write(text: string): void {
    const parts = text.matchAll(sequence)
    for (const [part, asked, number = '', letter] of parts) {
      if (letter === undefined) this.put(part)
      else this.obey(`${asked ?? ''}${letter === 'A' ? '' : number}${letter}`, Number(number || 1))
    }
  }

  /** Becomes narrower or wider: lines that are too long now are folded, and the cursor goes with its line. */
  resize(columns: number): void {
    const folded = this.lines.map(line => line.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [''])
    this.row = folded.slice(0, this.row).flat().length
    this.lines = folded.flat()
    this.columns = columns
    while (this.row >= this.rows) {
      this.away.push(this.lines.shift() ?? '')
      this.row -= 1
    }
  }

  private put(character: string): void {
    if (character === '\r') this.column = 0
    else if (character === '\n') this.down()
    else if (/\p{Cc}/u.test(character)) throw new Error(`the screen was sent ${JSON.stringify(character)}`)
    else {
      if (this.column === this.columns && this.wraps) {
        this.column = 0
        this.down()
      }
      const at = Math.min(this.column, this.columns - 1)
      const line = (this.lines[this.row] ?? '').padEnd(at)
      this.lines[this.row] = line.slice(0, at) + character + line.slice(at + 1)
      this.column = at + 1
    }
  }

  private down(): void {
    this.row += 1
    if (this.row >= this.lines.length) this.lines.push('')
    if (this.row < this.rows) return
    this.away.push(this.lines.shift() ?? '')
    this.row -= 1
  }

  private obey(what: string, number: number): void {
    if (what === 'A') this.row = Math.max(0, this.row - number)
    else if (what.endsWith('G')) this.column = number - 1
    else if (what === 'J' || what === '0J') {
      this.lines.length = this.row + 1
      this.lines[this.row] = (this.lines[this.row] ?? '').slice(0, this.column)
    } else if (what === '?7l' || what === '?7h') this.wraps = what === '?7h'
    else if (what === '?25l' || what === '?25h') this.cursor = what === '?25h'
    else if (!/^\d*m$/.test(what)) throw new Error(`the screen was sent ${what}`)
  }
}
