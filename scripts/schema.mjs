// Writes schema/deployment.json, for editors, from the schemas that check a deployment file in YAML or JSON.
// `node scripts/schema.mjs [file]` writes to another file.
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const out = resolve(process.argv[2] ?? join(root, 'schema/deployment.json'))
const require = createRequire(import.meta.url)
const { transformFile } = require('@swc/core')

// Below node_modules, so that what is compiled finds its packages.
const folder = await mkdtemp(join(root, 'node_modules/.drover-schema-'))
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
  const { deploymentJsonSchemaText } = require(join(folder, 'src/deployment/json-schema-text.js'))
  await writeFile(out, deploymentJsonSchemaText())
} finally {
  await rm(folder, { recursive: true, force: true })
}
