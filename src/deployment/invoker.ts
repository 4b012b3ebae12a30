import { chownSync } from 'node:fs'

/** Whoever started this program by sudo. */
export interface Invoker {
  readonly uid: number
  readonly gid: number
  readonly home: string
}

/** The variable that carries the user's home folder through sudo, which changes HOME. */
export const invokersHome = 'DROVER_INVOKERS_HOME'

/** The user for whom root does this, where `asRoot` started it; undefined otherwise. What is left of it is to be the user's. */
export function invoker(): Invoker | undefined {
  const { SUDO_UID: uid, SUDO_GID: gid, [invokersHome]: home } = process.env
  if (process.getuid?.() !== 0 || !uid || !gid || !home) return undefined
  return { uid: Number(uid), gid: Number(gid), home }
}

/** Gives a file or folder to whoever started this. */
export function toInvoker(path: string): void {
  const user = invoker()
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}
