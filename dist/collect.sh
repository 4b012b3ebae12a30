# shellcheck shell=dash
# What nobody goes back to any more: generations beyond those that are kept, and what nothing that is kept names. Sourced behind
# state.sh; all of it runs under the lock.
# shellcheck disable=SC2154

# The generations of this deployment that are not kept, a number a line: all beyond the newest $1, and those that are older than
# $2 days (0: however old they are). The current one and the one before it stay. A clock that is wrong can only make them go
# earlier. $3 is a folder for what it notes meanwhile.
drover_beyond() { # count days aside
  find "$drover_home/generations" -mindepth 1 -maxdepth 1 -name '[0-9]*' -printf '%f\n' | sort -rn >"$3/all"
  {
    tail -n "+$(($1 + 1))" -- "$3/all"
    [ "$2" = 0 ] ||
      find "$drover_home/generations" -mindepth 1 -maxdepth 1 -name '[0-9]*' -mmin "+$(($2 * 1440))" -printf '%f\n'
  } | sort -u >"$3/old"
  # Where nothing is left to be printed, grep exits 1.
  head -n 2 -- "$3/all" | grep -vxF -f - -- "$3/old" || [ $? -eq 1 ]
}

# By a rename, so that no generation is ever there in part.
drover_prune() { # count days
  [ -d "$drover_home/generations" ] || return 0
  rm -rf -- "$drover_home/generations/.old"
  drover_beyond "$1" "$2" "$drover_aside" >"$drover_aside/beyond"
  while read -r drover_old; do
    mv -T -- "$drover_home/generations/$drover_old" "$drover_home/generations/.old"
    rm -rf -- "$drover_home/generations/.old"
  done <"$drover_aside/beyond"
}

# Every hash that stands in what is kept of any deployment, or in an original: a content's, with or without a secret in it, or a
# tree's. One that only looks like a hash keeps too much, never too little. A reader that fails must not seem to have found nothing.
drover_needed() {
  {
    grep -rhoIE '[0-9a-f]{64}' -- "$drover/deployments" "$drover/originals" || [ $? -eq 1 ]
    find "$drover/deployments" "$drover/originals" -type l -printf '%l\n' | sed -n 's/.*\([0-9a-f]\{64\}\).*/\1/p'
  } >"$drover_aside/hashes"
  sort -u -- "$drover_aside/hashes"
}

# A generation that does not say what it needs beside its manifest, as an earlier version's: nothing is swept as long as it is
# there.
drover_all_said() {
  [ "$(find "$drover/deployments" -path '*/generations/*/manifest.json' | wc -l)" = \
    "$(find "$drover/deployments" -path '*/generations/*/needs' | wc -l)" ]
}

# Sorts out what of these two folders no name that is needed begins with, and prints how many bytes go with it.
drover_sweep() {
  (
    cd -- "$drover/trees" || exit
    find . -mindepth 1 -maxdepth 1 -printf '%f\n' |
      sed 's/^\.\{0,1\}\([0-9a-f]\{64\}\)\(\..*\)\{0,1\}$/\1 &/; t; s/^/- /' | sort |
      join -v 1 -o 1.2 -- - "$drover_aside/needed" >"$drover_aside/trees"
    drover_away <"$drover_aside/trees"
  )
  (
    cd -- "$drover/store" || exit
    sed 's/.*/&\nh-&/' -- "$drover_aside/needed" | sort >"$drover_aside/named"
    find . -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | comm -23 -- - "$drover_aside/named" >"$drover_aside/contents"
    drover_away <"$drover_aside/contents"
  )
}

# Removes what is named on standard input, and prints the size of those files that have no other name.
drover_away() {
  sed 's|.*|./&|' | tr '\n' '\0' >"$drover_aside/away"
  # shellcheck disable=SC2016
  xargs -0 -r sh -c 'find "$@" -type f -links 1 -print0' sh <"$drover_aside/away" | du -cb --files0-from=- | tail -n 1 | cut -f 1
  xargs -0 -r rm -rf -- <"$drover_aside/away"
}

# Prints `busy HOLDER`, `unsettled REASON`, or `collected GENERATIONS CONTENTS TREES BYTES`.
drover_collect() { # count days
  (
    flock 9
    drover_alone
    drover_aside=$drover/collecting
    rm -rf -- "$drover_aside"
    mkdir -- "$drover_aside"
    : >"$drover_aside/beyond"
    drover_prune "$1" "$2"
    : >"$drover_aside/trees"
    : >"$drover_aside/contents"
    : >"$drover_aside/bytes"
    if drover_all_said; then
      drover_needed >"$drover_aside/needed"
      drover_sweep >"$drover_aside/bytes"
    fi
    drover_bytes=0
    while read -r drover_more; do drover_bytes=$((drover_bytes + drover_more)); done <"$drover_aside/bytes"
    printf 'collected %s %s %s %s\n' "$(wc -l <"$drover_aside/beyond")" "$(wc -l <"$drover_aside/contents")" \
      "$(grep -vc '^\.' -- "$drover_aside/trees" || :)" "$drover_bytes"
    rm -rf -- "$drover_aside"
  ) 9>>"$drover/lock"
}
