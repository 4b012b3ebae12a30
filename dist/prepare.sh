# shellcheck shell=dash
# The first half of a transaction: a runner calls it with a packed transaction on standard input; sourced behind state.sh.

drover_folders() {
  mkdir -p -- "$drover"
  chmod 0711 "$drover"
  for drover_folder in store originals units deployments packages hooks users folders; do
    [ -d "$drover/$drover_folder" ] || mkdir -- "$drover/$drover_folder"
    # Earlier versions let everybody read some of them.
    chmod 0700 "$drover/$drover_folder"
  done
  # flock needs only to read: what any user could open, any user could hold.
  : >>"$drover/lock"
  chmod 0600 "$drover/lock"
  [ -d "$drover/trees" ] || mkdir -m 0755 -- "$drover/trees"
}

# Reads a packed transaction from standard input, puts its contents into the store, and records what stands in all places
# that it will touch. Nothing of the machine itself is changed, and all but the store's contents lies in the transaction's own
# folder: one that is never submitted leaves no trace. `seen` is the state that the plan was made from: where
# another transaction came in between, the plan is stale. Prints `prepared`, `busy HOLDER` or `stale`.
drover_prepare() { # request deployment seen
  request=$1 deployment=$2
  drover_folders
  transaction=$drover/deployments/$deployment/journal/$request
  exec 9>>"$drover/lock"
  if ! flock -w 1 9 || drover_busy; then
    printf 'busy %s\n' "$(drover_state holder)"
    return 0
  fi
  if [ "$(drover_state request) $(drover_state phase)" != "$3" ]; then
    echo stale
    return 0
  fi
  rm -rf -- "$transaction"
  # What fails from here on, as on a full disk, leaves nothing of what came.
  trap 'rm -rf -- "$transaction"' EXIT
  mkdir -p -- "$transaction/contents" "$transaction/blobs" "$transaction/steps" "$transaction/keepings"
  tar -xzf - -C "$transaction"
  # Given up at need, so that there is room to say how it ended when a step fills the disk.
  head -c 262144 /dev/urandom >"$transaction/reserve"
  if [ -d "$transaction/fingerprint-key" ]; then
    if [ -d "$drover/fingerprint-key" ]; then
      echo stale
      return 0
    fi
    chmod 0700 "$transaction/fingerprint-key"
    mv -- "$transaction/fingerprint-key" "$drover/fingerprint-key"
  fi
  # The names in blobs/ are the store's own. What does not match its name was damaged on the way.
  if [ -n "$(find "$transaction/blobs" -type f ! -name 'h-*' -print -quit)" ]; then
    (cd "$transaction/blobs" && find . -type f ! -name 'h-*' -printf '%f  %f\n' | sha256sum --check --quiet --strict - >&2)
  fi
  # What has a name in the store must be whole, also after a power cut: it is synced before it is given one.
  if [ -n "$(find "$transaction/blobs" -type f -print -quit)" ]; then
    sync -f "$transaction/blobs"
    # Not in one find: of many files it would move some before it has got to their modes.
    find "$transaction/blobs" -type f -exec chmod 0600 {} +
    find "$transaction/blobs" -type f -exec mv -n -t "$drover/store" -- {} +
  fi
  rm -rf -- "$transaction/blobs"
  # labels: what is named in the store as it is in the plan; aliases: `label name`, for secrets.
  sed "s|^|$drover/store/|" "$transaction/labels" | xargs -r ln -s -t "$transaction/contents" --
  while read -r drover_label drover_alias; do
    ln -s -- "$drover/store/$drover_alias" "$transaction/contents/$drover_label"
  done <"$transaction/aliases"
  if [ -n "$(find "$transaction/contents" -xtype l -print -quit)" ]; then
    echo 'a content that the plan needs is not in the store' >&2
    return 1
  fi
  for step in "$transaction"/steps/*/; do
    [ -e "$step/record" ] || continue
    mkdir -- "$step/original"
    drover_script "$step/record" "$step/original" </dev/null >&2
  done
  for drover_keeping in "$transaction"/keepings/*/; do
    [ -e "$drover_keeping/record.sh" ] || continue
    mkdir -- "$drover_keeping/record"
    drover_script "$drover_keeping/record.sh" "$drover_keeping/record" </dev/null >&2
  done
  sync -f "$drover"
  drover_write_state prepared
  trap - EXIT
  echo prepared
}

# Runs one script of a transaction in a shell of its own (shell.sh: the prelude, then the script), so that nothing it sets
# outlives it.
drover_script() { # script original
  (
    original=$2
    export drover transaction step original
    exec sh -eu -- "$transaction/shell.sh" "$1" 9>&-
  )
}
