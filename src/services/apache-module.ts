import { z } from 'zod'
import { knownModules } from './apache-modules'

const ownName = z.string().superRefine((name, context) => {
  if (knownModules.has(name)) return
  const message = `Debian's apache2 has no module “${name}”; one that another package brings is written with it: { name: '${name}', package: 'libapache2-mod-…' }`
  context.addIssue({ code: 'custom', message, params: { known: [...knownModules] } })
})

const foreign = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_.-]*$/i, 'a module as a2enmod names it, as security2')
    .describe('As a2enmod names it: security2.'),
  package: z.string().describe('The package that brings it: libapache2-mod-security2.'),
})

/** A module as a2enmod names it; one that does not come with Debian's apache2 itself, with the package that brings it. */
export const moduleSchema = z.union([ownName, foreign])

export type ApacheModule = z.output<typeof moduleSchema>

export const nameOf = (module: ApacheModule): string => (typeof module === 'string' ? module : module.name)

/** Ids of the packages that bring a module. */
export const broughtBy = (modules: readonly ApacheModule[], name: string): readonly string[] => [
  ...new Set([
    'package:apache2',
    ...modules.flatMap(module =>
      typeof module !== 'string' && module.name === name ? [`package:${module.package}`] : [],
    ),
  ]),
]
