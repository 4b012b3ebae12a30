import { type Evaluation, evaluate, type SecretsWanted, type SourcesWanted } from '../deployment/evaluate'
import { contextFrom } from './circumstances'
import { pullOf } from './doom'
import type { Options } from './options'

/**
 * The deployment file that the options name, read and compiled. Secrets stand for their names where they are not required; where only the
 * machines are to be reached, nothing is delivered, and what a build step makes need not be there.
 */
export const evaluated = (
  { root, file, stage, environment }: Options,
  secrets: SecretsWanted,
  signal: AbortSignal,
  sources: SourcesWanted = secrets === 'reaching' ? 'present' : 'all',
): Promise<Evaluation> => {
  const told = contextFrom(environment, stage)
  // Also where it is not the pull request's own event that this stage is looked at for, as when it is swept.
  const context = { ...told, pullRequest: told.pullRequest ?? pullOf(stage) ?? null }
  return evaluate({ root, ...(file === undefined ? {} : { file }), context, secrets, environment, signal, sources })
}
