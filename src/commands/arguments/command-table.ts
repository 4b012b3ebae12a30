import { reportNames } from '../render'
import type { CommandName } from '../run-command'
import type { OptionName } from './option-table'

/** What a word can be. */
export type Words = 'file' | 'command' | readonly string[]

/** What a command is, for whoever reads a command line, the help, or completes a word. */
export interface CommandEntry {
  readonly says: string
  /** The words that follow its name. */
  readonly words?: string
  /** What a shell can complete each of these words to; the last says it of all that follow. */
  readonly completes?: readonly Words[]
  readonly takes: readonly OptionName[]
}

const place: readonly OptionName[] = ['working-directory']
/** What every command takes that reads the deployment file. */
const reading: readonly OptionName[] = [...place, 'file', 'stage', 'machines', 'timeout', 'json']
/** What every command takes that is a run, with reports. */
const running: readonly OptionName[] = [...reading, 'events', 'verbose']
const reaching: readonly OptionName[] = [
  ...running,
  'shard',
  'rehearsal',
  'identity',
  'known-hosts',
  'ssh-config',
  'max-parallel',
]
/** In which parts the machines are begun. */
const parting: readonly OptionName[] = ['batch', 'canary', 'unreachable']
const rolling: readonly OptionName[] = [...parting, 'max-failures', 'pause']
const changing: readonly OptionName[] = [...reaching, 'yes', 'on-failure', ...rolling, 'allow-irreversible']
const deploying: readonly OptionName[] = [...changing, 'allow-downgrade']

export const shells = ['bash', 'zsh', 'fish'] as const

/** Every command, in the order in which the help lists them. */
export const commandTable = {
  deploy: {
    says: 'bring the machines to what the deployment file declares',
    takes: [...deploying, 'plan', 'prune', 'deep'],
  },
  plan: {
    says: 'say what deploy would change; change nothing',
    takes: [...reaching, ...parting, 'allow-irreversible', 'allow-downgrade', 'prune', 'deep'],
  },
  validate: { says: 'read and check the deployment file; touch no machine', takes: running },
  diff: {
    says: 'say what is declared otherwise than at another commit; touch no machine',
    takes: [...running, 'base'],
  },
  check: {
    says: 'compare each machine with its current generation; exit code 3 where it drifted',
    takes: [...reaching, 'unreachable', 'deep'],
  },
  status: { says: 'list the generations that each machine keeps', takes: reaching },
  rollback: {
    says: 'bring the machines back to the generation before, or to another one',
    takes: [...changing, 'to'],
  },
  recover: {
    says: 'settle what an earlier run left open: undo it, or take it as it is',
    takes: [...reaching, 'accept'],
  },
  lock: {
    says: 'keep all deployments away from the machines until they are unlocked',
    takes: [...reaching, 'message'],
  },
  unlock: { says: 'let deployments change the machines again', takes: reaching },
  gc: { says: 'remove generations that are not kept, and what no other needs', takes: reaching },
  release: {
    says: 'bring the machines back to what they were before the first deployment, and forget it',
    takes: changing,
  },
  exec: { says: 'run one command on all machines side by side, as root', words: '-- CMD …', takes: reaching },
  rerun: {
    says: 'deploy the machines that did not get there, by the result (--json) of a deploy',
    words: 'RESULT',
    completes: ['file'],
    takes: deploying.filter(name => name !== 'machines' && name !== 'shard'),
  },
  rehearse: {
    says: 'prove the deployment on containers of this host: base, this, rolled back, compared',
    takes: [...running, 'base', 'max-parallel', 'on-failure', 'allow-irreversible'],
  },
  matrix: {
    says: 'part the machines into shards, for several jobs side by side',
    takes: [...running, 'shards', 'max-parallel'],
  },
  merge: {
    says: 'make one report of the shards of a run, from their files of events',
    words: 'FOLDER',
    completes: ['file'],
    takes: ['json', 'events', 'verbose'],
  },
  destroy: {
    says: 'take a stage down: destroy what was made for it, give back the machines of others',
    takes: [...reaching, 'yes', 'dry-run', 'allow-protected', 'allow-irreversible'],
  },
  sweep: {
    says: 'take down the stages whose pull request is closed or whose time is over',
    takes: [
      ...reaching.filter(name => name !== 'machines' && name !== 'shard'),
      'yes',
      'dry-run',
      'ttl',
      'allow-irreversible',
    ],
  },
  init: {
    says: 'write a first deployment file, its workflow and the editor’s types',
    takes: [...place, 'force', 'yaml', 'json'],
  },
  types: { says: 'write the editor’s types anew beside the deployment file', takes: [...place, 'yaml', 'json'] },
  manifest: { says: 'print what the deployment file compiles to, as JSON', takes: [...reading, 'ref', 'tracked-only'] },
  graph: { says: 'draw each machine’s services and whom they extend', takes: [...reading, 'format'] },
  report: {
    says: `make a report again from a file of events (${reportNames.join(', ')})`,
    words: 'NAME EVENTS',
    completes: [reportNames, 'file'],
    takes: [],
  },
  completion: {
    says: 'print what completes these words in a shell',
    words: shells.join('|'),
    completes: [shells],
    takes: [],
  },
  help: {
    says: 'list the commands, or say what one does and its options',
    words: '[COMMAND]',
    completes: ['command'],
    takes: [],
  },
} as const satisfies Readonly<Record<CommandName, CommandEntry> & Record<string, CommandEntry>>

export type CommandWord = keyof typeof commandTable

export const commandWords = Object.keys(commandTable)

export const isCommandWord = (word: string): word is CommandWord => Object.hasOwn(commandTable, word)

/** The same table by any word. */
export const commandOf: ReadonlyMap<string, CommandEntry> = new Map(Object.entries(commandTable))
