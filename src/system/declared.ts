import { hostname } from '../resources/hostname'
import { type Resource, resource } from '../resources/resource'
import { timezone } from '../resources/timezone'
import { accounts } from './accounts'
import { files } from './files'
import { packages } from './packages'
import { resources } from './resources'
import { serviceType } from './service'
import { sysctls } from './sysctls'
import type { SystemFields } from './system-schema'

const nothing: Partial<SystemFields> & { readonly healthChecks?: readonly Resource[] } = {}

/** What a system declares by its own fields, given to the foundation types as any other service gives it. */
export const declared = serviceType({
  name: 'declared',
  description: 'What system() declares beside its services',
  defaultValue: nothing,
  extensions: contribute => [
    contribute(packages, ({ packages = [] }) => packages),
    contribute(accounts, ({ groups = [], users = [] }) => [
      ...groups.map(group => ({ kind: 'group' as const, ...group })),
      ...users.map(user => ({ kind: 'user' as const, ...user })),
    ]),
    contribute(files, ({ files = [] }) => files),
    contribute(sysctls, ({ sysctl = {} }) => Object.entries(sysctl).map(([key, value]) => ({ key, value }))),
    contribute(resources, ({ hostName, timezone: zone, healthChecks = [] }, { origin }) => [
      ...(hostName === undefined ? [] : [resource(hostname, { name: hostName }, { origin })]),
      ...(zone === undefined ? [] : [resource(timezone, { name: zone }, { origin })]),
      ...healthChecks,
    ]),
  ],
})
