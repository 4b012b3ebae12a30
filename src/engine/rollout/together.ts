import type { Doubt } from '../transaction/doubt'

type Others = Extract<Doubt, { doubt: 'others' }>

// How far a machine is; each mark includes those before it.
const marks = ['working', 'prepared', 'applied', 'healthy', 'confirmed'] as const
type Mark = (typeof marks)[number]

/**
 * What keeps the machines of one deployment in step where they are one transaction: none is changed before all are prepared,
 * each is changed when those that it comes after have been, none is confirmed before all are healthy, and none stays confirmed
 * unless all are. Once one has failed, whoever waits is told so, and goes back.
 */
export class Together {
  readonly #reached = new Map<string, number>()
  readonly #changing = new Set<string>()
  readonly #waiting = new Set<() => void>()
  #failed: string | undefined

  constructor(names: Iterable<string>) {
    for (const name of names) this.#reached.set(name, 0)
  }

  /** A machine is so far. One that has nothing to do is `confirmed` at once. */
  mark(name: string, mark: Mark): void {
    if (mark === 'prepared') this.#changing.add(name)
    this.#reached.set(name, marks.indexOf(mark))
    this.#tell()
  }

  /** A machine did not get there: nobody goes on. */
  fail(name: string): void {
    this.#failed ??= name
    this.#tell()
  }

  /** Whether anything is to be changed on one of these. */
  changed(names: readonly string[]): boolean {
    return names.some(name => this.#changing.has(name))
  }

  /** Until these machines are so far (all of them where none are named); or whose failure stopped that. */
  until(mark: Mark, names: Iterable<string> = this.#reached.keys()): Promise<Others | undefined> {
    const wanted = [...names].filter(name => this.#reached.has(name))
    return new Promise(resolve => {
      const look = () => {
        const failed = this.#failed
        if (failed === undefined && wanted.some(name => (this.#reached.get(name) ?? 0) < marks.indexOf(mark))) return
        this.#waiting.delete(look)
        resolve(failed === undefined ? undefined : { doubt: 'others', machine: failed })
      }
      this.#waiting.add(look)
      look()
    })
  }

  #tell(): void {
    for (const look of [...this.#waiting]) look()
  }
}
