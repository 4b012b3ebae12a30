import { z } from 'zod'
import type { Finding } from '../failure'
import type { Origin } from '../origin'
import type { Manifest, ManifestResource } from '../resources/manifest'
import type { Step } from '../resources/step'
import { textSchema, wholeText } from '../resources/text'
import { fingerprint } from '../ssh/public-key'
import type { Access } from '../target/target'

/** What a plan is about to do, and by what Drover gets in to do it. */
export interface Changing {
  readonly access: Access
  readonly steps: readonly Pick<Step, 'resource' | 'action'>[]
  /** What is wanted. */
  readonly manifest: Manifest
  /** What was wanted before. */
  readonly previous: Manifest | undefined
  readonly origins: Readonly<Record<string, Origin>>
  /** Of the machine: what is declared no more has none of its own. */
  readonly origin: Origin
}

/**
 * Warns of changes that take away what Drover itself gets in by: its user, its key, its right to use sudo, its port. Nothing is refused for
 * it: whether anybody gets in afterwards is tried before the deployment is confirmed, and it is undone where nobody does.
 */
export function lockOuts({ access, steps, manifest, previous, origins, origin }: Changing): readonly Finding[] {
  const wanted = new Map(manifest.resources.map(resource => [resource.id, resource]))
  const before = new Map(previous?.resources.map(resource => [resource.id, resource]))
  const home = homeOf(access.user, manifest)
  return [...new Set(steps.map(({ resource }) => resource))].flatMap(id => {
    const [now, was] = [wanted.get(id), before.get(id)]
    const messages = [
      ...ofUser(access, now, was),
      ...ofKeyFile(access, home, now, was),
      ...ofSudo(access, now, was),
      ...ofServer(access, now, was),
    ]
    return messages.map(
      (message): Finding => ({
        check: 'way in',
        answer: 'warning',
        message: `${message} Should nobody get in any more, it is undone.`,
        origin: origins[id] ?? origin,
      }),
    )
  })
}

type Sides = readonly [now: ManifestResource | undefined, was: ManifestResource | undefined]

const userSchema = z.looseObject({
  name: z.string(),
  shell: z.string().optional(),
  home: z.string().optional(),
  authorizedKeys: z.array(z.string()).optional(),
})
const fileSchema = z.looseObject({ path: z.string(), content: z.unknown() })
const unitSchema = z.looseObject({ name: z.string(), state: z.string().optional(), enabled: z.boolean().optional() })

const kindOf = <Want>(
  kind: string,
  schema: z.ZodType<Want>,
  resource: ManifestResource | undefined,
): Want | undefined => (resource?.kind === kind ? schema.safeParse(resource.want).data : undefined)

function ofUser(access: Access, ...[now, was]: Sides): readonly string[] {
  const user = kindOf('user', userSchema, now)
  const gone = user === undefined ? kindOf('user', userSchema, was) : undefined
  if (gone?.name === access.user) return [`It removes the user ${access.user}, as whom Drover logs in.`]
  if (user?.name !== access.user) return []
  const { shell = '', authorizedKeys } = user
  return [
    ...(/\/(nologin|false)$/.test(shell)
      ? [`It gives ${access.user}, as whom Drover logs in, the shell ${shell}, which lets nobody in.`]
      : []),
    ...(authorizedKeys === undefined ? [] : missingKey(access, authorizedKeys)),
  ]
}

function ofKeyFile(access: Access, home: string, ...[now, was]: Sides): readonly string[] {
  const path = `${home}/.ssh/authorized_keys`
  const file = kindOf('file', fileSchema, now)
  if (file === undefined)
    return kindOf('file', fileSchema, was)?.path === path
      ? [`It puts ${path} back as it was before Drover: the key that Drover logs in with may not be in it.`]
      : []
  const text = file.path === path ? textOf(file.content) : undefined
  return text === undefined ? [] : missingKey(access, text.split('\n'))
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

function ofSudo({ user }: Access, ...[now, was]: Sides): readonly string[] {
  if (user === 'root') return []
  const resource = now ?? was
  if (now === undefined && was?.id === 'package:sudo') return [`It removes sudo, by which ${user} works as root.`]
  const path = kindOf('file', fileSchema, resource)?.path ?? ''
  if (path !== '/etc/sudoers' && !path.startsWith('/etc/sudoers.d/')) return []
  const named = (side: ManifestResource | undefined) =>
    new RegExp(`^\\s*${user.replaceAll(/[.$]/g, String.raw`\$&`)}\\s`, 'm').test(
      textOf(kindOf('file', fileSchema, side)?.content) ?? '',
    )
  return named(was) && !named(now)
    ? [`It takes away from ${path} that ${user}, as whom Drover logs in, may use sudo.`]
    : []
}

function ofServer(access: Access, ...[now, was]: Sides): readonly string[] {
  if (now === undefined && was?.id === 'package:openssh-server') return ['It removes the SSH server.']
  const unit = kindOf('unit', unitSchema, now)
  if (unit && /^(ssh|sshd)\.(service|socket)$/.test(unit.name) && unit.state === 'stopped')
    return [`It stops ${unit.name}, by which Drover gets in.`]
  const file = kindOf('file', fileSchema, now)
  if (
    file === undefined ||
    !/^\/etc\/(ssh\/sshd_config(\.d\/.*)?|systemd\/system\/ssh\.socket\.d\/.*)$/.test(file.path)
  )
    return []
  return ofSettings(access, file.path, textOf(file.content) ?? '')
}

function ofSettings({ user, port, ports }: Access, path: string, text: string): readonly string[] {
  // What stands behind a Match holds for some alone.
  const [general = ''] = text.split(/^\s*match\s/im)
  const values = (name: string) =>
    [...general.matchAll(new RegExp(`^\\s*${name}[\\s=]+(.+?)\\s*$`, 'gim'))].map(([, value = '']) => value)
  const listening = [...values('Port'), ...values('ListenStream').map(value => value.replace(/^.*:/, ''))].map(Number)
  const heard = listening.filter(each => Number.isInteger(each) && each > 0)
  const [rootLogin] = values('PermitRootLogin')
  const [keys] = values('PubkeyAuthentication')
  const allowed = values('AllowUsers').flatMap(value => value.split(/\s+/))
  // A pattern may be of anybody.
  const lets = allowed.length === 0 || allowed.some(name => name === user || /[*?@!]/.test(name))
  const denied = values('DenyUsers')
    .flatMap(value => value.split(/\s+/))
    .includes(user)
  return [
    ...(heard.length > 0 && !heard.some(each => ports.includes(each))
      ? [
          `By ${path} the SSH server listens on port ${heard.join(', ')} alone, and Drover connects to ${port}: name both in the environment’s “port”.`,
        ]
      : []),
    ...(user === 'root' && rootLogin?.toLowerCase() === 'no'
      ? [`By ${path} root, as whom Drover logs in, may not log in any more.`]
      : []),
    ...(keys?.toLowerCase() === 'no' ? [`By ${path} nobody may log in with a key any more, as Drover does.`] : []),
    ...(lets && !denied ? [] : [`By ${path} ${user}, as whom Drover logs in, may not log in any more.`]),
  ]
}

function homeOf(user: string, { resources }: Manifest): string {
  const declared = resources
    .flatMap(resource => kindOf('user', userSchema, resource) ?? [])
    .find(({ name }) => name === user)
  return declared?.home ?? (user === 'root' ? '/root' : `/home/${user}`)
}

/** The text of a content where it is one without holes; undefined otherwise, and for what lies in a file of the repository. */
function textOf(content: unknown): string | undefined {
  const text = textSchema.safeParse(content)
  return text.success ? wholeText(text.data) : undefined
}
