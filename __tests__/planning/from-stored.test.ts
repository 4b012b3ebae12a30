import { kindsWith, notMade, notRead } from '../../src/planning/from-stored'
import { plan } from '../../src/planning/plan'
import type { AnyKind } from '../../src/resources/kind'
import { type Manifest, manifestFormat, manifestSchema } from '../../src/resources/manifest'
import { storedKind } from '../../src/system/stored'
import { sh } from '../../src/target/script'
import { toyFile, toyPackage } from '../support/toy-kind'

const note: AnyKind = {
  ...toyFile,
  name: 'note',
  id: want => `note:${JSON.stringify(want)}`,
  claims: want => [`note:${JSON.stringify(want)}`],
  steps: ({ seen }) =>
    seen === 'absent' ? [{ action: 'create', title: 'write it', effect: sh`toy-write`, irreversible: 'told' }] : [],
  keep: () => ({ record: sh`toy-record`, restore: sh`toy-restore` }),
  health: () => sh`toy-health`,
}

const holding = (want: string, kind: AnyKind = note): Manifest =>
  manifestSchema.parse({
    format: manifestFormat,
    machine: 'm',
    resources: [{ id: 'note:n', kind: 'note', want, after: [], stored: storedKind(kind, want, 'note:n') }],
  })
const nothing: Manifest = { format: manifestFormat, machine: 'm', resources: [] }
const known = new Map<string, AnyKind>([['toy-package', toyPackage]])

function steps(wanted: Manifest, recorded: Manifest | undefined, attempted = recorded) {
  const standing = new Set(recorded?.resources.map(({ id }) => id))
  const planned = plan({
    manifest: wanted,
    recorded: attempted === recorded ? recorded : undefined,
    standing,
    previous: attempted,
    kinds: kindsWith(known, wanted, attempted),
    observation: { seen: new Map([['note:n', notRead]]), claims: new Map(), originals: new Map() },
    owner: 'us@production',
  })
  if (!planned.ok) throw new Error(JSON.stringify(planned))
  return planned.plan.steps
}

test('a resource of a kind that nobody knows any more is made by the script that is kept of it', () => {
  const [step, ...others] = steps(holding('one'), nothing)
  expect(others).toEqual([])
  expect(step).toMatchObject({
    title: 'write it (from what the machine keeps)',
    effect: sh`toy-write`,
    undo: 'irreversible',
    irreversible: 'told',
    drift: false,
  })
})

test.each([
  { name: 'stands just so already', recorded: holding('one'), attempted: undefined, made: false, cleared: false },
  { name: 'stands otherwise', recorded: holding('two'), attempted: undefined, made: true, cleared: true },
  {
    name: 'was last touched by a failed attempt',
    recorded: holding('two'),
    attempted: 'one',
    made: true,
    cleared: true,
  },
])('one that $name', ({ recorded, attempted, made, cleared }) => {
  const found = steps(holding('one'), recorded, attempted === undefined ? recorded : holding(attempted))
  expect(found).toHaveLength(made ? 1 : 0)
  expect(found.some(({ effect }) => effect.sh.includes('toy-restore'))).toBe(cleared)
})

test('a kind that must look first, or needs a value of the machine, leaves nothing to make it of', () => {
  const looking: AnyKind = { ...note, steps: () => [] }
  const valued: AnyKind = {
    ...note,
    steps: () => [{ action: 'create', title: 'write it', effect: sh`drover_value v`, values: { v: '1' } }],
  }
  expect(notMade(holding('one', looking), known)).toEqual(['note:n'])
  expect(notMade(holding('one', valued), known)).toEqual(['note:n'])
  expect(notMade(holding('one'), known)).toEqual([])
  expect(notMade(holding('one', { ...looking, changesNothing: true }), known)).toEqual([])
})

test('its health is looked at, and known kinds stay as they are', () => {
  const kinds = kindsWith(known, holding('one'))
  expect(kinds.get('note')?.health?.(['one']).sh).toContain('toy-health')
  expect(kinds.get('toy-package')).toBe(toyPackage)
  expect(kindsWith(known, nothing, undefined)).toBe(known)
})
