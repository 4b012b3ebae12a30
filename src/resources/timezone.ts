import { z } from 'zod'
import { lines, sh } from '../target/script'
import { type FileSeen, probeFiles, readFiles } from './file-probe'
import { keepAll, keepPlace } from './keep-place'
import { resourceKind } from './kind'
import { putLink } from './place'
import { putText } from './put-text'
import { differences, endOfAnswer, probeStanding, readStanding, type Standing } from './standing'
import { sha256 } from './text'
import { timezoneNames } from './timezone-names'

export interface TimezoneWant {
  readonly name: string
}

export interface TimezoneSeen {
  readonly link: Standing
  readonly text: FileSeen
}

const linkPath = '/etc/localtime'
const textPath = '/etc/timezone'
const zones = '/usr/share/zoneinfo/'

const schema: z.ZodType<TimezoneWant> = z.strictObject({
  name: z.string().superRefine((name, context) => {
    if (timezoneNames.has(name)) return
    const message = `a time zone of the tz database, as Europe/Berlin or UTC, not “${name}”`
    context.addIssue({ code: 'custom', message, params: { known: [...timezoneNames] } })
  }),
})

/** The machine's time zone, in the two places where programs look for it. The zone has to be on the machine: `tzdata`. */
export const timezone = resourceKind<TimezoneWant, TimezoneSeen>({
  name: 'timezone',
  rank: 15,
  needsRoom: () => false,
  schema,
  id: () => 'timezone:',
  claims: () => ['timezone', `path:${linkPath}`, `path:${textPath}`],
  after: () => ['package:tzdata'],
  probe: () => lines(probeStanding([linkPath]), probeFiles([{ path: textPath }]), endOfAnswer),
  read: answer => {
    const link = readStanding(answer).get(linkPath)
    const text = readFiles(answer).get(textPath)
    return new Map(link && text ? [['timezone:', { link, text }]] : [])
  },
  steps: ({ want: { name }, seen }) => {
    const now = zoneOf(seen.link)
    const written =
      seen.text.type === 'file' &&
      seen.text.sha256 === sha256(`${name}\n`) &&
      differences({ mode: '644', owner: 'root', group: 'root' }, seen.text).length === 0
    if (now === name && written) return []
    return [
      {
        action: 'change',
        title: `set the time zone to ${name} (${now === name ? `in ${textPath}` : `was ${now ?? 'none'}`})`,
        effect: lines(
          sh`if [ ! -f ${zones + name} ]; then
  printf 'This machine knows no time zone %s: is the package tzdata installed?\n' ${name} >&2
  exit 1
fi`,
          putLink(sh`${zones + name}`, linkPath),
          putText(`${name}\n`, textPath),
        ),
      },
    ]
  },
  keep: () => keepAll({ link: keepPlace(linkPath), text: keepPlace(textPath) }),
})

function zoneOf(link: Standing): string | undefined {
  if (link.type !== 'symlink') return undefined
  return /^(?:\/|\.\.\/)usr\/share\/zoneinfo\/(.+)$/.exec(link.target ?? '')?.[1] ?? link.target
}
