import type { Evaluation } from '../deployment/evaluate'
import type { Circumstances, Herd } from '../engine/herd'
import type { Identity } from '../ssh/identity'
import type { Connect } from '../target/target'
import { holderFrom } from './circumstances'
import { descentOf } from './descent-of'
import { identitiesOf } from './identities'
import type { Options } from './options'
import { rolloutFor } from './rollout'
import type { Opened, Session } from './session'
import { selected } from './shard'

// How long one run waits for another deployment of the same machine, and how long one step may take.
const patienceSeconds = 300
const stepSeconds = 1800
// Longer than a lease: whatever a machine does by itself has been done by then.
const reconnectSeconds = 150

// In a rehearsal nobody is spared, nobody waits, and a container that is not there has proven nothing.
const rehearsed = { unreachable: 'fail', rollout: {} } as const

/** The machines of an evaluation as the engine takes them: the selected ones, and the others that they may refer to. */
export function herdOf(evaluation: Evaluation, options: Options): Herd {
  const { deployment, stage, machines, blobs, secrets } = evaluation
  const { onFailure, unreachable, allowDowngrade, allowIrreversible, prune } = options
  const settings = {
    ...evaluation.settings,
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(unreachable === undefined ? {} : { unreachable }),
    rollout: rolloutFor({ ...evaluation.settings.rollout, ...options.rollout }, machines),
    ...(allowDowngrade === undefined ? {} : { allowDowngrade }),
    ...(allowIrreversible === undefined ? {} : { allowIrreversible }),
    ...(prune === undefined ? {} : { prune }),
    ...(options.rehearsal === undefined ? {} : rehearsed),
  }
  const members = selected(machines, options)
  const others = machines.filter(machine => !members.includes(machine))
  // What is rehearsed is made on this host alone.
  const accounts = options.rehearsal === undefined ? evaluation.accounts : []
  return { deployment, stage, settings, members, others, accounts, blobs, secrets }
}

/** How the engine is to work for this session. */
export async function circumstancesOf(
  { options, voice, signal, ends, mask }: Session,
  { root, provenance, machines }: Opened,
  mode: Circumstances['mode'],
): Promise<Circumstances> {
  const identities = await identitiesOf(options)
  return {
    mode,
    deep: options.deep,
    maxParallel: options.maxParallel,
    connect: await connector(options, identities, ends),
    publicKeys: identities.map(({ publicKey }) => publicKey),
    sshConfig: options.sshConfig,
    mask: value => {
      voice.hide([value])
      mask(
        [value],
        machines.map(({ name }) => name),
      )
    },
    emit: voice.emit,
    signal,
    ends,
    provenance,
    ...(await descentOf(options, root, provenance, signal)),
    holder: holderFrom(provenance),
    reconnect: reconnectSeconds,
    patience: patienceSeconds,
    stepLimit: stepSeconds,
  }
}

async function connector(options: Options, identities: readonly Identity[], signal: AbortSignal): Promise<Connect> {
  const { connectSsh } = await import('../ssh/connection')
  const { readKnownHosts } = await import('../ssh/known-hosts')
  const { files } = await import('../ssh/files')
  const { ways } = await import('../ssh/ways')
  const { passphrase, environment } = options
  const knownHosts = options.knownHosts === undefined ? undefined : readKnownHosts(options.knownHosts)
  const shared = {
    identities,
    agent: environment.SSH_AUTH_SOCK,
    knownHosts,
    files: files(passphrase),
    ways: ways(),
    signal,
  }
  const told = new Set<string>()
  return (endpoint, onAttempt, notice) => {
    const onNotice = (words: string) => {
      // A machine is connected to more than once in a run.
      if (!told.has(words)) notice?.(words)
      told.add(words)
    }
    return connectSsh(endpoint, { ...shared, onAttempt, onNotice })
  }
}
