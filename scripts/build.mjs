// Builds dist/: one bundle (drover.js and its lazy chunks) with the entries that the runner and a terminal start.
// `node scripts/build.mjs [folder]` writes to another folder.
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { declarations } from './types.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const out = resolve(process.argv[2] ?? join(root, 'dist'))
const require = createRequire(import.meta.url)
const ncc = require('@vercel/ncc')
const { version } = require('../package.json')

const { code, assets } = await bundled({
  cache: false,
  filename: 'drover.js',
  minify: false,
  quiet: true,
  transpileOnly: true,
  target: 'es2023',
  license: 'licenses.txt',
  // ssh2's native add-ons: it works without them, and whether npm built them differs from machine to machine.
  externals: {
    './crypto/build/Release/sshcrypto.node': './sshcrypto.node',
    'cpu-features': './cpu-features.node',
    // zod's sentences in fifty languages, which nobody asks for: a third of the bundle. English comes by another way.
    '../locales/index.js': './locales.js',
  },
})

await refuseOther(out)
await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
await writeFile(join(out, 'drover.js'), code)
for (const [name, { source }] of Object.entries(assets)) {
  if (/\.(node|exe)$/.test(name) || name.endsWith('.d.ts')) continue
  await mkdir(dirname(join(out, name)), { recursive: true })
  await writeFile(join(out, name), source)
}
await writeFile(join(out, 'drover.d.ts'), declarations())
await writeFile(join(out, 'locales.js'), 'module.exports = {}\n')
for (const name of ['index.js', 'post.js', 'cli.js']) {
  const text = await readFile(join(root, 'scripts/entries', name), 'utf8')
  await writeFile(join(out, name), text.replace("'VERSION", `'${version}`))
}
await chmod(join(out, 'cli.js'), 0o755)

// What was there goes whole: only a bundle is taken for one.
async function refuseOther(folder) {
  const there = await readdir(folder).catch(error => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (there.length === 0 || there.includes('drover.js')) return
  process.stderr.write(`${folder} holds something else than a bundle, and would be emptied: name another folder\n`)
  process.exit(1)
}

async function bundled(options) {
  try {
    return await ncc(join(root, 'src/main.ts'), options)
  } catch (error) {
    // ncc quotes its own source where it fails, which is one line of a megabyte.
    const lines = String(error?.stack ?? error)
      .split('\n')
      .slice(0, 20)
    for (const line of lines) process.stderr.write(`${line.slice(0, 300)}\n`)
    process.exit(1)
  }
}
