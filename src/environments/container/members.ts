import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Member {
  readonly pid: number
  /** It is the container's own process 1. */
  readonly leader: boolean
}

/** The cgroup and the unit of a container, by which the kernel tells its processes from all others. */
export function groupName(id: string): string {
  return `drover-${id}`
}

/**
 * All processes of a container, as the kernel knows them: systemd-nspawn, and what runs inside. It holds whoever started
 * them, and also where systemd-nspawn has died and its container lives on.
 */
export async function membersOf(id: string): Promise<readonly Member[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(pids.map(pid => memberOf(id, pid)))
  return found.filter(member => member !== undefined)
}

export async function leaderOf(id: string): Promise<number | undefined> {
  return (await membersOf(id)).find(member => member.leader)?.pid
}

/** Ends a container at once, like a pulled plug. Resolves when no process of it is left. */
export async function kill(id: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const members = await membersOf(id)
    if (members.length === 0) return
    // With process 1 all that is in its namespace dies, and systemd-nspawn sees it and tidies up. What stays is ended too.
    const leaders = members.filter(member => member.leader)
    const victims = leaders.length > 0 && attempt < 20 ? leaders : attempt < 20 && attempt > 0 ? [] : members
    for (const { pid } of victims) endProcess(pid)
    await sleep(25)
  }
}

/** When a process started, in the kernel's ticks: with the id it names one process for ever. Undefined where it has ended. */
export async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  // Whoever ended stays in the list until its parent asks for it.
  return /^[ZX]$/.test(fields?.[0] ?? '') ? undefined : fields?.[19]
}

async function memberOf(id: string, pid: string): Promise<Member | undefined> {
  const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '')
  if (!new RegExp(`/${groupName(id)}(\\.service)?(/|$)`, 'm').test(groups)) return undefined
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  if (/^State:\s+[ZX]/m.test(status)) return undefined
  return { pid: Number(pid), leader: /^NSpid:\t.*\t1$/m.test(status) }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}
