import { unreachableValues } from '../../deployment/rollout-schema'

/** What an option is, for whoever reads a command line, the help, or completes a word. */
export interface OptionEntry {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  /** What its value is called. */
  readonly value?: string
  /** What a shell can complete the value to. */
  readonly completes?: 'file' | 'folder' | 'machines' | readonly string[]
  readonly says: string
}

/** Every option, by its long name. */
export const options = {
  'working-directory': {
    type: 'string',
    short: 'C',
    value: 'DIR',
    completes: 'folder',
    says: 'where the deployment file is looked for',
  },
  file: {
    type: 'string',
    short: 'f',
    value: 'FILE',
    completes: 'file',
    says: 'the deployment file (deploy.ts, .mts, .js, .mjs, .yml, .yaml or .json)',
  },
  stage: { type: 'string', short: 's', value: 'NAME', completes: ['production'], says: 'the stage (production)' },
  machines: {
    type: 'string',
    short: 'm',
    multiple: true,
    value: 'SELECTOR',
    completes: 'machines',
    says: 'names, globs, @labels and !negations, separated by commas',
  },
  identity: {
    type: 'string',
    short: 'i',
    multiple: true,
    value: 'FILE',
    completes: 'file',
    says: 'a private key to log in with (else the SSH agent); DROVER_SSH_PASSPHRASE unlocks it',
  },
  shard: {
    type: 'string',
    value: 'I/N',
    says: 'of the machines only this share, as 2/3 (“drover matrix” says which they are)',
  },
  shards: { type: 'string', value: 'N', says: 'how many shards (one for every --max-parallel machines)' },
  'known-hosts': {
    type: 'string',
    value: 'FILE',
    completes: 'file',
    says: 'host keys, beside those that the deployment file pins',
  },
  'ssh-config': {
    type: 'string',
    value: 'FILE',
    completes: 'file',
    says: 'reach managed hosts by this file, as ~/.ssh/config; without it none is read',
  },
  'max-parallel': { type: 'string', value: 'N', says: 'machines at a time (64)' },
  'on-failure': {
    type: 'string',
    value: 'WHAT',
    completes: ['undo-all', 'undo-machine', 'stop'],
    says: 'when a machine fails: undo-all, undo-machine (the others go on) or stop',
  },
  batch: {
    type: 'string',
    value: 'N',
    completes: ['1', '10%', '25%', '50%'],
    says: 'machines to begin side by side before the next: a number, or 25%',
  },
  canary: {
    type: 'string',
    value: 'WHICH',
    completes: 'machines',
    says: 'machines that go first and have to be well: a number, 10%, names or @labels',
  },
  'max-failures': {
    type: 'string',
    value: 'N',
    completes: ['0', '1', '10%'],
    says: 'machines that may fail before no further batch begins: a number, or 10% (0)',
  },
  pause: { type: 'string', value: 'TIME', says: 'between two batches, as 90, 10m or 1h' },
  unreachable: {
    type: 'string',
    value: 'WHAT',
    completes: unreachableValues,
    says: 'a machine that can’t be reached: fail, or skip it',
  },
  plan: { type: 'string', value: 'DIGEST', says: 'only what was reviewed: the digest that plan printed' },
  'allow-downgrade': { type: 'boolean', says: 'also a commit that does not descend from the one that runs' },
  'allow-irreversible': { type: 'boolean', says: 'also what nobody can undo when something fails' },
  prune: { type: 'boolean', says: 'destroy what was made for machines that are declared no longer' },
  'allow-protected': { type: 'boolean', says: 'also a stage that the deployment file protects' },
  ttl: { type: 'string', value: 'TIME', says: 'how long after its last deployment a stage may stand, as 3d' },
  'dry-run': { type: 'boolean', says: 'say what would be destroyed; destroy nothing' },
  deep: { type: 'boolean', says: 'read every file of each tree, instead of what the system knows of it' },
  message: { type: 'string', value: 'TEXT', says: 'why, for whoever finds the machine locked' },
  to: { type: 'string', value: 'N', says: 'the generation to go back to; 0 is before the first' },
  accept: { type: 'boolean', says: 'take what could not be undone as it is' },
  timeout: { type: 'string', value: 'TIME', says: 'for the whole run, as 90, 30m or 2h (30m)' },
  rehearsal: { type: 'string', value: 'NAME', says: 'on containers of this host, in the place of the machines' },
  'tracked-only': { type: 'boolean', says: 'only what git tracks of the files to deliver; the rest is marked' },
  base: { type: 'string', value: 'COMMIT', says: 'the commit to compare with or to begin on, as origin/main' },
  ref: { type: 'string', value: 'COMMIT', says: 'as the file is at that commit, whatever lies here' },
  format: { type: 'string', value: 'FORMAT', completes: ['mermaid', 'dot'], says: 'mermaid (the default) or dot' },
  force: { type: 'boolean', says: 'write over what is there' },
  yaml: { type: 'boolean', says: 'for a deployment file in YAML, deploy.yml, with a schema in place of the types' },
  json: { type: 'boolean', says: 'one JSON document on standard output, all else on standard error' },
  events: { type: 'string', value: 'FILE', completes: 'file', says: 'keep the events in a file, which is begun anew' },
  verbose: { type: 'boolean', short: 'v', says: 'every remote command; secrets are hidden' },
  yes: { type: 'boolean', short: 'y', says: 'do not ask before the first change' },
  help: { type: 'boolean', short: 'h', says: 'say what a command does, and its options' },
  version: { type: 'boolean', says: 'print the version' },
} as const satisfies Readonly<Record<string, OptionEntry>>

export type OptionName = keyof typeof options

/** The same table by any word. */
export const optionOf: ReadonlyMap<string, OptionEntry> = new Map(Object.entries(options))

/** `-m, --machines SELECTOR`; with room in the place of a short name that it has not got. */
export function optionWords(name: string): string {
  const { short, value } = optionOf.get(name) ?? {}
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`
}
