import type { ContainerFacts } from './facts'
import { startOf } from './members'

/** A process of this host, told from any later one that has its id by then. */
export type Process = NonNullable<ContainerFacts['owner']>

/** This process; undefined where the system does not tell when it started, as on all but Linux. */
export async function thisProcess(): Promise<Process | undefined> {
  const started = await startOf(process.pid)
  return started === undefined ? undefined : { pid: process.pid, started }
}

/** The stage of a rehearsal that a process does: its containers are for that process's time alone, whoever makes them. */
export const stageOfRehearser = ({ pid, started }: Process): string => `rehearsal-p${pid}-${started}`

/** The process whose rehearsal a stage is; null for any other stage. */
export function rehearserOf(stage: string): Process | null {
  const [, pid, started] = /^rehearsal-p(\d+)-(\d+)$/.exec(stage) ?? []
  return pid === undefined || started === undefined ? null : { pid: Number(pid), started }
}
