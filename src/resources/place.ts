import { type Script, sh } from '../target/script'
import { asideOf, foldersAbove } from './path'
import { sha256 } from './text'

/**
 * The parts of effects that put something in a place. Whatever is made is made aside, in the same folder, and renamed: at
 * no moment does half of it stand there. A folder above may belong to a user who is not to be trusted, so nothing here
 * follows a link at the place or beside it.
 */

/** What stands at a path, in a word. */
export const stands: Script = sh`drover_stands() {
  if [ -L "$1" ]; then echo symlink
  elif [ -f "$1" ]; then echo file
  elif [ -d "$1" ]; then echo directory
  elif [ -e "$1" ]; then echo other
  else echo absent; fi
}`

/** Goes into the folder itself, never through a link in its place: what is then done to `.` is done to that folder. */
export const enter: Script = sh`drover_enter() {
  cd -P -- "\${1%/*}/" && drover_above=$(pwd -P) && cd -P -- "./\${1##*/}" &&
    [ "$(pwd -P)" = "\${drover_above%/}/\${1##*/}" ]
}`

/** Where it is noted that Drover made a folder only to put something into it: such a folder goes when it is empty again. */
const markOf = (folder: string): Script => sh`"$drover/folders/"${sha256(folder)}`

/** Makes the folders above a path that are missing, and notes each. */
export function makeFolders(path: string): Script {
  const made = foldersAbove(path).map(
    folder => sh`if [ ! -d ${folder} ]; then
  (umask 077 && mkdir -p -- "$drover/folders" && : >${markOf(folder)})
  mkdir -m 755 -- ${folder}
fi`,
  )
  return { sh: made.map(script => script.sh).join('\n') || ':' }
}

/** Notes whether the folder that holds a path is empty now and would go: then it stays when the path is brought back. */
export function recordFolder(path: string): Script {
  const folder = foldersAbove(path).at(-1)
  if (folder === undefined) return sh`:`
  return sh`if [ -e ${markOf(folder)} ] && [ -d ${folder} ] && [ -z "$(ls -A -- ${folder})" ]; then : >"$original/folder"; fi`
}

/** Takes away the folders above that `makeFolders` made, as far as they are empty and still as it made them. */
export function removeFolders(path: string): Script {
  const gone = [...foldersAbove(path)].reverse().map(
    folder => sh`if [ -e ${markOf(folder)} ] && [ "$(stat -c '%F %a %u %g' -- ${folder} 2>/dev/null)" = 'directory 755 0 0' ] &&
  rmdir -- ${folder} 2>/dev/null; then rm -f -- ${markOf(folder)}; fi`,
  )
  return sh`if [ ! -e "$original/folder" ]; then
:
${{ sh: gone.map(script => script.sh).join('\n') }}
fi`
}

/** A folder that is declared is no longer one that was only made along with something. */
export const adoptFolder = (path: string): Script => sh`rm -f -- ${markOf(path)}`

/** Clears what a crash left beside a place. */
export function clearAside(path: string): Script {
  const aside = asideOf(path)
  return sh`if [ -d ${aside} ] && [ ! -L ${aside} ]; then rmdir -- ${aside}; else rm -f -- ${aside}; fi`
}

/** Makes room for a file or a link, which a rename can put over everything but a folder. */
export function makeRoom(path: string): Script {
  return sh`if [ -L ${path} ] || [ -f ${path} ] || [ ! -e ${path} ]; then :
elif [ ! -d ${path} ]; then
  printf '%s is a device, a socket or a pipe, which Drover does not replace.\n' ${path} >&2
  exit 1
elif ! rmdir -- ${path} 2>/dev/null; then
  printf '%s is a folder that is not empty (or that something is mounted on), which Drover does not remove: move it away first.\n' ${path} >&2
  exit 1
fi`
}

/** Puts what lies ready beside a place into it. */
export const takePlace = (path: string): Script => sh`mv -fT -- ${asideOf(path)} ${path}`

/**
 * Puts a file that lies ready in a folder of root's own into a place, with the mode, owner and times that it has there.
 * cp gives them to the open file, which nobody can exchange meanwhile.
 */
export function putFile(ready: Script, path: string): Script {
  return sh`${makeFolders(path)}
${clearAside(path)}
cp -a --remove-destination -- ${ready} ${asideOf(path)}
${makeRoom(path)}
${takePlace(path)}`
}

/** Makes a folder, or gives one that is there its rights. */
export function putFolder(path: string, rights: Script): Script {
  const aside = asideOf(path)
  return sh`${makeFolders(path)}
${adoptFolder(path)}
if [ -d ${path} ] && [ ! -L ${path} ]; then
  (drover_enter ${path} && ${rights})
else
  ${clearAside(path)}
  mkdir -m 700 -- ${aside}
  (drover_enter ${aside} && ${rights})
  if [ -e ${path} ] || [ -L ${path} ]; then
    ${makeRoom(path)}
    rm -f -- ${path}
  fi
  ${takePlace(path)}
fi`
}

/** Puts a symlink into a place; `target` is one word of sh. */
export function putLink(target: Script, path: string): Script {
  return sh`${makeFolders(path)}
${clearAside(path)}
ln -sT -- ${target} ${asideOf(path)}
${makeRoom(path)}
${takePlace(path)}`
}
