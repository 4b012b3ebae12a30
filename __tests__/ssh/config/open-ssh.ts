import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../keys'

/** What OpenSSH itself makes of an ssh_config: the settings that `ssh -G` prints, by keyword. */
export function openSsh(folder: string, text: string, ...words: readonly string[]): Readonly<Record<string, string>> {
  const file = join(folder, 'config')
  writeFileSync(file, text)
  const lines = command('ssh', '-G', '-F', file, ...words).split('\n')
  const settings: Record<string, string> = {}
  for (const line of lines) {
    const [keyword = '', ...rest] = line.split(' ')
    settings[keyword] = [...(settings[keyword] === undefined ? [] : [settings[keyword]]), rest.join(' ')].join(' ')
  }
  return settings
}
