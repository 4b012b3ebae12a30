import { z } from 'zod'
import { type Change, declaredUser, fileOf, groupsOf, type Sides, wantOf } from './sides'

const unitSchema = z.looseObject({ name: z.string(), state: z.string().optional() })

/** What takes away the SSH server, or has it listen elsewhere or let others in. */
export function ofServer(sides: Sides, ...[now, was]: Change): readonly string[] {
  if (now === undefined && was?.id === 'package:openssh-server') return ['It removes the SSH server.']
  const unit = wantOf('unit', unitSchema, now)
  if (unit && /^(ssh|sshd)\.(service|socket)$/.test(unit.name) && unit.state === 'stopped')
    return [`It stops ${unit.name}, by which Drover gets in.`]
  const file = fileOf(now, sides)
  const settings = /^\/etc\/(ssh\/sshd_config(\.d\/.*)?|systemd\/system\/ssh\.socket\.d\/.*)$/
  return file && settings.test(file.path) ? ofSettings(sides, file.path, file.text ?? '') : []
}

function ofSettings({ access, wanted }: Sides, path: string, text: string): readonly string[] {
  const { user, port, ports } = access
  // What stands behind a Match holds for some alone.
  const [general = ''] = text.split(/^\s*match\s/im)
  const values = (name: string) =>
    [...general.matchAll(new RegExp(`^\\s*${name}[\\s=]+(.+?)\\s*$`, 'gim'))].map(([, value = '']) => value)
  const words = (name: string) => values(name).flatMap(value => value.split(/\s+/))
  const listening = [...values('Port'), ...values('ListenStream').map(value => value.replace(/^.*:/, ''))].map(Number)
  const heard = listening.filter(each => Number.isInteger(each) && each > 0)
  const [rootLogin] = values('PermitRootLogin')
  const [keys] = values('PubkeyAuthentication')
  const declared = declaredUser(user, wanted)
  const groups = declared && groupsOf(declared)
  const allowed = words('AllowGroups')
  const barred = !lets(words('AllowUsers'), [user]) || words('DenyUsers').includes(user)
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
    ...(barred || (groups && words('DenyGroups').some(group => groups.includes(group)))
      ? [`By ${path} ${user}, as whom Drover logs in, may not log in any more.`]
      : []),
    ...(groups && !lets(allowed, groups)
      ? [
          `By ${path} only members of ${allowed.join(', ')} may log in, and ${user}, as whom Drover does, is declared in none.`,
        ]
      : []),
  ]
}

/** Whether a list lets one of these in: an empty one lets all, and a pattern may be of anybody. */
const lets = (list: readonly string[], names: readonly string[]): boolean =>
  list.length === 0 || list.some(name => names.includes(name) || /[*?@!]/.test(name))
