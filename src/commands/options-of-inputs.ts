import { resolve } from 'node:path'
import type { Inputs } from './inputs'
import { fromHere, type Options } from './options'
import { rolloutFrom } from './rollout'

/** What the action's inputs ask for, with paths from `root`, the working directory. */
export function optionsOf(inputs: Inputs, root: string, environment: NodeJS.ProcessEnv): Options {
  const key = inputs['ssh-key']
  return {
    root,
    file: inputs.file,
    stage: inputs.stage,
    machines: inputs.machines,
    shard: inputs.shard,
    shards: inputs.shards,
    shardEvents: inputs.command === 'merge' && inputs.events !== undefined ? resolve(root, inputs.events) : undefined,
    keys: key === undefined ? [] : [{ source: 'ssh-key', text: key }],
    passphrase: inputs['ssh-passphrase'],
    knownHosts: inputs['known-hosts'],
    sshConfig: fromHere(inputs['ssh-config'], root),
    maxParallel: inputs['max-parallel'],
    timeout: inputs.timeout,
    onFailure: inputs['on-failure'],
    rollout: rolloutFrom(inputs),
    unreachable: inputs.unreachable,
    allowDowngrade: inputs['allow-downgrade'],
    allowIrreversible: inputs['allow-irreversible'],
    prune: inputs.prune,
    ttl: inputs.ttl,
    allowProtected: inputs['allow-protected'] ?? false,
    dryRun: inputs['dry-run'],
    deep: inputs.deep,
    plan: inputs.plan,
    token: inputs.token,
    rehearsal: undefined,
    base: inputs.base,
    to: inputs.to,
    message: undefined,
    accept: inputs.accept,
    run: inputs.run === undefined ? [] : [inputs.run],
    environment,
  }
}
