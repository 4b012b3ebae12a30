import { lines, sh } from '../target/script'
import { accountFunctions } from './account-files'
import type { Keep } from './kind'
import { homeFunctions } from './user-scripts'

/**
 * How an account is brought back: its lines in passwd, shadow, subuid and subgid exactly as they were, its memberships,
 * and authorized_keys where Drover wrote it. A home is never deleted. A group that was made along with the user goes
 * with it.
 */
export function keepUser(name: string, home: string): Keep {
  return {
    record: lines(
      sh`name=${name} home=${home}`,
      accountFunctions,
      homeFunctions,
      sh`
for db in passwd shadow subuid subgid group gshadow; do account_lines "$db" "$name" "$original/$db"; done
for db in group gshadow; do account_memberships "$db" "$name" >"$original/members-$db"; done
if [ -s "$original/passwd" ]; then echo present; else echo absent; fi >"$original/was"
user_entry || { uid=$(drover_seek "$home" && stat -c %u -- "./\${home##*/}") && gid=$uid; } || uid=
for mark in group keys; do
  if [ -e "$drover/users/$name.$mark" ]; then : >"$original/$mark.mark"; fi
done
printf '%s\n' "$home" >"$original/home"
if [ -n "$uid" ] && [ -d "$home/.ssh" ] && [ ! -L "$home/.ssh" ]; then
  stat -c %a -- "$home/.ssh" >"$original/ssh-mode"
  if [ -f "$home/.ssh/authorized_keys" ] && [ ! -L "$home/.ssh/authorized_keys" ]; then
    (umask 077 && as_user 'cat -- "$1/.ssh/authorized_keys"' >"$original/keys")
    is=$(as_user 'stat -c "%a %Y" -- "$1/.ssh/authorized_keys"')
    touch --date="@\${is#* }" -- "$original/keys"
    chmod -- "\${is% *}" "$original/keys"
  fi
fi`,
    ),
    restore: lines(
      sh`(
name=${name}
work=$(mktemp -d)
trap 'account_unlock; rm -rf -- "$work"' EXIT`,
      accountFunctions,
      homeFunctions,
      sh`
restore_keys() {
  if [ ! -e "$original/keys.mark" ] && [ ! -e "$drover/users/$name.keys" ]; then return 0; fi
  user_entry || return 0
  home=$(cat -- "$original/home")
  at="$home/.ssh/authorized_keys"
  if [ -f "$original/keys" ]; then
    is=$(stat -c '%a %Y' -- "$original/keys")
    if ! as_user 'cat -- "$1/.ssh/authorized_keys"' 2>/dev/null | cmp -s - "$original/keys" ||
      [ "$(as_user 'stat -c "%a %Y" -- "$1/.ssh/authorized_keys"')" != "$is" ]; then
      user_put_keys <"$original/keys"
      as_user "chmod \${is% *} \"\$1/.ssh/authorized_keys\"; touch --date=@\${is#* } \"\$1/.ssh/authorized_keys\""
    fi
  elif [ -e "$at" ]; then
    as_user 'rm -f -- "$1/.ssh/authorized_keys"'
  fi
  if [ -f "$original/ssh-mode" ]; then
    mode=$(cat -- "$original/ssh-mode")
    if [ "$(stat -c %a -- "$home/.ssh")" != "$mode" ]; then as_user "chmod $mode \"\$1/.ssh\""; fi
  elif [ -d "$home/.ssh" ]; then
    as_user 'rmdir --ignore-fail-on-non-empty -- "$1/.ssh"'
  fi
}

if [ ! -s "$original/passwd" ]; then restore_keys; fi

# usermod also gives the files in the home to the old number. It refuses while a process of the user runs: then they wait.
uid=$(cut -d : -f 3 "$original/passwd")
if [ -n "$uid" ] && now=$(getent passwd "$name" | cut -d : -f 3) && [ -n "$now" ] && [ "$now" != "$uid" ]; then
  usermod --uid "$uid" -- "$name" || :
fi

account_lock
for db in passwd shadow subuid subgid; do account_put "$db" "$name" "$original/$db"; done
for db in group gshadow; do account_members "$db" "$name" "$original/members-$db"; done
if [ -e "$drover/users/$name.group" ]; then
  for db in group gshadow; do [ -s "$original/$db" ] || account_put "$db" "$name" "$original/$db"; done
elif [ -e "$original/group.mark" ]; then
  for db in group gshadow; do account_put "$db" "$name" "$original/$db"; done
fi
account_unlock

if [ -s "$original/passwd" ]; then restore_keys; fi
for mark in group keys; do
  if [ -e "$original/$mark.mark" ]; then
    (umask 077 && mkdir -p -- "$drover/users" && : >>"$drover/users/$name.$mark")
  else
    rm -f -- "$drover/users/$name.$mark"
  fi
done
)`,
    ),
  }
}
