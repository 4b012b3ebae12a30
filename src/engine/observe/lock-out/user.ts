import { fingerprint } from '../../../ssh/public-key'
import type { Access } from '../../../target/target'
import {
  type Change,
  type DeclaredUser,
  declaredUser,
  fileOf,
  homeOf,
  keysIn,
  type Sides,
  userSchema,
  wantOf,
} from './sides'

/** What a change of the user as whom Drover logs in takes away: the user itself, its shell, its home, its keys. */
export function ofUser(sides: Sides, ...[now, was]: Change): readonly string[] {
  const { access } = sides
  const user = wantOf('user', userSchema, now)
  const before = wantOf('user', userSchema, was)
  if (user === undefined && before?.name === access.user)
    return [`It removes the user ${access.user}, as whom Drover logs in.`]
  if (user?.name !== access.user) return []
  const { shell = '' } = user
  return [
    ...(/\/(nologin|false)$/.test(shell)
      ? [`It gives ${access.user}, as whom Drover logs in, the shell ${shell}, which lets nobody in.`]
      : []),
    ...ofKeys(sides, user, before, now?.id ?? ''),
  ]
}

function ofKeys(sides: Sides, user: DeclaredUser, before: DeclaredUser | undefined, id: string): readonly string[] {
  const { access, wanted, seen } = sides
  if (user.authorizedKeys !== undefined) return missingKey(access, user.authorizedKeys)
  const home = homeOf(user.name, wanted, undefined)
  const stood = homeOf(user.name, [], seen.get(id) ?? before)
  // A file that is declared there speaks for itself.
  const declared = wanted.some(resource => fileOf(resource, sides)?.path === keysIn(home))
  if (user.home !== undefined && home !== stood && !declared)
    return [`It moves the home of ${access.user}, as whom Drover logs in, from ${stood} to ${home}, and no keys along.`]
  const dropped = before?.authorizedKeys ?? []
  return access.keys.length > 0 && !declared && missingKey(access, dropped).length === 0
    ? [`It takes away the keys that ${access.user} was given, and with them the one that Drover uses.`]
    : []
}

/** What a change of the file with the user's keys takes away. */
export function ofKeyFile(sides: Sides, ...[now, was]: Change): readonly string[] {
  const { access, wanted, before, seen } = sides
  const stands = seen.get(`user:${access.user}`)
  const file = fileOf(now, sides)
  if (file !== undefined)
    return file.path === keysIn(homeOf(access.user, wanted, stands)) && file.text !== undefined
      ? missingKey(access, file.text.split('\n'))
      : []
  const path = keysIn(homeOf(access.user, declaredUser(access.user, wanted) ? wanted : before, stands))
  return fileOf(was, sides)?.path === path
    ? [`It puts ${path} back as it was before Drover: the key that Drover logs in with may not be in it.`]
    : []
}

/** Of an agent's keys it is not known which one it was: as long as one of them stays, it may be that. */
function missingKey({ user, keys }: Access, lines: readonly string[]): readonly string[] {
  if (keys.length === 0) return []
  const kept = new Set(lines.flatMap(line => fingerprintOf(line) ?? []))
  if (keys.some(key => kept.has(key.slice(key.lastIndexOf(' ') + 1)))) return []
  return [`Of the keys that ${user} may log in with it leaves out the one that Drover uses (${keys.join(', ')}).`]
}

function fingerprintOf(line: string): string | undefined {
  const [, base64] = /(?:^|\s)(?:ssh|ecdsa|sk)-\S+ (AAAA[A-Za-z0-9+/]+=*)/.exec(line) ?? []
  return base64 === undefined ? undefined : fingerprint(Buffer.from(base64, 'base64'))
}
