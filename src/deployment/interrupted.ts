import { relative } from 'node:path'
import { DroverError } from '../failure'
import { brokenBy } from './broken'
import { guarded, type Interruption } from './guard'
import { originOfThrown } from './origins'

interface Loaded {
  readonly root: string
  readonly file: string
  readonly exported: readonly string[]
  readonly signal: AbortSignal | undefined
  /** What waits where nothing comes. */
  readonly waiting: string
}

/**
 * Runs code of a deployment file to its answer. Where the code ends the process, throws in a timer, or waits for what never
 * comes, it is a broken deployment file; where the run is cancelled, it is not waited for.
 *
 * @throws DroverError `deployment-file-broken` or `cancelled`; what the code itself threw
 */
export async function answered<Value>(work: () => Promise<Value>, loaded: Loaded): Promise<Value> {
  const { signal } = loaded
  let cancel = () => {}
  try {
    return await guarded(
      () =>
        Promise.race([
          work(),
          new Promise<never>((_, reject) => {
            cancel = () => reject(new DroverError({ code: 'cancelled', loading: relative(loaded.root, loaded.file) }))
            if (signal?.aborted) cancel()
            signal?.addEventListener('abort', cancel, { once: true })
          }),
        ]),
      (why, fail) => fail(broken(why, loaded)),
    )
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

function broken(why: Interruption, { root, file, exported, waiting }: Loaded): DroverError {
  if (why.what === 'uncaught') return brokenBy(why.thrown, { root, file, exported })
  const [message, origin] =
    why.what === 'exit'
      ? [`it called process.exit(${why.code}), which would have ended Drover`, originOfThrown(root, why.thrown)]
      : [waiting, []]
  return new DroverError({ code: 'deployment-file-broken', file: relative(root, file), message, origin })
}
