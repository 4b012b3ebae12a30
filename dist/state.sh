# shellcheck shell=dash
# The state of the machine, which every half of a transaction reads and writes; sourced behind prelude.sh. What the functions
# of this and of the other halves print is read by src/engine, line by line.
# request, deployment and transaction: whoever writes the state has set them; shellcheck can't see it.
# shellcheck disable=SC2154

: "${drover:=/var/lib/drover}"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
# Whatever is made here is Drover's own, and nobody else's to read. Effects alone run with the umask of a login.
umask 077
# What makes temporary files is told of another place where it can make none in /tmp.
[ -w "${TMPDIR:-/tmp}" ] || export TMPDIR=/var/tmp

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
