import { Console } from 'node:console'
import { readFileSync, realpathSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import * as api from '../api'
import type { Environment } from '../environments/environment'
import { DroverError, type Mistake } from '../failure'
import type { SourceFiles } from '../resources/source'
import { sha256 } from '../resources/text'
import { baseServices } from '../services/base-services'
import { checkAccounts } from './accounts'
import { canaryMistakes } from './canary'
import { type CheckedMachine, checkMachines } from './check'
import { declaredBy } from './declared'
import type { DeploymentContext } from './deployment'
import { findDeploymentFile, foldersOf, isDefaultFile, isInside } from './find'
import { repositoryName } from './git'
import { knownTypes } from './known-types'
import { fromRoot, told } from './origins'
import { presentFiles } from './present-files'
import { findSecrets, placeholders } from './references'
import { type Settings, settingsOf } from './settings'
import { sourceFiles } from './source-files'
import { trackedFiles } from './tracked-files'

/** A machine of an evaluation, compiled. All its origins have paths from the repository's root. */
export type EvaluatedMachine = CheckedMachine

export interface Evaluation {
  /** The deployment's name: what it says itself, else the repository's, and the file's path where it is not the default one. */
  readonly deployment: string
  readonly stage: string
  readonly settings: Settings
  /** The deployment file, from the root. */
  readonly file: string
  /** sha256 of the file's bytes. */
  readonly fileHash: string
  /** The repository's root: an absolute path without links. */
  readonly root: string
  /** In the order of the file. */
  readonly machines: readonly EvaluatedMachine[]
  /** Accounts in which no machine needs to be declared, and in which what the deployment made is looked for. */
  readonly accounts: readonly Environment[]
  /** Where the bytes of the blobs that the manifests name lie: sha256 → absolute path. */
  readonly blobs: ReadonlyMap<string, string>
  /** The secrets that the manifests and environments name, by name. */
  readonly secrets: ReadonlyMap<string, string>
}

/**
 * `placeholder`: no value is looked for, and each secret stands for its name. `reaching`: so it is with those that only the
 * systems name, and those by which the machines are reached are required.
 */
export type SecretsWanted = 'required' | 'reaching' | 'placeholder'

/**
 * Which of the user's files are compiled: `all`, and one that is not there is a mistake; those that are `present`; or those that git has
 * `tracked`, so that two commits can be compared. A mark stands for each of the others.
 */
export type SourcesWanted = 'all' | 'present' | 'tracked'

export interface EvaluateRequest {
  /** The folder in which a deployment file is looked for. The repository's root is the top of its git work tree. */
  readonly root: string
  /** From that folder. Without it, the first of `deploy.ts`, `.mts`, `.js`, `.mjs`, `.yml`, `.yaml`, `.json`. */
  readonly file?: string
  readonly context: DeploymentContext
  readonly secrets: SecretsWanted
  /** Where secrets are looked for; the process's own variables where nothing is said. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** All, where nothing is said. */
  readonly sources?: SourcesWanted
  /** Aborts where the run is not to go on: the user's code is then waited for no longer. */
  readonly signal?: AbortSignal
}

/**
 * The one door to what a deployment file declares: finds it, loads it, asks for its machines, checks and compiles them all.
 * It touches no machine. What the file prints goes to standard error. A program is read once in a process: evaluated again,
 * its function is asked anew, and its text is what it was.
 *
 * @throws DroverError `deployment-file-missing`, `deployment-file-broken`, `bad-input`, `cancelled`, or `mistakes` with all of them
 */
export async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
  const { context } = request
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(context.stage)) {
    const message = `a stage is letters, digits, dots, dashes and underscores, and “${context.stage}” is not`
    throw new DroverError({ code: 'bad-input', input: 'stage', message })
  }
  const { folder, root } = foldersOf(request.root)
  const path = realpathSync(findDeploymentFile(folder, request.file))
  if (!isInside(root, path)) {
    throw new DroverError({ code: 'bad-input', input: 'file', message: `${path} lies outside of the repository` })
  }
  const bytes = readFileSync(path)
  const file = relative(root, path)
  const places = { root, folder: dirname(path) }
  const lying = sourceFiles(places)
  const files = await wantedFiles(request.sources ?? 'all', lying, places)

  const read = /\.(ya?ml|json)$/.test(file)
    ? // Loaded when it is needed: a deployment file that is a program need not wait for the YAML parser.
      (await import('./static-file')).readStaticFile(bytes.toString(), file, knownTypes)
    : {
        place: (mistake: Mistake) => mistake,
        ...(await withoutStdout(() => declaredBy(path, { root, context, api, signal: request.signal }))),
      }
  const deployment = read.name ?? (await nameOf(root, file, context))
  const unreadable = read.mistakes.length > 0 && Array.isArray(read.machines) && read.machines.length === 0
  const checked = unreadable
    ? { machines: [], mistakes: [] }
    : checkMachines(read.machines, read.origin, { files, base: baseServices, deployment, stage: context.stage })
  const accounts = checkAccounts(read.accounts, read.origin)
  const found = secretsOf(checked.machines, { declared: accounts.accounts, origin: read.origin }, request)
  const lost = checked.mistakes.length > 0 ? [] : canaryMistakes(read.settings.canary, checked.machines, read.origin)
  const mistakes = [
    ...read.mistakes,
    ...[...checked.mistakes, ...accounts.mistakes, ...lost, ...found.mistakes].map(read.place),
  ]
  if (mistakes.length > 0) throw new DroverError({ code: 'mistakes', file, mistakes: told(root, mistakes) })

  return {
    deployment,
    stage: context.stage,
    settings: settingsOf(read.settings, context.stage),
    file,
    fileHash: sha256(bytes),
    root,
    machines: checked.machines.map(machine => withOrigins(root, machine)),
    accounts: accounts.accounts,
    blobs: lying.blobs,
    secrets: found.secrets,
  }
}

async function wantedFiles(
  wanted: SourcesWanted,
  lying: SourceFiles,
  places: { readonly root: string; readonly folder: string },
) {
  if (wanted === 'tracked') return trackedFiles(lying, places)
  return wanted === 'present' ? presentFiles(lying, places.folder) : lying
}

function secretsOf(
  machines: readonly CheckedMachine[],
  accounts: NonNullable<Parameters<typeof placeholders>[1]>,
  { secrets, environment = process.env }: EvaluateRequest,
) {
  if (secrets === 'required') return findSecrets(machines, environment, 'everywhere', accounts)
  const stand = placeholders(machines, accounts)
  if (secrets === 'placeholder') return { secrets: stand, mistakes: [] }
  const found = findSecrets(machines, environment, 'environments', accounts)
  return { ...found, secrets: new Map([...stand, ...found.secrets]) }
}

async function nameOf(root: string, file: string, context: DeploymentContext): Promise<string> {
  const repository = context.repository === '' ? await repositoryName(root) : context.repository
  return isDefaultFile(file) ? repository : `${repository}/${file}`
}

function withOrigins(root: string, machine: CheckedMachine): EvaluatedMachine {
  const origins = Object.entries(machine.origins).map(([id, origin]) => [id, fromRoot(root, origin)] as const)
  return { ...machine, origin: fromRoot(root, machine.origin), origins: Object.fromEntries(origins) }
}

// Standard output is for our own answer: in `manifest --json` another process reads it.
async function withoutStdout<Value>(work: () => Promise<Value>): Promise<Value> {
  const { console: before } = globalThis
  const { write } = process.stdout
  globalThis.console = new Console(process.stderr, process.stderr)
  process.stdout.write = process.stderr.write.bind(process.stderr)
  try {
    return await work()
  } finally {
    globalThis.console = before
    process.stdout.write = write
  }
}
