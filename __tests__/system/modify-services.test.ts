import { modify, modifyServices, remove } from '../../src/system/modify-services'
import { type Service, service, serviceType } from '../../src/system/service'

const toy = (name: string) => serviceType({ name, description: 'A toy', defaultValue: 0 })
const [t1, t2, t3] = [toy('t1'), toy('t2'), toy('t3')]
const list = [service(t1, 1), service(t2, 2), service(t3, 3)]
const values = (services: readonly Service[]) => services.map(({ value }) => value)
const mistakes = (services: readonly Service[]) =>
  services.flatMap(service => service.mistakes.map(({ message }) => message))

test.each([
  { name: 'no clauses', clauses: [], expected: [1, 2, 3] },
  { name: 'removed', clauses: [remove(t2)], expected: [1, 3] },
  { name: 'modified', clauses: [modify(t3, () => 33)], expected: [1, 2, 33] },
  {
    name: 'every clause is tried, in order',
    clauses: [modify(t1, n => n + 1), modify(t1, n => n * 10)],
    expected: [20, 2, 3],
  },
  { name: 'modified, then removed', clauses: [modify(t1, n => n + 1), remove(t1)], expected: [2, 3] },
  {
    name: 'different types at once',
    clauses: [remove(t1), modify(t2, n => -n), modify(t3, n => -n)],
    expected: [-2, -3],
  },
])('$name', ({ clauses, expected }) => {
  const modified = modifyServices(list, clauses)
  expect(values(modified)).toEqual(expected)
  expect(mistakes(modified)).toEqual([])
})

test('every clause on every instance', () => {
  const several = [service(t1, 1), service(t2, 2), service(t1, 3)]
  expect(values(modifyServices(several, [modify(t1, n => n * 10)]))).toEqual([10, 2, 30])
  expect(values(modifyServices(several, [remove(t1)]))).toEqual([2])
})

test('a service without a written value is modified from its default, and keeps its origin', () => {
  const bare = service(t1)
  expect(modifyServices([bare], [modify(t1, n => n + 5)])).toEqual([{ ...bare, value: 5 }])
})

test.each([
  {
    name: 'a clause that fits nothing',
    services: list.slice(0, 1),
    clauses: [remove(t2), modify(t3, n => n)],
    expected: [/^the list has no service of the type “t2”$/, /^the list has no service of the type “t3”$/],
  },
  {
    name: 'modified after it was removed: says where',
    services: list,
    clauses: [remove(t2), modify(t2, n => n)],
    expected: [/^the service “t2” was removed before, at .+modify-services\.test\.ts:\d+:\d+$/],
  },
  {
    name: 'removed twice',
    services: list,
    clauses: [remove(t2), remove(t2)],
    expected: [/^the service “t2” was removed before/],
  },
  {
    name: 'once for several instances',
    services: [service(t2, 1), service(t2, 2)],
    clauses: [remove(t2), modify(t2, n => n)],
    expected: [/was removed before/],
  },
  {
    name: 'a change that throws',
    services: list,
    clauses: [
      modify(t2, () => {
        throw new Error('no')
      }),
    ],
    expected: [/^the change failed: no$/],
  },
])('$name is a mistake', ({ services, clauses, expected }) => {
  const found = modifyServices(services, clauses).flatMap(service => service.mistakes)
  expect(found).toHaveLength(expected.length)
  for (const [index, pattern] of expected.entries()) {
    expect(found[index]?.message).toMatch(pattern)
    expect(found[index]?.origin[0]?.file).toBe(__filename)
  }
})
