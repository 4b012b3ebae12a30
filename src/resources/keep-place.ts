import { type Script, sh } from '../target/script'
import type { Keep } from './kind'

/**
 * Keeps whatever stands at a path: nothing, a file, a symlink, or a folder by itself (not what is in it). Kept of it are
 * contents, target, mode, owner, times, ACLs and extended attributes; a file's contents lie in the store. A device, socket
 * or pipe is only named: no effect replaces one. Where the path was free and is a folder that is not empty by now, that
 * folder stays.
 */
export const keepPlace = (path: string): Keep => ({
  record: sh`drover_record_place ${path}`,
  restore: sh`drover_restore_place ${path}`,
})

/** Several keeps as one, each in a folder of its own; brought back in the other order. */
export function keepAll(keeps: Readonly<Record<string, Keep>>): Keep {
  const all = Object.entries(keeps)
  const inside = (name: string, script: Script) => sh`(original="$original/"${name}
mkdir -p -- "$original"
${script})`
  return {
    record: { sh: all.map(([name, keep]) => inside(name, keep.record).sh).join('\n') },
    restore: {
      sh: [...all]
        .reverse()
        .map(([name, keep]) => inside(name, keep.restore).sh)
        .join('\n'),
    },
  }
}
