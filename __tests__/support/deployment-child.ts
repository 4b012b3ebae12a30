import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'
import { node24 } from './node24'

const repository = join(__dirname, '..', '..')

/** A folder that is gone when the tests of this file are over. Links are resolved, as Node does it with modules. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drover-deployment-')))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files, by path from the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Drover's sources as CommonJS in the folder, for a child to require: as the bundle, but made in a moment. */
export function compileSources(folder: string): string {
  const out = join(folder, 'src')
  for (const entry of readdirSync(join(repository, 'src'), { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name)
    const to = join(out, from.slice(join(repository, 'src').length))
    if (entry.isDirectory()) mkdirSync(to, { recursive: true })
    else if (!entry.name.endsWith('.ts')) cpSync(from, to)
    else {
      mkdirSync(dirname(to), { recursive: true })
      const { code } = transformFileSync(from, {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', ignoreDynamic: true },
      })
      // What is loaded lazily keeps its `import()`, and that takes whole file names.
      writeFileSync(to.replace(/ts$/, 'js'), code.replace(/import\((['"])(\.[^'"]+)\1\)/g, 'import($1$2.js$1)'))
    }
  }
  return out
}

/** Runs a CommonJS script on Node 24 with `require` of packages as here; what it prints last is its JSON answer. */
export function inChild(script: string, input: unknown, environment: Record<string, string> = {}): unknown {
  const output = execFileSync(node24, ['-e', script], {
    encoding: 'utf8',
    input: JSON.stringify(input),
    env: { PATH: process.env.PATH, NODE_PATH: join(repository, 'node_modules'), ...environment },
    stdio: 'pipe',
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
}
