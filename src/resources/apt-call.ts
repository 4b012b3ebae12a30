import { type Script, sh } from '../target/script'

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills in these fields
const format = '${db:Status-Abbrev}|${Package}:${Architecture} ${Version}\\n'
// biome-ignore lint/suspicious/noTemplateCurlyInString: and in this
const status = '${db:Status-Abbrev}'

/**
 * The shell functions by which Drover speaks to apt and dpkg.
 *
 * - Services start as Debian has it. Configuration files that someone changed stay as they are.
 * - What needrestart would restart beside it is not this step's business: it only lists.
 */
export const aptFunctions: Script = sh`
export DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none NEEDRESTART_MODE=l

apt_call() {
  apt-get -y -q --no-install-recommends -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=600 \
    -o Dpkg::Use-Pty=0 -o APT::AutoRemove::RecommendsImportant=false -o APT::AutoRemove::SuggestsImportant=false "$@"
}

# What apt would take away if it were called so: a name a line, with the architecture only where it is a foreign one.
apt_would_remove() {
  apt_call --simulate "$@" | sed -n 's/^\(Remv\|Purg\) \([^ ]*\).*/\2/p' | sort -u
}

# The lock on the lists is not one that apt waits for by itself: apt-daily may hold it for a while.
apt_update() {
  tries=0
  while ! apt_said=$(apt-get update -q 2>&1); do
    tries=$((tries + 1))
    case $apt_said in
      *'Could not get lock'*) [ "$tries" -lt 60 ] && sleep 2 && continue ;;
    esac
    printf '%s\n' "$apt_said"
    return 1
  done
}

# The number of the process that holds dpkg's lock.
apt_holder() {
  [ ! -e /var/lib/dpkg/lock-frontend ] ||
    sed -n "s/.* \([0-9]*\) [^ ]*:$(stat --format=%i /var/lib/dpkg/lock-frontend) .*/\1/p" /proc/locks | head -n 1
}

# Waits for whoever else is at work, and says so: dpkg itself, unlike apt, would not wait.
apt_wait() {
  apt_waited=0
  while apt_pid=$(apt_holder) && [ -n "$apt_pid" ]; do
    apt_name=$(cat "/proc/$apt_pid/comm" 2>/dev/null) || apt_name='another process'
    [ "$apt_waited" -gt 0 ] || drover_say "$apt_name (process $apt_pid) holds dpkg's lock; waiting for it"
    if [ "$apt_waited" -ge 600 ]; then
      printf '%s (process %s) has held dpkg’s lock for ten minutes.\n' "$apt_name" "$apt_pid" >&2
      exit 1
    fi
    apt_waited=$((apt_waited + 1))
    sleep 1
  done
}

# Finishes what an interrupted dpkg left: half-installed packages, or the journal of one that was killed, which apt refuses.
apt_settle() {
  apt_wait
  if [ -n "$(dpkg --audit)" ] || [ -n "$(ls /var/lib/dpkg/updates)" ]; then dpkg --force-confold --configure -a; fi
}

# All that is installed, whole or not: a line each, name and version, with the architecture only where it is a foreign one.
apt_installed() {
  dpkg-query --show --showformat=${format} | sed -n 's/^.[^nc].|//p' |
    sed -e "s/:$(dpkg --print-architecture) / /" -e 's/:all / /' | sort
}

# Reads such lines and prints the version of $1. sh reads slowly: it is given few.
apt_version_of() {
  grep -F -- "$1 " | while read -r apt_name apt_version; do
    if [ "$apt_name" = "$1" ]; then printf '%s\n' "$apt_version"; fi
  done
}

# What dpkg says of $1: \`ii \`, \`rc \`, or nothing.
apt_status() {
  dpkg-query --show --showformat=${status} -- "$1" 2>/dev/null || :
}`

/** The name as apt and `apt_installed` print it: without the machine's own architecture. Sets `package`. */
export const aptName = (name: string): Script =>
  sh`package=$(printf '%s\n' ${name} | sed "s/:$(dpkg --print-architecture)\$//")`
