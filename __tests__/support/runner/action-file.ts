import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const Action = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
  runs: z.object({
    using: z.literal('node24'),
    main: z.string(),
    post: z.string().optional(),
    'post-if': z.literal(['always()', 'success()']).default('always()'),
  }),
})

/** What action.yml says to the runner. */
export type ActionFile = z.infer<typeof Action>

export const readActionFile = (): ActionFile =>
  Action.parse(parse(readFileSync(join(__dirname, '../../../action.yml'), 'utf8')))

/** INPUT_* of a step: what the workflow gives, else the default, where the only expression that is known is the token. */
export function inputVariables(
  { inputs }: ActionFile,
  given: Readonly<Record<string, string>>,
  token: string,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter(name => !Object.hasOwn(inputs, name))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: preset = '' }]) => {
      // An input that is given as an empty text is empty: the default stands in only for one that is not given.
      const value = given[name] ?? preset.replace(/\$\{\{ *github\.token *\}\}/g, token)
      return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]
    }),
  )
}
