import { lines, type Script, sh } from '../target/script'
import { putLink } from './place'

/**
 * A tree's seal is a hash of what the system knows of everything in it without reading a file: names, rights, sizes, times.
 * It is kept beside the tree when it is made; as long as both are equal, nobody has touched it. Whoever forges a time of
 * change goes unnoticed, who writes into a file does not.
 */
const seal: Script = sh`drover_seal() {
  (cd -P -- "$1" && {
    stat -c '%a %u %g' .
    find . -mindepth 1 -printf '%P %y %m %U:%G %s %T@ %C@ %l\0' | sort -z
  } | sha256sum)
}
drover_intact() {
  [ -d "$drover/trees/$1" ] && [ -f "$drover/trees/.$1.seal" ] &&
    [ "$(drover_seal "$drover/trees/$1")" = "$(cat -- "$drover/trees/.$1.seal")" ]
}`

/** Asks of each path that is a symlink whether it leads to a tree: `tree NAME intact /opt/x`, `… altered …`, `tree - none …`. */
export function probeTrees(paths: readonly string[]): Script {
  if (paths.length === 0) return sh`:`
  return lines(
    seal,
    sh`(
set -- ${paths}
for at; do
  if [ -L "$at" ]; then
    target=$(readlink -- "$at")
    name=\${target#"$drover/trees/"}
    case $name in
      "$target" | '' | *[!0-9a-f.]*) printf 'tree - none %s\n' "$at" ;;
      *) if drover_intact "$name"; then printf 'tree %s intact %s\n' "$name" "$at"; else printf 'tree %s altered %s\n' "$name" "$at"; fi ;;
    esac
  fi
done
)`,
  )
}

/**
 * Makes a tree where the machine has none, or has one that somebody altered, and switches the link to it. A tree is never
 * changed in place, and what was altered stays as it is beside its successor: going back is one rename too.
 */
export function makeTree(path: string, hash: string, archive: string, objects: string): Script {
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
  mkdir -m 755 -- "$drover_work/tree" "$drover_work/plain" "$drover_work/executable"
  drover_archive=$(drover_content ${archive})
  drover_objects=$(drover_content ${objects})
  (
    cd -- "\${drover_objects%/*}"
    for drover_shelf in plain executable; do
      sed -n "s/^$drover_shelf //p" -- "$drover_objects" | xargs -r cp -L -t "$drover_work/$drover_shelf" --
    done
  )
  find "$drover_work/plain" -type f -exec chmod 644 {} +
  find "$drover_work/executable" -type f -exec chmod 755 {} +
  # -P: the links lead out of the folder, on purpose.
  tar -x -P -p --numeric-owner -f "$drover_archive" -C "$drover_work/tree"
  rm -rf -- "$drover_work/plain" "$drover_work/executable"
  (umask 077 && drover_seal "$drover_work/tree" >"$drover/trees/.$drover_tree.seal")
  mv -T -- "$drover_work/tree" "$drover/trees/$drover_tree"
  rmdir -- "$drover_work"
fi
${putLink(sh`"$drover/trees/$drover_tree"`, path)}`
}
