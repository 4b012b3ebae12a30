import { type Script, sh } from '../target/script'
import { exactMode } from './path'

// The parts of effects that put something in a place, with the folders above it that are missing: src/target/places.sh.

/** Puts a file that lies ready in a folder of root's own into a place, with the mode, owner and times that it has there. It is gone from the folder then. */
export const putFile = (ready: Script, path: string): Script => sh`drover_give_file ${ready} ${path}`

/** Puts a symlink into a place; `target` is one word of sh. */
export const putLink = (target: Script, path: string): Script => sh`drover_put_link ${target} ${path}`

/** Makes a folder, or gives one that is there its rights. */
export const putFolder = (
  path: string,
  rights: { readonly owner: string; readonly group: string; readonly mode: string },
) => sh`drover_put_folder ${path} ${`${rights.owner}:${rights.group}`} ${exactMode(rights.mode)}`
