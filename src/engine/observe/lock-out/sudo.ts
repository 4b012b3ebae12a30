import type { ManifestResource } from '../../../resources/manifest'
import { type Change, declaredUser, fileOf, groupsOf, type Sides, userSchema, wantOf } from './sides'

/** Groups that a distribution's own /etc/sudoers gives the right to, though no deployment declares it. */
const usual: ReadonlySet<string> = new Set(['sudo', 'wheel', 'admin'])

/** What takes away the right to work as root: the package, the user's rule, its group's rule, its place in the group. */
export function ofSudo(sides: Sides, ...change: Change): readonly string[] {
  const [now, was] = change
  const { user } = sides.access
  if (user === 'root') return []
  if (now === undefined && was?.id === 'package:sudo') return [`It removes sudo, by which ${user} works as root.`]
  return [...ofRules(sides, ...change), ...ofGroups(sides, ...change)]
}

function ofRules(sides: Sides, ...[now, was]: Change): readonly string[] {
  const { user } = sides.access
  const path = fileOf(now ?? was, sides)?.path ?? ''
  if (!isRules(path)) return []
  const gone = rightBy(subjectsOf(fileOf(was, sides)?.text), user, groupsIn(sides.before))
  const left = rightBy(allSubjects(sides.wanted, sides), user, groupsIn(sides.wanted) ?? groupsIn(sides.before))
  if (gone === undefined || left?.sure || (left && !gone.sure)) return []
  return gone.sure
    ? [`It takes away from ${path} that ${user}, as whom Drover logs in, may use sudo.`]
    : [`It takes away from ${path} that ${gone.by} may use sudo, of whom ${user}, as whom Drover logs in, may be one.`]

  function groupsIn(resources: readonly ManifestResource[]): readonly string[] | undefined {
    const declared = declaredUser(user, resources)
    return declared && groupsOf(declared)
  }
}

function ofGroups(sides: Sides, ...[now, was]: Change): readonly string[] {
  const { user } = sides.access
  const [after, before] = [wantOf('user', userSchema, now), wantOf('user', userSchema, was)]
  if (after?.name !== user || before === undefined) return []
  const rules = allSubjects(sides.wanted, sides)
  if (rightBy(rules, user, groupsOf(after))?.sure) return []
  return groupsOf(before)
    .filter(group => !groupsOf(after).includes(group) && (rules.has(`%${group}`) || usual.has(group)))
    .map(group => `It takes ${user}, as whom Drover logs in, out of the group ${group}, by which it may use sudo.`)
}

/** By whom the user has the right; not sure where it is a group that it may be in or not. */
function rightBy(
  subjects: ReadonlySet<string>,
  user: string,
  groups: readonly string[] | undefined,
): { readonly by: string; readonly sure: boolean } | undefined {
  const own = [user, 'ALL', ...(groups ?? []).map(group => `%${group}`)].find(subject => subjects.has(subject))
  if (own !== undefined) return { by: own, sure: true }
  const some = groups === undefined ? [...subjects].find(subject => subject.startsWith('%')) : undefined
  return some === undefined ? undefined : { by: some, sure: false }
}

const isRules = (path: string): boolean => path === '/etc/sudoers' || path.startsWith('/etc/sudoers.d/')

const allSubjects = (resources: readonly ManifestResource[], sides: Sides): ReadonlySet<string> =>
  new Set(
    resources.flatMap(resource => {
      const file = fileOf(resource, sides)
      return file && isRules(file.path) ? [...subjectsOf(file.text)] : []
    }),
  )

/** Whom rules of sudoers speak of: names, `%GROUP`, `ALL`. Aliases of users are looked up in the same file. */
export function subjectsOf(text = ''): ReadonlySet<string> {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n')
  const aliases = new Map<string, readonly string[]>()
  const found = new Set<string>()
  for (const line of lines) {
    const [, alias, members] = /^\s*User_Alias\s+(\w+)\s*=\s*([^#]*)/.exec(line) ?? []
    if (alias !== undefined && members !== undefined) aliases.set(alias, namesIn(members))
    const [, subjects] = /^\s*((?:[^\s,#=]+\s*,\s*)*[^\s,#=]+)\s+[^\s=#][^=#]*=/.exec(line) ?? []
    if (subjects === undefined || /^(Defaults|\w+_Alias)\b/.test(subjects)) continue
    for (const name of namesIn(subjects)) found.add(name)
  }
  for (const [alias, names] of aliases) if (found.has(alias)) for (const name of names) found.add(name)
  return found
}

const namesIn = (list: string): readonly string[] => list.split(',').map(name => name.trim())
