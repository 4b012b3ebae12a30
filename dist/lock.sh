# shellcheck shell=dash
# A person's lock: while it is there, no deployment changes the machine, whoever's it is. Sourced behind state.sh and folders.sh.
# shellcheck disable=SC2154

# One line says who locked it, since when and why. Prints `held WHO` where somebody has locked it already, else `locked`.
drover_lock() { # who
  drover_folders
  (
    flock 9
    if [ -e "$drover/held" ]; then
      printf 'held %s\n' "$(cat -- "$drover/held")"
      exit
    fi
    printf '%s\n' "$1" >"$drover/held.new"
    sync "$drover/held.new"
    mv -f -- "$drover/held.new" "$drover/held"
    sync "$drover"
    echo locked
  ) 9>>"$drover/lock"
}

# Prints `unlocked WHO`, or `free` where nobody has locked it.
drover_unlock() {
  if [ ! -e "$drover/held" ]; then
    echo free
    return 0
  fi
  (
    flock 9
    printf 'unlocked %s\n' "$(cat -- "$drover/held")"
    rm -f -- "$drover/held"
    sync "$drover"
  ) 9>>"$drover/lock"
}
