import { z } from 'zod'
import type { Shard } from '../event'
import type { Sick } from '../failure'
import type { Outcome } from '../outcome'
import { type CommandView, endOf } from './command-view'
import { detailsOf, detailsSchema } from './details'
import { explain } from './explain'
import { frame } from './frame-schema'
import { clip, plain } from './plain'
import { reasonOf } from './reasons'
import type { Reporter } from './reporter'
import { changesOf, emptyRun, foldRun, type MachineView, outcomeOf, outcomeOfRun, type RunView } from './run'

const resultFormat = 1

const outcome = z.enum({
  valid: 'valid',
  seen: 'seen',
  ran: 'ran',
  unchanged: 'unchanged',
  changed: 'changed',
  destroyed: 'destroyed',
  recovered: 'recovered',
  collected: 'collected',
  locked: 'locked',
  unlocked: 'unlocked',
  released: 'released',
  same: 'same',
  incomparable: 'incomparable',
  differs: 'differs',
  rehearsed: 'rehearsed',
  planned: 'planned',
  drifted: 'drifted',
  skipped: 'skipped',
  'skipped-unreachable': 'skipped-unreachable',
  refused: 'refused',
  unhealthy: 'unhealthy',
  unreachable: 'unreachable',
  failed: 'failed',
  'failed-undone': 'failed-undone',
  'failed-left': 'failed-left',
  unknown: 'unknown',
  'cancelled-undone': 'cancelled-undone',
  cancelled: 'cancelled',
} satisfies { [Word in Outcome]: Word })

const failure = z.object({
  code: z.string().describe('What went wrong, for a program: as step-failed'),
  message: z.string().describe('What went wrong, for a person'),
  sick: z
    .array(
      z.object({
        resource: z.string().optional().describe('Its id, as check:http://localhost/'),
        message: z.string().describe('What was seen of it last, and for how long it was tried'),
        origin: z.array(frame).describe('Where it was declared, innermost first'),
      }),
    )
    .optional()
    .describe('With the code unhealthy: each thing that was not well'),
})

const provenance = z.object({
  repository: z.string().optional(),
  sha: z.string().optional(),
  ref: z.string().optional(),
  run: z.string().optional().describe('The address of the run'),
  actor: z.string().optional(),
  time: z.string().describe('ISO 8601, UTC'),
  file: z.string().describe('The deployment file'),
  fileHash: z.string().optional(),
  dirty: z.boolean().optional().describe('The files were not as the commit has them'),
  drover: z.string().optional().describe('The version of Drover'),
  rollbackTo: z
    .int()
    .optional()
    .describe('The generation that was gone back to; repository, commit and ref are those of then.'),
})

const price = z
  .object({ amount: z.string().describe('A decimal number'), currency: z.string().describe('As EUR') })
  .nullable()
  .describe('A month; null where it costs nothing or nobody knows')

const machineResult = z.object({
  name: z.string(),
  environment: z.string().describe('The name of the environment’s type'),
  address: z.string().optional().describe('Where other machines reach it; absent where it was not found'),
  environmentChange: z
    .object({
      action: z.enum(['nothing', 'create', 'replace', 'destroy']),
      summary: z.string().describe('As “a container of Debian bookworm”'),
      changes: z.array(z.string()).describe('Why it is replaced, as “size: cx22 → cx32”'),
      before: price,
      price,
    })
    .optional()
    .describe('What became of the environment, or with plan would; absent where someone else made the machine'),
  outcome: outcome.nullable().describe('null where nothing was done with the machine'),
  changes: z.int().describe('How many changes were made; with plan, would be'),
  ...detailsSchema,
  digest: z.string().optional().describe('Of the plan: equal plans have equal digests'),
  generation: z
    .object({ from: z.int().nullable(), to: z.int() })
    .optional()
    .describe('The generation that was current before and the one that is now: the same where none was recorded'),
  generations: z
    .array(z.object({ number: z.int(), current: z.boolean(), resources: z.int(), provenance }))
    .optional()
    .describe('With status: what the machine keeps, the newest first'),
  command: z
    .object({
      exit: z.int().nullable().describe('null where a signal ended it, or its end was not seen'),
      signal: z.string().nullable().describe('As SIGKILL; null where it ended by itself'),
      output: z.string().describe('What it printed on both streams; the last of it where that was much'),
      left: z.int().describe('How many lines of its output were left out before these'),
    })
    .optional()
    .describe('With exec: how the command ended on this machine'),
  seconds: z.number().optional(),
  failure: failure.optional(),
  warnings: z.array(z.string()).optional().describe('What the plan puts at risk: as the way in for Drover itself'),
  refusals: z.array(failure).optional().describe('With plan: why deploy would refuse'),
  origin: z.array(frame).describe('Where it was declared, innermost first'),
})

const matrix = z.object({
  include: z.array(
    z.object({ shard: z.string().describe('As 2/3: what the input “shard” takes'), machines: z.string() }),
  ),
})

/** What the output `result` holds. Fields may be added to a format; nothing is taken from it. */
export const resultSchema = z
  .object({
    format: z.literal(resultFormat),
    deployment: z.string(),
    stage: z.string(),
    command: z.string(),
    outcome,
    exit: z.int().nullable().describe('The exit code; null where the run was cut short'),
    reason: z.string().optional().describe('Why the run did not come to what was asked, in one word: as step-failed'),
    seconds: z.number(),
    digest: z.string().optional().describe('Of all machines’ plans: what “deploy --plan” takes'),
    matrix: matrix.optional().describe('With matrix: what GitHub’s strategy.matrix takes'),
    batches: z
      .array(
        z.object({
          canary: z.boolean(),
          machines: z.array(z.string()).describe('Their names'),
          begun: z.boolean().describe('With plan: false, as nothing is begun'),
        }),
      )
      .optional()
      .describe('Where machines are begun one part after the other: the parts, in this order'),
    machines: z.array(machineResult).describe('In the order in which they were declared'),
    left: z
      .array(z.object({ name: z.string(), host: z.string(), seenOn: z.string() }))
      .describe('Machines of the last deployment that the deployment file no longer names'),
    leftovers: z
      .array(
        z.object({
          environment: z.string(),
          id: z.string().describe('The provider’s own'),
          name: z.string(),
          machine: z.string(),
          price,
          fate: z.enum(['stays', 'protected', 'goes']),
          destroyed: z.boolean(),
        }),
      )
      .describe('What the deployment made for machines that its file no longer names'),
    failures: z.array(failure).describe('Of the run as a whole'),
  })
  .meta({ title: 'Drover’s result', description: 'What a run of Drover came to, machine by machine' })

export type Result = z.infer<typeof resultSchema>

/** The JSON Schema of the result, as it stands in schema/result.json. */
export const resultJsonSchema = (): string => `${JSON.stringify(z.toJSONSchema(resultSchema), null, 2)}\n`

const failureResult = (failed: Parameters<typeof explain>[0]) => ({
  code: failed.code,
  message: clip(plain(explain(failed)), 2000),
  ...(failed.code === 'unhealthy' ? { sick: failed.sick.map(sickResult) } : {}),
})

const sickResult = ({ message, origin, ...of }: Sick) => ({
  ...of,
  message: clip(plain(message), 2000),
  origin: origin.map(one => ({ ...one })),
})

/** A machine that was changed and recorded nothing is between two: there is no generation to tell. */
function generationOf({
  generation,
  generations,
  before,
  outcome,
}: MachineView): Pick<Result['machines'][number], 'generation'> {
  if (generation) return { generation }
  const current = generations.find(one => one.current)?.number ?? before
  const stayed = outcome !== undefined && ['unchanged', 'unhealthy', 'seen', 'planned'].includes(outcome)
  return current !== null && stayed ? { generation: { from: current, to: current } } : {}
}

// Of a machine and of all of them, in UTF-16 units: GitHub takes outputs of a mebibyte, and JSON makes text longer.
const mostOutput = { machine: 16_384, run: 262_144 }

const commandOf = (command: CommandView, machines: number) => {
  const end = endOf(command, Math.min(mostOutput.machine, Math.floor(mostOutput.run / machines)))
  return { ...command, ...end, output: plain(end.output) }
}

function warningsOf({ findings }: MachineView): Pick<Result['machines'][number], 'warnings'> {
  const warnings = findings.filter(({ answer }) => answer === 'warning').map(({ message }) => plain(message))
  return warnings.length === 0 ? {} : { warnings }
}

const environmentOf = ({
  environmentChange: change,
}: MachineView): Pick<Result['machines'][number], 'environmentChange'> =>
  change ? { environmentChange: { ...change, changes: [...change.changes] } } : {}

const machineOf = (machine: MachineView, machines: number): Result['machines'][number] => ({
  name: machine.name,
  environment: machine.environment,
  ...(machine.address === undefined ? {} : { address: machine.address }),
  ...environmentOf(machine),
  outcome: outcomeOf(machine) ?? null,
  changes: changesOf(machine).done,
  ...detailsOf(machine.changes ?? [], machines),
  ...(machine.digest === undefined ? {} : { digest: machine.digest }),
  ...generationOf(machine),
  ...(machine.generations.length > 0 ? { generations: machine.generations.map(one => ({ ...one })) } : {}),
  ...(machine.command ? { command: commandOf(machine.command, machines) } : {}),
  ...(machine.seconds === undefined ? {} : { seconds: machine.seconds }),
  ...(machine.failure ? { failure: failureResult(machine.failure) } : {}),
  ...warningsOf(machine),
  ...(machine.refusals.length > 0 ? { refusals: machine.refusals.map(failureResult) } : {}),
  origin: machine.origin.map(one => ({ ...one })),
})

export function resultOf(run: RunView): Result {
  const reason = reasonOf(run)
  return {
    format: resultFormat,
    deployment: run.deployment,
    stage: run.stage,
    command: run.command,
    outcome: outcomeOfRun(run),
    exit: run.ended?.exit ?? null,
    ...(reason === undefined ? {} : { reason }),
    seconds: run.ended?.seconds ?? run.at,
    ...(run.digest === undefined ? {} : { digest: run.digest }),
    ...(run.shards === undefined ? {} : { matrix: matrixOf(run.shards) }),
    ...(run.batches.length === 0
      ? {}
      : { batches: run.batches.map(batch => ({ ...batch, machines: [...batch.machines] })) }),
    machines: run.machines.map(machine => machineOf(machine, run.machines.length)),
    left: run.left.map(one => ({ ...one })),
    leftovers: run.leftovers.map(one => ({ ...one })),
    failures: run.failures.map(failureResult),
  }
}

/** A job for each shard: its names are for a person. */
const matrixOf = (shards: readonly Shard[]): z.infer<typeof matrix> => ({
  include: shards.map(({ shard, machines }) => ({ shard, machines: machines.join(' ') })),
})

/** The result as one line of JSON. */
export const resultReporter: Reporter<RunView> = {
  initial: emptyRun,
  fold: foldRun,
  render: run => JSON.stringify(resultOf(run)),
}
