import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder, writeFiles } from '../support/deployment-child'
import { type DoorRequest, evaluateAll } from '../support/deployment-door'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

const forum = `import { addressOf, deployment, httpd, machine, managedHost, secret, service, system, text, webApp } from 'drover'
import { run } from './lib/run'

const key = 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const forum = (n: number) =>
  machine({
    name: \`forum-\${n}\`,
    labels: ['app'],
    environment: managedHost({ host: \`10.0.0.\${n}\`, hostKey: key }),
    system: system({
      hostName: \`forum-server-\${n}\`,
      services: [service(webApp, { name: 'forum', source: './forum', run, port: 8080, env: { DB: secret('DB') } })],
    }),
  })
const forums = [1, 2].map(forum)
const balancer = machine({
  name: 'balancer',
  environment: managedHost({ host: '10.0.0.9', hostKey: key }),
  after: forums,
  system: system({
    hostName: 'balancer',
    services: [service(httpd, { balancer: { members: forums.map(f => text\`http://\${addressOf(f)}:8080\`) } })],
  }),
})
console.log('hello')
export default deployment(async ({ stage }) => (stage === 'production' ? [balancer, ...forums] : forums))
`

const yaml = `x-key: &key SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
machines:
  - name: balancer
    environment: { type: managed-host, host: 10.0.0.9, hostKey: *key }
    after: [forum-1, forum-2]
    system:
      hostName: balancer
      services:
        - type: httpd
          balancer:
            members:
              - $text: ['http://', { $reference: address, machine: forum-1 }, ':8080']
              - $text: ['http://', { $reference: address, machine: forum-2 }, ':8080']
  - name: forum-1
    labels: [app]
    environment: { type: managed-host, host: 10.0.0.1, hostKey: *key }
    system:
      hostName: forum-server-1
      services:
        - &forum { type: webApp, name: forum, source: ./forum, run: node server.js, port: 8080, env: { DB: { $secret: DB } } }
  - name: forum-2
    labels: [app]
    environment: { type: managed-host, host: 10.0.0.2, hostKey: *key }
    system: { hostName: forum-server-2, services: [*forum] }
`

const one = (extra = '') => `import { container, machine, system } from 'drover'
export default ${extra}[machine({ name: 'a', environment: container({}), system: system({ hostName: 'a', services: [] }) })]`

const files = {
  'forum/server.js': 'serve',
  'lib/run.ts': "export const run: string = 'node server.js'",
  '.git/HEAD': '',
}
const folder = temporaryFolder()
const at = (name: string) => join(folder, name)

const requests: Readonly<Record<string, DoorRequest>> = {
  program: { root: at('program'), secrets: 'required', environment: { DB: 'mysql://', OTHER: 'x' } },
  preview: { root: at('program'), context: { stage: 'pr-12' } },
  yaml: { root: at('yaml'), secrets: 'required', environment: { DB: 'mysql://' } },
  json: { root: at('json') },
  unbuilt: { root: at('unbuilt') },
  'unbuilt, as it is': { root: at('unbuilt'), sources: 'present' },
  list: { root: at('list') },
  function: { root: at('function') },
  nested: { root: at('several/ops'), context: { repository: '' } },
  named: { root: at('several'), file: 'ops/web.mjs' },
  own: { root: at('several'), file: 'own.js' },
  first: { root: at('several') },
  remote: { root: at('remote'), context: { repository: '' } },
  base: { root: at('base') },
  missing: { root: at('several/empty') },
  'missing file': { root: at('several'), file: 'nope.ts' },
  outside: { root: at('program'), file: '../list/deploy.js' },
  stage: { root: at('list'), context: { stage: 'a b' } },
  throws: { root: at('throws') },
  'own types': { root: at('own-types') },
}

let answers: Readonly<Record<string, unknown>> = {}
interface Answer {
  readonly machines: readonly Readonly<Record<'environment' | 'manifest' | 'kinds', unknown>>[]
}
const answer = (name: string): Answer => Object(answers[name])
const machineOf = (name: string, index = 0): Readonly<Record<string, unknown>> => Object(answer(name).machines[index])

beforeAll(() => {
  writeFiles(at('program'), { ...files, 'deploy.ts': forum })
  writeFiles(at('yaml'), { ...files, 'deploy.yml': yaml })
  writeFiles(at('unbuilt'), { '.git/HEAD': '', 'deploy.yml': yaml })
  writeFiles(at('json'), {
    '.git/HEAD': '',
    'deploy.json': JSON.stringify({
      name: 'from/json',
      machines: [
        {
          name: 'a',
          environment: { type: 'container', name: 'c1' },
          system: { hostName: 'a', services: [{ type: 'openssh' }] },
        },
      ],
    }),
  })
  writeFiles(at('list'), { '.git/HEAD': '', 'deploy.js': one() })
  writeFiles(at('function'), { '.git/HEAD': '', 'deploy.mjs': one('() => ') })
  writeFiles(at('several'), {
    '.git/HEAD': '',
    'deploy.ts': one(),
    'deploy.yml': 'broken: [',
    'ops/deploy.js': one(),
    'ops/web.mjs': one(),
    'own.js': `import { deployment } from 'drover'\n${one().replace('default [', "default deployment({ name: 'my/own' }, [")})`,
    'empty/.keep': '',
  })
  writeFiles(at('remote'), { 'deploy.js': one() })
  execFileSync('git', ['-C', at('remote'), 'init', '-q'])
  execFileSync('git', ['-C', at('remote'), 'remote', 'add', 'origin', 'git@github.com:octo/remote.git'])
  writeFiles(at('base'), { '.git/HEAD': '', 'deploy.js': one().replace(', services: []', '') })
  writeFiles(at('throws'), {
    '.git/HEAD': '',
    'deploy.ts':
      "import { deployment } from 'drover'\nexport default deployment(async ({ sha }) => {\n  throw new Error('no ' + sha.slice(0, 4))\n})",
  })
  writeFiles(at('own-types'), {
    '.git/HEAD': '',
    'deploy.ts': `import { environmentType, machine, resource, resourceKind, resources, service, serviceType, sh, system, z } from 'drover'
const flag = resourceKind({
  name: 'flag', rank: 90, schema: z.strictObject({ at: z.string() }),
  id: ({ at }) => 'flag:' + at, claims: ({ at }) => ['path:' + at], probe: () => sh\`:\`, read: () => new Map(),
  steps: ({ want }) => [{ action: 'create', title: 'raise', effect: sh\`touch \${want.at}\` }], keep: () => 'irreversible',
})
const flags = serviceType({
  name: 'flags', description: '', config: z.strictObject({ at: z.array(z.string()) }),
  extensions: contribute => [contribute(resources, ({ at }) => at.map(each => resource(flag, { at: each })))],
})
const nowhere = environmentType({ name: 'nowhere', description: '', config: z.strictObject({ n: z.number() }), reach: () => Promise.reject(new Error('no')) })
export default [machine({ name: 'a', environment: nowhere({ n: 1 }), system: system({ hostName: 'a', services: [service(flags, { at: ['/x'] })] }) })]`,
  })
  mkdirSync(at('nothing'), { recursive: true })
  const names = Object.keys(requests)
  const all = evaluateAll(folder, Object.values(requests))
  answers = Object.fromEntries(names.map((name, index) => [name, all[index]]))
})

describe('an evaluation', () => {
  test('says what it is of', () => {
    expect(answer('program')).toMatchObject({
      deployment: 'octo/forum',
      stage: 'production',
      file: 'deploy.ts',
      fileHash: sha(forum),
      root: at('program'),
      secrets: { DB: 'mysql://' },
      blobs: { [sha('serve')]: join(at('program'), 'forum/server.js') },
    })
  })

  test('has the machines in the order of the file, each with its own origin', () => {
    const inner = { file: 'deploy.ts', line: 6, column: 3, function: 'forum' }
    expect(answer('program').machines).toMatchObject([
      {
        name: 'balancer',
        labels: [],
        after: ['forum-1', 'forum-2'],
        hostName: 'balancer',
        origin: [{ file: 'deploy.ts', line: 16, column: 18 }],
      },
      {
        name: 'forum-1',
        labels: ['app'],
        after: [],
        hostName: 'forum-server-1',
        origin: [inner, { line: 15, column: 23 }],
      },
      {
        name: 'forum-2',
        labels: ['app'],
        after: [],
        hostName: 'forum-server-2',
        origin: [inner, { line: 15, column: 23 }],
      },
    ])
    expect(machineOf('program', 1).environment).toEqual({
      type: 'managed-host',
      config: {
        host: '10.0.0.1',
        hostKey: 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
    })
    expect(machineOf('program', 1).origins).toMatchObject({
      'tree:/opt/forum': [{ file: 'deploy.ts', line: 12, column: 18 }, { line: 15 }],
    })
  })

  test('of a preview asks the file anew, and knows no secret', () => {
    expect(answer('preview').machines).toHaveLength(2)
    expect(answer('preview')).toMatchObject({ stage: 'pr-12', secrets: { DB: '⟨secret DB⟩' } })
  })

  test('that delivers nothing needs nothing of what would be', () => {
    expect(answer('unbuilt')).toMatchObject({
      code: 'mistakes',
      mistakes: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringContaining('no folder forum') }),
      ]),
    })
    expect(answer('unbuilt, as it is').machines).toHaveLength(3)
  })

  test('is the same from YAML as from a program', () => {
    const plain = (name: string) => answer(name).machines.map(({ ...rest }) => ({ ...rest, origin: [], origins: {} }))
    expect(plain('yaml')).toEqual(plain('program'))
    expect(machineOf('yaml', 1)).toMatchObject({ origin: [{ file: 'deploy.yml', line: 14, column: 5 }] })
    expect(machineOf('yaml', 1).origins).toMatchObject({
      'tree:/opt/forum': [{ file: 'deploy.yml', line: 20, column: 18 }],
    })
  })

  test.each([
    { name: 'json', deployment: 'from/json', file: 'deploy.json' },
    { name: 'list', deployment: 'octo/forum', file: 'deploy.js' },
    { name: 'function', deployment: 'octo/forum', file: 'deploy.mjs' },
    { name: 'first', deployment: 'octo/forum', file: 'deploy.ts' },
    { name: 'named', deployment: 'octo/forum/ops/web.mjs', file: 'ops/web.mjs' },
    { name: 'nested', deployment: 'several/ops/deploy.js', file: 'ops/deploy.js' },
    { name: 'own', deployment: 'my/own', file: 'own.js' },
    { name: 'remote', deployment: 'octo/remote', file: 'deploy.js' },
  ])('finds $file and names the deployment $deployment', ({ name, deployment, file }) => {
    expect(answer(name)).toMatchObject({ deployment, file, machines: [{ name: 'a' }] })
  })

  test('gives a system that lists no services the basic ones', () => {
    expect(JSON.stringify(machineOf('base').manifest)).toContain('/etc/motd.d/drover-octo%2Fforum@production')
    expect(JSON.stringify(machineOf('list').manifest)).not.toContain('/etc/motd.d/drover')
  })

  test('takes kinds, services and environments of the user’s own', () => {
    expect(machineOf('own types')).toMatchObject({ environment: { type: 'nowhere', config: { n: 1 } } })
    expect(machineOf('own types').kinds).toContain('flag')
    expect(JSON.stringify(machineOf('own types').manifest)).toContain('"id":"flag:/x"')
  })

  test.each([
    {
      name: 'missing',
      failure: {
        code: 'deployment-file-missing',
        looked: ['ts', 'mts', 'js', 'mjs', 'yml', 'yaml', 'json'].map(end => `deploy.${end}`),
      },
    },
    { name: 'missing file', failure: { code: 'deployment-file-missing', looked: ['nope.ts'] } },
    {
      name: 'outside',
      failure: { code: 'bad-input', input: 'file', message: expect.stringMatching(/outside of the repository/) },
    },
    { name: 'stage', failure: { code: 'bad-input', input: 'stage', message: expect.stringMatching(/“a b” is not/) } },
    {
      name: 'throws',
      failure: {
        code: 'deployment-file-broken',
        file: 'deploy.ts',
        message: 'no 0123',
        origin: [{ file: 'deploy.ts', line: 3, column: 9 }],
      },
    },
  ])('fails: $name', ({ name, failure }) => {
    expect(answer(name)).toEqual(failure)
  })
})
