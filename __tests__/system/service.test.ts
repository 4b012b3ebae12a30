import { z } from 'zod'
import { modify } from '../../src/system/modify-services'
import { service, serviceType } from '../../src/system/service'

// The compiler is what tests here: `tsc` fails where a line that must not compile does.
interface Item {
  readonly kind: 'directory' | 'file'
  readonly path: string
  readonly mode?: string
}
const description = 'A toy'
const files = serviceType({
  name: 'files',
  description,
  config: z.array(z.custom<Item>()),
  defaultValue: [],
  compose: (more: readonly (readonly Item[])[]) => more.flat(),
  extend: (own, more) => [...own, ...more],
})
const count = serviceType({
  name: 'count',
  description,
  defaultValue: 5,
  extend: (n, more: readonly string[]) => n + more.length,
})
const closed = serviceType({ name: 'closed', description, defaultValue: 'x' })
const config = z.object({ paths: z.array(z.string()), depth: z.number().default(3) })
const spool = serviceType({
  name: 'spool',
  description,
  config,
  defaultValue: { paths: [] },
  compose: (more: readonly string[][]) => more.flat(),
  extend: ({ paths, depth }, more) => ({ depth, paths: [...paths, ...more] }),
  extensions: contribute => [
    contribute(files, ({ paths, depth }) =>
      paths.map(path => ({ kind: 'directory', path: `/${path}/${depth.toFixed()}` })),
    ),
    contribute(count, ({ paths }) => paths.join()),
    contribute(
      () => later,
      () => 1,
    ),
  ],
})
const later = serviceType({
  name: 'later',
  description,
  defaultValue: 0,
  extend: (own, more: readonly number[]) => own + more.length,
})

test('what a type accepts compiles, and nothing else', () => {
  const compiles = [
    service(spool),
    service(spool, { paths: [] }),
    service(spool, { paths: ['a'], depth: 4 }),
    service(count, 6),
    modify(spool, value => ({ ...value, depth: (value.depth ?? 0) + 1 })),
  ]
  const mustNot = [
    // @ts-expect-error a value of another type
    () => service(count, 'a'),
    // @ts-expect-error an item of another type
    () => service(spool, { paths: [5] }),
    // @ts-expect-error an unknown key
    () => service(spool, { paths: [], pahts: ['a'] }),
    // @ts-expect-error what a change gives must be a value of the type
    () => modify(spool, () => 5),
    () =>
      serviceType({
        name: 'x',
        description,
        config,
        extensions: contribute => [
          // @ts-expect-error a contribution with an unknown key
          contribute(files, ({ paths }) => paths.map(path => ({ kind: 'directory', pth: path }))),
        ],
      }),
    // @ts-expect-error a contribution of another type
    () => serviceType({ name: 'x', description, config, extensions: contribute => [contribute(count, () => 5)] }),
    // @ts-expect-error a type that takes no contributions
    () => serviceType({ name: 'x', description, config, extensions: contribute => [contribute(closed, () => 'a')] }),
    () =>
      serviceType({
        name: 'x',
        description,
        config,
        // @ts-expect-error a key that the config has not
        extensions: contribute => [contribute(count, ({ pats }) => pats)],
      }),
    // @ts-expect-error a default that the schema does not take
    () => serviceType({ name: 'x', description, config, defaultValue: { paths: [5] } }),
    // @ts-expect-error extend must give a config again
    () => serviceType({ name: 'x', description, config, extend: (_own, _more: readonly string[]) => 5 }),
    () =>
      serviceType({
        name: 'x',
        description,
        config,
        // @ts-expect-error extend must take what compose gives
        compose: (_: readonly string[]) => 1,
        extend: (own, _more: string) => own,
      }),
  ]
  expect([...compiles, ...mustNot].every(Boolean)).toBe(true)
})

test("a service remembers where it was written, through the user's helpers", () => {
  const helper = () => service(count)
  const [first, second] = [helper(), helper()]
  expect(first.origin[0]).toEqual(second.origin[0])
  expect(first.origin[0]).toMatchObject({ file: __filename, function: 'helper' })
  expect(first.origin[1]).not.toEqual(second.origin[1])
})

test("a type's identity is the object", () => {
  expect(service(count).type).toBe(count)
  expect(serviceType({ name: 'count', description })).not.toBe(count)
})
