import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { mistakesOf } from '../system/mistakes'
import { brokenBy } from './broken'
import { Deployment, type DeploymentContext } from './deployment'
import { loadModule } from './load'
import { deploymentOptions } from './machine-schema'

/** What a program declares, asked for its machines but not yet checked. */
export interface Declared {
  readonly name?: string
  readonly machines: unknown
  readonly origin: Origin
  /** Mistakes beside the machines. */
  readonly mistakes: readonly Mistake[]
}

/**
 * Loads a deployment file in TypeScript or JavaScript and, where it lists its machines by a function, calls that.
 *
 * @throws DroverError `deployment-file-broken`
 */
export async function declaredBy(
  file: string,
  { root, context, api }: { readonly root: string; readonly context: DeploymentContext; readonly api: object },
): Promise<Declared> {
  const exported = await loadModule(file, root, api)
  const deployment =
    exported instanceof Deployment ? exported : new Deployment({}, exported, [{ file, line: 1, column: 1 }])
  const { origin, options } = deployment
  const parsed = deploymentOptions.safeParse(options)
  const mistakes = parsed.success
    ? []
    : mistakesOf(parsed.error, { origin, path: '', value: options, schema: deploymentOptions })
  const machines = await listed(deployment.machines, context).catch((thrown: unknown) => {
    throw brokenBy(thrown, { root, file, exported: Object.keys(api) })
  })
  const name = parsed.data?.name
  return { ...(name === undefined ? {} : { name }), machines, origin, mistakes }
}

async function listed(machines: unknown, context: DeploymentContext): Promise<unknown> {
  if (typeof machines !== 'function') return machines
  const answer: unknown = await Reflect.apply(machines, undefined, [Object.freeze({ ...context })])
  return answer
}
