import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOrphan } from '../environments/container/inspect'
import { thisProcess } from '../environments/container/rehearser'
import { git } from './git'
import { toInvoker } from './invoker'

/** A new folder for a work tree of another commit. Its name says for which process's time it is, where the system tells that. */
export async function newTreeFolder(): Promise<string> {
  const own = await thisProcess()
  const whose = own === undefined ? '' : `p${own.pid}-${own.started}-`
  const folder = await mkdtemp(join(tmpdir(), `drover-commit-${whose}`))
  toInvoker(folder)
  return folder
}

/** Removes the work trees of processes that were killed, and lets a repository forget those that are gone. */
export async function clearTreeFolders(root: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid, started] = /^drover-commit-p(\d+)-(\d+)-/.exec(name) ?? []
    if (pid === undefined || started === undefined || !(await isOrphan({ owner: { pid: Number(pid), started } })))
      continue
    // Of another user it may be, and is theirs to remove.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
  await git(root, 'worktree', 'prune').catch(() => undefined)
}
