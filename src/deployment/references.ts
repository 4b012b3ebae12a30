import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { isBare } from '../resources/canonical'
import type { Manifest } from '../resources/manifest'
import { suggest } from '../system/suggestion'
import { accountPath } from './accounts'

/** A place in plain data where something stands that is known only later. */
interface Mark {
  readonly path: string
  readonly secret?: string
  readonly machine?: string
  readonly fact?: string
}

interface Declared {
  readonly name: string
  readonly origin: Origin
  readonly hostName?: string
  readonly manifest: Manifest
  readonly origins: Readonly<Record<string, Origin>>
  readonly environment: { readonly config: unknown }
}

/** The accounts that a deployment declares beside its machines, and where. */
interface Accounts {
  readonly declared: readonly { readonly config: unknown }[]
  readonly origin: Origin
}

const noAccounts: Accounts = { declared: [], origin: [] }

/** References to machines that the deployment does not have, and to host names that it does not declare. */
export function referenceMistakes(machines: readonly Declared[], known: ReadonlySet<string>): readonly Mistake[] {
  const nameless = new Set(machines.flatMap(({ name, hostName }) => (hostName === undefined ? [name] : [])))
  return machines.flatMap(each =>
    marksOf(each).flatMap(({ machine, fact, path, origin }) => {
      if (machine === undefined) return []
      if (fact === 'hostName' && nameless.has(machine)) {
        const message = `it refers to the host name of “${machine}”, whose system declares none: give it a hostName`
        return [{ origin, path: `${each.name}.${path}`, message }]
      }
      if (known.has(machine)) return []
      const suggestion = suggest(machine, known)
      const message = `it refers to the machine “${machine}”, which is not in the deployment`
      return [{ origin, path: `${each.name}.${path}`, message, ...(suggestion === undefined ? {} : { suggestion }) }]
    }),
  )
}

/**
 * The values of all secrets, from the environment's variables. One that is missing or empty is a mistake, told once, where the
 * first resource asks for it. `environments`: of those alone that are needed to get to the machines.
 */
export function findSecrets(
  machines: readonly Declared[],
  variables: Readonly<Record<string, string | undefined>>,
  where: 'everywhere' | 'environments' = 'everywhere',
  accounts: Accounts = noAccounts,
): { readonly secrets: ReadonlyMap<string, string>; readonly mistakes: readonly Mistake[] } {
  const secrets = new Map<string, string>()
  const mistakes = new Map<string, Mistake>()
  const ofMachine = where === 'everywhere' ? marksOf : marksOfEnvironment
  const named = machines.flatMap(each => ofMachine(each).map(mark => ({ ...mark, path: `${each.name}.${mark.path}` })))
  for (const { secret, path, origin } of [...named, ...marksOfAccounts(accounts)]) {
    if (secret === undefined) continue
    const value = variables[secret]
    if (value !== undefined && value !== '') secrets.set(secret, value)
    else if (!mistakes.has(secret)) mistakes.set(secret, { origin, path, message: missing(secret, value) })
  }
  return { secrets, mistakes: [...mistakes.values()] }
}

const missing = (name: string, value: string | undefined): string =>
  `the secret ${name} ${value === '' ? 'is empty: perhaps the repository has none of that name, or this event may not see it' : 'has no value'}; ` +
  `set the variable ${name} in Drover's environment, in a workflow by the step's \`env: { ${name}: \${{ secrets.${name} }} }\``

/** For an evaluation that must not know the values: each secret stands for itself by its name. */
export const placeholders = (
  machines: readonly Declared[],
  accounts: Accounts = noAccounts,
): ReadonlyMap<string, string> =>
  new Map(
    [...machines.flatMap(marksOf), ...marksOfAccounts(accounts)].flatMap(({ secret }) =>
      secret === undefined ? [] : [[secret, placeholder(secret)] as const],
    ),
  )

/** What stands in the place of a secret whose value is not looked for. */
export const placeholder = (name: string): string => `⟨secret ${name}⟩`

const marksOfAccounts = ({ declared, origin }: Accounts) =>
  declared.flatMap(({ config }, index) => marksIn(config, accountPath(index)).map(mark => ({ ...mark, origin })))

const marksOfEnvironment = ({ environment, origin }: Pick<Declared, 'environment' | 'origin'>) =>
  marksIn(environment.config, 'environment').map(mark => ({ ...mark, origin }))

function marksOf(declared: Declared): readonly (Mark & { readonly origin: Origin })[] {
  const { manifest, origin, origins } = declared
  return [
    ...marksOfEnvironment(declared),
    ...manifest.resources.flatMap(({ id, want }) => {
      const declared = origins[id]
      return marksIn(want, id).map(mark => ({ ...mark, origin: declared?.length ? declared : origin }))
    }),
  ]
}

function marksIn(value: unknown, path: string): readonly Mark[] {
  if (isBare(value)) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => marksIn(item, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  if ('$secret' in value && typeof value.$secret === 'string') return [{ path, secret: value.$secret }]
  if ('$reference' in value && 'machine' in value && typeof value.machine === 'string')
    return [
      { path, machine: value.machine, ...(typeof value.$reference === 'string' ? { fact: value.$reference } : {}) },
    ]
  return Object.entries(value).flatMap(([key, inner]) => marksIn(inner, key === '$text' ? path : `${path}.${key}`))
}
