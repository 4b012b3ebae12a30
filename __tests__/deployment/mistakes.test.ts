import { join } from 'node:path'
import { environmentTypes } from '../../src/environments/registry'
import type { Mistake } from '../../src/failure'
import { place } from '../../src/origin'
import { temporaryFolder, writeFiles } from '../support/deployment-child'
import { type DoorRequest, evaluateAll } from '../support/deployment-door'

const head = `import { addressOf, container, deployment, httpd, machine, managedHost, secret, service, system, text, webApp } from 'drover'
const good = system({ hostName: 'a' })
const env = container({})
`

interface Case {
  readonly name: string
  readonly file?: string
  readonly text: string
  readonly files?: Readonly<Record<string, string>>
  readonly request?: Omit<DoorRequest, 'root' | 'file'>
  /** `file:line:column path: message`, and after an arrow what was meant. */
  readonly told: readonly string[]
}

// In TypeScript, the first line below `head` is line 4.
const programs: readonly Case[] = [
  {
    name: 'all at once, in several machines and parts of them',
    text: `${head}export default [
  machine({ name: 'One', environment: managedHost({ host: 'a@b', hostKey: 'x', prot: 1 }), system: system({ hostNam: 'a' }) }),
  machine({ name: 'two', environmet: env, system: good }),
]`,
    told: [
      'deploy.ts:5:3 One.name: expected a name of lower-case letters, digits, dots and dashes, as a host has one',
      'deploy.ts:5:3 One.environment.host: a host name or an address alone, without spaces, user, port or path; no dash at its beginning',
      'deploy.ts:5:3 One.environment.hostKey: ',
      'deploy.ts:5:3 One.environment.prot: unknown key “prot” → port',
      'deploy.ts:5:100 One.system.hostNam: unknown key “hostNam” → hostName',
      'deploy.ts:6:3 two.environment: expected an environment, as managedHost({ … }) makes one, got nothing',
      'deploy.ts:6:3 two.environmet: unknown key “environmet” → environment',
    ],
  },
  {
    name: 'what is no machine',
    text: `${head}const m = machine({ name: 'a', environment: env, system: good })
export default deployment([m, 'b', [m], machine, undefined, { name: 'c' }])`,
    told: [
      "deploy.ts:5:16 [1]: expected what machine() returns, got a string ('b'), at index 1",
      'deploy.ts:5:16 [2]: expected what machine() returns, got a list (write `...` before it), at index 2',
      'deploy.ts:5:16 [3]: expected what machine() returns, got the function machine, at index 3',
      'deploy.ts:5:16 [4]: expected what machine() returns, got nothing, at index 4',
      'deploy.ts:5:16 [5]: expected what machine() returns, got an object, at index 5',
    ],
  },
  {
    name: 'one machine alone',
    text: `${head}export default machine({ name: 'a', environment: env, system: good })`,
    told: ['deploy.ts:1:1 : expected a list of machines, got one machine: write it in a list'],
  },
  {
    name: 'nothing listed',
    text: `${head}export default deployment(() => [])`,
    told: ['deploy.ts:4:16 : the list of machines is empty'],
  },
  {
    name: 'a function that lists nothing',
    text: `${head}export default () => {}`,
    told: ['deploy.ts:1:1 : expected a list of machines, got nothing'],
  },
  {
    name: 'a wrong name of the deployment',
    text: `${head}export default deployment({ name: 'a b', stage: 'x' }, [])`,
    told: [
      'deploy.ts:4:16 name: expected a name of letters, digits, dots, dashes, underscores and slashes',
      'deploy.ts:4:16 stage: ',
    ],
  },
  {
    name: 'the type instead of the environment, a config instead of the system',
    text: `${head}export default [machine({ name: 'a', environment: managedHost, system: { hostName: 'a' } })]`,
    told: [
      'deploy.ts:4:17 a.environment: expected an environment, as managedHost({ … }) makes one, got a function',
      'deploy.ts:4:17 a.system: expected what system() returns, got an object',
    ],
  },
  {
    name: 'order and references',
    text: `${head}const a = machine({ name: 'front', environment: env, system: good, after: ['bakc', 5] })
const b = machine({ name: 'back', environment: env, system: good })
const twin = machine({ name: 'back', environment: env, system: system({
  hostName: 'b',
  files: [{ path: '/etc/peer', content: text\`at \${addressOf('frnt')}\` }],
}) })
export default [a, b, twin]`,
    told: [
      "deploy.ts:4:11 front.after[1]: expected what machine() returns, or a machine's name, got a number (5)",
      'deploy.ts:4:11 front.after[0]: there is no machine “bakc” in the deployment → back',
      'deploy.ts:6:14 back.name: there is another machine “back”, declared at deploy.ts:5:11',
      'deploy.ts:6:64 back.file:/etc/peer.content[1]: it refers to the machine “frnt”, which is not in the deployment → front',
    ],
  },
  {
    name: 'the host name of a machine that declares none',
    text: `import { hostNameOf } from 'drover'
${head}const a = machine({ name: 'back', environment: env, system: system({}) })
const b = machine({ name: 'front', environment: env, system: system({
  files: [{ path: '/etc/peer', content: hostNameOf(a) }, { path: '/etc/own', content: addressOf('back') }],
}) })
export default [a, b]`,
    told: [
      'deploy.ts:6:62 front.file:/etc/peer.content: it refers to the host name of “back”, whose system declares none: give it a hostName',
    ],
  },
  {
    name: 'a helper that is wrong once for each machine',
    text: `${head}const make = (n: number) =>
  machine({ name: 'm' + n, environment: env, system: system({ hostName: 'm_' + n }) })
export default [make(1), make(2)]`,
    told: ['deploy.ts:5:54 m1.system.hostName: ', 'deploy.ts:5:54 m2.system.hostName: '],
  },
  {
    name: 'a service with a wrong config, in a file of its own',
    files: {
      'lib/forum.ts': `import { service, system, webApp } from 'drover'
export const forum = system({
  hostName: 'f',
  services: [
    service(webApp, { name: 'forum', source: './forum', runn: 'node server.js' } as any),
  ],
})`,
    },
    text: `${head}import { forum } from './lib/forum'
export default [machine({ name: 'a', environment: env, system: forum })]`,
    told: [
      'lib/forum.ts:5:5 a.system.services[0].run: ',
      'lib/forum.ts:5:5 a.system.services[0].runn: unknown key “runn” → run',
    ],
  },
  {
    name: 'a folder that was not built',
    files: { 'package.json': '{"scripts":{"build":"x"}}' },
    text: `${head}export default [machine({ name: 'a', environment: env, system: system({
  hostName: 'a', files: [{ kind: 'tree', path: '/srv/site', source: './dist' }],
}) })]`,
    told: [
      "deploy.ts:4:64 a.tree:/srv/site: there is no folder dist; the repository's root holds deploy.ts, package.json; was the build step forgotten? Run “npm run build” in a step before Drover",
    ],
  },
  {
    name: 'secrets that are missing or empty, each once',
    request: { secrets: 'required', environment: { GOOD: 'x', EMPTY: '' } },
    text: `${head}const files = [
  { path: '/a', content: secret('GOOD') }, { path: '/b', content: text\`\${secret('EMPTY')} \${secret('LOST')}\` },
  { path: '/c', content: secret('LOST') },
]
export default [machine({ name: 'a', environment: env, system: system({ hostName: 'a', files }) })]`,
    told: ['deploy.ts:8:64 a.file:/b.content[0]: ', 'deploy.ts:8:64 a.file:/b.content[2]: '],
  },
]

const documents: readonly Case[] = [
  {
    name: 'YAML: health checks',
    file: 'deploy.yml',
    text: `name: forum
machines:
  - name: one
    environment: { type: container }
    system:
      services: []
      healthChecks:
        - http: http://localhost:8080/health
          retrys: 3
        - tcp: 70000
        - command: 'true'
        - htp: x
  - name: two
    environment: { type: container }
    system: { services: [], healthChecks: { tcp: 80 } }
`,
    told: [
      'deploy.yml:9:11 one.check.retrys: unknown key “retrys” → retries',
      'deploy.yml:10:16 one.check.tcp: ',
      'deploy.yml:12:11 one.check.http: is missing (expected a text or an object)',
      'deploy.yml:12:11 one.check.htp: unknown key “htp” → http',
      'deploy.yml:15:43 two.system.healthChecks: expected a list of health checks',
    ],
  },
  {
    name: 'YAML: each at the key or value that it is about',
    file: 'deploy.yml',
    text: `name: forum
machines:
  - name: One
    environment: { type: managed-host, host: 'a@b', hostKey: x, prot: 1 }
    system:
      hostNam: a
      services:
        - type: webApp
          name: forum
          port: 99999
          runn: node
        - type: htpd
        - httpd
  - name: two
    environment:
      type: contaner
    system: yes
    after: [on]
    lables: []
  - three
`,
    told: [
      'deploy.yml:3:11 One.name: expected a name of lower-case letters, digits, dots and dashes, as a host has one',
      'deploy.yml:4:46 One.environment.host: a host name or an address alone, without spaces, user, port or path; no dash at its beginning',
      'deploy.yml:4:62 One.environment.hostKey: ',
      'deploy.yml:4:65 One.environment.prot: unknown key “prot” → port',
      'deploy.yml:6:7 One.system.hostNam: unknown key “hostNam” → hostName',
      'deploy.yml:8:11 One.system.services[0].source: ',
      'deploy.yml:8:11 One.system.services[0].run: ',
      'deploy.yml:10:17 One.system.services[0].port: ',
      'deploy.yml:11:11 One.system.services[0].runn: unknown key “runn” → run',
      'deploy.yml:12:17 One.system.services[1].type: ',
      "deploy.yml:13:11 One.system.services[2]: expected a service with its type and what it is configured with, got a string ('httpd')",
      `deploy.yml:16:13 two.environment.type: expected the type of an environment (${Object.keys(environmentTypes).join(', ')}), got a string ('contaner') → container`,
      "deploy.yml:17:13 two.system: expected a system, got a string ('yes')",
      'deploy.yml:18:13 two.after[0]: there is no machine “on” in the deployment → One',
      'deploy.yml:19:5 two.lables: unknown key “lables” → labels',
      "deploy.yml:20:5 [2]: expected a machine with name, environment and system, got a string ('three')",
    ],
  },
]

const bad = (name: string, file: string, text: string, ...told: readonly string[]): Case => ({ name, file, text, told })

const shapes: readonly Case[] = [
  bad('YAML that is empty', 'deploy.yml', '# nothing\n', 'deploy.yml:1:1 : '),
  bad('YAML of another shape', 'deploy.yaml', '- name: a\n', 'deploy.yaml:1:1 : '),
  bad(
    'YAML without machines',
    'deploy.yml',
    'name: a\nmachine: []\n',
    'deploy.yml:1:1 machines: ',
    'deploy.yml:2:1 machine: unknown key “machine” → machines',
  ),
  bad('YAML with no machine', 'deploy.yml', 'machines: []\n', 'deploy.yml:1:1 : the list of machines is empty'),
  bad('YAML with a bad name of the deployment', 'deploy.yml', 'machines: []\nname: a b\n', 'deploy.yml:2:7 name: '),
  bad(
    'YAML with mistakes at its top and in its machines',
    'deploy.yml',
    `name: a b
nmae: x
machines:
  - three
  - nam: x
    environment: { type: container }
    system:
      hostName: a
      services:
        - none
        - { type: webApp, name: w, source: ., run: x, port: no }
      hostName: a
`,
    'deploy.yml:1:7 name: ',
    'deploy.yml:2:1 nmae: unknown key “nmae” → name',
    "deploy.yml:4:5 [0]: expected a machine with name, environment and system, got a string ('three')",
    'deploy.yml:5:5 [1].name: ',
    'deploy.yml:5:5 [1].nam: unknown key “nam” → name',
    "deploy.yml:10:11 [1].system.services[0]: expected a service with its type and what it is configured with, got a string ('none')",
    'deploy.yml:11:61 [1].system.services[1].port: ',
    'deploy.yml:12:7 : this key stands here twice',
  ),
  bad(
    'YAML of a machine that is called like a key',
    'deploy.yml',
    'machines:\n  - name: system\n    environment: { type: container }\n    system:\n      hostName: 5\n',
    'deploy.yml:5:17 system.system.hostName: ',
  ),
  bad(
    'YAML that breaks the grammar',
    'deploy.yml',
    'name: a\nname: b\nmachines: [}\n',
    'deploy.yml:2:1 : this key stands here twice',
    'deploy.yml:3:12 : ',
  ),
  bad(
    'JSON, with the place of a value',
    'deploy.json',
    '{\n\t"machines": [{ "name": "a", "environment": { "type": "container", "memory": "1" }, "system": { "hostName": "a" } }]\n}',
    'deploy.json:2:78 a.environment.memory: ',
  ),
]

const all = [...shapes, ...programs, ...documents]
const told = ({ origin, path, message, suggestion }: Mistake) =>
  `${place(origin)} ${path}: ${message}${suggestion === undefined ? '' : ` → ${suggestion}`}`

describe('mistakes of a deployment file', () => {
  const folder = temporaryFolder()
  let answers: readonly unknown[] = []

  beforeAll(() => {
    const requests = all.map(({ file = 'deploy.ts', text, files, request }, index) => {
      const root = join(folder, String(index))
      writeFiles(root, { ...files, [file]: text, '.git/HEAD': '' })
      return { ...request, root }
    })
    answers = evaluateAll(folder, requests)
  })

  test.each(all.map((each, index) => ({ ...each, index })))('$name', each => {
    const failure: { code?: string; mistakes?: readonly Mistake[] } = Object(answers[each.index])
    expect(failure).toMatchObject({ code: 'mistakes', file: each.file ?? 'deploy.ts' })
    const found = (failure.mistakes ?? []).map(told)
    // Where a row ends with a colon, the sentence is another room's.
    expect(found.map((text, index) => (each.told[index]?.endsWith(': ') ? text.replace(/: .*/s, ': ') : text))).toEqual(
      each.told,
    )
  })
})
