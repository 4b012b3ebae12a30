import { lines, type Script, sh } from '../target/script'
import { homeOf, type User } from './user-schema'

/**
 * Shell functions for what lies in a user's home. Everything there is done with the user's own rights: a link in its
 * place leads nowhere that the user could not go anyway. What such a process says is the user's word. They expect `$name`.
 */
export const homeFunctions: Script = sh`
user_entry() {
  entry=$(getent passwd "$name") || return 1
  uid=$(printf '%s\n' "$entry" | cut -d : -f 3)
  gid=$(printf '%s\n' "$entry" | cut -d : -f 4)
  home=$(printf '%s\n' "$entry" | cut -d : -f 6)
}

as_user() {
  setpriv --reuid="$uid" --regid="$gid" --clear-groups --no-new-privs -- sh -euc "umask 077; $1" sh "$home"
}

user_make_home() (
  drover_hold "$home" && mkdir -m 700 -- "./\${home##*/}" && drover_enter "\${home##*/}" && chown -- "$uid:$gid" .
)

# Reads the new authorized_keys of the user.
user_put_keys() {
  [ -d "$home" ] || user_make_home || return 1
  as_user 'cd -- "$1"
mkdir -p .ssh
chmod 700 .ssh
cat >.ssh/.authorized_keys.drover
chmod 600 .ssh/.authorized_keys.drover
mv -f .ssh/.authorized_keys.drover .ssh/authorized_keys'
}`

/**
 * A new account, its password locked. A home that an earlier account of this name left is taken over with its number, so
 * that its files are its own again. A group of its own name is made where there is none, and noted: it goes with the user.
 */
export function createAccount(user: User): Script {
  const { name, uid, group, groups, system, comment, authorizedKeys } = user
  const home = homeOf(user)
  const shell = user.shell ?? (system ? '/usr/sbin/nologin' : '/bin/bash')
  const makesHome = !system || authorizedKeys !== undefined
  return sh`
drover_home=${home}
${makesHome ? createHome : sh``}
set -- ${system ? ['--system'] : []} --home-dir ${home} ${makesHome ? sh`"$drover_creates"` : '--no-create-home'} --shell ${shell}
${
  uid === undefined
    ? sh`left=$(drover_seek ${home} && stat -c %u -- "./\${drover_home##*/}" 2>/dev/null) || left=0
if [ "$left" != 0 ] && ! getent passwd "$left" >/dev/null; then set -- "$@" --uid "$left"; fi`
    : sh`set -- "$@" --uid ${uid}`
}
${comment === undefined ? sh`` : sh`set -- "$@" --comment=${comment}`}
${groups.length === 0 ? sh`` : sh`set -- "$@" --groups ${groups.join(',')}`}
${
  group !== undefined
    ? sh`set -- "$@" --gid ${group}`
    : sh`if getent group ${name} >/dev/null; then
  set -- "$@" --gid ${name}
else
  (umask 077 && mkdir -p -- "$drover/users" && : >"$drover/users/"${name}.group)
  set -- "$@" --user-group
fi`
}
useradd "$@" -- ${name}
${makesHome ? lines(sh`name=${name}`, homeFunctions, ownHome) : sh``}`
}

// useradd goes to a home by its path. Where another user could change the way meanwhile, it is made without its help.
const createHome = sh`if (drover_sort "$drover_home" && [ -n "$drover_sure" ]); then drover_creates=--create-home; else drover_creates=--no-create-home; fi`

const ownHome = sh`
if [ ! -d "$drover_home" ]; then
  user_entry
  user_make_home
  as_user 'cp -r -- /etc/skel/. "$1"'
fi`

/** Writes authorized_keys in full, or takes lines out of it. Notes that it is Drover's, or no longer is. */
export function writeKeys(
  name: string,
  keys: { readonly all: string } | { readonly dropped: readonly string[] },
): Script {
  const mark = sh`"$drover/users/"${name}.keys`
  const intro = lines(sh`name=${name}`, homeFunctions, sh`user_entry`)
  if ('all' in keys)
    return lines(
      intro,
      sh`(umask 077 && mkdir -p -- "$drover/users" && : >${mark})
printf '%s' ${keys.all} | user_put_keys`,
    )
  return lines(
    intro,
    sh`
if [ -f "$home/.ssh/authorized_keys" ]; then
  kept=$(as_user 'cat <"$1/.ssh/authorized_keys"' | grep -vxF ${keys.dropped.map(key => `--regexp=${key}`)}) || :
  if [ -n "$kept" ]; then printf '%s\n' "$kept" | user_put_keys
  else as_user 'rm -f -- "$1/.ssh/authorized_keys"'
  fi
fi
rm -f -- ${mark}`,
  )
}
