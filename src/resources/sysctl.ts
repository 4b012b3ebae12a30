import { z } from 'zod'
import { lines, type Script, sh } from '../target/script'
import { type FileSeen, probeFiles, readFiles } from './file-probe'
import { keepAll, keepPlace } from './keep-place'
import { type Keep, resourceKind } from './kind'
import { putText } from './put-text'
import { answerLines, differences, endOfAnswer } from './standing'
import { sha256 } from './text'

export interface SysctlWant {
  /** With dots; an interface's own dots as slashes: `net.ipv4.conf.eth0/100.forwarding`. */
  readonly key: string
  readonly value: string
}

export interface SysctlSeen {
  /** What the kernel has now, its white space made plain; null where it knows no such parameter. */
  readonly running: string | null
  readonly persistent: FileSeen
}

const schema: z.ZodType<SysctlWant> = z.strictObject({
  key: z
    .string()
    .transform(dotted)
    .refine(key => /^[a-z0-9_-]+(\.[A-Za-z0-9_@:/-]+)+$/.test(key), 'a kernel parameter, as net.ipv4.ip_forward')
    .refine(
      key =>
        swapped(key)
          .split('/')
          .every(part => !['', '.', '..'].includes(part)),
      'a kernel parameter, as net.ipv4.ip_forward: no part of its path below /proc/sys may be empty, “.” or “..”',
    ),
  value: z
    .union([z.string(), z.number(), z.boolean().transform(Number)])
    .transform(value => plain(String(value)))
    .refine(value => value !== '' && !/[\0\n]/.test(value), 'a value on one line'),
})

/** A kernel parameter, now and after each boot. */
export const sysctl = resourceKind<SysctlWant, SysctlSeen>({
  name: 'sysctl',
  rank: 60,
  needsRoom: () => false,
  schema,
  id: ({ key }) => `sysctl:${key}`,
  claims: ({ key }) => [`sysctl:${key}`, `path:${fileOf(key)}`],
  probe: wants =>
    lines(
      probeFiles(wants.map(({ key }) => ({ path: fileOf(key) }))),
      ...wants.map(({ key }) => probeRunning(key)),
      endOfAnswer,
    ),
  read,
  steps: ({ want: { key, value }, seen }) => {
    const runs = seen.running === value
    const { persistent } = seen
    const stays =
      persistent.type === 'file' &&
      persistent.sha256 === sha256(textOf(key, value)) &&
      rightsOf(persistent).length === 0
    if (runs && stays) return []
    const what = [
      ...(runs ? [] : [`${seen.running ?? 'not there'} → ${value}`]),
      ...(stays ? [] : ['for the next boot']),
    ]
    return [
      {
        action: persistent.type === 'absent' ? 'create' : 'change',
        title: `set ${key} = ${value} (${what.join(', ')})`,
        attributes: runs ? [] : [{ name: 'value', from: seen.running ?? 'not there', to: value }],
        effect: lines(...(runs ? [] : [setRunning(key, value)]), putText(textOf(key, value), fileOf(key))),
      },
    ]
  },
  keep: ({ key }) => keepAll({ running: keepRunning(key), persistent: keepPlace(fileOf(key)) }),
})

const rightsOf = (seen: FileSeen) => differences({ mode: '644', owner: 'root', group: 'root' }, seen)

const plain = (value: string): string => value.trim().replace(/[ \t]+/g, ' ')

/** As sysctl(8) does it: whichever separator comes first is the separator, and the other stands for itself. */
function dotted(key: string): string {
  const first = /[./]/.exec(key)?.[0]
  return first === '/' ? swapped(key) : key
}

const swapped = (key: string): string => key.replace(/[./]/g, separator => (separator === '.' ? '/' : '.'))

const pathOf = (key: string): string => `/proc/sys/${swapped(key)}`

// A key has no %: names stay different.
const fileOf = (key: string): string => `/etc/sysctl.d/60-drover-${key.replaceAll('/', '%')}.conf`

const textOf = (key: string, value: string): string => `# Kept by Drover.\n${key} = ${value}\n`

// Read at once by cat: a shell's own read takes byte after byte, for which many of these files have only one.
const probeRunning = (key: string) => sh`if [ ! -e ${pathOf(key)} ]; then printf 'missing %s\n' ${key}
elif value=$(cat -- ${pathOf(key)} 2>/dev/null); then printf 'running %s %s\n' ${key} "$(printf %s "$value" | tr '\n' '\001')"; fi`

// The kernel may take a value and make another of it: that would be set again and again.
const setRunning = (key: string, value: string): Script => sh`if [ ! -e ${pathOf(key)} ]; then
  printf 'This kernel has no parameter %s (a module may not be loaded).\n' ${key} >&2
  exit 1
fi
if ! printf '%s\n' ${value} >${pathOf(key)}; then
  printf '%s cannot be set on this machine: in a container only some parameters can.\n' ${key} >&2
  exit 1
fi
drover_value_now=$(cat -- ${pathOf(key)} | tr -s '\t ' ' ')
if [ "$drover_value_now" != ${value} ]; then
  printf 'The kernel made “%s” of %s = %s.\n' "$drover_value_now" ${key} ${value} >&2
  exit 1
fi`

const keepRunning = (key: string): Keep => ({
  record: sh`rm -f -- "$original/value"
if [ -e ${pathOf(key)} ]; then cat -- ${pathOf(key)} >"$original/value" || rm -f -- "$original/value"; fi`,
  restore: sh`if [ -e "$original/value" ] && [ -e ${pathOf(key)} ] && [ "$(cat -- ${pathOf(key)})" != "$(cat -- "$original/value")" ]; then
  cat -- "$original/value" >${pathOf(key)}
fi`,
})

function read(answer: string): ReadonlyMap<string, SysctlSeen> {
  const files = readFiles(answer)
  const seen = new Map<string, SysctlSeen>()
  for (const line of answerLines(answer)) {
    const missing = /^missing (\S+)$/.exec(line)?.[1]
    const [, key = missing, value] = /^running (\S+) (.*)$/.exec(line) ?? []
    const persistent = key && files.get(fileOf(key))
    if (key && persistent) seen.set(`sysctl:${key}`, { running: value === undefined ? null : plain(value), persistent })
  }
  return seen
}
