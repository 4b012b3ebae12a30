import { lines, type Script, sh } from '../target/script'
import { putLink } from './place'
import type { TreeEntry } from './source'
import type { TreeChanges } from './tree-changes'
import { hashRecords } from './tree-records'

/**
 * A tree's seal is a hash of what the system knows of everything in it without reading a file: names, rights, sizes, times,
 * inodes. It is kept beside the tree when it is made; as long as both are equal, nobody has touched it. Whoever forges a time
 * goes unnoticed, who writes into a file or puts another in its place does not. A file's time of change is not in it: trees
 * share the files that are the same in them, and each link to a file changes that time.
 *
 * Its first line is of the names in their order, the second of them as the system lists them, which it does in the same order as
 * long as nobody makes or removes one: where that one is equal, there is nothing to sort.
 */
const seal: Script = sh`drover_list() {
  cd -P -- "$1" && exec find . \( -path . -printf '%m %U:%G\0' \) -o \( -type d -printf '%P %y %m %U:%G %s %T@ %C@\0' \) -o \
    -printf '%P %y %m %U:%G %s %T@ %i %l\0'
}
# Prints a seal; the list is kept meanwhile beside the tree.
drover_seal() { # folder list
  (drover_list "$1") >"$2"
  sort -z -- "$2" | sha256sum
  sha256sum <"$2"
  rm -f -- "$2"
}
drover_intact() {
  [ -d "$drover/trees/$1" ] && { read -r drover_sealed && read -r drover_listed; } 2>/dev/null <"$drover/trees/.$1.seal" || return 1
  [ "$(drover_list "$drover/trees/$1" | sha256sum)" = "$drover_listed" ] ||
    [ "$(drover_list "$drover/trees/$1" | sort -z | sha256sum)" = "$drover_sealed" ]
}`

/** Asks of each path that is a symlink whether it leads to a tree: `tree NAME intact /opt/x`, `… altered …`, `tree - none …`. A deep
 * look has a hash of its contents before the path. */
export function probeTrees(paths: readonly string[], deep: boolean): Script {
  if (paths.length === 0) return sh`:`
  const records = deep ? sh`$( ${hashRecords(sh`"$target"`)} || :)` : sh``
  return lines(
    seal,
    sh`(
IFS='
'
set -f
set -- ${paths}
for at; do
  if [ -L "$at" ]; then
    target=$(drover_stand "$at")
    target=\${target#*"$IFS"target }
    name=\${target#"$drover/trees/"}
    case $name in
      "$target" | '' | *[!0-9a-f.]*) printf 'tree - none %s\n' "$at" ;;
      *)
        said=altered
        ! drover_intact "$name" || said=intact
        records=${records}
        printf 'tree %s %s %s\n' "$name" "$said" "\${records:+\${records%% *} }$at"
        ;;
    esac
  fi
done
)`,
  )
}

/** How a tree is made: a script that fills `$drover_work/tree`, in a folder of its own beside it. */
type Making = Script

/**
 * Makes a tree where the machine has none, or has one that somebody altered, and switches the link to it. A tree is never
 * changed in place, and what was altered stays as it is beside its successor: going back is one rename too.
 */
export function makeTree(path: string, hash: string, making: Making): Script {
  return sh`${seal}
[ -d "$drover/trees" ] || mkdir -m 755 -- "$drover/trees"
drover_tree=${hash} drover_count=0
while [ -e "$drover/trees/$drover_tree" ] && ! drover_intact "$drover_tree"; do
  drover_count=$((drover_count + 1))
  drover_tree=${hash}.$drover_count
done
if [ ! -e "$drover/trees/$drover_tree" ]; then
  drover_work=$drover/trees/.${hash}.new
  rm -rf -- "$drover_work"
  mkdir -m 700 -- "$drover_work"
  ${making}
  (umask 077 && drover_seal "$drover_work/tree" "$drover_work/list" >"$drover/trees/.$drover_tree.seal")
  mv -T -- "$drover_work/tree" "$drover/trees/$drover_tree"
  rm -rf -- "$drover_work"
fi
${putLink(sh`"$drover/trees/$drover_tree"`, path)}`
}

/**
 * Makes a tree of all its contents. Those that came with this very transaction are not copied, but are the store's own files:
 * root's, and nobody else's to write. Should root write into one all the same, the store has it sent again (`prepare`). The
 * others are copied, so that what stands at a path anew is as old as it is there.
 */
export const fromContents = (
  archive: string,
  objects: string,
): Making => sh`mkdir -m 755 -- "$drover_work/tree" "$drover_work/executable"
  drover_archive=$(drover_content ${archive})
  drover_objects=$(drover_content ${objects})
  sed -n 's/^plain //p' -- "$drover_objects" | sort >"$drover_work/wanted"
  [ -e "$transaction/fresh" ] || : >"$drover_work/fresh"
  [ ! -e "$transaction/fresh" ] || tr '\0' '\n' <"$transaction/fresh" >"$drover_work/fresh"
  comm -23 -- "$drover_work/wanted" "$drover_work/fresh" >"$drover_work/old"
  if [ -s "$drover_work/old" ]; then
    mkdir -m 755 -- "$drover_work/plain"
    (
      cd -- "$drover/store"
      comm -12 -- "$drover_work/wanted" "$drover_work/fresh" | xargs -r ln -t "$drover_work/plain" --
      xargs -r cp -L --reflink=auto -t "$drover_work/plain" -- <"$drover_work/old"
    )
    find "$drover_work/plain" -type f -exec chmod 644 {} +
  else
    # They came with the rights that they are to have, and need no other name on the way from the store into the tree.
    ln -s -- "$drover/store" "$drover_work/plain"
  fi
  (
    cd -- "$drover/store"
    sed -n 's/^executable //p' -- "$drover_objects" | xargs -r cp -L --reflink=auto -t "$drover_work/executable" --
  )
  find "$drover_work/executable" -type f -exec chmod 755 {} +
  # -P: the links lead out of the folder, on purpose.
  tar -x -P -p --numeric-owner -f "$drover_archive" -C "$drover_work/tree"`

/** Makes a tree of another that the machine has, whose files it shares as far as they are the same in both. */
export function fromTree(base: string, { gone, made }: TreeChanges): Making {
  const files = made.flatMap(entry => (entry.type === 'file' ? [entry] : []))
  const rights = (mode: string, executable: boolean) => {
    const paths = files.filter(file => file.executable === executable).map(({ path }) => path)
    return paths.length === 0 ? sh`:` : sh`chmod ${mode} -- ${paths}`
  }
  return sh`if ! drover_intact ${base}; then
    printf 'The tree %s was altered on the machine just now: deploy again.\n' ${base} >&2
    exit 1
  fi
  # A file can't have any number of names.
  cp -a -l -T -- "$drover/trees/"${base} "$drover_work/tree" 2>/dev/null || {
    rm -rf -- "$drover_work/tree"
    cp -a -T --reflink=auto -- "$drover/trees/"${base} "$drover_work/tree"
  }
  (
    cd -P -- "$drover_work/tree"
    ${gone.length === 0 ? sh`:` : sh`rm -rf -- ${gone}`}
    ${lines(...made.map(put))}
    ${rights('644', false)}
    ${rights('755', true)}
  )`
}

function put(entry: TreeEntry): Script {
  if (entry.type === 'directory') return sh`mkdir -m 755 -- ${entry.path}`
  if (entry.type === 'link') return sh`ln -sT -- ${entry.target} ${entry.path}`
  return sh`cp -L -T --reflink=auto -- "$(drover_content ${entry.hash})" ${entry.path}`
}
