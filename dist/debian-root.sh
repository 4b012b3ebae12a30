# shellcheck shell=dash
# Makes a Debian root once, or answers with the one that is there. Runs under the root's lock, in mount and process
# namespaces of its own, so that it leaves no mount behind however it ends; and if who started it dies, it still finishes.
# Arguments: folder, release, packages (comma), keyring, age in seconds after which a root is made anew, mirror
roots=$1 release=$2 packages=$3 keyring=$4 age=$5 mirror=$6
set -eu
mkdir -p "$roots"
cd "$roots"
roots=$(pwd -P)
# shellcheck disable=SC2010 # only names that are numbers are taken
newest=$(ls | grep -E '^[0-9]+$' | sort -n | tail -n 1)
now=$(date +%s)
if [ -n "$newest" ] && [ $((now - newest)) -lt "$age" ]; then
  echo "root $roots/$newest"
  exit
fi

make_root() {
  mmdebstrap --variant=minbase --mode=root --keyring="$keyring" --include="$packages" \
    --aptopt='Acquire::Languages "none"' \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --skip=cleanup/apt/lists \
    "$release" building \
    "deb $mirror/debian $release main" \
    "deb $mirror/debian $release-updates main" \
    "deb $mirror/debian-security $release-security main" || return

  # apt reads its lists once here, and not once on every machine.
  chroot building apt-cache gencaches > /dev/null || return
  # What is each machine's own is made when it is.
  rm -f building/etc/hostname building/etc/resolv.conf building/etc/ssh/ssh_host_*
  : > building/etc/machine-id
  wants=building/etc/systemd/system/multi-user.target.wants
  mkdir -p "$wants"
  ln -sf /lib/systemd/system/systemd-networkd.service "$wants/systemd-networkd.service"
  # Nothing is to take apt's lock at a time of its own choosing, and there is no console to log in at.
  for unit in apt-daily.timer apt-daily-upgrade.timer console-getty.service systemd-networkd-wait-online.service; do
    ln -sf /dev/null "building/etc/systemd/system/$unit"
  done
}

rm -rf --one-file-system building
echo "making a root of Debian $release"
if make_root; then
  mv building "$now"
  # Older ones, and those of recipes that nobody has asked for in a long time, go when no container stands on them.
  for old in "$roots"/[0-9]* "${roots%/*}"/*/[0-9]*; do
    made=${old##*/}
    if [ ! -d "$old" ] || [ "$old" = "$roots/$now" ] || grep -q "lowerdir=$old," /proc/mounts; then continue; fi
    if [ "${old%/*}" = "$roots" ] || [ $((now - made)) -gt $((5 * age)) ]; then rm -rf --one-file-system "$old"; fi
  done
  echo "root $roots/$now"
elif [ -n "$newest" ]; then
  echo "no new root can be made: the old one serves"
  echo "root $roots/$newest"
else
  exit 1
fi
