# shellcheck shell=dash
# The state of the machine, which every part of a transaction reads and writes; sourced behind prelude.sh. What the functions
# of this and of the other parts print is read by src/engine, line by line.
# request, deployment and transaction: whoever calls these functions has set them; shellcheck can't see it.
# shellcheck disable=SC2154

: "${drover:=/var/lib/drover}"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
# Whatever is made here is Drover's own, and nobody else's to read. Effects alone run with the umask of a login.
umask 077
# What makes temporary files is told of another place where it can make none in /tmp.
[ -w "${TMPDIR:-/tmp}" ] || export TMPDIR=/var/tmp

# Seconds that a transaction is kept without a word from its runner.
drover_lease=60

# Which transaction these functions work for: everything else follows from the two names.
drover_of() { # request deployment
  request=$1 deployment=$2
  drover_home=$drover/deployments/$deployment
  transaction=$drover_home/journal/$request
}

# Whole seconds since the machine was started. No decision reads the wall clock.
drover_uptime() {
  read -r drover_now _ </proc/uptime
  printf '%s\n' "${drover_now%.*}"
}

drover_boot_id() {
  read -r drover_boot </proc/sys/kernel/random/boot_id
  printf '%s\n' "$drover_boot"
}

# The machine's state is one small file of `key value` lines. It is written aside, synced and renamed, and its folder is
# synced: a reader finds the old one or the new one, whole. It is asked for so often that no process is started for it.
drover_state() { # key
  [ -f "$drover/state" ] || return 0
  while IFS= read -r drover_kept; do
    case $drover_kept in "$1 "*) printf '%s\n' "${drover_kept#"$1 "}" && return ;; esac
  done <"$drover/state"
}

drover_write_state() { # phase reason
  drover_holder=
  IFS= read -r drover_holder <"$transaction/holder" || :
  {
    printf 'format 1\nrequest %s\ndeployment %s\nphase %s\n' "$request" "$deployment" "$1"
    printf 'boot %s\n' "$(drover_boot_id)"
    printf 'since %s\nholder %s\nreason %s\n' "$(drover_uptime)" "$drover_holder" "${2:-}"
  } >"$drover/state.new"
  sync "$drover/state.new"
  mv -f -- "$drover/state.new" "$drover/state"
  sync "$drover"
}

# The phase of this transaction; nothing where the state is another one's.
drover_phase() {
  [ "$(drover_state request)" != "$request" ] || drover_state phase
}

# The runner's word that it is still there. It lies in memory: after a reboot nobody has given any. One that comes back late
# must not take the lease from a transaction that followed.
drover_renew() {
  [ "$(drover_state request)" = "$request" ] || return 0
  [ -d /run/drover ] || mkdir -p /run/drover
  printf '%s %s\n' "$request" "$(($(drover_uptime) + drover_lease))" >/run/drover/lease.new
  mv -f /run/drover/lease.new /run/drover/lease
}

drover_leased() { # request
  [ -f /run/drover/lease ] || return 1
  read -r drover_lessee drover_until </run/drover/lease
  [ "$drover_lessee" = "${1:-$request}" ] && [ "$(drover_uptime)" -lt "$drover_until" ]
}

# Whether another transaction than $request is open: prepared within the last minute, or on its way to one of its two ends.
drover_busy() {
  [ -f "$drover/state" ] || return 1
  [ "$(drover_state request)" != "$request" ] || return 1
  case $(drover_state phase) in
    prepared)
      [ "$(drover_state boot)" = "$(drover_boot_id)" ] || return 1
      [ $(($(drover_uptime) - $(drover_state since))) -lt "$drover_lease" ] || drover_leased "$(drover_state request)"
      ;;
    applying | applied | undoing) ;;
    *) return 1 ;;
  esac
}

# Under the lock, before anything is begun: where a transaction is open, or was not brought to its end, it says so, and ends the
# shell that asks.
drover_alone() {
  if drover_busy; then
    printf 'busy %s\n' "$(drover_state holder)"
    exit 0
  fi
  if [ "$(drover_state phase)" = undo-failed ]; then
    printf 'unsettled %s\n' "$(drover_state reason)"
    exit 0
  fi
}

# Not of Drover's own, nor of anybody's session: those come and go beside a deployment.
drover_failed_units() {
  systemctl list-units --failed --type=service,socket,mount,timer,path --plain --no-legend --no-pager |
    sed -e '/^drover-/d' -e 's/ .*//' | sort
}
