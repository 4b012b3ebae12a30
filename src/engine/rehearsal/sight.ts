import { DroverError } from '../../failure'
import { type Script, sh } from '../../target/script'
import type { Target } from '../../target/target'

// What is Drover's to bring back: configuration, delivered folders, packages, users and units. What programs write while they run
// (/var, /run, /tmp) is theirs. Copies that shadow's tools keep of a file before its last change, and the unit that stays after the
// first deployment, are left out by name.
const look: Script = sh`set -u
export LC_ALL=C
places='/etc /opt /srv /usr/local /root /home'
prune='-path /etc/passwd- -prune -o -path /etc/shadow- -prune -o -path /etc/group- -prune -o -path /etc/gshadow- -prune -o
  -path /etc/subuid- -prune -o -path /etc/subgid- -prune -o -path /etc/systemd/system/drover-recover.service -prune -o
  -path /etc/systemd/system/multi-user.target.wants/drover-recover.service -prune -o'
find $places -xdev $prune -printf '%p is %y, mode %m, of %u:%g %l\n' | sort
find $places -xdev $prune -type f -print0 | sort -z | xargs -0r sha256sum | while read -r hash path; do printf '%s holds %s\n' "$path" "$hash"; done
dpkg-query --show --showformat='package \${Package} \${Version} (\${Status})\n' 2>/dev/null | sort
systemctl list-unit-files --no-legend --no-pager --plain | while read -r unit state _; do
  case $unit in drover-*) ;; *) printf 'unit %s is %s\n' "$unit" "$state" ;; esac
done
systemctl list-units --type=service --state=active,failed --no-legend --no-pager --plain | while read -r unit _ active _; do
  case $unit in
    drover-* | user* | session-* | ssh@* | run-* | systemd-* | apt-daily* | dpkg-db-backup* | e2scrub* | fstrim* | man-db* | logrotate*) ;;
    *) printf 'unit %s is %s\n' "$unit" "$active" ;;
  esac
done | sort
exit 0`

/** A machine as it can be seen from outside of Drover: a line for each thing that a deployment may change. */
export async function sightOf(target: Target, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { exit, stdout, stderr } = await target.run({
    what: 'look at the whole machine',
    script: look,
    signal,
    silenceSeconds: 300,
  })
  if (exit !== 0)
    throw new DroverError({ code: 'remote-answer-broken', what: 'look at the whole machine', message: stderr.trim() })
  return new Set(stdout.split('\n').filter(line => line !== ''))
}

/** What one sight has that the other has not, each with what it is now and what it was. */
export const differences = (before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] => [
  ...[...before].filter(line => !after.has(line)).map(line => `- ${line}`),
  ...[...after].filter(line => !before.has(line)).map(line => `+ ${line}`),
]
