import { sh } from '../target/script'
import { resourceKind, type StepDraft } from './kind'
import { sha256 } from './text'
import { keepUser } from './user-keep'
import { homeOf, type User, userSchema } from './user-schema'
import { createAccount, writeKeys } from './user-scripts'

interface KeysSeen {
  /** sha256 of the file. */
  readonly hash: string
  /** Mode and owner's number of ~/.ssh and of the file, as `700:1000 600:1000`. */
  readonly modes: string
}

export type UserSeen =
  | 'absent'
  | {
      readonly uid: number
      readonly group: string
      readonly comment: string
      readonly home: string
      readonly shell: string
      readonly groups: readonly string[]
      /** Absent where nobody asked. */
      readonly keys?: KeysSeen | 'absent'
    }

/** An account with its groups and, where they are declared, the keys that log in. Its home is never deleted. */
export const userKind = resourceKind<User, UserSeen>({
  name: 'user',
  rank: 30,
  // A user whose processes run can't be changed in every way.
  needsRoom: action => action !== 'create',
  schema: userSchema,
  id: idOf,
  claims: want => [idOf(want)],
  after: ({ name, group, groups }) => [group ?? name, ...groups].map(group => `group:${group}`),
  probe: wants => {
    const names = wants.map(({ name }) => name)
    const keys = wants.filter(({ authorizedKeys }) => authorizedKeys !== undefined)
    return sh`
# With the user's own rights, so that no link in the home tells of another's file; and not for long, nor anything else.
user_keys() {
  IFS=: read -r _ _ uid gid _ home _ <<.
$(printf '%s\n' "$found" | grep -- "^$1:")
.
  keys=
  if [ -n "$home" ] && [ -d "$home/.ssh" ] && [ ! -L "$home/.ssh" ]; then
    keys=$(timeout --kill-after=1 10 setpriv --reuid="$uid" --regid="$gid" --clear-groups --no-new-privs -- sh -c 'cd -- "$1/.ssh" &&
[ -f authorized_keys ] && [ ! -L authorized_keys ] && sum=$(sha256sum <authorized_keys | cut -c 1-64) &&
printf "%s %s" "\${sum:--}" "$(stat -c %a:%u . authorized_keys | paste -sd " ")"' sh "$home" 2>/dev/null) || keys=
  fi
  case $keys in '' | *[!0-9a-f:\ -]*) keys=absent ;; esac
  printf 'user keys %s %s\n' "$1" "$keys"
}
if { drover_account_lines passwd ${names} && found=$drover_found groups=$drover_group; } || {
  groups=$(getent group)
  found=$(getent passwd -- ${names}) || [ "$?" = 2 ]
}; then
  printf 'user ask %s\n' ${names}
  # A line each, without a process for it.
  set -f
  IFS='
'
  [ -z "$found" ] || printf 'user is %s\n' $found
  printf 'user group %s\n' $groups
  unset IFS
  set +f
${keys.map(
  ({ name }) => sh`  user_keys ${name}
`,
)}
  printf 'user end\n'
fi`
  },
  read,
  steps: ({ want, previous, seen }) => [...accountSteps(want, previous, seen), ...keysSteps(want, previous, seen)],
  keep: want => keepUser(want.name, homeOf(want)),
  leaves: ({ name, system }) => (system ? [] : [`the home of ${name}`]),
})

function idOf({ name }: User): string {
  return `user:${name}`
}

function read(answer: string): ReadonlyMap<string, UserSeen> {
  const said = (word: string) =>
    answer.split('\n').flatMap(line => (line.startsWith(`user ${word} `) ? [line.slice(word.length + 6)] : []))
  if (!answer.split('\n').includes('user end')) return new Map()
  const groups = said('group').map(line => {
    const [name = '', , gid = '', members = ''] = line.split(':')
    return { name, gid, members: members.split(',') }
  })
  const keys = new Map(
    said('keys').map(line => {
      const [name = '', hash = '', ...modes] = line.split(' ')
      return [name, hash === 'absent' ? hash : { hash, modes: modes.join(' ') }] as const
    }),
  )
  const entries = new Map(said('is').map(line => [line.split(':')[0], line.split(':')] as const))
  return new Map(
    said('ask').map((name): [string, UserSeen] => {
      const entry = entries.get(name)
      if (!entry) return [`user:${name}`, 'absent']
      const [, , uid, gid = '', comment = '', home = '', shell = ''] = entry
      const ofUser = keys.get(name)
      return [
        `user:${name}`,
        {
          uid: Number(uid),
          group: groups.find(group => group.gid === gid)?.name ?? gid,
          comment,
          home,
          shell,
          groups: groups.flatMap(group => (group.members.includes(name) ? [group.name] : [])),
          ...(ofUser && { keys: ofUser }),
        },
      ]
    }),
  )
}

function accountSteps(want: User, previous: User | undefined, seen: UserSeen): readonly StepDraft[] {
  const { name, uid, group, home, shell, comment } = want
  if (seen === 'absent') return [{ action: 'create', title: `create user ${name}`, effect: createAccount(want) }]
  const gained = want.groups.filter(one => one !== seen.group && !seen.groups.includes(one))
  const lost = (previous?.groups ?? []).filter(one => !want.groups.includes(one) && seen.groups.includes(one))
  const changes = [
    ...(uid !== undefined && uid !== seen.uid
      ? [{ says: `number ${seen.uid} → ${uid}`, option: sh`--uid ${uid}` }]
      : []),
    ...(group !== undefined && group !== seen.group
      ? [{ says: `first group ${seen.group} → ${group}`, option: sh`--gid ${group}` }]
      : []),
    ...(home !== undefined && home !== seen.home
      ? [{ says: `home ${seen.home} → ${home}`, option: sh`--home ${home}` }]
      : []),
    ...(shell !== undefined && shell !== seen.shell
      ? [{ says: `shell ${seen.shell} → ${shell}`, option: sh`--shell ${shell}` }]
      : []),
    ...(comment !== undefined && comment !== seen.comment
      ? [{ says: 'comment', option: sh`--comment=${comment}` }]
      : []),
    ...(gained.length > 0
      ? [{ says: `into ${gained.join(', ')}`, option: sh`--append --groups=${gained.join(',')}` }]
      : []),
  ]
  const says = [...changes.map(({ says }) => says), ...(lost.length > 0 ? [`out of ${lost.join(', ')}`] : [])]
  if (says.length === 0) return []
  const effect = sh`${changes.length > 0 ? sh`usermod ${changes.map(({ option }) => option)} -- ${name}` : sh``}
${lost.map(
  one => sh`gpasswd --delete ${name} ${one} >/dev/null
`,
)}`
  return [{ action: 'change', title: `change user ${name} (${says.join('; ')})`, effect }]
}

/** Keys that were declared and no longer are go; others that stand in the file by then stay. */
function keysSteps(want: User, previous: User | undefined, seen: UserSeen): readonly StepDraft[] {
  const { name, authorizedKeys } = want
  const before = fileOf(previous?.authorizedKeys ?? [])
  if (authorizedKeys === undefined) {
    const dropped = previous?.authorizedKeys
    if (!dropped || seen === 'absent') return []
    return [{ action: 'change', title: `take declared keys from ${name}`, effect: writeKeys(name, { dropped }) }]
  }
  const after = fileOf(authorizedKeys)
  // In another home than the one that was looked into there are none.
  const stays = seen !== 'absent' && (want.home === undefined || want.home === seen.home)
  const found = stays && typeof seen.keys === 'object' ? seen.keys : undefined
  if (stays && found?.hash === sha256(after) && found.modes === `700:${seen.uid} 600:${seen.uid}`) return []
  const known = found?.hash === sha256(before)
  const fresh = seen === 'absent' || seen.keys === 'absent'
  const count = `${authorizedKeys.length} ${authorizedKeys.length === 1 ? 'key' : 'keys'}`
  return [
    {
      action: fresh ? 'create' : 'change',
      title: `authorize ${count} for ${name}`,
      effect: writeKeys(name, { all: after }),
      ...(known || fresh ? { diff: { before: fresh ? '' : before, after } } : {}),
    },
  ]
}

const fileOf = (keys: readonly string[]): string => keys.map(key => `${key}\n`).join('')
