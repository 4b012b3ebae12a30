import { z } from 'zod'
import { lines, type Script, sh } from '../target/script'
import { type FileSeen, probeFiles, readFiles } from './file-probe'
import { keepAll, keepPlace } from './keep-place'
import { type Keep, resourceKind } from './kind'
import { putText } from './put-text'
import { answerLines, differences, endOfAnswer } from './standing'
import { sha256 } from './text'

export interface HostnameWant {
  readonly name: string
}

export interface HostnameSeen {
  readonly running: string
  readonly persistent: FileSeen
}

const path = '/etc/hostname'

const schema: z.ZodType<HostnameWant> = z.strictObject({
  name: z
    .string()
    .max(64, 'at most 64 characters, as the kernel allows')
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i,
      'a host name of letters, digits, hyphens and dots, as forum-1',
    ),
})

/** The machine's name, now and after each boot. /etc/hosts is not touched. */
export const hostname = resourceKind<HostnameWant, HostnameSeen>({
  name: 'hostname',
  rank: 5,
  needsRoom: () => false,
  schema,
  id: () => 'hostname:',
  claims: () => ['hostname', `path:${path}`],
  probe: () =>
    lines(
      probeFiles([{ path }]),
      sh`{ IFS= read -r running </proc/sys/kernel/hostname; } 2>/dev/null || running=$(uname -n)
printf 'running %s\n' "$running"`,
      endOfAnswer,
    ),
  read: answer => {
    const persistent = readFiles(answer).get(path)
    const running = answerLines(answer).flatMap(line => /^running (\S+)$/.exec(line)?.[1] ?? [])[0]
    return new Map(persistent && running ? [['hostname:', { running, persistent }]] : [])
  },
  steps: ({ want: { name }, seen: { running, persistent } }) => {
    const stays =
      persistent.type === 'file' &&
      persistent.sha256 === sha256(`${name}\n`) &&
      differences({ mode: '644', owner: 'root', group: 'root' }, persistent).length === 0
    if (running === name && stays) return []
    return [
      {
        action: 'change',
        title: `set the host name to ${name} (${running === name ? 'for the next boot' : `was ${running}`})`,
        effect: lines(putText(`${name}\n`, path), ...(running === name ? [] : [setRunning(sh`${name}`)])),
      },
    ]
  },
  keep: () => keepAll({ persistent: keepPlace(path), running: keepRunning }),
})

// In this order: what every Debian has; what every systemd has; what a kernel has that lets root write there.
const setRunning = (name: Script): Script => sh`hostname -- ${name} 2>/dev/null ||
  hostnamectl --transient set-hostname -- ${name} 2>/dev/null ||
  printf '%s\n' ${name} >/proc/sys/kernel/hostname`

const keepRunning: Keep = {
  record: sh`uname -n >"$original/name"`,
  restore: sh`if [ "$(uname -n)" != "$(cat -- "$original/name")" ]; then
  ${setRunning(sh`"$(cat -- "$original/name")"`)}
fi`,
}
