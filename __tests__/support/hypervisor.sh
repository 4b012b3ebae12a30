# shellcheck shell=dash
# A hypervisor of a test's own: libvirtd and sshd in mount, network and process namespaces of their own, in which neither the
# host's libvirt nor its packet filter is touched. All of it ends when standard input does: with the test, however that ends.
# Arguments: its folder, the name of its end of a link to the host, that end's address.
set -eu
folder=$1 link=$2 address=$3
mount --make-rprivate /
# libvirt knows cgroups of the old kind and of the new one, and stumbles where a host has both.
umount -l /sys/fs/cgroup/unified 2>/dev/null || :
# What systemd would be told there are numbers of processes that it knows by others.
for place in /run/dbus /run/systemd; do
  if [ -d "$place" ]; then mount -t tmpfs -o size=64k tmpfs "$place"; fi
done
# A device for KVM that is there and of no use costs libvirt a minute each time that it looks.
if [ -e /dev/kvm ] && ! grep -Eq '^flags.* (vmx|svm)( |$)' /proc/cpuinfo; then
  : > "$folder/nokvm"
  chmod 000 "$folder/nokvm"
  mount --bind "$folder/nokvm" /dev/kvm
fi
cd "$folder"
mkdir -p run etc/qemu lib/qemu lib/lxc lib/images lib/network lib/dnsmasq lib/boot cache log/qemu log/lxc /run/sshd
for pair in run:/run/libvirt etc:/etc/libvirt lib:/var/lib/libvirt cache:/var/cache/libvirt log:/var/log/libvirt; do
  mkdir -p "${pair#*:}"
  mount --bind "${pair%%:*}" "${pair#*:}"
done
printf '%s\n' 'unix_sock_group = "root"' 'auth_unix_rw = "none"' > etc/libvirtd.conf
printf '%s\n' 'stdio_handler = "file"' 'namespaces = []' 'security_driver = "none"' 'user = "root"' 'group = "root"' \
  > etc/qemu.conf
printf '%s\n' 'security_driver = "none"' > etc/lxc.conf
ip link set lo up
until ip link show "$link" > /dev/null 2>&1; do sleep 0.05; done
ip address add "$address" dev "$link"
ip link set "$link" up
libvirtd --pid-file "$folder/libvirtd.pid" > log/libvirtd 2>&1 < /dev/null &
/usr/sbin/sshd -D -f "$folder/sshd_config" -E "$folder/log/sshd" < /dev/null &
echo ready
cat > /dev/null
