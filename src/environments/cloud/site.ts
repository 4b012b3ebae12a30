import { DroverError } from '../../failure'
import type { EnvironmentContext } from '../environment'
import type { CloudConfig } from './config'
import { deploymentMark, type Marks, machineMark, nameFor } from './marks'
import type { Provider } from './provider'
import { type Survey, surveyOf } from './survey'
import type { Pace } from './wait'

/** One machine at its provider, and all that is needed to work on it. */
export interface Site {
  /** The environment type. */
  readonly environment: string
  readonly config: CloudConfig
  readonly context: EnvironmentContext
  readonly provider: Provider
  /** The same provider under another signal: what is begun is put away also where the run is told to end. */
  readonly provided: (signal: AbortSignal) => Provider
  readonly pace: Pace
}

export type Whose = Pick<Marks, 'deployment' | 'stage' | 'machine'>

export const whoseOf = ({ machine, stage, deployment }: EnvironmentContext): Whose => ({
  deployment: deploymentMark(deployment),
  stage,
  machine,
})

/** What there is of the machine. Changes nothing. */
export async function survey({ provider, context }: Site): Promise<Survey> {
  return surveyOf(await provider.servers({ key: 'id', value: machineMark(whoseOf(context)) }))
}

/** The names that the machine may bear: while it is replaced there are two of it. */
export function namesOf({ config, context }: Site): readonly [string, string] {
  if (config.name !== undefined) return [config.name, `${config.name.slice(0, 61).replace(/-$/, '')}-b`]
  return [nameFor(context), nameFor(context, true)]
}

/** Who else bears the machine's name; undefined where nobody does. */
export async function foreigner(site: Site): Promise<{ readonly name: string; readonly owner: string } | undefined> {
  const [name] = namesOf(site)
  const there = await site.provider.named(name)
  if (!there || there.labels.id === machineMark(whoseOf(site.context))) return undefined
  const { deployment, stage, machine } = there.labels
  const owner =
    deployment === undefined
      ? `somebody else: it carries none of Drover's labels (id ${there.id})`
      : `${deployment}, stage ${stage ?? '?'}, machine ${machine ?? '?'} (id ${there.id})`
  return { name, owner }
}

export const failed = ({ environment }: Pick<Site, 'environment'>, message: string): DroverError =>
  new DroverError({ code: 'environment-failed', environment, message })

/** What is wrong with that which is there, where nobody may use it. */
export const mistakeOf = (seen: Extract<Survey, { readonly state: 'altered' | 'ambiguous' }>): string =>
  seen.state === 'ambiguous'
    ? `several things could be this machine: ${seen.candidates.join(', ')}; remove all but the right one`
    : `${seen.server.name} (id ${seen.server.id}) carries this machine's label, and what Drover wrote beside it was altered: ` +
      'bring its labels back, or remove it'
