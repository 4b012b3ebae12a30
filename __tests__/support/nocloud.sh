# shellcheck shell=dash
# What cloud-init does with a seed in a folder, as far as Drover asks it to: once an instance, before sshd starts. For
# containers whose root has no cloud-init. It reads YAML as Drover writes it, and nothing else.
set -eu
seed=/var/lib/cloud/seed/nocloud
id=$(sed -n 's/^instance-id: //p' "$seed/meta-data")
done=/var/lib/cloud/instances/$id
if [ -d "$done" ]; then exit; fi
sed -n 's/^local-hostname: //p' "$seed/meta-data" > /etc/hostname
hostname "$(cat /etc/hostname)"
mkdir -p "$done"
umask 077
awk '/^  ed25519_private: \|/ { on = 1; next } on && /^    / { print substr($0, 5); next } { on = 0 }' "$seed/user-data" \
  > /etc/ssh/ssh_host_ed25519_key
ssh-keygen -y -f /etc/ssh/ssh_host_ed25519_key > /etc/ssh/ssh_host_ed25519_key.pub
mkdir -p /root/.ssh
awk '/^ssh_authorized_keys:/ { on = 1; next } on && /^  - / { print substr($0, 5); next } { on = 0 }' "$seed/user-data" \
  > /root/.ssh/authorized_keys
cp "$seed/user-data" "$done/user-data.txt"
