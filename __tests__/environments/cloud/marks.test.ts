import fc from 'fast-check'
import { deploymentMark, labelsOf, type Marks, marksOf, nameFor, seedMark } from '../../../src/environments/cloud/marks'

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', 'z', '-', '.', 'A', '_', '0'), maxLength: 63 }),
)
const print = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map(bytes => `SHA256:${Buffer.from(bytes).toString('base64').replace(/=+$/, '')}`)

const marks: fc.Arbitrary<Marks> = fc.record(
  {
    deployment: text.map(deploymentMark),
    stage: text,
    machine: text,
    state: fc.constantFrom('provisioning', 'ready'),
    run: fc.stringMatching(/^[0-9a-f]{12}$/),
    hostKey: print,
    replaces: fc.stringMatching(/^[0-9]{1,20}$/),
    seed: text.map(own => seedMark(`a${own}`) ?? ''),
    protected: fc.constant(true),
  },
  { requiredKeys: ['deployment', 'stage', 'machine', 'state', 'run'] },
)

test('what is written is read back, whatever the names are', () => {
  fc.assert(fc.property(marks, written => expect(marksOf(labelsOf(written))).toEqual(written)))
})

test('every value fits a label of Hetzner’s and a tag of Linode’s and DigitalOcean’s', () => {
  fc.assert(
    fc.property(marks, written => {
      for (const [key, value] of Object.entries(labelsOf(written))) {
        expect(`${key}=${value}`).toMatch(/^[a-z]([a-z0-9-]*[a-z0-9])?=([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$/)
        expect(`drover:${key}:${value}`.length).toBeLessThanOrEqual(50)
      }
    }),
  )
})

test('two machines never have the same mark', () => {
  fc.assert(
    fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), (one, other) => {
      const id = ([deployment, stage, machine]: readonly [string, string, string]) =>
        labelsOf({ deployment: deploymentMark(deployment), stage, machine, state: 'ready', run: '0' }).id
      expect(id(one) === id(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
    }),
  )
})

const web: Marks = {
  deployment: deploymentMark('acme/shop'),
  stage: 'pr-12',
  machine: 'web',
  state: 'ready',
  run: 'f00',
}

test('what a person reads in them', () => {
  expect(labelsOf({ ...web, replaces: '42' })).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{30}$/),
    deployment: expect.stringMatching(/^acme-shop-[0-9a-f]{16}$/),
    stage: 'pr-12',
    machine: 'web',
    state: 'ready',
    run: 'f00',
    replaces: '42',
  })
})

test.each([
  { name: 'nothing', labels: {} },
  { name: 'what others wrote', labels: { env: 'prod' } },
  { name: 'a state of which nobody knows', labels: { ...labelsOf(web), state: 'odd' } },
  { name: 'another machine’s name under this id', labels: { ...labelsOf(web), machine: 'db' } },
  { name: 'a name that is cut', labels: { ...labelsOf(web), machine: 'z2' } },
])('$name are no marks', ({ labels }) => {
  expect(marksOf(labels)).toBeUndefined()
})

test('every name is a host’s, also where no letter of the machine’s is left', () => {
  const host = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
  fc.assert(
    fc.property(text, fc.boolean(), (machine, second) => {
      fc.pre(machine.length <= 63)
      expect(nameFor({ deployment: 'acme/shop', stage: 'production', machine }, second)).toMatch(host)
    }),
  )
  expect(nameFor({ deployment: 'acme/shop', stage: 'production', machine: '_' })).toMatch(/^[0-9a-f]{8}$/)
})

test('the name is the machine’s, with what tells stages apart', () => {
  const whose = { deployment: 'acme/shop', stage: 'production', machine: 'web.example' }
  expect(nameFor(whose)).toMatch(/^web-example-[0-9a-f]{8}$/)
  expect(nameFor({ ...whose, stage: 'pr-1' })).not.toBe(nameFor(whose))
  expect(nameFor(whose, true)).toBe(`${nameFor(whose)}-b`)
  expect(() => nameFor({ ...whose, machine: 'a'.repeat(64) })).toThrow(/63 letters at most/)
})
