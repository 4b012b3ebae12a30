import { join } from 'node:path'
import type { Mistake } from '../../src/failure'
import { place } from '../../src/origin'
import { temporaryFolder, writeFiles } from '../support/deployment-child'
import { type DoorRequest, evaluateAll } from '../support/deployment-door'

const folder = temporaryFolder()

const program = (
  accounts: string,
) => `import { container, deployment, environmentType, hetzner, machine, managedHost, secret, system, z } from 'drover'

const old = environmentType({
  name: 'old', description: 'gone', config: z.object({ slot: z.number(), rack: z.string() }), accountConfig: z.object({ rack: z.string() }),
  account: ({ rack }) => rack, reach: () => { throw new Error('nobody is reached') }, list: async () => [],
})
export default deployment({ accounts: [${accounts}] }, [
  machine({ name: 'a', environment: container({}), system: system({ hostName: 'a' }) }),
])
`
const yaml = (accounts: string) => `accounts:
${accounts}
machines:
  - name: a
    environment: { type: container }
    system: { hostName: a }
`
const api = 'https://api.example.org'
const cases: Readonly<Record<string, { readonly text: string; readonly file: string } & Partial<DoorRequest>>> = {
  program: {
    file: 'deploy.ts',
    text: program(`hetzner.account({ token: secret('HCLOUD_TOKEN'), api: '${api}' }), old.account({ rack: 'r1' })`),
    secrets: 'required',
    environment: { HCLOUD_TOKEN: 'h', OTHER: 'o' },
  },
  yaml: {
    file: 'deploy.yml',
    text: yaml(`  - { type: hetzner, token: { $secret: HCLOUD_TOKEN }, api: ${api} }\n  - type: container`),
    secrets: 'required',
    environment: { HCLOUD_TOKEN: 'h' },
  },
  placeholders: { file: 'deploy.ts', text: program("hetzner.account({ token: secret('HCLOUD_TOKEN') })") },
  unknown: {
    file: 'deploy.ts',
    text: program("hetzner.account({ token: secret('HCLOUD_TOKEN') })"),
    secrets: 'required',
  },
  wrong: { file: 'deploy.ts', text: program("hetzner.account({ token: 'abc', size: 'cx22' })") },
  machines: {
    file: 'deploy.ts',
    text: program("hetzner({ token: secret('T') }), managedHost.account({ host: 'h' }), 'hetzner'"),
  },
  'wrong in YAML': {
    file: 'deploy.yml',
    text: yaml('  - type: hetzner\n    token: abc\n    size: cx22\n  - type: managed-host\n  - hetzner'),
  },
}

let answers: readonly unknown[] = []
beforeAll(() => {
  for (const [name, { file, text }] of Object.entries(cases))
    writeFiles(join(folder, name), { '.git/HEAD': '', [file]: text })
  answers = evaluateAll(
    folder,
    Object.entries(cases).map(([name, { text: _, ...request }]) => ({ ...request, root: join(folder, name) })),
  )
}, 60_000)
const answer = (name: string): Readonly<Record<string, unknown>> => Object(answers[Object.keys(cases).indexOf(name)])

const told = (name: string) => {
  const { code, mistakes = [] }: { code?: string; mistakes?: readonly Mistake[] } = Object(answer(name))
  expect(code).toBe('mistakes')
  return mistakes.map(({ origin, path, message }) => `${place(origin)} ${path}: ${message}`)
}

test('accounts are named in every form of a deployment file, and their tokens are looked for', () => {
  const hetzner = { type: 'hetzner', config: { token: { $secret: 'HCLOUD_TOKEN' }, api } }
  expect(answer('program')).toMatchObject({
    accounts: [hetzner, { type: 'old', config: { rack: 'r1' } }],
    secrets: { HCLOUD_TOKEN: 'h' },
  })
  expect(answer('yaml')).toMatchObject({
    accounts: [hetzner, { type: 'container', config: {} }],
    secrets: { HCLOUD_TOKEN: 'h' },
  })
  expect(answer('placeholders')).toMatchObject({ secrets: { HCLOUD_TOKEN: '⟨secret HCLOUD_TOKEN⟩' } })
})

test('a token that is missing is told with the account that wants it, and what to write', () => {
  expect(told('unknown')).toEqual([
    expect.stringMatching(
      /^deploy\.ts:7:\d+ accounts\[0\]\.token: the secret HCLOUD_TOKEN has no value; .*HCLOUD_TOKEN/,
    ),
  ])
})

test('what is no account is told, and where it stands', () => {
  expect(told('wrong')).toEqual([
    expect.stringMatching(/^deploy\.ts:7:\d+ accounts\[0\]\.token: a token is a secret/),
    expect.stringMatching(/accounts\[0\]\.size: unknown key “size”/),
  ])
  const wanted = 'expected an account, as hetzner.account({ … }) makes one, got'
  expect(told('machines')).toEqual([0, 1, 2].map(at => expect.stringContaining(`accounts[${at}]: ${wanted}`)))
  expect(told('wrong in YAML')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^deploy\.yml:3:12 accounts\[0\]\.token: a token is a secret/),
      expect.stringMatching(/^deploy\.yml:4:5 accounts\[0\]\.size: unknown key “size”/),
      expect.stringMatching(
        /^deploy\.yml:5:11 .*expected the type of an account \(container, digitalocean, hetzner, linode, libvirt\), got/,
      ),
      expect.stringMatching(/^deploy\.yml:6:5 .*expected an account with its type and what it is configured with, got/),
    ]),
  )
})
