// Builds dist/: one bundle (drover.js and its lazy chunks) with the entries that the runner and a terminal start.
// `node scripts/build.mjs [folder]` writes to another folder.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const out = resolve(process.argv[2] ?? join(root, 'dist'))
const ncc = createRequire(import.meta.url)('@vercel/ncc')

const { code, assets } = await ncc(join(root, 'src/main.ts'), {
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
  },
})

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
await writeFile(join(out, 'drover.js'), code)
for (const [name, { source }] of Object.entries(assets)) {
  if (/\.(node|exe)$/.test(name) || name.endsWith('.d.ts')) continue
  await mkdir(dirname(join(out, name)), { recursive: true })
  await writeFile(join(out, name), source)
}
for (const name of ['index.js', 'cli.js']) {
  await writeFile(join(out, name), await readFile(join(root, 'scripts/entries', name)))
}
await chmod(join(out, 'cli.js'), 0o755)
