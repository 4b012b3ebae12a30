import type { Doubt } from '../transaction/doubt'
import type { Batch } from './rollout'
import type { Together } from './together'

/**
 * Lets the machines of a deployment that is one transaction be changed batch by batch: one begins when all of the batch before
 * are well. All of them are prepared, and none is confirmed, until then.
 */
export class Gate {
  readonly #batches: readonly Batch<{ readonly name: string }>[]
  readonly #together: Together
  readonly #begin: (number: number, changed: boolean) => Promise<void>
  readonly #opened = new Map<number, Promise<Doubt | undefined>>()

  /** @param begin as `inBatches` takes it */
  constructor(
    batches: readonly Batch<{ readonly name: string }>[],
    together: Together,
    begin: (number: number, changed: boolean) => Promise<void>,
  ) {
    this.#batches = batches
    this.#together = together
    this.#begin = begin
  }

  /** When it is a machine's turn; or what speaks against that it comes. */
  opens(name: string): Promise<Doubt | undefined> {
    const index = this.#batches.findIndex(({ machines }) => machines.some(machine => machine.name === name))
    return index < 0 ? Promise.resolve(undefined) : this.#open(index)
  }

  #open(index: number): Promise<Doubt | undefined> {
    const opening = this.#opened.get(index) ?? this.#next(index)
    this.#opened.set(index, opening)
    return opening
  }

  async #next(index: number): Promise<Doubt | undefined> {
    const names = this.#batches[index - 1]?.machines.map(({ name }) => name) ?? []
    const doubt =
      index === 0 ? undefined : ((await this.#open(index - 1)) ?? (await this.#together.until('healthy', names)))
    if (doubt) return doubt
    await this.#begin(index + 1, this.#together.changed(names))
    return undefined
  }
}
