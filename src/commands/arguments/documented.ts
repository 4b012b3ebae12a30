import { stringify } from 'yaml'
import type { z } from 'zod'
import { outputWords } from '../../report/output-words'
import { inputsSchema } from '../inputs'
import { inputWords } from '../inputs/words'

// What is told of inputs and outputs stands in one place, beside what checks or makes them. `npm run docs` writes it to all others.

interface Told {
  readonly name: string
  readonly says: string
  /** Empty where there is none. */
  readonly preset: string
  readonly only?: readonly string[]
}

const inputs: readonly Told[] = Object.entries(inputsSchema.shape).map(([name, schema]) => {
  const told = inputWords.get(schema)
  if (told === undefined) throw new Error(`Nothing is told of the input “${name}” (src/commands/inputs.ts).`)
  return { name, preset: presetOf(schema), ...told }
})

const outputs: readonly Told[] = Object.entries(outputWords).map(([name, says]) => ({ name, says, preset: '' }))

/** The default that the schema itself has. */
function presetOf(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined)
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : ''
}

/** action.yml with its inputs and outputs as they are told. */
export function actionWith(text: string): string {
  const block = (kind: string, all: readonly Told[]) => {
    const entries = all.map(({ name, says, preset }) => [
      name,
      { description: capital(unmarked(says)), ...(preset === '' ? {} : { default: preset }) },
    ])
    return stringify({ [kind]: Object.fromEntries(entries) }, { lineWidth: 120 })
  }
  return text
    .replace(/^inputs:\n(?: .*\n|\n)*/m, () => block('inputs', inputs))
    .replace(/^outputs:\n(?: .*\n|\n)*/m, () => block('outputs', outputs))
}

/** The README with its two tables as they are told. */
export function readmeWith(text: string): string {
  const below = (heading: string, table: readonly string[], page: string) =>
    page.replace(
      new RegExp(`(\n### ${heading}\n\n)(?:\\|.*\n)*`),
      (_, before: string) => `${before}${table.join('\n')}\n`,
    )
  const shortened = inputs.map(({ name, says, preset }) =>
    row(`\`${name}\``, preset && `\`${preset}\``, firstSentence(says)),
  )
  const made = outputs.map(({ name, says }) => row(`\`${name}\``, firstSentence(says)))
  const withInputs = below(
    'Inputs',
    [row('input', 'default', 'what it is'), row('---', '---', '---'), ...shortened],
    text,
  )
  return below('Outputs', [row('output', 'what it is'), row('---', '---'), ...made], withInputs)
}

/** docs/inputs.md. */
export const inputsPage = (): string =>
  `${[
    '# Inputs and outputs',
    'Of the action, in the order of `action.yml`. An empty text stands for an input that is not given. A mistake in any of them is told ' +
      'before a machine is asked, and all mistakes are told at once. (`npm run docs` writes this page from `src/commands/inputs.ts` and ' +
      '`src/report/output-words.ts`.)',
    '## Inputs',
    ...inputs.flatMap(section),
    '## Outputs',
    ...outputs.flatMap(section),
  ].join('\n\n')}\n`

function section({ name, says, preset, only }: Told): readonly string[] {
  const remarks = [
    ...(preset === '' ? [] : [`Default: \`${preset}\`.`]),
    ...(only === undefined
      ? []
      : [`With another command than ${only.map(name => `\`${name}\``).join(' or ')} it is an error.`]),
  ]
  return [`### \`${name}\``, `${capital(fromDocs(says))}.`, ...(remarks.length > 0 ? [remarks.join(' ')] : [])]
}

const row = (...cells: readonly string[]): string =>
  `|${cells.map(cell => (cell === '' ? ' ' : ` ${cell.replaceAll('|', '\\|')} `)).join('|')}|`

/** What is told with links from the repository's root, for a page in docs/. */
const fromDocs = (says: string): string => says.replaceAll(/\]\((?!https?:)/g, '](../').replaceAll('](../docs/', '](')

const firstSentence = (says: string): string => says.split(/\. (?=[A-Z])/)[0] ?? says

/** As plain text: action.yml is not read as Markdown. */
const unmarked = (says: string): string => says.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2').replaceAll('`', '')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
