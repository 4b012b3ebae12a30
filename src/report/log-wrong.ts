import type { Failure } from '../failure'
import { declaredAt } from '../origin'
import { alike, fewNames } from './alike'
import { declaredWords } from './declared-words'
import { explain } from './explain'
import { block, type LogOptions, printable, stackLines } from './log-block'
import { plain, tail } from './plain'
import { failedOutput, failureOrigin, forOthers, gravityOf, type MachineView, outcomeOf, type RunView } from './run'

interface Wrong {
  readonly machine: MachineView
  readonly failure: Failure
}

/**
 * What went wrong on the machines, those of which there is the same to say together. The gravest comes last, and who only waited for
 * others first: one looks at the end of a log.
 */
export function wrongLines({ machines }: RunView, options: LogOptions): readonly string[] {
  const wrong = machines.flatMap((machine): readonly Wrong[] =>
    machine.failure ? [{ machine, failure: machine.failure }] : [],
  )
  const waits = ({ failure }: Wrong) => forOthers.has(failure.code)
  const own = wrong.filter(each => !waits(each)).toSorted((a, b) => gravityOf(a.machine) - gravityOf(b.machine))
  const refused = machines.flatMap(machine => machine.refusals.map((failure): Wrong => ({ machine, failure })))
  return [
    ...together(wrong.filter(waits), ({ failure }) => explain(failure)).flatMap(({ words }) => indented(words)),
    ...together(own, each => [explain(each.failure), endOf(each)].join('\n\n')).flatMap(({ same, first, names }) => [
      ...indented([`${names}: ${explain(first.failure)}`, ...declaredWords(same.flatMap(placeOf))].join('\n')),
      ...(options.runner && endOf(first) !== '' ? [block(endOf(first), options)] : []),
      ...stackLines(first.failure, options),
    ]),
    ...together(refused, ({ failure }) => `deploy would refuse this. ${explain(failure)}`).flatMap(({ words }) =>
      printable(words),
    ),
  ]
}

/** Those that ended alike and of whom the same is said, behind their names. */
function together(wrong: readonly Wrong[], said: (wrong: Wrong) => string) {
  const key = (each: Wrong) => `${outcomeOf(each.machine)}: ${said(each)}`
  return alike(wrong, key).flatMap(same => {
    const [first] = same
    const names = fewNames(same.map(({ machine }) => machine.name))
    return first ? [{ same, first, names, words: `${names}: ${said(first)}` }] : []
  })
}

const indented = (text: string): readonly string[] => printable(text).map((line, at) => (at === 0 ? line : `  ${line}`))

/** A runner folds the groups away, so the end of the output is shown here once more. */
function endOf({ machine }: Wrong): string {
  const { text } = tail(plain(failedOutput(machine)), 10, 4000)
  return text.trim() === '' ? '' : text
}

const placeOf = ({ machine }: Wrong): readonly string[] => [declaredAt(failureOrigin(machine)) ?? []].flat()
