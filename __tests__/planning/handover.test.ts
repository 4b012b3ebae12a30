import { handovers } from '../../src/planning/handover'
import type { ManifestResource } from '../../src/resources/manifest'

const claims: Readonly<Record<string, readonly string[]>> = {
  hostname: ['hostname', 'path:/etc/hostname'],
  'file:/etc/hostname': ['path:/etc/hostname'],
  'symlink:/etc/hostname': ['path:/etc/hostname'],
  'file:/etc/motd': ['path:/etc/motd'],
}
const resources = (...ids: readonly string[]): readonly ManifestResource[] =>
  ids.map(id => ({ id, kind: id, want: null, after: [] }))
const between = (gone: readonly string[], wanted: readonly string[]) =>
  handovers(resources(...gone), resources(...wanted), ({ id }) => claims[id] ?? [])

test.each([
  { gone: ['hostname'], wanted: ['file:/etc/motd'], found: [] },
  // The own place stays the same: its original goes on.
  { gone: ['file:/etc/hostname'], wanted: ['symlink:/etc/hostname'], found: [] },
  {
    gone: ['hostname', 'file:/etc/motd'],
    wanted: ['file:/etc/hostname'],
    found: [{ place: 'path:/etc/hostname', from: 'hostname', to: 'file:/etc/hostname' }],
  },
  {
    gone: ['file:/etc/hostname'],
    wanted: ['hostname', 'file:/etc/motd'],
    found: [{ place: 'path:/etc/hostname', from: 'file:/etc/hostname', to: 'hostname' }],
  },
])('from $gone to $wanted', ({ gone, wanted, found }) => {
  expect(between(gone, wanted)).toEqual(found)
})
