# shellcheck shell=dash
# What runs on a machine in a transaction; sourced behind prelude.sh. Every function is called by a script that Drover sent,
# or by the unit that carries a transaction out. What each prints is read by src/engine, line by line.

: "${drover:=/var/lib/drover}"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
# Whatever is made here is Drover's own, and nobody else's to read. Effects alone run with the umask of a login.
umask 077

drover_uptime() {
  read -r drover_now _ </proc/uptime
  printf '%s\n' "${drover_now%.*}"
}

# The machine's state is one small file of `key value` lines. It is written aside, synced and renamed, and its folder is
# synced: a reader finds the old one or the new one, whole.
drover_state() { # key
  [ ! -f "$drover/state" ] || sed -n "s/^$1 //p" "$drover/state"
}

drover_write_state() { # phase reason
  {
    printf 'format 1\nrequest %s\ndeployment %s\nphase %s\n' "$request" "$deployment" "$1"
    printf 'boot %s\n' "$(cat /proc/sys/kernel/random/boot_id)"
    printf 'since %s\nholder %s\nreason %s\n' "$(drover_uptime)" "$(cat -- "$transaction/holder")" "${2:-}"
  } >"$drover/state.new"
  sync "$drover/state.new"
  mv -f -- "$drover/state.new" "$drover/state"
  sync "$drover"
}

# Whether a transaction other than $request is under way: prepared within the last minute, or its unit at work. A
# transaction of an earlier boot, or whose runner went away before it submitted, has ended.
drover_busy() {
  [ -f "$drover/state" ] || return 1
  other=$(drover_state request)
  [ "$other" != "$request" ] || return 1
  [ "$(drover_state boot)" = "$(cat /proc/sys/kernel/random/boot_id)" ] || return 1
  case $(drover_state phase) in
    prepared) [ $(($(drover_uptime) - $(drover_state since))) -lt 60 ] ;;
    applying) systemctl is-active --quiet "drover-apply-$other.service" ;;
    *) return 1 ;;
  esac
}

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

# Reads a packed transaction from standard input, puts its contents into the store, and keeps what stands in all places
# that it will touch. Nothing of the machine itself is changed. `seen` is the state that the plan was made from: where
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
  mkdir -p -- "$transaction/contents" "$transaction/blobs" "$transaction/steps" "$transaction/keepings"
  tar -xzf - -C "$transaction"
  if [ -d "$transaction/fingerprint-key" ]; then
    if [ -d "$drover/fingerprint-key" ]; then
      rm -rf -- "$transaction"
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
  find "$transaction/blobs" -type f -exec chmod 0600 {} + -exec mv -n -t "$drover/store" -- {} +
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
    drover_kept=$drover/originals/$(cat -- "$drover_keeping/name")
    [ ! -d "$drover_kept" ] || continue
    mkdir -- "$drover_keeping/record"
    drover_script "$drover_keeping/record.sh" "$drover_keeping/record" </dev/null >&2
    mv -- "$drover_keeping" "$drover_kept"
  done
  # From here on these places are this deployment's: a transaction that fails half way still owns what it touched.
  touch -- "$drover/claims"
  sort -u -- "$drover/claims" "$transaction/owned" >"$drover/claims.new"
  mv -f -- "$drover/claims.new" "$drover/claims"
  sync -f "$drover"
  drover_write_state prepared
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

# Hands a prepared transaction to systemd, which carries it out whether or not anybody is still connected. Asked again for
# the same request it only joins. Prints `submitted`, `joined`, `busy HOLDER` or `gone`.
drover_submit() { # request deployment
  request=$1 deployment=$2
  transaction=$drover/deployments/$deployment/journal/$request
  (
    if ! flock -w 1 9 || drover_busy; then
      printf 'busy %s\n' "$(drover_state holder)"
    elif [ "$(drover_state request)" != "$request" ]; then
      echo gone
    elif [ "$(drover_state phase)" = prepared ]; then
      : >"$transaction/events"
      drover_write_state applying
      systemd-run --quiet --collect --unit="drover-apply-$request" --description="Drover: $deployment" \
        -- sh "$transaction/worker.sh" "$request" "$deployment" >&2
      echo submitted
    else
      echo joined
    fi
  ) 9>>"$drover/lock"
}

# The end of a step's output. Where it is cut, the first line goes with the rest: half a secret could not be recognised.
drover_tail() {
  if [ "$(stat --format=%s -- "$1")" -le 16384 ]; then cat -- "$1"; else tail -c 16384 -- "$1" | tail -n +2; fi
}

# What the unit runs. Each event is one line with its number: a reader that lost its connection asks for those behind the last.
drover_event() {
  drover_number=$((drover_number + 1))
  printf '%s %s\n' "$drover_number" "$*" >>"$transaction/events"
}

drover_worker() { # request deployment
  request=$1 deployment=$2 drover_number=0
  transaction=$drover/deployments/$deployment/journal/$request
  exec 9>>"$drover/lock"
  flock 9
  for step in "$transaction"/steps/*/; do
    [ -e "$step/effect" ] || continue
    step=${step%/}
    drover_event start "${step##*/}"
    if drover_limited "$step/effect" "$step/original" </dev/null >"$step/output" 2>&1; then
      drover_event finish "${step##*/}"
    else
      drover_exit=$?
      ln -sfn -- "journal/$request" "$drover/deployments/$deployment/attempted"
      drover_write_state failed "step ${step##*/} exited $drover_exit"
      drover_event failed "${step##*/}" "$drover_exit" "$(drover_tail "$step/output" | base64 -w 0)"
      drover_event end failed
      return 0
    fi
  done
  drover_record
}

# The step's limit in seconds stands beside it; a step that is over it is ended with all that it started.
drover_limited() { # script original
  original=$2
  export drover transaction step original
  (
    umask 022
    exec timeout --kill-after=10 "$(cat -- "$transaction/limit")" sh -eu -- "$transaction/shell.sh" "$1" 9>&-
  )
}

# Records the generation: its folder is whole and synced before the link to it is switched.
drover_record() {
  drover_home=$drover/deployments/$deployment
  mkdir -p -- "$drover_home/generations"
  drover_last=$(find "$drover_home/generations" -mindepth 1 -maxdepth 1 -name '[0-9]*' -printf '%f\n' | sort -n | tail -n 1)
  drover_next=$((${drover_last:-0} + 1))
  drover_generation=$drover_home/generations/.new
  rm -rf -- "$drover_generation"
  mkdir -m 0700 -- "$drover_generation"
  cp -- "$transaction/manifest.json" "$transaction/manifest.hash" "$transaction/provenance.json" "$drover_generation"
  sync -f "$drover_generation"
  mv -T -- "$drover_generation" "$drover_home/generations/$drover_next"
  ln -sfn -- "generations/$drover_next" "$drover_home/current.new"
  drover_write_state confirmed "$drover_next"
  mv -T -- "$drover_home/current.new" "$drover_home/current"
  rm -f -- "$drover_home/attempted"
  drover_release
  # The journals of earlier transactions have ended; their last one is kept for whoever asks what was done.
  find "$drover_home/journal" -mindepth 1 -maxdepth 1 ! -name "$request" -exec rm -rf -- {} +
  drover_event end confirmed "$drover_next"
}

# Gives up the places that this deployment no longer wants, with what was kept of those that nobody claims any more.
drover_release() {
  # Nothing left is exit 1; anything worse, as a full disk, must not take all claims away.
  grep -vxF -f "$transaction/released" -- "$drover/claims" >"$drover/claims.new" || [ $? -eq 1 ]
  sync "$drover/claims.new"
  mv -f -- "$drover/claims.new" "$drover/claims"
  while read -r drover_name drover_place; do
    if ! cut -f 2- -- "$drover/claims" | grep -qxF -- "$drover_place"; then
      rm -rf -- "$drover/originals/$drover_name"
    fi
  done <"$transaction/dropped"
}

# Prints the events behind number $3 as they come, until the transaction ends; `alive` now and then while it waits, and
# `lost` where the unit is gone without having said how it ended.
drover_follow() { # request deployment after
  transaction=$drover/deployments/$2/journal/$1
  if [ ! -f "$transaction/events" ]; then
    echo lost
    return 0
  fi
  drover_waits=0 drover_part=
  exec 3<"$transaction/events"
  while :; do
    if IFS= read -r drover_line <&3; then
      drover_line=$drover_part$drover_line drover_part='' drover_waits=0
      if [ "${drover_line%% *}" -gt "$3" ]; then
        printf '%s\n' "$drover_line"
      fi
      case $drover_line in
        *' end '*) return 0 ;;
      esac
    else
      # At the end of the file a line may be there in part: the rest comes with the next read.
      drover_part=$drover_part$drover_line
      drover_waits=$((drover_waits + 1))
      if [ $((drover_waits % 20)) -eq 0 ]; then
        if ! systemctl is-active --quiet "drover-apply-$1.service" && ! grep -q ' end ' -- "$transaction/events"; then
          echo lost
          return 0
        fi
        echo alive
      fi
      sleep 0.05
    fi
  done
}
