import { setTimeout as wait } from 'node:timers/promises'
import type { Circumstances } from '../herd'
import type { Batch, Halt, Rollout } from './rollout'

interface Item {
  readonly name: string
  readonly after: readonly string[]
}

/** What is done with the machines of a rollout. None of it rejects: each tells its own failures. */
interface Rolling<Each, Result> {
  /** Before a batch, counted from 1; `changed` where the one before has brought anything. */
  begin(number: number, changed: boolean): Promise<unknown>
  work(item: Each, before: ReadonlyMap<string, Result>): Promise<Result>
  changed(result: Result): boolean
  /** What speaks against another batch behind this one. */
  halt(batch: Batch<Each>, ended: ReadonlyMap<string, Result>): Halt | undefined
  skip(item: Each, why: Halt): Result
}

/** Works on one batch after the other, until something speaks against another: those that are left are skipped. */
export async function inBatches<Each extends Item, Result>(
  batches: readonly Batch<Each>[],
  { begin, work, changed, halt, skip }: Rolling<Each, Result>,
): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>()
  let halted: Halt | undefined
  let brought = false
  for (const [index, batch] of batches.entries()) {
    if (halted) {
      for (const item of batch.machines) results.set(item.name, skip(item, halted))
      continue
    }
    await begin(index + 1, brought)
    const ended = await Promise.all(
      batch.machines.map(async item => {
        const before = item.after.flatMap(name => {
          const result = results.get(name)
          return result === undefined ? [] : [[name, result] as const]
        })
        return [item.name, await work(item, new Map(before))] as const
      }),
    )
    for (const [name, result] of ended) results.set(name, result)
    brought = ended.some(([, result]) => changed(result))
    halted = halt(batch, results)
  }
  return results
}

/** Says that a batch begins, after the pause behind one in which something was changed. A run that is told to end waits no longer. */
export async function beginBatch(
  number: number,
  changed: boolean,
  { pause = 0 }: Rollout,
  { emit, signal }: Pick<Circumstances, 'emit' | 'signal'>,
): Promise<void> {
  if (changed && pause > 0 && !signal.aborted) {
    emit({ type: 'batches-paused', next: number, seconds: pause })
    await wait(pause * 1000, undefined, { signal }).catch(() => undefined)
  }
  if (!signal.aborted) emit({ type: 'batch-begun', number })
}
