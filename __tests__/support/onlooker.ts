import type { LabMachine } from './lab'

/**
 * What is left out where a machine is compared with itself, each with its reason. Nothing else is: a path that is not named
 * here and differs makes a test fail.
 */
export const leftOut: readonly { readonly path: string; readonly why: string }[] = [
  { path: '/proc', why: 'the kernel’s' },
  { path: '/sys', why: 'the kernel’s' },
  { path: '/dev', why: 'the kernel’s' },
  { path: '/run', why: 'in memory: a boot makes it anew; what runs is compared by units' },
  { path: '/tmp', why: 'emptied at boot; a transaction keeps nothing there that outlives it' },
  { path: '/var/tmp', why: 'systemd makes a folder of a random name for each service that asks for one' },
  { path: '/var/log', why: 'logs grow whatever happens' },
  { path: '/var/lib/systemd', why: 'systemd’s own memory: random seed, timers’ last runs, the clock' },
  {
    path: '/var/lib/drover',
    why: 'Drover’s notes: claims, originals and the current manifest are compared by themselves',
  },
  { path: '/etc/systemd/system/drover-recover.service', why: 'kept from the first deployment on, as documented' },
  {
    path: '/etc/systemd/system/multi-user.target.wants/drover-recover.service',
    why: 'kept from the first deployment on, as documented',
  },
  { path: '/etc/passwd-', why: 'the copy that shadow’s tools keep of the file before the last change' },
  { path: '/etc/shadow-', why: 'the same' },
  { path: '/etc/group-', why: 'the same' },
  { path: '/etc/gshadow-', why: 'the same' },
  {
    path: '/etc/passwd+',
    why: 'what shadow’s tools write, to put it in the place of the file: it stays where the power goes in between, and the next one writes over it',
  },
  { path: '/etc/shadow+', why: 'the same' },
  { path: '/etc/group+', why: 'the same' },
  { path: '/etc/gshadow+', why: 'the same' },
  { path: '/etc/subuid-', why: 'the same' },
  { path: '/etc/subgid-', why: 'the same' },
  { path: '/var/cache/apt/pkgcache.bin', why: 'apt’s cache of its lists, made anew when it runs' },
  { path: '/var/cache/apt/srcpkgcache.bin', why: 'the same' },
  {
    path: '/var/cache/apt/archives/partial',
    why: 'apt gives the folder that it fetches into to its own user when it first does',
  },
  { path: '/var/lib/dpkg/status-old', why: 'dpkg’s copy of its database before its last change' },
  { path: '/var/backups', why: 'dpkg’s copies of its database, which a timer makes at midnight' },
  { path: '/var/cache/ldconfig', why: 'a cache that a boot may renew' },
]

/** Units that come and go by themselves. */
const passing = [
  '^drover-', // a transaction's own
  '^user@', // a login's
  '^user-runtime-dir@',
  '^session-',
  '^ssh@',
  '^systemd-', // a boot's own: some run at the first boot only, or now and then
  '^(apt-daily|dpkg-db-backup|e2scrub|fstrim|man-db|logrotate|initrd|modprobe@|getty|console-getty|container-getty|emergency|rescue)',
].join('|')

/**
 * A machine as an onlooker sees it who knows nothing of Drover's code: every path with type, mode, owner,
 * target, size and contents, every package with its version, what is enabled, and what runs. A line each. Times are left out: a
 * new state has new ones.
 */
export async function lookAt(machine: LabMachine): Promise<string> {
  const prune = leftOut.map(({ path }) => `-path ${path} -prune -o`).join(' ')
  const { exit, stdout, stderr } = await machine.exec(`systemctl is-system-running --wait >/dev/null 2>&1
find / -xdev ${prune} -type f -printf '%p %y %m %U:%G %s bytes\\n' -o -printf '%p %y %m %U:%G %l\\n' | sort
find /etc /srv /opt /root /home /usr/local -xdev ${prune} -type f -print0 | sort -z | xargs -0r sha256sum
dpkg-query --show --showformat='package \${Package} \${Version} \${Status}\\n' | sort
systemctl list-unit-files --no-legend --no-pager --plain | awk '{print "unit file", $1, $2}' | grep -v 'file drover-' | sort
systemctl list-units --type=service,socket,timer,mount --state=active,failed --no-legend --no-pager --plain |
  awk '{print $1, $3, $4}' | grep -vE '${passing}|^run-|^dev-|^tmp' | sort
cd /var/lib/drover 2>/dev/null || exit 0
sort claims
ls originals
for home in deployments/*; do printf '%s %s\\n' "$home" "$(cat "$home/current/manifest.hash")"; ls -d "$home/attempted" 2>/dev/null; done
exit 0`)
  if (exit !== 0) throw new Error(`the onlooker could not look: ${stderr}`)
  return stdout
}

/** What two sights have that the other has not, for a message. */
export function differences(one: string, other: string): readonly string[] {
  const [a, b] = [new Set(one.split('\n')), new Set(other.split('\n'))]
  return [
    ...[...a].filter(line => !b.has(line)).map(line => `- ${line}`),
    ...[...b].filter(line => !a.has(line)).map(line => `+ ${line}`),
  ]
}
