import { resourceKinds } from '../../src/resources/registry'

test('every kind is known by its own name, and ranks put what is needed first', () => {
  for (const [name, kind] of resourceKinds) {
    expect(kind.name).toBe(name)
    expect(name).toMatch(/^[a-z]+$/)
  }
  const byRank = [...resourceKinds.values()].sort((a, b) => a.rank - b.rank).map(({ name }) => name)
  const before = (first: string, then: string) =>
    expect([first, byRank.indexOf(first) < byRank.indexOf(then)]).toEqual([first, true])
  before('package', 'user')
  before('package', 'file')
  before('group', 'user')
  before('user', 'directory')
  before('directory', 'file')
  before('file', 'unit')
  before('sysctl', 'unit')
  before('unit', 'hook')
})
