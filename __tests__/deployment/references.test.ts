import { findSecrets, placeholder, placeholders } from '../../src/deployment/references'

const machine = {
  name: 'web',
  origin: [],
  origins: {},
  environment: { config: { host: 'h', sudoPassword: { $secret: 'SUDO' } } },
  manifest: {
    format: 1 as const,
    machine: 'web',
    resources: [{ id: 'file:/a', kind: 'file', want: { content: { $text: ['x', { $secret: 'DB' }] } }, after: [] }],
  },
}

test.each([
  { where: 'everywhere' as const, variables: { SUDO: 's', DB: 'd' }, found: { SUDO: 's', DB: 'd' }, missing: [] },
  { where: 'environments' as const, variables: { SUDO: 's' }, found: { SUDO: 's' }, missing: [] },
  { where: 'environments' as const, variables: { DB: 'd' }, found: {}, missing: ['web.environment.sudoPassword'] },
])('secrets asked for $where: $found, and missing $missing', ({ where, variables, found, missing }) => {
  const { secrets, mistakes } = findSecrets([machine], variables, where)
  expect(Object.fromEntries(secrets)).toEqual(found)
  expect(mistakes.map(({ path }) => path)).toEqual(missing)
})

test('each may stand for its name', () => {
  expect(Object.fromEntries(placeholders([machine]))).toEqual({ SUDO: placeholder('SUDO'), DB: placeholder('DB') })
})
