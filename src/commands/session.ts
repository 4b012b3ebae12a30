import type { Evaluation, SecretsWanted } from '../deployment/evaluate'
import { headOf } from '../deployment/git'
import { placeholder } from '../deployment/references'
import { selectMachines } from '../deployment/selector'
import type { Circumstances, Herd } from '../engine/herd'
import type { Provenance } from '../event'
import { DroverError } from '../failure'
import type { Identity } from '../ssh/identity'
import type { Connect } from '../target/target'
import { contextFrom, holderFrom, provenanceFrom } from './circumstances'
import { evaluated } from './evaluated'
import { identitiesOf } from './identities'
import type { Options } from './options'
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

// How long one run waits for another deployment of the same machine, and how long one step may take.
const patienceSeconds = 300
const stepSeconds = 1800

/** What a deployment file declares, and where that comes from. */
export interface Opened extends Evaluation {
  readonly provenance: Provenance
}

/** Reads the deployment file, with all its secrets where the command needs them, and says what the run is about. */
export async function open(session: Session, secrets: SecretsWanted): Promise<Opened> {
  const { command, options, voice } = session
  const { stage, environment } = options
  const context = contextFrom(environment, stage)
  // A runner says which commit it is about; git is asked beside the loading.
  const checkedOut = context.sha === '' ? headOf(options.root) : Promise.resolve({})
  const evaluation = await evaluated(options, secrets, session.signal)
  refuseAnother(options.deployment, evaluation)
  const { file, fileHash } = evaluation
  const provenance = provenanceFrom(environment, context, { file, fileHash }, await checkedOut)
  if (secrets !== 'placeholder') {
    const values = [...evaluation.secrets].flatMap(([name, value]) => (value === placeholder(name) ? [] : [value]))
    voice.hide(values)
    session.mask(
      values,
      evaluation.machines.map(({ name }) => name),
    )
  }
  voice.emit({
    type: 'run-started',
    format: 1,
    command,
    deployment: evaluation.deployment,
    stage: evaluation.stage,
    provenance,
    machines: selectMachines(evaluation.machines, options.machines).map(machine => ({
      name: machine.name,
      environment: machine.environment.type.name,
      origin: machine.origin,
      after: machine.after,
    })),
  })
  return { ...evaluation, provenance }
}

function refuseAnother(expected: string | undefined, { file, deployment }: Evaluation): void {
  if (expected === undefined || expected === deployment) return
  const message = `${file} declares the deployment “${deployment}”, and what is to be run again is “${expected}”.`
  throw new DroverError({ code: 'bad-input', input: 'file', message })
}

/** The machines of an evaluation as the engine takes them: the selected ones, and the others that they may refer to. */
export function herdOf(evaluation: Evaluation, { machines: selector, onFailure }: Options): Herd {
  const { deployment, stage, machines, blobs, secrets } = evaluation
  const members = selectMachines(machines, selector)
  const others = machines.filter(machine => !members.includes(machine))
  return { deployment, stage, onFailure: onFailure ?? evaluation.onFailure, members, others, blobs, secrets }
}

/** How the engine is to work for this session. */
export async function circumstancesOf(
  { options, voice, signal, ends }: Session,
  { provenance }: Opened,
  mode: Circumstances['mode'],
): Promise<Circumstances> {
  const identities = await identitiesOf(options)
  return {
    mode,
    maxParallel: options.maxParallel,
    connect: await connector(options, identities, ends),
    publicKeys: identities.map(({ publicKey }) => publicKey),
    emit: voice.emit,
    signal,
    ends,
    provenance,
    holder: holderFrom(provenance),
    patience: patienceSeconds,
    stepLimit: stepSeconds,
  }
}

async function connector(options: Options, identities: readonly Identity[], signal: AbortSignal): Promise<Connect> {
  const { connectSsh } = await import('../ssh/connection')
  const { readKnownHosts } = await import('../ssh/known-hosts')
  const knownHosts = options.knownHosts === undefined ? undefined : readKnownHosts(options.knownHosts)
  const agent = options.environment.SSH_AUTH_SOCK
  return (endpoint, onAttempt) => connectSsh(endpoint, { identities, agent, knownHosts, signal, onAttempt })
}
