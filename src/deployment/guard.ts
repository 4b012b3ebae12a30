import { syncBuiltinESMExports } from 'node:module'

/** What would end the process in the middle of a work that runs code of the user's. */
export type Interruption =
  /** `process.exit(code)` was called; the stack of `thrown` says where. */
  | { readonly what: 'exit'; readonly code: number; readonly thrown: Error }
  /** Thrown, or rejected, where nobody catches it. */
  | { readonly what: 'uncaught'; readonly thrown: unknown }
  /** Nothing is left that could ever wake the process. */
  | { readonly what: 'stalled' }

type Fail = (error: Error) => void
type Told = (why: Interruption) => void

/** Ends the process for good, whatever guards there are. */
export const exitNow: (code: number) => never = process.exit.bind(process)

// The innermost is told: what is loaded within a run interrupts the loading first.
const guards: Told[] = []

/**
 * Does a work to its end although the code in it may try to end the process: each attempt is told to `interrupted` instead,
 * which may let the work fail. Without it a process whose work never settles would end with 0, as if all were well.
 */
export async function guarded<Value>(
  work: () => Promise<Value>,
  interrupted: (why: Interruption, fail: Fail) => void,
): Promise<Value> {
  let fail: Fail = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  const told: Told = why => interrupted(why, fail)
  if (guards.length === 0) install()
  guards.push(told)
  try {
    return await Promise.race([work(), failed])
  } finally {
    guards.splice(guards.indexOf(told), 1)
    if (guards.length === 0) remove()
  }
}

const tell: Told = why => guards.at(-1)?.(why)

const calls = new WeakSet<Error>()

function refuseExit(code?: number | string | null): never {
  const said = code ?? process.exitCode ?? 0
  const thrown = new Error(`process.exit(${said}) was called`)
  calls.add(thrown)
  tell({ what: 'exit', code: Number(said), thrown })
  // Whoever called it relies on it that nothing comes after.
  throw thrown
}

function uncaught(thrown: unknown): void {
  if (thrown instanceof Error && calls.has(thrown)) return
  tell({ what: 'uncaught', thrown })
}

const stalled = (): void => tell({ what: 'stalled' })

function install(): void {
  process.exit = refuseExit
  syncBuiltinESMExports()
  process.on('uncaughtException', uncaught)
  process.on('unhandledRejection', uncaught)
  process.on('beforeExit', stalled)
}

function remove(): void {
  process.exit = exitNow
  syncBuiltinESMExports()
  process.off('uncaughtException', uncaught)
  process.off('unhandledRejection', uncaught)
  process.off('beforeExit', stalled)
}
