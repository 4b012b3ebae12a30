import { relative, resolve } from 'node:path'
import { z } from 'zod'
import { evaluateCommit, manifestsSchema } from '../deployment/commit'
import { foldersOf } from '../deployment/find'
import { selectMachines } from '../deployment/selector'
import { contextFrom } from './circumstances'
import { evaluated } from './evaluated'
import type { Options } from './options'
import { stoppable, type Told } from './stops'

/** The JSON Schema of what `drover manifest` prints, as it stands in schema/manifest.json. */
export const manifestJsonSchema = (): string => {
  const schema = manifestsSchema
    .extend({
      stage: z.string(),
      commit: z.string().optional().describe('With --ref: the commit that was evaluated, whole'),
    })
    .meta({ title: 'Drover’s manifests', description: 'What a deployment file compiles to, machine by machine' })
  return `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`
}

/**
 * What the deployment file compiles to, as JSON: as it lies here, or at another commit, which is evaluated in a process of
 * its own (`command` starts it), whatever lies here. Secrets stand for their names.
 */
export const manifest = (
  options: Options,
  ref: string | undefined,
  command: readonly string[],
  told: Told,
): Promise<string> =>
  stoppable(options, told, async ({ signal }) => {
    if (ref !== undefined) return manifestAt(ref, options, command, signal)
    const { deployment, machines } = await evaluated(options, 'placeholder', signal)
    return printed(deployment, options.stage, selectMachines(machines, options.machines))
  })

async function manifestAt(
  commit: string,
  { root: asked, file, stage, machines, environment }: Options,
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { root, folder } = foldersOf(asked)
  const context = contextFrom(environment, stage)
  const named = file === undefined ? {} : { file: relative(folder, resolve(folder, file)) }
  const there = await evaluateCommit({
    root,
    folder: relative(root, folder),
    commit,
    ...named,
    context,
    command,
    signal,
  })
  // Of another commit's machines only the names are known: a label selects none of them, and says so.
  const unlabelled = there.machines.map(machine => ({ ...machine, labels: [] }))
  return printed(there.deployment, stage, selectMachines(unlabelled, machines), there.commit)
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
