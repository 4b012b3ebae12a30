import { z } from 'zod'
import { files } from '../system/files'
import { checked } from '../system/foundation'
import { tcp } from '../system/health-checks'
import { packages } from '../system/packages'
import { ports } from '../system/ports'
import { resources } from '../system/resources'
import { serviceType } from '../system/service'
import { units } from '../system/units'
import { type ApacheModule, broughtBy, moduleSchema, nameOf } from './apache-module'
import { moduleLinks, withNeeds } from './apache-modules'
import { balancerSchema, modulesOf, siteText, type VirtualHost, virtualHostSchema } from './apache-site'

const additionSchema = z.strictObject({
  virtualHosts: z.array(virtualHostSchema).readonly().default([]).describe('Sites.'),
  modules: z
    .array(moduleSchema)
    .readonly()
    .default([])
    .describe(
      'Modules beside those that the sites make use of; what they need comes along. One that is not of apache2 itself, with its package.',
    ),
})

/** What another service may add: sites, and modules they need. */
export type HttpdAddition = z.input<typeof additionSchema>

const config = additionSchema
  .extend({
    balancer: balancerSchema
      .optional()
      .describe('A site of its own on port 80 that shares all requests among several servers.'),
  })
  .transform(({ virtualHosts, balancer, modules }) => ({
    modules,
    virtualHosts: balancer ? [...virtualHosts, virtualHostSchema.parse({ name: 'balancer', balancer })] : virtualHosts,
  }))

const portsFile = '/etc/apache2/ports.conf'
const siteFile = (name: string) => `/etc/apache2/sites-enabled/${name}.conf`
const defaultSite = siteFile('000-default')
const installed = ['package:apache2']

/**
 * Apache 2.4 as Debian packages it. Sites are reloaded without a connection lost; ports and modules need a restart. Either
 * is done only where Apache takes the configuration. Where a site is declared, Debian's default site gives way.
 */
export const httpd = serviceType({
  name: 'httpd',
  description: 'The Apache web server: sites, modules, and a balancer over several servers',
  config,
  defaultValue: {},
  compose: (additions: readonly HttpdAddition[], from) => checked('httpd', additionSchema, additions, from),
  extend: (own, additions) => ({
    modules: [...own.modules, ...additions.flatMap(({ payload }) => payload.modules)],
    virtualHosts: [...own.virtualHosts, ...additions.flatMap(({ payload }) => payload.virtualHosts)],
  }),
  extensions: contribute => [
    contribute(packages, ({ modules }) => ['apache2', ...packagesOf(modules)]),
    contribute(ports, ({ virtualHosts }) => portsOf(virtualHosts).map(port => ({ port }))),
    // What a site answers is its own affair: a balancer does well to say that none of its members is there.
    contribute(resources, ({ virtualHosts }) =>
      portsOf(virtualHosts).map(port => tcp(port, { unit: 'apache2.service' })),
    ),
    contribute(files, ({ virtualHosts, modules }) => [
      { path: portsFile, content: portsText(virtualHosts), after: installed },
      ...linksOf(virtualHosts, modules).map(link => ({ kind: 'symlink' as const, ...link })),
      ...virtualHosts.map(site => ({ path: siteFile(site.name), content: siteText(site), after: installed })),
      ...(virtualHosts.length > 0 ? [{ path: defaultSite, content: noDefault, after: installed }] : []),
    ]),
    contribute(units, ({ virtualHosts, modules }) => [
      {
        name: 'apache2.service',
        enabled: true,
        state: 'started',
        restartOn: [`file:${portsFile}`, ...linksOf(virtualHosts, modules).map(({ path }) => `symlink:${path}`)],
        reloadOn: [
          ...virtualHosts.map(({ name }) => `file:${siteFile(name)}`),
          ...(virtualHosts.length > 0 ? [`file:${defaultSite}`] : []),
        ],
        // Before a restart, too: Debian's unit would have stopped it by then.
        check: 'apache2ctl -t',
        after: installed,
      },
    ]),
  ],
})

const noDefault = '# The default site gave way to those that Drover declares.\n'

const portsOf = (sites: readonly VirtualHost[]): readonly number[] =>
  sites.length === 0 ? [80] : [...new Set(sites.map(({ port }) => port))].sort((a, b) => a - b)

const portsText = (sites: readonly VirtualHost[]): string =>
  ['# Written by Drover.', ...portsOf(sites).map(port => `Listen ${port}`), ''].join('\n')

const packagesOf = (modules: readonly ApacheModule[]): readonly string[] =>
  modules.flatMap(module => (typeof module === 'string' ? [] : [module.package]))

const linksOf = (sites: readonly VirtualHost[], modules: readonly ApacheModule[]) =>
  withNeeds([...modules.map(nameOf), ...sites.flatMap(modulesOf)]).flatMap(name =>
    moduleLinks(name).map(link => ({ ...link, mustExist: true, after: broughtBy(modules, name) })),
  )
