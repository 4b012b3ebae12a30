import type { ChildProcess } from 'node:child_process'

// actions/runner, ProcessInvoker.cs.
const untilTermMs = 7500
const untilKillMs = 2500

/** Ends a process as the runner does when a job is cancelled. `scale` shortens the waits; what is given back calls it off. */
export function cancel(child: ChildProcess, scale: number): () => void {
  child.kill('SIGINT')
  let timer = setTimeout(() => {
    child.kill('SIGTERM')
    timer = setTimeout(() => child.kill('SIGKILL'), untilKillMs * scale)
  }, untilTermMs * scale)
  return () => clearTimeout(timer)
}
