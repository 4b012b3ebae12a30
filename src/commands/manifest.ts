import { z } from 'zod'
import { manifestsSchema } from '../deployment/commit'
import { selectMachines } from '../deployment/selector'
import { atCommit } from './another-commit'
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
 * its own, whatever lies here. Secrets stand for their names.
 */
export const manifest = (
  options: Options,
  { ref, trackedOnly }: { readonly ref: string | undefined; readonly trackedOnly: boolean },
  told: Told,
): Promise<string> =>
  stoppable(options, told, async ({ signal }) => {
    if (ref !== undefined) return manifestAt(ref, options, { trackedOnly, signal })
    const { deployment, machines } = await evaluated(options, 'placeholder', signal, trackedOnly ? 'tracked' : 'all')
    return printed(deployment, options.stage, selectMachines(machines, options.machines))
  })

async function manifestAt(
  commit: string,
  options: Options,
  how: { readonly trackedOnly: boolean; readonly signal: AbortSignal },
): Promise<string> {
  const there = await atCommit(commit, options, how)
  // Of another commit's machines only the names are known: a label selects none of them, and says so.
  const unlabelled = there.machines.map(machine => ({ ...machine, labels: [] }))
  return printed(there.deployment, options.stage, selectMachines(unlabelled, options.machines), there.commit)
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
