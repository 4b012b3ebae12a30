import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isOrphan } from '../../environments/container/inspect'
import { type Process, thisProcess } from '../../environments/container/rehearser'

const ownPatienceMs = 20_000
const stepMs = 50

/** This process, for the state that the post part gets; undefined where the system does not tell it from others. */
export async function mainProcess(): Promise<string | undefined> {
  const own = await thisProcess()
  return own && JSON.stringify(own)
}

const named = z.object({ pid: z.int().positive(), started: z.string() })

/**
 * Resolves when the process that did the main part is gone: the runner kills the one that it started, and where that had started this
 * one as root, it may be at its end still. It has some seconds for that, and is killed then.
 */
export async function untilGone(told: string | undefined, patienceMs = ownPatienceMs): Promise<void> {
  if (told === undefined) return
  const owner = named.parse(JSON.parse(told))
  if (await goneWithin(owner, patienceMs)) return
  try {
    process.kill(owner.pid, 'SIGKILL')
  } catch {
    // It has ended just now, or is root's and this is not: then what it left can't be taken down either, which is told.
    return
  }
  await goneWithin(owner, ownPatienceMs)
  // What it had just started comes to its end.
  await sleep(500)
}

async function goneWithin(owner: Process, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (!(await isOrphan({ owner }))) {
    if (performance.now() > until) return false
    await sleep(stepMs)
  }
  return true
}
