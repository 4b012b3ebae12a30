import { isProtected, refuseProtected } from '../../src/commands/protected'

test.each([
  { stage: 'production', protects: ['production'], kept: true },
  { stage: 'production-2', protects: ['production'], kept: false },
  { stage: 'release-1.2', protects: ['release-*'], kept: true },
  { stage: 'pr-1', protects: ['pr-12', '!pr-2'], kept: false },
  { stage: 'pr-1', protects: [], kept: false },
  { stage: '.hidden', protects: ['*'], kept: true },
])('$stage, where $protects is protected', ({ stage, protects, kept }) => {
  expect(isProtected(stage, protects)).toBe(kept)
})

test('what is protected is refused, unless somebody says that it may go', () => {
  expect(() => refuseProtected('production', ['production'], false)).toThrow(
    expect.objectContaining({ failure: { code: 'protected-stage', stage: 'production', protects: ['production'] } }),
  )
  expect(() => refuseProtected('production', ['production'], true)).not.toThrow()
  expect(() => refuseProtected('demo', ['production'], false)).not.toThrow()
})
