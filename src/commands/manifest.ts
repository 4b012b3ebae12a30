import { evaluateCommit } from '../deployment/commit'
import { evaluate } from '../deployment/evaluate'
import { selectMachines } from '../deployment/selector'
import { contextFrom } from './circumstances'
import type { Options } from './options'

/**
 * What the deployment file compiles to, as JSON: as it lies here, or at another commit, which is evaluated in a process of
 * its own (`command` starts it). Secrets stand for their names.
 */
export async function manifest(
  options: Options,
  ref: string | undefined,
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { root, file, stage, environment } = options
  const context = contextFrom(environment, stage)
  const here = await evaluate({
    root,
    ...(file === undefined ? {} : { file }),
    context,
    secrets: 'placeholder',
    environment,
  })
  if (ref === undefined) {
    const machines = selectMachines(here.machines, options.machines)
    return printed(here.deployment, stage, machines)
  }
  const there = await evaluateCommit({ root: here.root, commit: ref, file: here.file, context, command, signal })
  // Of another commit's machines only the names are known: a label selects none of them, and says so.
  const named = there.machines.map(machine => ({ ...machine, labels: [] }))
  return printed(here.deployment, stage, selectMachines(named, options.machines), there.commit)
}

function printed(
  deployment: string,
  stage: string,
  machines: readonly { readonly name: string; readonly manifest: unknown; readonly origins: unknown }[],
  commit?: string,
): string {
  const plain = machines.map(({ name, manifest, origins }) => ({ name, manifest, origins }))
  return `${JSON.stringify({ deployment, stage, ...(commit === undefined ? {} : { commit }), machines: plain }, null, 2)}\n`
}
