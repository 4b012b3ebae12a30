import type { SecretsWanted, SourcesWanted } from '../deployment/evaluate'
import { evaluated } from './evaluated'
import type { Options } from './options'
import { type StandIns, standIns } from './rehearse/stand-ins'

/** The deployment file as `evaluated`; for a rehearsal with containers of this host in the place of its machines. */
export async function evaluatedFor(
  options: Options,
  secrets: SecretsWanted,
  signal: AbortSignal,
  sources?: SourcesWanted,
): Promise<StandIns> {
  const { rehearsal } = options
  if (rehearsal === undefined) return { evaluation: await evaluated(options, secrets, signal, sources), notes: [] }
  return standIns(await evaluated(options, 'placeholder', signal, sources), rehearsal)
}
