import type { Failure } from '../failure'
import { knownHostsMistakes } from '../ssh/known-hosts'
import { type Inputs, inputsSchema } from './inputs'
import { inputWords } from './inputs/words'

// What one command alone takes is said with no other.
const fitting = inputsSchema.superRefine((inputs, context) => {
  const { command, run, events } = inputs
  const wrong = (input: string, message: string) => context.addIssue({ code: 'custom', path: [input], message })
  for (const [name, schema] of Object.entries(inputsSchema.shape)) {
    const only = inputWords.get(schema)?.only
    const given = Object.entries(inputs).some(([input, value]) => input === name && value !== undefined)
    if (only !== undefined && given && !only.includes(command))
      wrong(name, `only the command ${only.map(name => `“${name}”`).join(' or ')} takes it, not “${command}”`)
  }
  if (command === 'exec' && run === undefined)
    wrong('run', 'the command “exec” needs it: what is to be run on every machine')
  if (command === 'merge' && events === undefined)
    wrong('events', 'the command “merge” needs it: the folder with the shards’ files of events')
})

export type ParsedInputs =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly failures: readonly Failure[] }

/** Where a space at the end is part of the value: a private key without its last line break is none. */
const verbatim: ReadonlySet<string> = new Set(['run', 'ssh-key', 'ssh-passphrase', 'known-hosts'])

/** The values of a table by input's name; what is absent or blank is left out. */
const given = (values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, verbatim.has(name) ? value : value.trim()]],
    ),
  )

/** Reads what the runner sets: `INPUT_SSH-KEY` for `ssh-key`. All mistakes are found at once. */
export function inputsFromEnvironment(environment: NodeJS.ProcessEnv): ParsedInputs {
  const names = Object.keys(inputsSchema.shape)
  const values = Object.fromEntries(names.map(name => [name, environment[`INPUT_${name.toUpperCase()}`]]))
  const debug = environment.RUNNER_DEBUG === '1' ? { 'log-level': 'debug' } : {}
  return parseInputs({ ...values, ...debug })
}

/** Parses inputs by name, wherever they come from. */
export function parseInputs(values: Readonly<Record<string, string | undefined>>): ParsedInputs {
  const parsed = fitting.safeParse(given(values))
  const unreadable = knownHostsMistakes(values['known-hosts'] ?? '', 'known-hosts')
  if (parsed.success && unreadable.length === 0) return { ok: true, inputs: parsed.data }
  const failures = (parsed.error?.issues ?? []).map((issue): Failure => {
    const input = issue.path.map(String).join('.')
    const found = issue.message.startsWith('expected') ? `got “${values[input]?.trim()}”; ` : ''
    return { code: 'bad-input', input, message: `${found}${issue.message}.` }
  })
  return { ok: false, failures: [...failures, ...unreadable] }
}
