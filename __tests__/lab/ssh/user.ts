import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { command } from '../../ssh/keys'

export interface LabUser {
  readonly name: string
  /** Takes the user, the home and the right to sudo away. */
  remove(): void
}

export interface NewUser {
  readonly name: string
  readonly shell: string
  /** Files in the home, by path. */
  readonly files?: Readonly<Record<string, string>>
  /** Whether sudo asks for no password, or for the user's. */
  readonly sudo: boolean | 'by password'
  readonly password?: string
}

/** A user of this machine, with a home of its own. Needs root. */
export function makeUser({ name, shell, files = {}, sudo, password }: NewUser): LabUser {
  const home = mkdtempSync(join(tmpdir(), 'drover-home-'))
  const sudoers = `/etc/sudoers.d/${name}`
  // `*` is no password; `!`, the default, is a locked account that sshd turns away.
  const hash = password === undefined ? '*' : command('openssl', 'passwd', '-6', password).trim()
  command('useradd', '--no-create-home', '--home-dir', home, '--shell', shell, '--password', hash, name)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, file)), { recursive: true })
    writeFileSync(join(home, file), text)
  }
  command('chown', '-R', name, home)
  const tag = sudo === true ? 'NOPASSWD: ' : ''
  if (sudo) writeFileSync(sudoers, `${name} ALL=(ALL:ALL) ${tag}ALL\n`, { mode: 0o440 })
  return {
    name,
    remove: () => {
      rmSync(sudoers, { force: true })
      spawnSync('userdel', ['--force', name])
      rmSync(home, { recursive: true })
    },
  }
}

/** Installs the Debian packages of the programs that are not there. */
export function havePrograms(packages: Readonly<Record<string, string>>): void {
  const missing = Object.entries(packages).flatMap(([program, name]) => (existsSync(program) ? [] : [name]))
  if (missing.length === 0) return
  const install = ['-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', 'install', ...missing]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words: readonly string[]) => spawnSync('apt-get', words, { env }).status === 0
  if (!apt(...install) && !(apt('-q', 'update') && apt(...install)))
    throw new Error(`apt-get cannot install ${missing}`)
}
