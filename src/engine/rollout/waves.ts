/**
 * Runs `work` for every item once all that it waits for have ended. Those that wait for nothing start at once; how many run
 * side by side is the caller's business. Never rejects: `work` has to tell its own failures.
 *
 * The names in `after` that are not among the items are taken as done. There must be no cycle; one would wait for ever, and
 * validation has refused it.
 */
export async function inOrder<Item extends { readonly name: string; readonly after: readonly string[] }, Result>(
  items: readonly Item[],
  work: (item: Item, before: ReadonlyMap<string, Result>) => Promise<Result>,
): Promise<ReadonlyMap<string, Result>> {
  const started = new Map<string, Promise<Result>>()
  const byName = new Map(items.map(item => [item.name, item]))
  const start = (item: Item): Promise<Result> => {
    const running = started.get(item.name)
    if (running) return running
    const before = item.after.flatMap(name => byName.get(name) ?? [])
    const promise = Promise.all(before.map(async other => [other.name, await start(other)] as const)).then(results =>
      work(item, new Map(results)),
    )
    started.set(item.name, promise)
    return promise
  }
  const results = await Promise.all(items.map(async item => [item.name, await start(item)] as const))
  return new Map(results)
}
