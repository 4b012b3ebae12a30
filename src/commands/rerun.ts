import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Failure, thrownWords } from '../failure'
import { type CommandLine, wrong } from './arguments/command-line'

/** What a saved result says that is to be deployed again. */
export interface Rerun {
  readonly deployment: string
  readonly stage: string
  /** A selector of the machines that did not get there. */
  readonly machines: string
}

// No more of a result than is needed, so that one of a later version with more in it will do.
const saved = z.object({
  format: z.literal(1),
  deployment: z.string(),
  stage: z.string(),
  command: z.string(),
  machines: z.array(z.object({ name: z.string(), outcome: z.string().nullable() })),
})

/** Reads the result that `drover rerun` was given: whoever is not as declared now, or of whom that is not known, is its machine. */
export function readRerun(
  line: CommandLine,
  [path, ...more]: readonly string[],
): { readonly rerun?: Rerun; readonly failures: readonly Failure[] } {
  const failed = (input: string, message: string) => ({ failures: [wrong(input, message)] })
  if (path === undefined || more.length > 0)
    return failed('command', '“rerun” takes a file with the result of a deploy, as “drover rerun result.json”.')
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return failed(path, `it can't be read: ${thrownWords(error)}.`)
  }
  const result = saved.safeParse(parsed(text)).data
  if (result === undefined)
    return failed(
      path,
      'this is no result of Drover’s; expected what “drover deploy --json” printed, or the action’s output “result”.',
    )
  const { command, deployment, machines } = result
  const stage = line.value('stage') ?? result.stage
  if (stage !== result.stage)
    return failed('--stage', `${path} is of the stage “${result.stage}”, and not of “${stage}”.`)
  if (command !== 'deploy')
    return failed(path, `this is the result of “${command || 'a run that did not begin'}”; expected that of a deploy.`)
  const again = machines.filter(({ outcome }) => outcome !== 'changed' && outcome !== 'unchanged')
  if (again.length > 0)
    return { rerun: { deployment, stage, machines: again.map(({ name }) => name).join(',') }, failures: [] }
  return failed(
    path,
    machines.length === 0
      ? 'it names no machine: that run came to none. Run “drover deploy”.'
      : 'every machine in it got there; there is nothing to run again.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
