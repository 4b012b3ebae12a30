import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24 } from './node24'

const root = join(__dirname, '../..')

/** A bundle made of the sources as they are, in a folder of its own: one that leans on a package of this checkout finds none there. */
export class Bundle {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'drover-bundle-')))

  build(): void {
    const words = [join(root, 'scripts/build.mjs'), join(this.folder, 'dist')]
    const { status, stderr } = spawnSync(node24, words, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`the bundle could not be built:\n${stderr.slice(0, 4000)}`)
    cpSync(join(root, 'action.yml'), join(this.folder, 'action.yml'))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A new folder with these files. */
  workspace(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(this.folder, 'workspace-'))
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    return folder
  }

  start(script: 'cli.js' | 'index.js', cwd: string, words: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(node24, [join(this.folder, 'dist', script), ...words], {
      cwd,
      env: { PATH: process.env.PATH, HOME: this.folder, RUNNER_TEMP: cwd, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text
    })
    // A process that never ends is a failure of its own, told by its signal.
    const limit = setTimeout(() => child.kill('SIGKILL'), 15_000)
    const ended = new Promise<{ exit: number | NodeJS.Signals | null; stdout: string; stderr: string }>(resolve =>
      child.once('close', (code, signal) => {
        clearTimeout(limit)
        resolve({ exit: signal ?? code, ...said })
      }),
    )
    return { child, ended }
  }

  cli = (cwd: string, ...words: readonly string[]) => this.start('cli.js', cwd, words).ended
}
