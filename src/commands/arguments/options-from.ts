import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Failure, thrownWords } from '../../failure'
import { knownHostsMistakes } from '../../ssh/known-hosts'
import { type Inputs, inputsSchema } from '../inputs'
import { fromHere, type Options } from '../options'
import { parseInputs } from '../read-inputs'
import { rolloutFrom } from '../rollout'
import { type CommandLine, wrong } from './command-line'

/** The options of a command line, by the same schema as the action's inputs: one meaning for one word, wherever it is said. */
export function optionsFrom(
  line: CommandLine,
  environment: NodeJS.ProcessEnv,
): { readonly options: Options; readonly failures: readonly Failure[] } {
  const failures: Failure[] = []
  const contentOf = (option: string, path: string): string => {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      failures.push(wrong(option, `${path} can't be read: ${thrownWords(error)}.`))
      return ''
    }
  }
  const [command = ''] = line.words
  const read = parseInputs({
    // What one command alone takes.
    ...(command === 'diff' || command === 'rehearse' || command === 'matrix' ? { command } : {}),
    base: line.value('base'),
    shards: line.value('shards'),
    file: line.value('file'),
    stage: line.value('stage'),
    machines: line.values('machines').join(','),
    shard: line.value('shard'),
    'max-parallel': line.value('max-parallel'),
    timeout: line.value('timeout'),
    ttl: line.value('ttl'),
    'on-failure': line.value('on-failure'),
    batch: line.value('batch'),
    canary: line.value('canary'),
    'max-failures': line.value('max-failures'),
    pause: line.value('pause'),
    unreachable: line.value('unreachable'),
    to: line.value('to'),
    plan: line.value('plan'),
    'working-directory': line.value('working-directory'),
  })
  if (!read.ok)
    failures.push(...read.failures.map(each => ('input' in each ? { ...each, input: `--${each.input}` } : each)))
  const inputs: Inputs = read.ok ? read.inputs : inputsSchema.parse({})
  const knownHosts = line.value('known-hosts')
  const known = knownHosts === undefined ? undefined : contentOf('--known-hosts', knownHosts)
  failures.push(...knownHostsMistakes(known ?? '', '--known-hosts'))
  const options = {
    root: resolve(inputs['working-directory']),
    file: inputs.file,
    stage: inputs.stage,
    machines: inputs.machines,
    shard: inputs.shard,
    shards: inputs.shards,
    shardEvents: undefined,
    keys: line.values('identity').map(path => ({ source: path, text: contentOf('--identity', path) })),
    passphrase: environment.DROVER_SSH_PASSPHRASE,
    knownHosts: known,
    sshConfig: fromHere(line.value('ssh-config'), '.'),
    maxParallel: inputs['max-parallel'],
    timeout: inputs.timeout,
    onFailure: inputs['on-failure'],
    rollout: rolloutFrom(inputs),
    unreachable: inputs.unreachable,
    allowDowngrade: line.flags.has('allow-downgrade') || undefined,
    allowIrreversible: line.flags.has('allow-irreversible') || undefined,
    prune: line.flags.has('prune') || undefined,
    ttl: inputs.ttl,
    // Who names the stage and says yes has said as much as who types its name.
    allowProtected: line.flags.has('allow-protected') || (line.flags.has('yes') && line.value('stage') !== undefined),
    dryRun: line.flags.has('dry-run'),
    deep: line.flags.has('deep'),
    plan: inputs.plan,
    token: environment.GITHUB_TOKEN ?? environment.GH_TOKEN,
    rehearsal: line.value('rehearsal'),
    base: inputs.base,
    to: inputs.to,
    message: line.value('message'),
    accept: line.flags.has('accept'),
    run: line.behind ?? [],
    environment,
  }
  return { options, failures }
}
