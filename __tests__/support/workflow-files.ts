import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const Concurrency = z.object({
  group: z.string(),
  'cancel-in-progress': z.boolean(),
  queue: z.literal(['single', 'max']).default('single'),
})

const Step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
})

const Job = z.object({
  concurrency: Concurrency.optional(),
  permissions: z.record(z.string(), z.string()),
  steps: z.array(Step),
})

const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({}),
  concurrency: Concurrency.optional(),
  jobs: z.record(z.string(), Job),
})

export type Concurrency = z.infer<typeof Concurrency>
export type Step = z.infer<typeof Step>

/** A workflow of this repository, or one to be copied from it. */
export interface WorkflowFile {
  /** From the repository's root. */
  readonly name: string
  readonly text: string
  readonly workflow: z.infer<typeof Workflow>
}

/** All of them, as far as they have what each of ours is to have. */
export const workflowFiles: readonly WorkflowFile[] = ['.github/workflows', 'examples/workflows'].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.yml'))
    .map(file => {
      const name = join(folder, file)
      const text = readFileSync(name, 'utf8')
      return { name, text, workflow: Workflow.parse(parse(text)) }
    }),
)

export const examples = workflowFiles.filter(({ name }) => name.startsWith('examples/'))

/** Whether a step is Drover itself. */
export const isDrover = ({ uses = '' }: Step): boolean => uses.startsWith('OWNER/drover@') || uses === './'

// What GitHub would put in the place of an expression.
const values: Readonly<Record<string, string>> = {
  'github.event.number': '12',
  'github.event.pull_request.base.sha || github.event.before || github.sha': 'b'.repeat(40),
  'inputs.command': 'uptime',
  'inputs.machines': '',
  'inputs.to': '3',
  "inputs.dry-run || 'false'": 'false',
  'matrix.shard': '1/2',
  'needs.plan.outputs.digest': 'd'.repeat(64),
  'strategy.job-index': '0',
}

/** The inputs of a step, as the action gets them. */
export const givenTo = ({ with: inputs }: Step): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const value = expression.startsWith('secrets.') ? 'a secret' : values[expression]
        if (value === undefined) throw new Error(`nobody said here what “${expression}” is`)
        return value
      }),
    ]),
  )
