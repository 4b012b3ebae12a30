import { alike, fewNames } from './alike'
import { code, inline, prose } from './escape'
import { explain } from './explain'
import { forOthers, type MachineView, type RunView } from './run'

/** What “deploy” would refuse of a plan, and whose turn did not come. */
export const notBegun = (run: RunView): readonly string[] => [...refused(run), ...waiting(run), ...leftOut(run)]

/** Their names in a heading or an item. */
export const namesOf = (machines: readonly MachineView[]): string =>
  fewNames(
    machines.map(({ name }) => name),
    code,
  )

/** Why “deploy” would not carry the plan out. */
function refused({ machines }: RunView): readonly string[] {
  const words = ({ refusals }: MachineView) => refusals.map(failure => inline(explain(failure))).join(' ')
  const items = alike(
    machines.filter(({ refusals }) => refusals.length > 0),
    words,
  ).map(same => `- ${namesOf(same)}: ${same[0] ? words(same[0]) : ''}`)
  return items.length > 0 ? [`### ✗ “deploy” would refuse this\n\n${items.join('\n')}`] : []
}

function waiting({ machines }: RunView): readonly string[] {
  const after = machines.flatMap(machine =>
    machine.failure?.code === 'dependency-failed' ? [{ machine, on: machine.failure.machine }] : [],
  )
  const items = alike(after, ({ on }) => on).map(
    same => `- ${namesOf(same.map(({ machine }) => machine))}, after ${code(same[0]?.on ?? '')}`,
  )
  return items.length > 0 ? [`### – Not begun, because what they come after failed\n\n${items.join('\n')}`] : []
}

/** Those that a rollout did not come to, and those that could not be reached and may be skipped. */
function leftOut({ machines }: RunView): readonly string[] {
  const unbegun = machines.filter(
    ({ failure }) => failure && forOthers.has(failure.code) && failure.code !== 'dependency-failed',
  )
  const unreached = machines.filter(({ outcome }) => outcome === 'skipped-unreachable')
  const [first] = unbegun
  return [
    ...(first?.failure ? [part('No other machine was begun', unbegun, prose(explain(first.failure)))] : []),
    ...(unreached.length > 0
      ? [
          part(
            'Skipped, because they could not be reached',
            unreached,
            'They are as they were. Deploy again when they are back.',
          ),
        ]
      : []),
  ]
}

const part = (title: string, machines: readonly MachineView[], words: string): string =>
  [`### – ${title}`, words, `- ${namesOf(machines)}`].join('\n\n')
