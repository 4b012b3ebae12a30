import fc from 'fast-check'
import { z } from 'zod'
import { edgesOf } from '../../src/system/edges'
import { fold } from '../../src/system/fold'
import { instantiateMissing } from '../../src/system/instantiate'
import { type AnyServiceType, type Service, service, serviceType } from '../../src/system/service'

const description = 'A toy'
type List = readonly (number | string)[]
const start: List = ['initial']

/** Takes lists and appends them. */
const t1 = serviceType({
  name: 't1',
  description,
  defaultValue: start,
  compose: (more: readonly List[]) => more.flat(),
  extend: (own, more) => [...own, ...more],
})
/** Takes numbers, adds them up and multiplies. */
const t2 = serviceType({
  name: 't2',
  description,
  defaultValue: 4,
  compose: (more: readonly number[]) => more.reduce((a, b) => a + b, 0),
  extend: (own, more) => own * more,
  extensions: contribute => [contribute(t1, value => ['xyz', value])],
})
const t3 = serviceType({
  name: 't3',
  description,
  config: z.number(),
  extensions: contribute => [contribute(t2, value => value), contribute(t1, value => [value])],
})
const lonely = serviceType({ name: 'lonely', description, config: z.string() })
const toLonely = serviceType({
  name: 'to-lonely',
  description,
  defaultValue: 1,
  extensions: () => [{ target: lonely, compute: () => 'x' }],
})

const deployed = { deployment: 'shop', stage: 'production' }
const messages = (services: readonly Service[], target: AnyServiceType = t1) => {
  const folded = fold(services, target, deployed)
  return folded.ok ? [] : folded.mistakes.map(({ message }) => message)
}
const value = (services: readonly Service[], target: AnyServiceType = t1) => {
  const folded = fold(services, target, deployed)
  if (!folded.ok) throw new Error(JSON.stringify(folded.mistakes))
  return folded.value
}

describe('the value of a service', () => {
  const without = serviceType({ name: 'without', description, config: z.number() })
  const withDefault = serviceType({ name: 'with', description, config: z.number(), defaultValue: 42 })
  test.each([
    { name: 'the default where none is written', services: [service(withDefault)], target: withDefault, value: 42 },
    {
      name: 'the written one over the default',
      services: [service(withDefault, 123)],
      target: withDefault,
      value: 123,
    },
    {
      name: 'the written one where there is no default',
      services: [service(without, 234)],
      target: without,
      value: 234,
    },
  ])('$name', ({ services, target, value: expected }) => expect(value(services, target)).toBe(expected))

  test('neither written nor a default: a mistake with its origin', () => {
    const folded = fold([service(without)], without, deployed)
    expect(folded).toMatchObject({ ok: false, mistakes: [{ message: '“without” needs a value: it has no default' }] })
    expect(folded.ok ? undefined : folded.mistakes[0]?.origin[0]?.file).toBe(__filename)
  })

  test('a wrong value: every issue, with its path', () => {
    const type = serviceType({ name: 'a', description, config: z.strictObject({ port: z.number(), name: z.string() }) })
    const wrong: unknown = { prot: 5, name: 7 }
    const folded = fold([{ ...service(type, { port: 1, name: '' }), value: wrong }], type, deployed)
    expect(folded.ok ? [] : folded.mistakes.map(({ path, suggestion }) => ({ path, suggestion }))).toEqual([
      { path: 'service(a).port', suggestion: undefined },
      { path: 'service(a).name', suggestion: undefined },
      { path: 'service(a).prot', suggestion: 'port' },
    ])
  })
})

describe('edges', () => {
  test('each service knows who extends it', () => {
    const [s1, s2, s3] = [service(t1), service(t2), service(t3, 1)]
    const { edges, mistakes } = edgesOf([s1, s2, s3])
    const extending = (to: Service) => new Set(edges.filter(edge => edge.to === to).map(edge => edge.from))
    expect(mistakes).toEqual([])
    expect([extending(s1), extending(s2), extending(s3)]).toEqual([new Set([s2, s3]), new Set([s3]), new Set()])
  })

  const a: AnyServiceType = serviceType({
    name: 'a',
    description,
    defaultValue: 0,
    extend: (own: number, more: readonly number[]) => own + more.length,
    extensions: contribute => [contribute(b, () => 1)],
  })
  const b = serviceType({
    name: 'b',
    description,
    defaultValue: 0,
    extend: (own, more: readonly number[]) => own + more.length,
    extensions: () => [{ target: () => a, compute: () => 1 }],
  })
  const self = serviceType({
    name: 'self',
    description,
    defaultValue: 0,
    extend: (own, more: readonly number[]) => own + more.length,
    extensions: () => [{ target: (): AnyServiceType => self, compute: () => 1 }],
  })

  test.each([
    {
      name: 'ambiguous: two possible targets, with their places',
      services: [service(t1), service(t1), service(t2)],
      expected: [
        /^“t2” extends a service of the type “t1”, but there is more than one \(.+fold\.test\.ts:\d+:\d+, .+\)$/,
      ],
    },
    {
      name: 'missing: told before the sink is',
      services: [service(t2)],
      expected: [/^“t2” extends .+ “t1”, but there is none$/],
    },
    { name: 'absent sink', services: [service(lonely, '')], expected: [/^there is no service of the type “t1”$/] },
    {
      name: 'two sinks that nobody extends',
      services: [service(t1), service(t1)],
      expected: [/^there is more than one service of the type “t1”, the first at .+:\d+:\d+$/],
    },
    {
      name: 'a target without extend',
      services: [service(t1), service(lonely, ''), service(toLonely)],
      expected: [/^“to-lonely” extends .+ “lonely”, which takes no contributions/],
    },
    {
      name: 'a circle, with its path',
      services: [service(t1), service(b), { ...service(b), type: a }],
      expected: [/: b → a → b$/],
    },
    { name: 'a service that extends itself', services: [service(t1), service(self)], expected: [/: self → self$/] },
    {
      name: 'all at once',
      services: [service(t2), service(toLonely), service(t3, 1), { ...service(t3, 1), value: 'no number' }],
      expected: [
        /“t2” extends .+ none/,
        /“to-lonely” extends .+ none/,
        /“t3” .+ none/,
        /“t3” .+ none/,
        /expected a number/,
      ],
    },
  ])('$name', ({ services, expected }) => {
    const found = messages(services)
    expect(found).toHaveLength(expected.length)
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern)
  })
})

describe('the fold', () => {
  test('composes what extends a service, in the order of the list', () => {
    const services = [service(t1), service(t2), ...[1, 2, 3, 4, 5].map(n => service(t3, n))]
    expect(value(services)).toEqual(['initial', 'xyz', 60, 1, 2, 3, 4, 5])
  })

  test('two contributions to one target are both used', () => {
    const twice = serviceType({
      name: 'twice',
      description,
      defaultValue: 1,
      extensions: contribute => [contribute(t1, () => ['one']), contribute(t1, () => ['two'])],
    })
    expect(value([service(t1), service(twice)])).toEqual(['initial', 'one', 'two'])
  })

  test('extend without compose gets the list of what was contributed', () => {
    const target = serviceType({
      name: 'n',
      description,
      defaultValue: 1,
      extend: (own, more: readonly number[]) => [own, ...more].length,
    })
    const giver = serviceType({
      name: 'g',
      description,
      config: z.number(),
      extensions: contribute => [contribute(target, n => n)],
    })
    expect(value([service(giver, 5), service(target), service(giver, 6)], target)).toBe(3)
  })

  test('a contribution may be a function of the config', () => {
    const kernel = serviceType({
      name: 'kernel',
      description,
      defaultValue: { flags: ['a'] },
      compose: (changes: readonly ((config: { flags: string[] }) => { flags: string[] })[]) => changes,
      extend: (own, changes) => changes.reduce((config, change) => change(config), own),
    })
    const flag = serviceType({
      name: 'flag',
      description,
      config: z.string(),
      extensions: contribute => [contribute(kernel, name => config => ({ flags: [...config.flags, name] }))],
    })
    expect(value([service(kernel), service(flag, 'b'), service(flag, 'c')], kernel)).toEqual({ flags: ['a', 'b', 'c'] })
  })

  test('extend is called where nobody extends, with what compose makes of nothing', () => {
    expect(value([service(t2), service(t1)], t1)).toEqual(['initial', 'xyz', 0])
  })

  test('a service that several others need is folded once', () => {
    let calls = 0
    const bottom = serviceType({
      name: 'bottom',
      description,
      defaultValue: 0,
      extend: (own, more: readonly number[]) => own + more.reduce((x, y) => x + y, 0),
    })
    const arm = (name: string) =>
      serviceType({
        name,
        description,
        defaultValue: 0,
        extend: (own, more: readonly number[]) => own + more.reduce((x, y) => x + y, 0),
        extensions: contribute => [contribute(bottom, n => n)],
      })
    const [left, right] = [arm('left'), arm('right')]
    const top = serviceType({
      name: 'top',
      description,
      defaultValue: 7,
      extend: (own, _: readonly number[]) => {
        calls++
        return own
      },
      extensions: contribute => [contribute(left, n => n), contribute(right, n => n)],
    })
    expect(value([service(bottom), service(left), service(right), service(top)], bottom)).toBe(14)
    expect(calls).toBe(1)
  })

  test('a throw in what a user wrote is a mistake of that service, and of no other', () => {
    const broken = serviceType({
      name: 'broken',
      description,
      config: z.string(),
      extensions: contribute => [
        contribute(t1, text => {
          throw new Error(`no ${text}`)
        }),
      ],
    })
    expect(messages([service(t1), service(broken, 'a'), service(broken, 'b')])).toEqual([
      '“broken” failed: no a',
      '“broken” failed: no b',
    ])
  })

  test('the order of the list decides nothing but the order of what is composed', () => {
    const sorted = (list: unknown) => (Array.isArray(list) ? [...list].map(String).sort() : list)
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 8 }), fc.infiniteStream(fc.nat()), (numbers, shuffle) => {
        const services = [service(t1), service(t2), ...numbers.map(n => service(t3, n))]
        const other = services
          .map(item => ({ item, at: shuffle.next().value }))
          .sort((x, y) => x.at - y.at)
          .map(({ item }) => item)
        expect(sorted(value(other))).toEqual(sorted(value(services)))
      }),
    )
  })
})

describe('what is missing and has a default', () => {
  const s1 = serviceType({
    name: 's1',
    description,
    defaultValue: start,
    extend: (own, more: readonly List[]) => [...own, ...more.flat()],
  })
  const s2 = serviceType({
    name: 's2',
    description,
    defaultValue: 's2',
    extend: (own, more: readonly string[]) => own + more.join(),
    extensions: contribute => [contribute(s1, text => [text])],
  })
  const s3 = serviceType({
    name: 's3',
    description,
    config: z.string(),
    extensions: contribute => [contribute(s2, text => text)],
  })
  const strict = serviceType({
    name: 'strict',
    description,
    config: z.string(),
    extend: (own, _: readonly string[]) => own,
  })
  const needy = serviceType({
    name: 'needy',
    description,
    defaultValue: 'x',
    extensions: contribute => [contribute(strict, text => text)],
  })
  const names = (services: readonly Service[]) => instantiateMissing(services).services.map(({ type }) => type.name)

  test.each([
    { name: 'is made, in front', services: [service(s2)], expected: ['s1', 's2'] },
    {
      name: 'is not made where it is there: order unchanged',
      services: [service(s2), service(s1)],
      expected: ['s2', 's1'],
    },
    { name: 'is made to a fixed point', services: [service(s3, 'a')], expected: ['s2', 's1', 's3'] },
    { name: 'only what lacks (indirect)', services: [service(s1), service(s3, 'a')], expected: ['s2', 's1', 's3'] },
    { name: 'only what lacks (direct)', services: [service(s2), service(s3, 'a')], expected: ['s1', 's2', 's3'] },
    {
      name: 'once for several that need it',
      services: [service(s3, 'a'), service(s3, 'b')],
      expected: ['s2', 's1', 's3', 's3'],
    },
  ])('$name', ({ services, expected }) => expect(names(services)).toEqual(expected))

  test('without a default: a mistake that names who extends it', () => {
    expect(instantiateMissing([service(needy)]).missing).toMatchObject([
      { message: '“needy” extends a service of the type “strict”, but there is none' },
    ])
  })

  test('was declared by whoever made it necessary', () => {
    const wanted = service(s3, 'a')
    expect(instantiateMissing([wanted]).services.map(({ origin }) => origin)).toEqual([
      wanted.origin,
      wanted.origin,
      wanted.origin,
    ])
  })
})
