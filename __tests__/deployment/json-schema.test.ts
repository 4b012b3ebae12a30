import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import { parse } from 'yaml'
import { deploymentJsonSchemaText } from '../../src/deployment/json-schema-text'

const text = deploymentJsonSchemaText()
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(text))

const machine = (extra: string, system = 'hostName: a') => `
machines:
  - name: a
    environment: { type: container }
    system:
      ${system}
    ${extra}
`

test('schema/deployment.json is what `node scripts/schema.mjs` writes', () => {
  expect(readFileSync(join(__dirname, '../../schema/deployment.json'), 'utf8')).toBe(text)
})

test.each([
  { name: 'a machine', document: machine('labels: [x]') },
  { name: 'a name and an order', document: `$schema: ./schema.json\nname: o/r\nx-own: [1]${machine('after: [a]')}` },
  {
    name: 'services with references and secrets',
    document: machine(
      '',
      `hostName: a
      services:
        - type: httpd
          balancer: { members: [{ $text: ['http://', { $reference: address, machine: a }] }] }
        - { type: webApp, name: forum, source: ./forum, run: node x.js, env: { DB: { $secret: DB } } }
        - type: openssh`,
    ),
  },
  {
    name: 'accounts without a machine',
    document: `accounts: [{ type: hetzner, token: { $secret: T } }, { type: container }]${machine('')}`,
  },
  {
    name: 'a managed host',
    document: machine('').replace('{ type: container }', '{ type: managed-host, host: h, hostKey: [SHA256:x] }'),
  },
  {
    name: 'sizes and names in capital letters, as they are taken',
    document: machine('', 'hostName: Forum\n      files: [{ path: /a, content: x, owner: Ada }]').replace(
      'type: container',
      'type: container, memory: 256M',
    ),
  },
])('an editor finds nothing wrong with $name', ({ document }) => {
  expect([validate(parse(document)), validate.errors]).toEqual([true, null])
})

test.each([
  { name: 'an unknown key', document: machine('lables: [x]') },
  { name: 'an unknown key of the deployment', document: `nam: x${machine('')}` },
  { name: 'an account of nobody', document: `accounts: [{ type: managed-host }]${machine('')}` },
  {
    name: 'an account with a size',
    document: `accounts: [{ type: linode, token: { $secret: T }, size: x }]${machine('')}`,
  },
  { name: 'no machine', document: 'machines: []' },
  { name: 'a bad name', document: machine('').replace('name: a', 'name: A_b') },
  { name: 'an unknown environment', document: machine('').replace('type: container', 'type: contaner') },
  {
    name: 'a key that the environment does not know',
    document: machine('').replace('type: container', 'type: container, host: x'),
  },
  { name: 'a key that a system does not know', document: machine('', 'hostnam: a') },
  { name: 'an unknown service', document: machine('', 'hostName: a\n      services: [{ type: htpd }]') },
  { name: 'a service without what it needs', document: machine('', 'hostName: a\n      services: [{ type: webApp }]') },
])('an editor shows $name', ({ document }) => {
  expect(validate(parse(document))).toBe(false)
})
