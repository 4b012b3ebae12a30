import { type Evaluation, evaluate, type SecretsWanted } from '../deployment/evaluate'
import { contextFrom } from './circumstances'
import type { Options } from './options'

/** The deployment file that the options name, read and compiled. Secrets stand for their names where they are not required. */
export const evaluated = (
  { root, file, stage, environment }: Options,
  secrets: SecretsWanted,
  signal: AbortSignal,
  trackedOnly = false,
): Promise<Evaluation> => {
  const context = contextFrom(environment, stage)
  return evaluate({ root, ...(file === undefined ? {} : { file }), context, secrets, environment, signal, trackedOnly })
}
