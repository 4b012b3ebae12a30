import fc from 'fast-check'
import { z } from 'zod'
import type { Observation } from '../../src/planning/observation'
import { originalOf } from '../../src/planning/original'
import { isEmpty, type Plan, plan } from '../../src/planning/plan'
import type { AnyKind, Former, StepDraft } from '../../src/resources/kind'
import type { Manifest, ManifestResource } from '../../src/resources/manifest'
import { resourceKinds } from '../../src/resources/registry'
import { secret, type Template } from '../../src/resources/text'
import { sh } from '../../src/target/script'
import { resourceOf } from '../support/lab-herd'
import { type Toy, type ToySeen, toy, toyFile, toyKinds, toyManifest } from '../support/toy-kind'

interface Situation {
  readonly seen: Record<string, ToySeen>
  readonly previous?: Manifest
  /** Places; where nothing else is said, nothing stood there. */
  readonly originals?: readonly (string | readonly [place: string, former: Former])[]
  readonly claims?: Record<string, string[]>
}

const observation = ({ seen, originals = [], claims = {} }: Situation): Observation => ({
  seen: new Map(Object.entries(seen)),
  claims: new Map(Object.entries(claims)),
  originals: new Map(
    [...originals].map(one => (typeof one === 'string' ? [originalOf(one), 'absent'] : [originalOf(one[0]), one[1]])),
  ),
})

const planned = (manifest: Manifest, situation: Situation) =>
  plan({
    manifest,
    recorded: situation.previous,
    standing: new Set(situation.previous?.resources.map(({ id }) => id)),
    previous: situation.previous,
    kinds: toyKinds,
    observation: observation(situation),
    owner: 'us@production',
  })

function sure(manifest: Manifest, situation: Situation): Plan {
  const result = planned(manifest, situation)
  if (!result.ok) throw new Error(`no plan: ${JSON.stringify(result)}`)
  return result.plan
}

const absent: ToySeen = { value: null }

test.each<{ name: string; manifest: Manifest; situation: Situation; titles: string[] }>([
  {
    name: 'what is as declared needs no step',
    manifest: toyManifest(toy('toy-file', 'a', '1')),
    situation: { seen: { 'toy-file:a': { value: '1' } } },
    titles: [],
  },
  {
    name: 'packages come first and together, services last',
    manifest: toyManifest(
      toy('toy-service', 's', 'on'),
      toy('toy-file', 'f', '1'),
      toy('toy-package', 'p', '1'),
      toy('toy-package', 'q', '1'),
    ),
    situation: {
      seen: { 'toy-service:s': absent, 'toy-file:f': absent, 'toy-package:p': absent, 'toy-package:q': absent },
    },
    titles: ['install p, q', 'set f', 'set s'],
  },
  {
    name: 'a package that waits for a file is not joined with one that does not',
    manifest: toyManifest(
      toy('toy-file', 'sources', '1'),
      toy('toy-package', 'p', '1'),
      toy('toy-package', 'q', '1', { after: ['toy-file:sources'] }),
    ),
    situation: { seen: { 'toy-file:sources': absent, 'toy-package:p': absent, 'toy-package:q': absent } },
    titles: ['install p', 'set sources', 'install q'],
  },
  {
    name: 'what is gone from the declaration is removed after what changes',
    manifest: toyManifest(toy('toy-file', 'new', '1')),
    situation: {
      seen: { 'toy-file:new': absent },
      previous: toyManifest(
        toy('toy-file', 'old', '1'),
        toy('toy-service', 'old', 'on'),
        toy('toy-package', 'old', '1'),
      ),
      originals: ['toy-file:old', 'toy-service:old', 'toy-package:old'],
    },
    titles: [
      'set new',
      'stop toy-service old',
      'remove toy-file old',
      'remove toy-package old',
      'remove toy-service old',
    ],
  },
  {
    name: 'a service that goes is stopped right before what may need its room: after packages and files',
    manifest: toyManifest(
      toy('toy-package', 'p', '1'),
      toy('toy-file', 'f', '1'),
      toy('toy-service', 's', 'on'),
      toy('toy-file', 'late', '1', { after: ['toy-service:s'] }),
    ),
    situation: {
      seen: { 'toy-package:p': absent, 'toy-file:f': absent, 'toy-service:s': absent, 'toy-file:late': absent },
      previous: toyManifest(toy('toy-service', 'old', 'on')),
      originals: ['toy-service:old'],
    },
    titles: ['install p', 'set f', 'stop toy-service old', 'set s', 'set late', 'remove toy-service old'],
  },
  {
    name: 'what a service that stays has followed goes before it is restarted, with what must go before that',
    manifest: toyManifest(toy('toy-file', 'new', '1'), toy('toy-service', 's', 'on')),
    situation: {
      seen: { 'toy-file:new': absent, 'toy-service:s': { value: 'on', hash: 'of before' } },
      previous: toyManifest(
        toy('toy-service', 's', 'on', { follows: ['toy-file:site'] }),
        toy('toy-file', 'site', '1'),
        toy('toy-file', 'in-site', '1', { after: ['toy-file:site'] }),
        toy('toy-file', 'other', '1'),
        toy('toy-service', 'old', 'on'),
      ),
      originals: ['toy-file:site', 'toy-file:in-site', 'toy-file:other', 'toy-service:old'],
    },
    titles: [
      'set new',
      'stop toy-service old',
      'remove toy-file in-site',
      'remove toy-file site',
      'restart s',
      'remove toy-file other',
      'remove toy-service old',
    ],
  },
  {
    name: 'a shared thing that another deployment claims too stays',
    manifest: toyManifest(),
    situation: {
      seen: {},
      previous: toyManifest(toy('toy-package', 'p', '1')),
      originals: ['toy-package:p'],
      claims: { 'toy-package:p': ['us@production', 'them@production'] },
    },
    titles: [],
  },
])('$name', ({ manifest, situation, titles }) => {
  expect(sure(manifest, situation).steps.map(step => step.title)).toEqual(titles)
})

test.each<{ name: string; resource: ManifestResource; place: string; titles: Record<Former, string> }>([
  {
    name: 'a file',
    resource: resourceOf('file', { path: '/etc/motd', content: 'hello' }),
    place: 'path:/etc/motd',
    titles: {
      absent: 'remove /etc/motd',
      present: 'put /etc/motd back as it was before Drover',
      unknown: 'put /etc/motd back as it was before Drover',
    },
  },
  {
    name: 'a folder, which stays while something of others is in it',
    resource: resourceOf('directory', { path: '/srv/x' }),
    place: 'path:/srv/x',
    titles: {
      absent: 'remove /srv/x/, if nothing is left in it',
      present: 'put /srv/x/ back as it was before Drover (not what is in it)',
      unknown: 'put /srv/x/ back as it was before Drover (not what is in it)',
    },
  },
  {
    name: 'a package, which stays where it was there before',
    resource: resourceOf('package', { name: 'openssh-server' }),
    place: 'package:openssh-server',
    titles: {
      absent: 'remove package openssh-server',
      present: 'stop managing package openssh-server (it was there before Drover, and stays)',
      unknown: 'put package openssh-server back as it was before Drover',
    },
  },
  {
    name: 'a group',
    resource: resourceOf('group', { name: 'forum' }),
    place: 'group:forum',
    titles: {
      absent: 'remove group forum',
      present: 'put group forum back as it was before Drover',
      unknown: 'put group forum back as it was before Drover',
    },
  },
])('the removal of $name says what will come of it', ({ resource, place, titles }) => {
  for (const former of ['absent', 'present', 'unknown'] as const) {
    const previous = toyManifest(resource)
    const result = plan({
      manifest: toyManifest(),
      recorded: previous,
      standing: new Set<string>(),
      previous,
      kinds: resourceKinds,
      observation: observation({ seen: {}, originals: [[place, former]] }),
      owner: 'us@production',
    })
    expect(result.ok && result.plan.steps.map(({ title }) => title)).toEqual([titles[former]])
  }
})

test('ten changed files restart a service once, and each says that it triggers it', () => {
  const files = Array.from({ length: 10 }, (_, n) => `toy-file:${n}`)
  const manifest = toyManifest(
    ...files.map((_, n) => toy('toy-file', String(n), '2')),
    toy('toy-service', 's', 'on', { follows: files }),
  )
  const seen = Object.fromEntries(files.map(id => [id, { value: '1' }]))
  const { steps } = sure(manifest, { seen: { ...seen, 'toy-service:s': { value: 'on', hash: 'of before' } } })
  expect(steps.filter(step => step.action === 'restart')).toHaveLength(1)
  expect(steps.slice(0, 10).map(step => step.triggers)).toEqual(files.map(() => ['toy-service:s']))
  expect(steps[10]?.after).toEqual([...files].sort())
})

test('a service that already runs with what it follows is not restarted', () => {
  const manifest = toyManifest(toy('toy-file', 'f', '1'), toy('toy-service', 's', 'on', { follows: ['toy-file:f'] }))
  const first = planned(manifest, {
    seen: { 'toy-file:f': { value: '1' }, 'toy-service:s': { value: 'on', hash: '' } },
  })
  const hash = first.ok ? first.values.get('toy-service:s')?.restart : undefined
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(
    sure(manifest, { seen: { 'toy-file:f': { value: '1' }, 'toy-service:s': { value: 'on', hash } } }).steps,
  ).toEqual([])
})

test('what was not seen is unknown: there is no plan, and never a fresh machine', () => {
  expect(planned(toyManifest(toy('toy-file', 'a', '1')), { seen: {} })).toEqual({
    ok: false,
    unobserved: ['toy-file:a'],
    taken: [],
    handovers: [],
  })
})

test('a place that another deployment owns is refused', () => {
  const result = planned(toyManifest(toy('toy-file', 'a', '1')), {
    seen: { 'toy-file:a': absent },
    claims: { 'toy-file:a': ['them@production'] },
  })
  expect(result).toEqual({
    ok: false,
    unobserved: [],
    taken: [{ place: 'toy-file:a', owner: 'them@production' }],
    handovers: [],
  })
})

test('a claim that nothing explains any more is given up', () => {
  const manifest = toyManifest(toy('toy-file', 'a', '1'))
  const result = sure(manifest, {
    seen: { 'toy-file:a': { value: '1' } },
    previous: manifest,
    originals: ['toy-file:a'],
    claims: { 'toy-file:a': ['us@production'], 'toy-file:b': ['us@production'], 'toy-file:c': ['them@production'] },
  })
  expect(result.released).toEqual(['toy-file:b'])
  expect(isEmpty(result)).toBe(false)
})

test('a place is kept when it is first taken, and not again', () => {
  const manifest = toyManifest(toy('toy-file', 'a', '1'), toy('toy-file', 'b', '1'))
  const seen = { 'toy-file:a': { value: '1' }, 'toy-file:b': { value: '1' } }
  expect(sure(manifest, { seen, originals: ['toy-file:a'] }).keepings.map(({ place }) => place)).toEqual(['toy-file:b'])
})

test('a difference that nobody declared is drift; one that was declared is not', () => {
  const before = toyManifest(toy('toy-file', 'same', '1'), toy('toy-file', 'other', '1'))
  const after = toyManifest(toy('toy-file', 'same', '1'), toy('toy-file', 'other', '2'))
  const seen = { 'toy-file:same': { value: 'by hand' }, 'toy-file:other': { value: '1' } }
  const { steps } = sure(after, { seen, previous: before })
  expect(steps.map(({ id, drift }) => [id, drift])).toEqual([
    ['toy-file:other', false],
    ['toy-file:same', true],
  ])
})

test.each<{ name: string; was: string; is: string; parts: Template['$text']; drift: boolean; title: string }>([
  {
    name: 'the file was changed by hand, the secret is the same',
    was: 'h1',
    is: 'h1',
    parts: [secret('TOKEN')],
    drift: true,
    title: 'set a',
  },
  {
    name: 'the secret has another value',
    was: 'h1',
    is: 'h2',
    parts: [secret('TOKEN')],
    drift: false,
    title: 'set a (the secret TOKEN changed)',
  },
  {
    name: 'one of two secrets has another value',
    was: 'h1',
    is: 'h2',
    parts: ['u=', secret('USER'), ' p=', secret('TOKEN')],
    drift: false,
    title: 'set a (one of the secrets TOKEN, USER changed)',
  },
])('a secret in a text: $name', ({ was, is, parts, drift, title }) => {
  const kind = {
    ...toyFile,
    schema: z.any(),
    steps: (): StepDraft[] => [{ action: 'change', title: 'set a', effect: sh`set` }],
  }
  const manifest = (hmac: string): Manifest =>
    toyManifest({
      id: 'toy-file:a',
      kind: 'toy-file',
      want: { name: 'a', value: { $text: z.array(z.json()).parse(JSON.parse(JSON.stringify(parts))), $hmac: hmac } },
      after: [],
    })
  const result = plan({
    manifest: manifest(is),
    recorded: manifest(was),
    standing: new Set<string>(),
    previous: manifest(was),
    kinds: new Map<string, AnyKind>([['toy-file', kind]]),
    observation: observation({ seen: { 'toy-file:a': { value: 'other' } } }),
    owner: 'us@production',
  })
  expect(result.ok && result.plan.steps.map(step => [step.title, step.drift])).toEqual([[title, drift]])
})

const names = fc.constantFrom('a', 'b', 'c', 'd')
const resources = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('toy-file', 'toy-service', 'toy-package'),
    name: names,
    value: fc.constantFrom('1', '2'),
  }),
  { selector: ({ kind, name }) => `${kind}:${name}`, maxLength: 10 },
)
const manifestOf = (all: readonly (Toy & { kind: string })[]) =>
  toyManifest(...all.map(({ kind, name, value }) => toy(kind, name, value)))

test('law: observed as declared gives an empty plan', () => {
  fc.assert(
    fc.property(resources, all => {
      const seen = Object.fromEntries(all.map(({ kind, name, value }) => [`${kind}:${name}`, { value }]))
      expect(sure(manifestOf(all), { seen }).steps.filter(step => step.action !== 'restart')).toEqual([])
    }),
  )
})

test('law: equal inputs give equal plans, whatever the order of the resources', () => {
  fc.assert(
    fc.property(
      resources.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const seen = Object.fromEntries(all.map(({ kind, name }) => [`${kind}:${name}`, absent]))
        const first = sure(manifestOf(all), { seen })
        expect(sure(manifestOf(shuffled), { seen }).digest).toEqual(first.digest)
        expect(JSON.parse(JSON.stringify(first))).toEqual(first)
      },
    ),
  )
})

test('law: every step comes after all that it names', () => {
  fc.assert(
    fc.property(resources, resources, (now, before) => {
      const seen = Object.fromEntries(now.map(({ kind, name }) => [`${kind}:${name}`, absent]))
      const originals = before.map(({ kind, name }) => `${kind}:${name}`)
      const { steps } = sure(manifestOf(now), { seen, previous: manifestOf(before), originals })
      const order = steps.map(({ id }) => id)
      expect(new Set(order).size).toBe(order.length)
      for (const { id, after } of steps)
        for (const other of after) expect(order.indexOf(other)).toBeLessThan(order.indexOf(id))
    }),
  )
})
