# shellcheck shell=dash
# Whether the machine has to be started anew. It is asked of each machine in each run: no program is started where nothing is pending
# and one kernel is installed.

# Why it has to be, a line each: what Debian's and Ubuntu's packages note, and a kernel on the disk that is not the one which
# runs. A container runs its host's.
drover_reboot_reasons() {
  if [ -s /run/reboot-required.pkgs ]; then
    sort -u /run/reboot-required.pkgs
  elif [ -e /run/reboot-required ]; then
    echo '/run/reboot-required is there'
  fi
  [ ! -e /run/systemd/container ] || return 0
  set -- /boot/vmlinuz-*
  [ -e "$1" ] || return 0
  read -r drover_kernel </proc/sys/kernel/osrelease
  drover_newest=$1
  [ $# = 1 ] || drover_newest=$(printf '%s\n' "$@" | sort -V | tail -n 1)
  drover_newest=${drover_newest##*/vmlinuz-}
  [ "$drover_newest" = "$drover_kernel" ] || printf 'the kernel %s is installed, and %s runs\n' "$drover_newest" "$drover_kernel"
}
