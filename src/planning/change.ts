import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Change } from '../event'
import type { Origin } from '../origin'
import type { Plan } from './plan'

/** The plan as a person is told of it, each change with the place that declared it; `fallback` for what nobody declares any more. */
export const changesOf = (plan: Plan, origins: Readonly<Record<string, Origin>>, fallback: Origin): readonly Change[] =>
  plan.steps.map(step => ({
    resource: step.resource,
    action: step.action,
    title: step.title,
    drift: step.drift,
    ...(step.members === undefined ? {} : { members: step.members }),
    ...(step.attributes === undefined ? {} : { attributes: step.attributes }),
    ...(step.diff === undefined
      ? {}
      : { diff: unified(step.resource, [step.diff.before, 'on the machine'], [step.diff.after, 'declared']) }),
    ...(step.withheld === undefined ? {} : { withheld: step.withheld }),
    ...(step.undo === 'irreversible' ? { irreversible: step.irreversible ?? 'it keeps nothing to go back to' } : {}),
    origin: origins[step.resource] ?? fallback,
  }))

/** A unified diff of two texts of one resource, each with what it is called. */
export function unified(
  id: string,
  [before, called]: readonly [string, string],
  [after, calledNow]: readonly [string, string],
): string {
  const name = id.replace(/^[^:]+:/, '')
  return createTwoFilesPatch(name, name, before, after, called, calledNow, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  })
}
