import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'

/** A user as a hosted runner has it: not root, who may use sudo without a password, unless that is taken away. */
export class Sudoer {
  readonly name: string
  readonly uid: number
  readonly gid: number
  private readonly rules: string

  /** `purpose`: of a test file, since several run side by side. */
  constructor(purpose: string) {
    this.name = `${purpose}-${process.pid}`
    this.rules = `/etc/sudoers.d/drover-${this.name}`
    execFileSync('useradd', ['--no-create-home', '--user-group', '--shell', '/bin/sh', this.name])
    const id = (what: string) => Number(execFileSync('id', [what, this.name], { encoding: 'utf8' }))
    this.uid = id('-u')
    this.gid = id('-g')
    writeFileSync(this.rules, `${this.name} ALL=(ALL) NOPASSWD:ALL\n`, { mode: 0o440 })
  }

  /** Runs a program as the user, with nothing of this process's environment but PATH; what it printed comes back. */
  run(folder: string, program: string, ...words: readonly string[]): string {
    return execFileSync(program, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder },
      uid: this.uid,
      gid: this.gid,
    })
  }

  takeSudoAway(): void {
    rmSync(this.rules, { force: true })
  }

  remove(): void {
    this.takeSudoAway()
    execFileSync('userdel', [this.name])
  }
}
