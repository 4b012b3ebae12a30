import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedDist } from './bundle'

/** A sync that Drover counts on. */
export interface LostSync {
  readonly name: string
  /** The part of the program in which it stands, and its line there. */
  readonly file: string
  readonly line: string
  /** Behind which point a power cut shows that it is missing. */
  readonly point: string
}

export const lostSyncs: readonly LostSync[] = [
  {
    name: 'of the state',
    file: 'state.sh',
    line: 'sync "$drover/state.new"',
    point: 'phase-entered confirm',
  },
  {
    name: 'before the first effect',
    file: 'prepare.sh',
    line: 'sync -f "$drover"',
    point: 'phase-entered confirm',
  },
  {
    name: 'before the decision',
    file: 'confirm.sh',
    line: 'drover_sync',
    point: 'generation-recorded',
  },
  {
    name: 'behind the undoing',
    file: 'undo.sh',
    line: 'drover_sync',
    point: 'its end',
  },
]

/** Gives a bundle in which this sync, and no other, is left out. */
export async function without({ file, line }: LostSync, use: (dist: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'drover-lost-sync-'))
  try {
    cpSync(sharedDist(), folder, { recursive: true })
    const path = join(folder, file)
    const lines = readFileSync(path, 'utf8').split('\n')
    const at = lines.findIndex(each => each.trim() === line)
    if (at < 0) throw new Error(`${file} has no line “${line}” any more: which sync is it now?`)
    writeFileSync(path, lines.with(at, ':').join('\n'))
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
