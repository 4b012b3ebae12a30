import { container, nameOf } from '../../src/environments/container'
import { environmentTypes } from '../../src/environments/registry'
import { environmentContext } from '../support/environment-context'

const { type } = container
const parse = (config: unknown) => type.config.parse(config)
const present = (other: object) => {
  const made = { release: 'bookworm', packages: 'none', memory: 'no limit', ...other }
  return { state: 'present', facts: { address: '10.0.0.2', hostKeys: ['ssh-ed25519 A'], made } } as const
}

test.each([
  { name: 'a name', config: { name: 'Forum 1' }, says: /^name: a container’s name is made of/ },
  { name: 'a release', config: { release: 'sarge' }, says: /^release: .*bookworm.*trixie/ },
  { name: 'memory', config: { memory: 'lots' }, says: /^memory: an amount of memory is written as “512M”/ },
  { name: 'too little memory', config: { memory: '1M' }, says: /^memory: a Debian with systemd does not boot/ },
  { name: 'a package', config: { packages: ['nginx; rm'] }, says: /^packages\.0: not a name of a Debian package/ },
  { name: 'the cache', config: { cache: 'here' }, says: /^cache: the cache folder is named by its whole path/ },
])('a mistake in $name is said', ({ config, says }) => {
  const issues = type.config.safeParse(config).error?.issues ?? []
  expect(issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([expect.stringMatching(says)])
})

test.each([
  { name: 'nothing there', found: { state: 'absent' }, action: 'create', changes: undefined },
  { name: 'the same there', found: present({}), action: 'nothing', changes: [] },
  {
    name: 'another release there',
    found: present({ release: 'trixie' }),
    action: 'replace',
    changes: ['release: trixie → bookworm'],
  },
  {
    name: 'other memory there',
    found: present({ memory: '1G' }),
    action: 'replace',
    changes: ['memory: 1G → no limit'],
  },
  { name: 'a half-made one there', found: { state: 'unfinished', reason: '' }, action: 'replace', changes: [] },
] as const)('with $name the plan is to $action', async ({ found, action, changes }) => {
  const plan = await type.plan?.(parse({}), found, environmentContext())
  expect(plan).toEqual({ action, summary: 'a container of Debian bookworm', price: null, changes })
})

describe('the name on the host', () => {
  const whose = { machine: 'Web.1', deployment: 'forum', stage: 'production' }

  test('is the user’s where there is one', () => {
    expect(nameOf({ name: 'web' }, whose)).toBe('web')
  })

  test('is else another for every stage and deployment, and always fit to be a name', () => {
    const others = [whose, { ...whose, stage: 'pr-12' }, { ...whose, deployment: 'shop' }, { ...whose, machine: '…' }]
    const names = others.map(other => nameOf({}, other))
    expect(new Set(names).size).toBe(4)
    expect(names[0]).toMatch(/^web-1-[0-9a-f]{8}$/)
    for (const name of names) expect(() => parse({ name })).not.toThrow()
  })
})

test('every built-in type is registered by its own name', () => {
  const names = Object.values(environmentTypes).map(({ type }) => type.name)
  expect(names).toEqual(Object.keys(environmentTypes))
  expect(names).toContain('container')
})
