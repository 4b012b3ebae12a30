import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24 } from './node24'

const root = join(__dirname, '../..')

// Jest's own limit can't end a wait that blocks; who builds may have been killed.
const waitMs = 100_000

/** A bundle made of the sources as they are, in a folder of its own: one that leans on a package of this checkout finds none there. */
export class Bundle {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'drover-bundle-')))

  build(): void {
    cpSync(sharedDist(), join(this.folder, 'dist'), { recursive: true })
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

let own: string | undefined

/** A dist/ made of the sources as they are, which nobody may write to; it is built when it is first asked for. */
export function sharedDist(): string {
  const shared = process.env.DROVER_TEST_FOLDER
  if (shared !== undefined) return builtOnce(shared)
  if (own === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'drover-dist-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    buildTo(folder)
    own = folder
  }
  return own
}

function buildTo(folder: string): void {
  const { status, stderr } = spawnSync(node24, [join(root, 'scripts/build.mjs'), folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the bundle could not be built:\n${stderr.slice(0, 4000)}`)
}

/** The bundle that all test files of one run share, since building takes seconds. Who comes first builds; the others wait. */
function builtOnce(shared: string): string {
  const built = join(shared, 'bundle')
  const failed = join(shared, 'bundle-failed')
  // With `recursive` it says whether it made the folder, instead of throwing where another process was faster.
  const first = mkdirSync(join(shared, 'bundle-begun'), { recursive: true }) !== undefined
  if (first) {
    try {
      buildTo(join(shared, 'bundle-half'))
      renameSync(join(shared, 'bundle-half'), built)
    } catch (error) {
      writeFileSync(failed, String(error))
      throw error
    }
  }
  const patience = Date.now() + waitMs
  while (!existsSync(built)) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
    if (Date.now() > patience)
      throw new Error(`the bundle that another test file builds was not there after ${waitMs} ms`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
  return built
}
