// The Debian packages that the tests need on the host that runs them: the one place that lists them. What containers need
// beyond that is not here: the container environment brings it along by itself, for tests and users alike.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** By the command that is looked for. `unit`: needed without root and containers too. */
const needs = [
  { command: 'git', name: 'git', unit: true },
  { command: 'shellcheck', name: 'shellcheck', unit: true },
  { command: 'ssh-keygen', name: 'openssh-client', unit: true },
  { command: 'sshd', name: 'openssh-server', unit: false },
  { command: 'ip', name: 'iproute2', unit: false },
  { command: 'iptables', name: 'iptables', unit: false },
  { command: 'nft', name: 'nftables', unit: false },
  { command: 'systemd-nspawn', name: 'systemd-container', unit: false },
  { command: 'mmdebstrap', name: 'mmdebstrap', unit: false },
  { command: 'pgrep', name: 'procps', unit: false },
  { command: 'mkfs.ext4', name: 'e2fsprogs', unit: false },
  { command: 'sudo', name: 'sudo', unit: false },
  // libvirtd, whose containers stand in for its virtual machines; `guest`: a virtual one is booted.
  { command: 'virsh', name: 'libvirt-clients', unit: false },
  { command: 'libvirtd', name: 'libvirt-daemon-system', unit: false },
  { command: 'libvirt_lxc', name: 'libvirt-daemon-driver-lxc', unit: false },
  { command: 'dnsmasq', name: 'dnsmasq-base', unit: false },
  { command: 'virt-qemu-run', name: 'libvirt-daemon-driver-qemu', guest: true },
  { command: 'qemu-system-x86_64', name: 'qemu-system-x86', guest: true },
  { command: 'qemu-img', name: 'qemu-utils', guest: true },
  { command: 'genisoimage', name: 'genisoimage', guest: true },
  { command: 'tcsh', name: 'tcsh', unit: false },
  { command: 'fish', name: 'fish', unit: true },
  { command: 'zsh', name: 'zsh', unit: true },
]

/** What is missing here, by package. */
export function missingPackages({ lab, guest = false }) {
  // Debian keeps sshd and iptables where only root looks, and libvirt's own programs where nobody does.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/lib/libvirt'].filter(
    folder => folder !== '',
  )
  const missing = needs.filter(
    ({ command, unit, guest: virtual = false }) =>
      (virtual ? guest : lab || unit) && !folders.some(folder => canRun(join(folder, command))),
  )
  return missing.map(({ name }) => name)
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Installs packages where this is root on a Debian; `false` where it is not, or where apt-get failed. */
export function install(packages) {
  if (process.getuid?.() !== 0 || !canRun('/usr/bin/apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words) =>
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...words], { env, stdio: 'inherit' }).status === 0
  const all = () => apt('install', '-y', '--no-install-recommends', ...packages)
  // Lists that are missing or out of date are the usual reason for a failure.
  return all() || (apt('update') && all())
}
