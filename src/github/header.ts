import { z } from 'zod'
import type { RunView } from '../report/run'
import type { Place } from './place'

// What Drover wrote on GitHub it finds again by a first line that no page shows. Who wrote the thing is asked for beside it: this line
// is one that anybody can write.

const header = z.object({
  format: z.literal(1),
  command: z.string(),
  /** That of the place. */
  key: z.string(),
  deployment: z.string(),
  stage: z.string(),
  /** Of all machines' plans together. */
  digest: z.string().optional(),
  /** Of each machine's plan. */
  plans: z.record(z.string(), z.string()).optional(),
  /** The page does not have all that there was to say. */
  truncated: z.boolean(),
})

export type Header = z.infer<typeof header>

/** What stands in the header of all that is told of a run. */
export const headerOf = (
  { deployment, stage, digest }: RunView,
  { command, key, stage: asked }: Place,
): Omit<Header, 'truncated'> => ({
  format: 1,
  command,
  key,
  deployment,
  stage: stage || asked,
  ...(digest === undefined ? {} : { digest }),
})

/** The header as a line. Whatever stands in it, it neither ends the line nor the comment in which it is hidden. */
export function headerLine(of: Header): string {
  const json = JSON.stringify(of).replace(
    /[<>&\u2028\u2029-]/g,
    mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<!-- drover ${json} -->`
}

/** The header of a text: of its first line alone, so that nothing that is quoted further down can be taken for one. */
export function headerIn(text: string | null | undefined): Header | undefined {
  const [first = ''] = (text ?? '').split(/\r?\n/, 1)
  const [, json] = /^<!-- drover (\{[^<>&]*\}) -->$/.exec(first) ?? []
  if (json === undefined) return undefined
  try {
    return header.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}
