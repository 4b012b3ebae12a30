import { z } from 'zod'
import { lines, sh } from '../target/script'
import { accountFunctions, accountName } from './account-files'
import { resourceKind, type StepDraft } from './kind'

const groupSchema = z.strictObject({
  name: z.string().regex(accountName, 'a group’s name: lower case letters, digits, - and _, 32 at most'),
  gid: z.int().min(0).max(4294967294).optional().describe('Its number. Without one the machine chooses.'),
  system: z.boolean().default(true).describe('Whether a new one gets a number of those set aside for services.'),
})

/** A group of users. Who belongs to it is said with each user. */
export type Group = z.infer<typeof groupSchema>

export type GroupSeen = { readonly gid: number } | 'absent'

/** A group of users. Who belongs to it is said with each user (`userKind`). */
export const groupKind = resourceKind<Group, GroupSeen>({
  name: 'group',
  rank: 20,
  needsRoom: () => false,
  schema: groupSchema,
  id: ({ name }) => `group:${name}`,
  claims: ({ name }) => [`group:${name}`],
  probe: wants => {
    const names = wants.map(({ name }) => name)
    return sh`
if { drover_account_lines group ${names} && found=$drover_found; } || found=$(getent group -- ${names}) || [ "$?" = 2 ]; then
  printf 'group ask %s\n' ${names}
  # A line each, without a process for it.
  set -f
  IFS='
'
  [ -z "$found" ] || printf 'group is %s\n' $found
  printf 'group end\n'
fi`
  },
  read: answer => {
    const said = answer.split('\n')
    if (!said.includes('group end')) return new Map()
    const gids = new Map(
      said.flatMap(line => {
        const [, name, gid] = /^group is ([^:]+):[^:]*:(\d+):/.exec(line) ?? []
        return name !== undefined && gid !== undefined ? [[name, Number(gid)] as const] : []
      }),
    )
    return new Map(
      said.flatMap(line => {
        const name = /^group ask (.+)$/.exec(line)?.[1]
        if (name === undefined) return []
        const gid = gids.get(name)
        return [[`group:${name}`, gid === undefined ? ('absent' as const) : { gid }] as const]
      }),
    )
  },
  steps: ({ want, seen }): readonly StepDraft[] => {
    const { name, gid, system } = want
    const number = gid === undefined ? [] : ['--gid', gid]
    if (seen === 'absent') {
      const effect = sh`groupadd ${system ? ['--system'] : []} ${number} -- ${name}`
      return [{ action: 'create', title: `create group ${name}`, effect }]
    }
    if (gid === undefined || gid === seen.gid) return []
    const effect = sh`groupmod --gid ${gid} -- ${name}`
    return [{ action: 'change', title: `change group ${name} (number ${seen.gid} → ${gid})`, effect }]
  },
  /** The members are the users' own business: where the group is there before and after, they stay as they are by then. */
  keep: ({ name }) => ({
    record: lines(
      accountFunctions,
      sh`account_lines group ${name} "$original/group"
account_lines gshadow ${name} "$original/gshadow"
if [ -s "$original/group" ]; then echo present; else echo absent; fi >"$original/was"`,
    ),
    restore: lines(
      sh`(
work=$(mktemp -d)
trap 'account_unlock; rm -rf -- "$work"' EXIT
name=${name}`,
      accountFunctions,
      sh`
for db in group gshadow; do
  cp -- "$original/$db" "$work/$db"
  account_lines "$db" "$name" "$work/now-$db"
  if [ -s "$work/$db" ] && [ -s "$work/now-$db" ]; then
    printf '%s:%s\n' "$(cut -d : -f 1-3 "$original/$db")" "$(cut -d : -f 4 "$work/now-$db")" >"$work/$db"
  fi
done
gid=$(cut -d : -f 3 "$work/now-group")
old=$(cut -d : -f 3 "$original/group")
if [ -n "$gid" ] && [ -z "$old" ]; then
  users=$(grep -- "^[^:]*:[^:]*:[^:]*:$gid:" /etc/passwd | cut -d : -f 1 | paste -sd ' ')
  if [ -n "$users" ]; then
    printf 'the group %s can not go: it is the first group of %s\n' "$name" "$users" >&2
    exit 1
  fi
fi
# This way users whose first group it is follow its number.
if [ -n "$gid" ] && [ -n "$old" ] && [ "$gid" != "$old" ]; then groupmod --gid "$old" -- "$name"; fi
account_lock
account_put group "$name" "$work/group"
account_put gshadow "$name" "$work/gshadow"
)`,
    ),
  }),
})
