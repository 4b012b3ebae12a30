import fc from 'fast-check'
import { ownerOf } from '../../src/system/deployed'

const named = fc.record({ deployment: fc.string({ unit: 'grapheme' }), stage: fc.string({ unit: 'grapheme' }) })

test('a deployment’s name on a machine is a file’s name, whatever it is called', () => {
  fc.assert(
    fc.property(named, ({ deployment, stage }) => {
      const owner = ownerOf({ deployment: deployment.repeat(9), stage })
      expect(Buffer.byteLength(owner)).toBeLessThanOrEqual(200)
      expect(owner).not.toMatch(/[/\s]/)
    }),
  )
})

test('two deployments or stages never share one', () => {
  fc.assert(
    fc.property(named, named, (one, other) => {
      fc.pre(one.deployment !== other.deployment || one.stage !== other.stage)
      expect(ownerOf(one)).not.toBe(ownerOf(other))
    }),
  )
})

test.each([
  { deployment: 'forum', stage: 'production', owner: 'forum@production' },
  { deployment: 'octo/forum', stage: 'pr-12', owner: 'octo%2Fforum@pr-12' },
])('$deployment at $stage is $owner', ({ owner, ...deployed }) => {
  expect(ownerOf(deployed)).toBe(owner)
})

test('names that are too long are still told apart', () => {
  const long = 'x'.repeat(300)
  expect(ownerOf({ deployment: long, stage: 'a' })).not.toBe(ownerOf({ deployment: long, stage: 'b' }))
})
