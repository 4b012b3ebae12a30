# shellcheck shell=dash
# The state of the machine, which every part of a transaction reads and writes; sourced behind prelude.sh. What the functions
# of this and of the other parts print is read by src/engine, line by line.
# request, deployment and transaction: whoever calls these functions has set them; shellcheck can't see it.
# SC2034: the other parts use what is read here.
# shellcheck disable=SC2154,SC2034

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

# Whole seconds since the machine was started, as drover_now. No decision reads the wall clock. What these functions find out is
# left in variables: to print it would cost a process each time.
drover_uptime() {
  read -r drover_now _ </proc/uptime
  drover_now=${drover_now%.*}
}

# Which boot this is, as drover_boot.
drover_boot_id() {
  read -r drover_boot </proc/sys/kernel/random/boot_id
}

# The machine's state is one small file of `key value` lines. It is written aside, synced and renamed, and its folder is
# synced: a reader finds the old one or the new one, whole. Reads it into state_KEY.
drover_read_state() {
  state_request='' state_deployment='' state_phase='' state_boot='' state_since=0 state_holder='' state_reason=''
  [ -f "$drover/state" ] || return 0
  while IFS= read -r drover_row; do
    drover_kept=${drover_row#* }
    case $drover_row in
      'request '*) state_request=$drover_kept ;;
      'deployment '*) state_deployment=$drover_kept ;;
      'phase '*) state_phase=$drover_kept ;;
      'boot '*) state_boot=$drover_kept ;;
      'since '*) state_since=$drover_kept ;;
      'holder '*) state_holder=$drover_kept ;;
      'reason '*) state_reason=$drover_kept ;;
    esac
  done <"$drover/state"
}

drover_write_state() { # phase reason
  drover_holder=
  IFS= read -r drover_holder <"$transaction/holder" || :
  drover_boot_id
  drover_uptime
  printf 'format 1\nrequest %s\ndeployment %s\nphase %s\nboot %s\nsince %s\nholder %s\nreason %s\n' \
    "$request" "$deployment" "$1" "$drover_boot" "$drover_now" "$drover_holder" "${2:-}" >"$drover/state.new"
  sync "$drover/state.new"
  mv -f -- "$drover/state.new" "$drover/state"
  sync "$drover"
}

# Brings what this transaction has done, or undone, to the disks that it lies on: its places may lie on others than its state.
# A place that is gone is gone from its folder. What else than a place is changed, as a package, lies below /etc, /usr and /var.
drover_sync() {
  sed -e 's/^[^\t]*\t//' -e '/^path:/!s,.*,/etc\n/usr\n/var,' -e 's,^path:\(.*/\)\(.*\)$,\1\2\n\1,' \
    -- "$transaction/owned" "$transaction/released" | sort -u | xargs -r -d '\n' df --output=target -- "$drover" 2>/dev/null |
    grep '^/' | sort -u | xargs -d '\n' sync -f --
}

# Reads the state, and the phase of this transaction as drover_phase: nothing where the state is another one's.
drover_read_phase() {
  drover_read_state
  drover_phase=
  [ "$state_request" != "$request" ] || drover_phase=$state_phase
}

# The runner's word that it is still there, a line each time. It lies in memory: after a reboot nobody has given any. One that
# comes back late must not take the lease from a transaction that followed.
drover_renew() {
  drover_read_state
  [ "$state_request" = "$request" ] || return 0
  drover_uptime
  drover_lessee=
  [ ! -f /run/drover/lease ] || read -r drover_lessee _ </run/drover/lease || :
  if [ "$drover_lessee" = "$request" ]; then
    printf '%s %s\n' "$request" "$((drover_now + drover_lease))" >>/run/drover/lease
  else
    [ -d /run/drover ] || mkdir -p /run/drover
    printf '%s %s\n' "$request" "$((drover_now + drover_lease))" >/run/drover/lease.new
    mv -f /run/drover/lease.new /run/drover/lease
  fi
}

# Who has the lease, and until when by its last word.
drover_read_lease() {
  drover_lessee='' drover_until=0
  [ -f /run/drover/lease ] || return 0
  while read -r drover_who drover_then; do drover_lessee=$drover_who drover_until=$drover_then; done </run/drover/lease
}

drover_leased() { # request
  drover_read_lease
  drover_uptime
  [ "$drover_lessee" = "${1:-$request}" ] && [ "$drover_now" -lt "$drover_until" ]
}

# Whether another transaction than $request is open: prepared within the last minute, or on its way to one of its two ends.
drover_busy() {
  drover_read_state
  [ "$state_request" != "$request" ] || return 1
  case $state_phase in
    prepared)
      drover_boot_id
      drover_uptime
      [ "$state_boot" = "$drover_boot" ] || return 1
      [ $((drover_now - state_since)) -lt "$drover_lease" ] || drover_leased "$state_request"
      ;;
    applying | applied | undoing) ;;
    *) return 1 ;;
  esac
}

# Under the lock, before anything is begun: where a transaction is open, or was not brought to its end, it says so, and ends the
# shell that asks.
drover_alone() {
  if drover_busy; then
    printf 'busy %s\n' "$state_holder"
    exit 0
  fi
  if [ "$state_phase" = undo-failed ]; then
    printf 'unsettled %s\n' "$state_reason"
    exit 0
  fi
}

# The units that have failed, as drover_failing, a line each; mostly there is none. Not Drover's own, nor those of anybody's
# session: they come and go beside a deployment.
drover_failed_units() {
  drover_failing=$(systemctl list-units --failed --type=service,socket,mount,timer,path --plain --no-legend --no-pager) || :
  [ -z "$drover_failing" ] || drover_failing=$(printf '%s\n' "$drover_failing" | sed -e '/^drover-/d' -e 's/ .*//' | sort)
}
