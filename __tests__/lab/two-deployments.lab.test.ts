import { join } from 'node:path'
import { baseServices } from '../../src/services/base-services'
import { webApp } from '../../src/services/web-app'
import { service } from '../../src/system/service'
import type { SystemInput } from '../../src/system/system'
import { type LabMachine, labMachine } from '../support/lab'
import { deploySystem } from '../support/lab-system'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine({ packages: ['nodejs'] })
}, 600_000)
afterAll(() => machine?.destroy(), 60_000)

const folder = join(__dirname, '../../examples/forum')
const shop = { deployment: 'octo/shop', stage: 'production' }
const preview = { deployment: 'octo/shop', stage: 'pr-12' }
const deploy = (whose: typeof shop, written: SystemInput) =>
  deploySystem({ endpoint: machine.endpoint, folder, ...whose }, written)

/** What a deployment file has that lists its own services: each brings the notice, and both need the same package. */
const app = (name: string, port: number): SystemInput => ({
  packages: ['nodejs'],
  services: [
    ...baseServices,
    service(webApp, { name, source: './forum', run: 'node server.js', port, healthCheck: { path: '/health' } }),
  ],
})
const answers = async (port: number) => (await fetch(`http://${machine.address}:${port}/health`)).status
const invocation = async (unit: string) => (await machine.exec(`systemctl show -P InvocationID ${unit}`)).stdout

test('two ordinary deployments live side by side, and one goes without the other', async () => {
  // One of them says what the machine is called; the other leaves it as it is.
  const named = { hostName: 'shop-1', ...app('shop', 8080) }
  expect(await deploy(shop, named)).toMatchObject({ outcome: 'changed', failures: [] })
  expect(await deploy(preview, app('shop-pr-12', 8081))).toMatchObject({ outcome: 'changed', failures: [] })
  const unchanged = { outcome: 'unchanged', changes: [], failures: [] }
  expect(await deploy(shop, named)).toEqual(unchanged)
  expect(await deploy(preview, app('shop-pr-12', 8081))).toEqual(unchanged)
  expect([await answers(8080), await answers(8081)]).toEqual([200, 200])
  expect((await machine.exec('cat /etc/motd.d/*')).stdout.split('\n')).toEqual([
    expect.stringContaining('(octo/shop, pr-12)'),
    expect.stringContaining('(octo/shop, production)'),
    '',
  ])

  const before = await invocation('shop.service')
  const gone = await deploy(preview, { services: [] })
  expect(gone).toMatchObject({ outcome: 'changed', failures: [] })
  expect((await machine.exec('ls -d /opt/shop-pr-12 /etc/systemd/system/shop-pr-12.service')).stdout).toBe('')
  expect((await machine.exec('ls /etc/motd.d')).stdout).toBe('drover-octo%2Fshop@production\n')
  expect(await deploy(shop, named)).toEqual(unchanged)
  expect(await answers(8080)).toBe(200)
  expect(await invocation('shop.service')).toBe(before)
}, 300_000)

test('what belongs to one is refused to the other, which is told whose it is', async () => {
  const named = { hostName: 'shop-1', services: [] }
  expect(await deploy(shop, named)).toMatchObject({ failures: [] })
  const owner = 'octo%2Fshop@production'
  expect(await deploy(preview, { hostName: 'shop-1' })).toMatchObject({
    outcome: 'refused',
    failures: [{ code: 'claimed-by-another', place: 'hostname', owner }],
  })
}, 120_000)
