import { z } from 'zod'
import type { Failure } from '../failure'
import { knownHostsMistakes } from '../ssh/known-hosts'
import { suggest } from '../system/suggestion'

const commandNames = ['deploy', 'plan', 'validate', 'diff', 'check', 'status', 'rollback', 'recover', 'exec'] as const
const onFailures = ['undo-all', 'undo-machine', 'stop'] as const
const logLevels = ['info', 'debug'] as const

/** Seconds from `90`, `90s`, `30m` or `2h`. */
const seconds = z
  .string()
  .regex(/^\d+(\.\d+)?\s*[smh]?$/, 'expected seconds, or a number with s, m or h, as 30m')
  .transform(text => Number.parseFloat(text) * (text.endsWith('h') ? 3600 : text.endsWith('m') ? 60 : 1))
  .refine(value => value > 0 && value <= 86_400, 'expected more than 0 and at most 24h')

const yesOrNo = z.enum(['true', 'false'], 'expected true or false').transform(value => value === 'true')

/**
 * The action's inputs, as the workflow's author writes them: all of them texts; an empty one stands for none. What
 * an input is for is said in action.yml; a test holds the two together.
 */
export const inputsSchema = z.object({
  command: z.enum(commandNames, { error: issue => expected('a command', commandNames, issue.input) }).default('deploy'),
  /** Undefined: `deploy.ts`, else what is found. */
  file: z.string().optional(),
  stage: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'expected up to 63 letters, digits, dots, dashes and underscores')
    .default('production'),
  /** A selector, as `selectMachines` takes it; empty stands for all machines. */
  machines: z.string().default(''),
  'ssh-key': z.string().optional(),
  'ssh-passphrase': z.string().optional(),
  'known-hosts': z.string().optional(),
  'ssh-config': z.string().optional(),
  'max-parallel': z
    .string()
    .regex(/^\d+$/, 'expected a whole number')
    .transform(Number)
    .refine(value => value >= 1 && value <= 1024, 'expected a number from 1 to 1024')
    .default(64),
  /** In seconds. */
  timeout: seconds.default(1800),
  'on-failure': z.enum(onFailures, { error: issue => expected('a way to go on', onFailures, issue.input) }).optional(),
  to: z
    .string()
    .regex(/^\d{1,9}$/, 'expected the number of a generation')
    .transform(Number)
    .optional(),
  run: z.string().optional(),
  accept: yesOrNo.default(false),
  'log-level': z.enum(logLevels, { error: issue => expected('a log level', logLevels, issue.input) }).default('info'),
  plan: z
    .string()
    .regex(/^[0-9a-f]{12,64}$/, 'expected the digest of a plan, or its first twelve digits or more')
    .optional(),
  base: z.string().optional(),
  'allow-downgrade': yesOrNo.optional(),
  'allow-irreversible': yesOrNo.optional(),
  token: z.string().optional(),
  'working-directory': z.string().default('.'),
})

// What one command alone takes is said with no other.
const runFits = inputsSchema.superRefine(({ command, run, plan, base }, context) => {
  const only = (path: string, of: string) =>
    context.addIssue({ code: 'custom', path: [path], message: `only the command “${of}” takes it, not “${command}”` })
  if (plan !== undefined && command !== 'deploy') only('plan', 'deploy')
  if (base !== undefined && command !== 'diff') only('base', 'diff')
  const message =
    command === 'exec'
      ? 'the command “exec” needs it: what is to be run on every machine'
      : `only the command “exec” takes it, not “${command}”`
  if ((command === 'exec') !== (run !== undefined)) context.addIssue({ code: 'custom', path: ['run'], message })
})

export type Inputs = z.infer<typeof inputsSchema>

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
  const parsed = runFits.safeParse(given(values))
  const unreadable = knownHostsMistakes(values['known-hosts'] ?? '', 'known-hosts')
  if (parsed.success && unreadable.length === 0) return { ok: true, inputs: parsed.data }
  const failures = (parsed.error?.issues ?? []).map((issue): Failure => {
    const input = issue.path.map(String).join('.')
    const found = issue.message.startsWith('expected') ? `got “${values[input]?.trim()}”; ` : ''
    return { code: 'bad-input', input, message: `${found}${issue.message}.` }
  })
  return { ok: false, failures: [...failures, ...unreadable] }
}

function expected(what: string, known: readonly string[], input: unknown): string {
  const text = String(input)
  const near = suggest(text, known)
  return `“${text}” is not ${what}; expected ${known.join(', ')}${near === undefined ? '' : ` (did you mean “${near}”?)`}`
}
