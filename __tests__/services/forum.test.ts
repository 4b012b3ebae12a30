import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestSchema } from '../../src/resources/manifest'
import { evaluateAll } from '../support/deployment-door'

const folder = mkdtempSync(join(tmpdir(), 'forum-'))
afterAll(() => rmSync(folder, { recursive: true }))

const evaluated = z.object({
  machines: z.array(
    z.object({
      name: z.string(),
      after: z.array(z.string()),
      hostName: z.string(),
      environment: z.object({ type: z.string() }),
      manifest: manifestSchema,
    }),
  ),
})

test("the forum's deployment file declares a balancer over four servers", () => {
  const root = join(__dirname, '../../examples/forum')
  const [answer] = evaluateAll(folder, [{ root }])
  const { machines } = evaluated.parse(answer)
  expect(machines.map(({ name, hostName, environment, after }) => [name, hostName, environment.type, after])).toEqual([
    ['balancer', 'balancer', 'container', ['forum-1', 'forum-2', 'forum-3', 'forum-4']],
    ...[1, 2, 3, 4].map(n => [`forum-${n}`, `forum-server-${n}`, 'container', []]),
  ])
  const site = machines[0]?.manifest.resources.find(({ id }) => id === 'file:/etc/apache2/sites-enabled/balancer.conf')
  expect(JSON.stringify(site?.want)).toMatch(
    /"machine":"forum-1".*"machine":"forum-2".*"machine":"forum-3".*"machine":"forum-4"/,
  )
  // The four differ in nothing but the name of the host.
  const bare = machines.slice(1).map(({ manifest }) => manifest.resources.filter(({ kind }) => kind !== 'hostname'))
  for (const other of bare) expect(other).toEqual(bare[0])
}, 60_000)
