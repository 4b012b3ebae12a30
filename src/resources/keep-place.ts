import { type Script, sh } from '../target/script'
import type { Keep } from './kind'
import { asideOf } from './path'
import { clearAside, enter, makeFolders, makeRoom, recordFolder, removeFolders, stands, takePlace } from './place'

/**
 * Keeps whatever stands at a path: nothing, a file, a symlink, or a folder by itself (not what is in it). Kept of it are
 * contents, target, mode, owner, times, ACLs and extended attributes; a file's contents lie in the store. A device, socket
 * or pipe is only named: no effect replaces one. Where the path was free and is a folder that is not empty by now, that
 * folder stays.
 */
export const keepPlace = (path: string): Keep => ({ record: record(path), restore: restore(path) })

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

const rights = sh`stat -c '%a %u %g %.9Y' --`

// A folder's own attributes go into an archive of nothing but the folder: cp can't copy them without what is in it.
const record = (path: string) => sh`${stands}
rm -rf -- "$original/type" "$original/was" "$original/node" "$original/folder"
drover_type=$(drover_stands ${path})
case $drover_type in
  file)
    ${rights} ${path} >"$original/rights"
    cp -a --attributes-only -- ${path} "$original/node"
    drover_store ${path} >"$original/content"
    ;;
  symlink) cp -a -- ${path} "$original/node" ;;
  directory)
    ${rights} ${path} >"$original/rights"
    ls -A -- ${path} | sha256sum >"$original/entries"
    tar -c -f "$original/node" --format=posix --no-recursion --acls --xattrs --xattrs-include='*' -C ${path} .
    ;;
esac
${recordFolder(path)}
printf '%s\n' "$drover_type" >"$original/type"
case $drover_type in absent) echo absent ;; *) echo present ;; esac >"$original/was"`

const restore = (path: string) => sh`${stands}
${enter}
drover_make_folders() {
  ${makeFolders(path)}
}
drover_make_room() {
  ${makeRoom(path)}
}
drover_was=$(cat -- "$original/type")
drover_now=$(drover_stands ${path})
${clearAside(path)}
case $drover_was in
  absent)
    ${restoreAbsent(path)}
    ;;
  file)
    ${restoreFile(path)}
    ;;
  symlink)
    ${restoreSymlink(path)}
    ;;
  directory)
    ${restoreDirectory(path)}
    ;;
  *)
    if [ "$drover_now" != "$drover_was" ]; then
      printf '%s was no file, folder or link, and cannot be brought back.\n' ${path} >&2
      exit 1
    fi
    ;;
esac`

const restoreAbsent = (path: string) => sh`case $drover_now in
  absent) ;;
  directory) rmdir --ignore-fail-on-non-empty -- ${path} ;;
  *) rm -f -- ${path} ;;
esac
${removeFolders(path)}`

const restoreFile = (
  path: string,
) => sh`if [ "$drover_now" != file ] || [ "$(${rights} ${path})" != "$(cat -- "$original/rights")" ] ||
  ! cmp -s -- ${path} "$drover/store/$(cat -- "$original/content")"; then
  rm -f -- "$original/ready"
  cp --reflink=auto -- "$drover/store/$(cat -- "$original/content")" "$original/ready"
  cp -a --attributes-only -- "$original/node" "$original/ready"
  drover_make_folders
  cp -a --remove-destination -- "$original/ready" ${asideOf(path)}
  drover_make_room
  ${takePlace(path)}
  rm -f -- "$original/ready"
fi`

// What a command prints loses its last line breaks: an x behind them keeps them.
const restoreSymlink = (path: string) => sh`if [ "$drover_now" != symlink ] ||
  [ "$(stat -c '%u %g %.9Y' -- ${path})" != "$(stat -c '%u %g %.9Y' -- "$original/node")" ] ||
  [ "$(readlink -n -- ${path}; echo x)" != "$(readlink -n -- "$original/node"; echo x)" ]; then
  drover_make_folders
  cp -a -- "$original/node" ${asideOf(path)}
  drover_make_room
  ${takePlace(path)}
fi`

const unpack = sh`tar -x -p -f "$original/node" --numeric-owner --same-owner --acls --xattrs --xattrs-include='*' -C .`

// The time when entries last came or went is true only while the same entries are there.
const restoreDirectory = (
  path: string,
) => sh`read -r drover_mode drover_owner drover_group drover_time <"$original/rights"
if [ "$drover_now" = directory ]; then
  if [ "$(stat -c '%a %u %g' -- ${path})" != "$drover_mode $drover_owner $drover_group" ]; then
    drover_time_now=$(stat -c '%.9Y' -- ${path})
    (drover_enter ${path} && ${unpack} && touch -d "@$drover_time_now" .)
  fi
  if [ "$(stat -c '%.9Y' -- ${path})" != "$drover_time" ] &&
    [ "$(ls -A -- ${path} | sha256sum)" = "$(cat -- "$original/entries")" ]; then
    (drover_enter ${path} && touch -d "@$drover_time" .)
  fi
else
  drover_make_folders
  mkdir -m 700 -- ${asideOf(path)}
  (drover_enter ${asideOf(path)} && ${unpack})
  drover_make_room
  rm -f -- ${path}
  ${takePlace(path)}
fi`
