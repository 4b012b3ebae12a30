import { basename } from 'node:path'
import { z } from 'zod'
import type { Mistake } from '../../src/failure'
import { file } from '../../src/resources/file'
import { resourceKind } from '../../src/resources/kind'
import { manifestSchema } from '../../src/resources/manifest'
import { resource } from '../../src/resources/resource'
import { SourceError, type SourceFiles } from '../../src/resources/source'
import { reference, secret, text } from '../../src/resources/text'
import { files } from '../../src/system/files'
import { command, http, tcp } from '../../src/system/health-checks'
import { packages } from '../../src/system/packages'
import { ports } from '../../src/system/ports'
import { resources } from '../../src/system/resources'
import { service, serviceType } from '../../src/system/service'
import { compileSystem, System, type SystemInput, system } from '../../src/system/system'
import { units } from '../../src/system/units'
import { sh } from '../../src/target/script'

const hash = 'a'.repeat(64)
const sources: SourceFiles = {
  file: path => {
    if (path !== 'motd') throw new SourceError(`there is no file ${path}`)
    return { hash, executable: false }
  },
  tree: () => [{ type: 'file', path: 'index.html', hash, executable: false }],
}
const surroundings = { machine: 'web', files: sources, deployment: 'shop', stage: 'production' }

const compiled = (input: SystemInput) => {
  const result = compileSystem(system(input), surroundings)
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes, undefined, 1))
  return result.value
}
const mistakes = (written: unknown): readonly Mistake[] => {
  const result = compileSystem(new System(written, [{ file: '/r/deploy.ts', line: 7, column: 3 }]), surroundings)
  return result.ok ? [] : result.mistakes
}
const told = (written: unknown) =>
  mistakes(written).map(
    ({ path, message, suggestion }) => `${path}: ${message}${suggestion ? ` (${suggestion}?)` : ''}`,
  )

const toy = (description: string) => ({ name: description, description })

describe('a system compiles', () => {
  const value = compiled({
    hostName: 'web',
    timezone: 'Europe/Berlin',
    packages: ['git', { name: 'nginx', version: 'latest' }],
    groups: [{ name: 'staff' }],
    users: [{ name: 'ada', groups: ['staff'], authorizedKeys: ['ssh-ed25519 AAAA ada'] }],
    files: [
      { path: '/etc/motd', content: { source: 'motd' } },
      { path: '/etc/key', content: text`key=${secret('KEY')}` },
      { kind: 'directory', path: '/srv/www' },
      { kind: 'symlink', path: '/srv/current', target: 'www' },
      { kind: 'tree', path: '/srv/tree', source: 'site', exclude: ['*.map'] },
    ],
    sysctl: { 'net.ipv4.ip_forward': 1 },
  })

  test('to resources sorted by id, whatever they were declared by', () => {
    expect(value.manifest.resources.map(({ id }) => id)).toEqual([
      'directory:/srv/www',
      'file:/etc/key',
      'file:/etc/motd',
      'group:staff',
      'hostname:',
      'package:git',
      'package:nginx',
      'symlink:/srv/current',
      'sysctl:net.ipv4.ip_forward',
      'timezone:',
      'tree:/srv/tree',
      'user:ada',
    ])
  })

  test('to a manifest that is plain JSON of the format', () => {
    expect(manifestSchema.parse(JSON.parse(JSON.stringify(value.manifest)))).toEqual(value.manifest)
    expect(value.manifest.machine).toBe('web')
    expect(value.hostName).toBe('web')
  })

  test('with what the files hold, with defaults, and with the name of a secret', () => {
    const wants = new Map(value.manifest.resources.map(({ id, want }) => [id, want]))
    expect(wants.get('file:/etc/motd')).toMatchObject({ content: { blob: hash }, mode: '644', owner: 'root' })
    expect(wants.get('file:/etc/key')).toMatchObject({ content: { $text: ['key=', { $secret: 'KEY' }] }, mode: '600' })
    expect(wants.get('tree:/srv/tree')).toMatchObject({ entries: [{ path: 'index.html' }] })
  })

  test('with an origin for each', () => {
    for (const { id } of value.manifest.resources) expect(value.origins[id]?.[0]?.file).toBe(__filename)
  })

  test('equal systems give equal manifests, also in another order', () => {
    const [a, b] = [service(packages, ['b']), service(files, [{ path: '/etc/x', content: '' }])]
    expect(compiled({ hostName: 'a', services: [a, b] }).manifest).toEqual(
      compiled({ services: [b, a], hostName: 'a' }).manifest,
    )
  })
})

describe('what is written wrong', () => {
  test.each([
    { name: 'nothing', written: {}, expected: [] },
    {
      name: 'a near miss of a key',
      written: { hostname: 'a' },
      expected: ['system.hostname: unknown key “hostname” (hostName?)'],
    },
    {
      name: 'a near miss of services',
      written: { hostName: 'a', service: [] },
      expected: ['system.service: unknown key “service” (services?)'],
    },
    {
      name: 'deep within',
      written: { hostName: 'a', users: [{ name: 'ada', shel: '/bin/sh' }, { nmae: 'bob' }] },
      expected: [
        'system.users[0].shel: unknown key “shel” (shell?)',
        'system.users[1].name: is missing (expected a text)',
        'system.users[1].nmae: unknown key “nmae” (name?)',
      ],
    },
    {
      name: 'a file with a near miss',
      written: { hostName: 'a', files: [{ path: '/etc/a', contents: 'x' }] },
      expected: [
        'system.files[0].content: is missing (expected a text or an object)',
        'system.files[0].contents: unknown key “contents” (content?)',
      ],
    },
    {
      name: 'what the kind knows, where it stands',
      written: { hostName: 'a', files: [{ path: 'etc/motd', content: '' }] },
      expected: ['system.files[0].path: an absolute path on the machine, as /etc/motd, not “etc/motd”'],
    },
    {
      name: 'a time zone that there is not, with the one that was meant',
      written: { timezone: 'Europe/Berln' },
      expected: [
        'system.timezone: a time zone of the tz database, as Europe/Berlin or UTC, not “Europe/Berln” (Europe/Berlin?)',
      ],
    },
    {
      name: 'a secret where it would be shown',
      written: { hostName: secret('NAME') },
      expected: ['system.hostName: a secret can only stand where a text is taken, as in the content of a file'],
    },
    {
      name: 'a type in place of a service',
      written: { hostName: 'a', services: [packages, 5] },
      expected: [
        'system.services[0]: expected what service() gives: write service(packages, …)',
        'system.services[1]: expected what service() gives',
      ],
    },
    {
      name: 'a source that is not there',
      written: { hostName: 'a', files: [{ path: '/etc/motd', content: { source: 'mtod' } }] },
      expected: ['file:/etc/motd: there is no file mtod'],
    },
    {
      name: 'of several services, all at once',
      written: {
        hostName: 5,
        services: [
          { ...service(packages), value: [5] },
          { ...service(files), value: [{ path: '/etc/a', content: '', mod: '600' }] },
        ],
      },
      expected: [
        'system.hostName: expected a text, got a number (5)',
        'system.services[0][0]: expected a text or an object, got a number (5)',
        'system.services[1][0].mod: unknown key “mod” (mode?)',
      ],
    },
  ])('$name', ({ written, expected }) => expect(told(written)).toEqual(expected))

  test('a type that throws when it is asked whom it extends', () => {
    const thrown = serviceType({
      ...toy('thrown'),
      defaultValue: 0,
      extensions: () => {
        throw new Error('no types')
      },
    })
    // As of a module that is imported in a circle.
    const imported: { readonly type: typeof files } = JSON.parse('{}')
    const lost = serviceType({
      ...toy('lost'),
      defaultValue: 0,
      extensions: () => [{ target: () => imported.type, compute: () => [] }],
    })
    expect(mistakes({ hostName: 'a', services: [service(thrown), service(lost)] })).toMatchObject([
      { path: 'system.services[0]', message: "whom “thrown” extends can't be told: no types" },
      {
        path: 'system.services[1]',
        message: expect.stringMatching(/“lost” extends can't be told: an extension has no target/),
      },
    ])
  })

  test('a contribution of the wrong shape is told of who gave it', () => {
    const wrong: unknown = [{ path: '/etc/a' }]
    const giver = serviceType({
      ...toy('giver'),
      defaultValue: 0,
      extensions: () => [{ target: files, compute: () => wrong }],
    })
    const [mistake, ...others] = mistakes({ hostName: 'a', services: [service(giver)] })
    expect(others).toEqual([])
    expect(mistake).toMatchObject({ path: 'giver → files[0].content', origin: [{ file: __filename }] })
  })
})

describe('places', () => {
  const motd = { path: '/etc/motd', content: 'a' }
  const app = serviceType({
    ...toy('app'),
    config: z.strictObject({ port: z.number() }),
    extensions: contribute => [contribute(ports, ({ port }) => [{ port }])],
  })

  test.each([
    {
      name: 'one path, two kinds',
      written: { files: [motd, { kind: 'directory', path: '/etc/motd' }] },
      expected: [/^directory:\/etc\/motd: directory:\/etc\/motd and file:\/etc\/motd .* both claim path:\/etc\/motd$/],
    },
    {
      name: 'one path twice',
      written: { files: [motd, motd] },
      expected: [/^file:\/etc\/motd: file:\/etc\/motd is declared twice, first at \/r\/deploy\.ts:7:3$/],
    },
    {
      name: 'a file in a tree',
      written: {
        files: [
          { kind: 'tree', path: '/srv/tree', source: 'site' },
          { path: '/srv/tree/conf/a', content: '' },
          { path: '/srv/tree-conf', content: '' },
        ],
      },
      expected: [
        /^file:\/srv\/tree\/conf\/a: \/srv\/tree\/conf\/a lies in \/srv\/tree, which tree:\/srv\/tree \(\S+:\d+:\d+\) delivers with all that is in it: /,
      ],
    },
    {
      name: 'one user twice',
      written: { users: [{ name: 'ada' }, { name: 'ada' }] },
      expected: [/^user:ada: user:ada is declared twice/],
    },
    {
      name: 'one unit twice',
      written: { services: [service(units, [{ name: 'a.service' }, { name: 'a.service' }])] },
      expected: [/^unit:a\.service: unit:a\.service is declared twice/],
    },
    {
      name: 'one port of two services',
      written: { services: [service(app, { port: 80 }), service(app, { port: 80 }), service(app, { port: 81 })] },
      expected: [/^port:80\/tcp: port:80\/tcp is declared twice, first at .*system\.test\.ts:\d+:\d+$/],
    },
    {
      name: 'one package at two versions',
      written: { packages: ['git', { name: 'git', version: 'latest' }] },
      expected: [/^package:git: package:git is declared in two ways/],
    },
  ])('$name: one mistake that names both', ({ written, expected }) => {
    const found = told({ hostName: 'a', ...written })
    expect(found).toHaveLength(expected.length)
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern)
  })

  test.each([
    { name: 'a wrong field', more: { hostName: 5 } },
    { name: 'a wrong item beside it', more: { files: [{ path: 'x', content: '' }, motd, motd] } },
    { name: 'a service with a wrong config', more: { services: [{ ...service(app), value: { port: 'x' } }] } },
    { name: 'a foundation with a wrong item', more: { services: [{ ...service(files), value: [5] }] } },
    {
      name: 'a service that throws',
      more: {
        services: [
          service(
            serviceType({
              ...toy('thrower'),
              defaultValue: 0,
              extensions: contribute => [
                contribute(packages, () => {
                  throw new Error('no')
                }),
              ],
            }),
          ),
        ],
      },
    },
  ])('are told together with $name', ({ more }) => {
    const found = told({ files: [motd, motd], ...more })
    expect(found).toHaveLength(2)
    expect(found[1]).toMatch(/^file:\/etc\/motd: file:\/etc\/motd is declared twice/)
  })

  test('a package may be asked for twice, alike', () => {
    const { manifest } = compiled({ hostName: 'a', packages: ['git'], services: [service(packages, ['git'])] })
    expect(manifest.resources.filter(({ id }) => id === 'package:git')).toHaveLength(1)
  })
})

describe('names of other resources', () => {
  const motd = { path: '/etc/motd', content: 'a' }

  test('of what is there come into the order; of what is not are told, with what was meant', () => {
    const written = (after: readonly string[]) => ({
      hostName: 'a',
      files: [motd, { path: '/etc/b', content: '', after }],
    })
    const after = new Map(compiled(written(['file:/etc/motd'])).manifest.resources.map(({ id, after }) => [id, after]))
    expect(after.get('file:/etc/b')).toEqual(['file:/etc/motd'])
    expect(told(written(['file:/etc/mott']))).toEqual([
      'file:/etc/b.after: there is no resource file:/etc/mott (file:/etc/motd?)',
    ])
  })

  test('that a unit follows', () => {
    const written = (restartOn: readonly string[]) => ({
      hostName: 'a',
      files: [motd],
      services: [service(units, [{ name: 'a.service', content: '[Service]', restartOn }])],
    })
    expect(told(written(['file:/etc/motd']))).toEqual([])
    expect(told(written(['file:/etc/mot']))).toEqual([
      'unit:a.service.restart: there is no resource file:/etc/mot (file:/etc/motd?)',
    ])
  })

  test('that a kind knows by itself, where they are there', () => {
    const { manifest } = compiled({
      hostName: 'a',
      users: [{ name: 'ada' }],
      files: [
        { kind: 'directory', path: '/srv' },
        { path: '/srv/a', content: '', owner: 'ada' },
      ],
    })
    expect(manifest.resources.find(({ id }) => id === 'file:/srv/a')?.after).toEqual(['directory:/srv', 'user:ada'])
  })
})

describe("a user's own kind", () => {
  const note = resourceKind<{ name: string; text?: unknown }, 'absent' | 'there'>({
    name: 'note',
    rank: 95,
    schema: z.object({ name: z.string(), text: z.unknown().optional() }),
    id: ({ name }) => `note:${name}`,
    claims: ({ name }) => [`note:${name}`],
    probe: wants => sh`ls -- ${wants.map(({ name }) => name)}`,
    read: () => new Map(),
    steps: ({ want, seen }) =>
      seen === 'absent' ? [{ action: 'create', title: `note ${want.name}`, effect: sh`touch -- ${want.name}` }] : [],
    keep: ({ name }) => ({ record: sh`:`, restore: sh`rm -f -- ${name}` }),
    leaves: () => ['the paper'],
  })

  test('is kept with its scripts', () => {
    const { manifest, kinds } = compiled({
      hostName: 'a',
      services: [service(resources, [resource(note, { name: 'it' })])],
    })
    expect(kinds.get('note')).toBe(note)
    expect(kinds.get('file')).toBe(file)
    expect(manifest.resources.find(({ id }) => id === 'note:it')).toEqual({
      id: 'note:it',
      kind: 'note',
      want: { name: 'it' },
      after: [],
      stored: {
        rank: 95,
        claims: ['note:it'],
        probe: { sh: 'ls -- it' },
        apply: [{ action: 'create', title: 'note it', effect: { sh: 'touch -- it' } }],
        keep: { record: { sh: ':' }, restore: { sh: 'rm -f -- it' } },
        leaves: ['the paper'],
      },
    })
    expect(manifest.resources.find(({ id }) => id === 'hostname:')?.stored).toBeUndefined()
  })

  test.each([
    {
      name: 'may not bear the name of a built-in one',
      kinds: [{ ...note, name: 'file' }],
      message: /^“file” is the name of a built-in kind/,
    },
    {
      name: 'may not bear the name of another',
      kinds: [note, { ...note }],
      message: /^“note” is the name of two kinds/,
    },
    ...['a\nother@production\tpath:/etc/shadow', 'a\tb'].map(claim => ({
      name: `may not claim ${JSON.stringify(claim)}`,
      kinds: [{ ...note, claims: () => [claim] }],
      message: /^the kind “note” claims ".*": a claim may hold no line break, no tab and no NUL character$/,
    })),
    {
      name: 'may throw: that is a mistake',
      kinds: [
        {
          ...note,
          claims: () => {
            throw new Error('no place')
          },
        },
      ],
      message: /^the kind “note” failed: no place$/,
    },
  ])('$name', ({ kinds, message }) => {
    const list = kinds.map((kind, index) => resource(kind, { name: `n${index}` }))
    expect(mistakes({ hostName: 'a', services: [service(resources, list)] })).toMatchObject([
      { message: expect.stringMatching(message) },
    ])
  })

  test('a secret that would not travel as content is a mistake', () => {
    const wish = resource(note, { name: 'it', text: text`a ${secret('KEY')}` })
    expect(told({ hostName: 'a', services: [service(resources, [wish])] })).toEqual([
      'note:it: the secret KEY stands where it would be shown: a secret can only be in the content of a file',
    ])
  })

  test('a reference stays what it is', () => {
    const wish = resource(note, { name: 'it', text: reference('address', 'db') })
    const { manifest } = compiled({ hostName: 'a', services: [service(resources, [wish])] })
    expect(manifest.resources.find(({ id }) => id === 'note:it')?.want).toEqual({
      name: 'it',
      text: { $reference: 'address', machine: 'db' },
    })
  })
})

describe('origins', () => {
  const app = serviceType({
    ...toy('app'),
    config: z.string(),
    extensions: contribute => [contribute(files, name => [{ path: `/etc/${name}`, content: '' }])],
  })
  const named = (name: string) => service(app, name)

  test('a helper that is called twice gives two origins that share the inner frame', () => {
    const { origins } = compiled({ hostName: 'a', services: [named('x'), named('y')] })
    const [x, y] = [origins['file:/etc/x'], origins['file:/etc/y']]
    expect(x?.[0]).toMatchObject({ function: 'named' })
    expect(x?.[0]).toEqual(y?.[0])
    expect(x?.[1]).not.toEqual(y?.[1])
  })

  test("what a user's type was made to contribute by others is declared by whoever made it necessary", () => {
    const hub = serviceType({
      ...toy('hub'),
      defaultValue: [] as readonly string[],
      extend: (own, more: readonly string[]) => [...own, ...more],
      extensions: contribute => [
        contribute(files, names => names.map(name => ({ path: `/etc/${name}`, content: '' }))),
      ],
    })
    const spoke = serviceType({
      ...toy('spoke'),
      config: z.string(),
      extensions: contribute => [contribute(hub, name => name)],
    })
    const wanted = service(spoke, 'z')
    expect(compiled({ hostName: 'a', services: [wanted] }).origins['file:/etc/z']).toEqual(wanted.origin)
  })
})

test('the base services are for a system that lists none', () => {
  const base = [service(packages, ['base'])]
  const ids = (input: SystemInput) => {
    const result = compileSystem(system(input), { ...surroundings, base })
    return result.ok ? result.value.manifest.resources.map(({ id }) => id) : result.mistakes
  }
  expect(ids({ hostName: 'a' })).toEqual(['hostname:', 'package:base'])
  expect(ids({ hostName: 'a', services: [] })).toEqual(['hostname:'])
})

describe('health checks', () => {
  const frames = (origin: readonly { readonly file: string }[]) => origin.map(({ file }) => basename(file))
  const db = reference('address', 'db')

  test('are resources, declared on the line that made them, also where a service gives them', () => {
    const watched = serviceType({
      ...toy('watched'),
      defaultValue: 9000,
      extensions: contribute => [contribute(resources, port => [tcp(port), http(text`http://${db}:${port}/`)])],
    })
    const { manifest, origins } = compiled({
      healthChecks: [command('true', { retries: 3 }), tcp('[::1]:25', { name: 'mail' })],
      services: [service(watched)],
    })
    expect(manifest.resources.map(({ id, want }) => [id, want])).toEqual([
      [
        'check:http://address of db:9000/',
        {
          http: { $text: ['http://', { $reference: 'address', machine: 'db' }, ':9000/'] },
          name: 'http://address of db:9000/',
        },
      ],
      ['check:mail', { name: 'mail', tcp: '[::1]:25' }],
      ['check:tcp 9000', { name: 'tcp 9000', tcp: 9000 }],
      ['check:true', { command: 'true', name: 'true', retries: 3 }],
    ])
    for (const origin of Object.values(origins)) expect(frames(origin)[0]).toBe('system.test.ts')
  })

  test('with a mistake are told with it', () => {
    expect(told({ healthChecks: [http('localhost'), tcp(80, { name: ' ' }), { tcp: 80 }] })).toEqual([
      'system.healthChecks[2]: expected what http(), tcp() or command() gives',
      'check.http: a URL without a user, as http://localhost:8080/health',
      'check.name: a name on one line',
    ])
    expect(told({ healthChecks: tcp(80) })).toEqual(['system.healthChecks: expected a list of health checks'])
    expect(told({ healthCheck: [] })).toEqual(['system.healthCheck: unknown key “healthCheck” (healthChecks?)'])
    expect(told({ healthChecks: [http(text`http://localhost/?key=${secret('KEY')}`)] })).toEqual([
      'check:http://localhost/?key=KEY: the secret KEY stands where it would be shown: a secret can only be in the content of a file',
    ])
  })
})
