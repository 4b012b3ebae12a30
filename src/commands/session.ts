import type { Evaluation, SecretsWanted, SourcesWanted } from '../deployment/evaluate'
import { headOf } from '../deployment/git'
import { placeholder } from '../deployment/references'
import type { Provenance } from '../event'
import { DroverError } from '../failure'
import { accountsOfMachines } from './account-names'
import { contextFrom, provenanceFrom } from './circumstances'
import { evaluatedFor } from './evaluated-for'
import type { Options } from './options'
import { isProtected } from './protected'
import { selected, shardWords } from './shard'
import { refuseForeignCommit } from './trust'
import type { Voice } from './voice'

/** What a command works with. */
export interface Session {
  readonly command: string
  readonly options: Options
  readonly voice: Voice
  readonly signal: AbortSignal
  readonly ends: AbortSignal
  /** Registers what the runner itself is to hide, where there is one. */
  readonly mask: (values: Iterable<string>, machines: Iterable<string>) => void
}

/** What a deployment file declares, and where that comes from. */
export interface Opened extends Evaluation {
  readonly provenance: Provenance
}

/** Reads the deployment file, with all its secrets where the command needs them, and says what the run is about. */
export async function open(session: Session, secrets: SecretsWanted, sources?: SourcesWanted): Promise<Opened> {
  const { command, options, voice } = session
  const { stage, environment } = options
  const context = contextFrom(environment, stage)
  // A runner says which commit it is about; git is asked beside the loading.
  const checkedOut = context.sha === '' ? headOf(options.root) : Promise.resolve({})
  await refuseForeignCommit(session)
  const { evaluation, notes } = await evaluatedFor(options, secrets, session.signal, sources)
  refuseAnother(options.deployment, evaluation)
  conceal(session, evaluation)
  const { file, fileHash } = evaluation
  const provenance = provenanceFrom(environment, context, { file, fileHash }, await checkedOut)
  const machines = selected(evaluation.machines, options)
  const accounts = accountsOfMachines(evaluation)
  voice.emit({
    type: 'run-started',
    format: 1,
    command,
    deployment: evaluation.deployment,
    stage: evaluation.stage,
    provenance,
    ...(evaluation.settings.url === undefined ? {} : { url: evaluation.settings.url }),
    ...(isProtected(evaluation.stage, evaluation.settings.protect) && { protected: true }),
    ...(accounts.length > 0 && { accounts }),
    ...(options.shard === undefined ? {} : { shard: shardWords(options.shard) }),
    machines: machines.map(machine => ({
      name: machine.name,
      environment: machine.environment.type.name,
      origin: machine.origin,
      after: machine.after,
    })),
  })
  const known = new Set(machines.map(({ name }) => name))
  for (const { machine, message } of notes)
    if (known.has(machine))
      voice.emit({ type: 'found', machine, finding: { check: 'rehearsal', answer: 'note', message } })
  return { ...evaluation, provenance }
}

/** Hides the values of all secrets that the file names, also of those that this command needs no value of: a machine may print them. */
export function conceal({ options, voice, mask }: Session, { secrets, machines }: Evaluation): void {
  const values = [...secrets].flatMap(([name, value]) => [
    ...(value === placeholder(name) ? [] : [value]),
    ...(options.environment[name] ? [options.environment[name]] : []),
  ])
  const hidden = new Set(values)
  voice.hide(hidden)
  mask(
    hidden,
    machines.map(({ name }) => name),
  )
}

function refuseAnother(expected: string | undefined, { file, deployment }: Evaluation): void {
  if (expected === undefined || expected === deployment) return
  const message = `${file} declares the deployment “${deployment}”, and what is to be run again is “${expected}”.`
  throw new DroverError({ code: 'bad-input', input: 'file', message })
}
