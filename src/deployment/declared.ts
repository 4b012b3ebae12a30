import type { Account } from '../environments/environment'
import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { mistakesOf } from '../system/mistakes'
import { brokenBy } from './broken'
import { Deployment, type DeploymentContext } from './deployment'
import { answered } from './interrupted'
import { loadModule } from './load'
import { deploymentOptions } from './machine-schema'
import type { WrittenSettings } from './settings'

/** What a program declares, asked for its machines but not yet checked. */
export interface Declared {
  readonly name?: string
  readonly settings: WrittenSettings
  readonly machines: unknown
  readonly accounts: readonly Account[]
  readonly origin: Origin
  /** Mistakes beside the machines. */
  readonly mistakes: readonly Mistake[]
}

interface Program {
  readonly root: string
  readonly context: DeploymentContext
  readonly api: object
  readonly signal?: AbortSignal | undefined
}

/**
 * Loads a deployment file in TypeScript or JavaScript and, where it lists its machines by a function, calls that.
 *
 * @throws DroverError `deployment-file-broken`, `cancelled`
 */
export async function declaredBy(file: string, { root, context, api, signal }: Program): Promise<Declared> {
  const exported = await loadModule(file, root, api, signal)
  const deployment =
    exported instanceof Deployment ? exported : new Deployment({}, exported, [{ file, line: 1, column: 1 }])
  const { origin } = deployment
  const options = ofStage(deployment.options, context, { root, file, exported: Object.keys(api) })
  const parsed = deploymentOptions.safeParse(options)
  const mistakes = parsed.success
    ? []
    : mistakesOf(parsed.error, { origin, path: '', value: options, schema: deploymentOptions })
  const at = { root, file, exported: Object.keys(api) }
  const waiting = 'the function that lists its machines never answered: it waits for something that never comes'
  const machines = await answered(() => listed(deployment.machines, context), { ...at, signal, waiting }).catch(
    (thrown: unknown) => {
      throw brokenBy(thrown, at)
    },
  )
  const { name, accounts = [], ...settings } = parsed.data ?? {}
  return { ...(name === undefined ? {} : { name }), settings, machines, accounts, origin, mistakes }
}

/** Options that the program says by a function are asked for this stage; what it leaves open is as if it were not written. */
function ofStage(options: unknown, context: DeploymentContext, at: Parameters<typeof brokenBy>[1]): unknown {
  if (typeof options !== 'object' || options === null) return options
  const asked = ([name, value]: readonly [string, unknown]) => {
    if (name !== 'url' || typeof value !== 'function') return [[name, value]] as const
    const said: unknown = Reflect.apply(value, undefined, [Object.freeze({ ...context })])
    return said === undefined ? [] : ([[name, said]] as const)
  }
  try {
    return Object.fromEntries(Object.entries(options).flatMap(asked))
  } catch (thrown) {
    throw brokenBy(thrown, at)
  }
}

async function listed(machines: unknown, context: DeploymentContext): Promise<unknown> {
  if (typeof machines !== 'function') return machines
  const answer: unknown = await Reflect.apply(machines, undefined, [Object.freeze({ ...context })])
  return answer
}
