// The sources as CommonJS, for scripts that ask them. Thrown away afterwards.
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)
const { transformFile } = require('@swc/core')

/** Compiles src/, gives a function that requires a file of it by its path without an ending, and answers with what `work` makes. */
export async function withSources(work) {
  // Below node_modules, so that what is compiled finds its packages.
  const folder = await mkdtemp(join(root, 'node_modules/.drover-sources-'))
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }')
    for (const entry of await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const place = join(folder, relative(root, path))
      await mkdir(dirname(place), { recursive: true })
      if (!path.endsWith('.ts')) {
        await copyFile(path, place)
        continue
      }
      const { code } = await transformFile(path, {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      })
      await writeFile(place.replace(/ts$/, 'js'), code)
    }
    return await work(path => require(join(folder, 'src', `${path}.js`)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
