import { accountsInSight, accountsOfMachines } from '../../src/commands/account-names'
import { hetzner } from '../../src/environments/hetzner'
import { libvirt } from '../../src/environments/libvirt'
import { managedHost } from '../../src/environments/managed-host'

const declared = { size: 'cx22', region: 'fsn1', image: 'debian-12' }
const at = (token: string) => hetzner({ ...declared, token: { $secret: token } })
const hostKey = `SHA256:${'A'.repeat(43)}`

const evaluated = (
  environments: readonly ReturnType<typeof at>[],
  accounts: readonly ReturnType<typeof at>[] = [],
) => ({
  machines: environments.map(environment => ({
    ...{ name: 'web', labels: [], after: [], origin: [], environment, origins: {}, kinds: new Map() },
    ...{ manifest: { format: 1 as const, machine: 'web', resources: [] }, graph: { nodes: [], edges: [] } },
  })),
  accounts,
})

test('each account is named once, by its type and a fingerprint that tells nothing else', () => {
  const hypervisor = { host: 'secret.example.org', port: 22, user: 'root', hostKey }
  const wish = libvirt.type.config.parse({ connection: 'qemu:///system', hypervisor, image: '/i' })
  const names = accountsOfMachines(
    evaluated([at('A'), at('A'), at('B'), managedHost({ host: 'h', hostKey }), { type: libvirt.type, config: wish }]),
  )
  expect(names.map(({ environment }) => environment)).toEqual(['hetzner', 'hetzner', 'libvirt'])
  expect(new Set(names.map(({ account }) => account)).size).toBe(3)
  expect(names.every(({ account }) => /^[0-9a-f]{12}$/.test(account))).toBe(true)
})

test('an account that is named alone is in sight, and nothing is made there', () => {
  const { accountOf: type, config } = hetzner.account({ token: { $secret: 'A' } })
  const evaluation = evaluated([at('B')], [{ type, config }])
  expect(accountsInSight(evaluation)).toEqual([
    ...accountsOfMachines(evaluated([at('B')])),
    ...accountsOfMachines(evaluated([at('A')])),
  ])
  expect(accountsOfMachines(evaluation)).toHaveLength(1)
})
