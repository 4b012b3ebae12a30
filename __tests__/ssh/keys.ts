import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What ssh-keygen makes: the private key's text, the public line without its comment, the fingerprint. */
export interface MadeKey {
  readonly secret: string
  readonly line: string
  readonly fingerprint: string
}

/** A fresh key pair made by the real ssh-keygen; `more` are further arguments of it. */
export function makeKey(type: string, more: readonly string[] = [], passphrase = ''): MadeKey {
  const folder = mkdtempSync(join(tmpdir(), 'drover-key-'))
  const file = join(folder, 'key')
  try {
    command('ssh-keygen', '-q', '-t', type, '-N', passphrase, '-C', 'a comment', ...more, '-f', file)
    const [kind, base64] = readFileSync(`${file}.pub`, 'utf8').split(' ')
    const fingerprint = command('ssh-keygen', '-l', '-f', `${file}.pub`).split(' ')[1] ?? ''
    return { secret: readFileSync(file, 'utf8'), line: `${kind} ${base64}`, fingerprint }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function command(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error ?? stderr}`)
  return stdout
}
