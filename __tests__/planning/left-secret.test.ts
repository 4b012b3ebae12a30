import { plan } from '../../src/planning/plan'
import type { FileSeen } from '../../src/resources/file-probe'
import { type Manifest, manifestSchema, over } from '../../src/resources/manifest'
import { resourceKinds } from '../../src/resources/registry'
import { sha256 } from '../../src/resources/text'

const held = 'token = swordfish\n'
const seen: FileSeen = {
  type: 'file',
  mode: '644',
  uid: '0',
  gid: '0',
  owner: 'root',
  group: 'root',
  sha256: sha256(held),
  text: held,
}
const manifest = (content: unknown): Manifest =>
  manifestSchema.parse({
    format: 1,
    machine: 'm',
    resources: [
      {
        id: 'file:/etc/app.conf',
        kind: 'file',
        want: { path: '/etc/app.conf', content, mode: '644', owner: 'root', group: 'root' },
        after: [],
      },
    ],
  })
const secretly = manifest({ $text: ['token = ', { $secret: 'TOKEN' }, '\n'] })
const plainly = manifest('token from the vault\n')

test.each([
  ['the current generation has one in it', secretly, true],
  ['an attempt without it came after', over(plainly, secretly), true],
  ['several attempts without it came after', over(plainly, over(plainly, secretly)), true],
  ['none ever was in it', over(plainly, plainly), false],
])('of a file without a secret, where %s', (_what, previous, withheld) => {
  const planned = plan({
    manifest: plainly,
    recorded: undefined,
    standing: new Set(),
    previous: manifestSchema.parse(JSON.parse(JSON.stringify(previous))),
    kinds: resourceKinds,
    observation: { seen: new Map([['file:/etc/app.conf', seen]]), claims: new Map(), originals: new Map() },
    owner: 'us@production',
  })
  if (!planned.ok) throw new Error('no plan')
  const [step] = planned.plan.steps
  expect(step?.withheld).toBe(withheld ? 'what stood there may hold a secret' : undefined)
  expect(JSON.stringify(step).includes('swordfish')).toBe(!withheld)
})
