import type { Failure } from '../../failure'
import type { Plan } from '../../planning/plan'
import type { Circumstances, MachineResult, Member } from '../herd'
import type { Observed } from '../observe/observe'
import type { Doubt } from './doubt'
import type { Failed, Stand } from './follower'
import type { Settled } from './settle'

/** What became of a machine, from how its transaction ended; said as events too. */
export function resultOf(
  { stand, doubt }: Settled,
  { steps }: Plan,
  observed: Observed,
  { name: machine }: Member,
  { emit }: Circumstances,
): MachineResult {
  if (stand.stand === 'confirmed') {
    emit({ type: 'generation-recorded', machine, from: observed.generation, to: stand.generation })
    return { outcome: steps.length === 0 ? 'unchanged' : 'changed', observed }
  }
  if (stand.stand === 'applied') throw new TypeError('an applied transaction is no end')
  if (stand.failed) {
    const { exit, output, at } = stand.failed
    emit({ type: 'step-failed', machine, step: (typeof at === 'number' && steps[at]?.id) || '', exit, output })
  }
  return { ...resultOfUndo(stand, steps, doubt), observed }
}

type Titled = readonly { readonly id: string; readonly title: string }[]

/** What became of a machine whose transaction was undone, or could not be. */
export function resultOfUndo(stand: Extract<Stand, { reason: string }>, steps: Titled, doubt?: Doubt): MachineResult {
  if (stand.stand === 'aborted' && doubt?.doubt === 'others')
    return { outcome: 'skipped', failure: { code: 'undone-with-others', machine: doubt.machine, begun: false } }
  const cause = causeOf(stand.reason, stand.failed, doubt, steps)
  if (stand.stand === 'undo-failed') {
    const left = stand.left.map(failed => {
      const { step, title } = placeOf(failed, steps)
      return { step, title, exit: failed.exit, output: failed.output }
    })
    return { outcome: 'failed-left', failure: { code: 'undo-failed', cause, left } }
  }
  return { outcome: cause.code === 'cancelled' ? 'cancelled-undone' : 'failed-undone', failure: cause }
}

function causeOf(reason: string, failed: Failed | undefined, doubt: Doubt | undefined, steps: Titled): Failure {
  if (failed) {
    const { number, step, title } = placeOf(failed, steps)
    return {
      code: 'step-failed',
      step,
      title,
      exit: failed.exit,
      output: failed.output,
      done: steps.slice(0, Math.max(number, 0)).map(done => done.title),
      notDone: steps.slice(number + 1).map(open => open.title),
    }
  }
  switch (doubt?.doubt) {
    case 'unhealthy':
      return { code: 'unhealthy', sick: doubt.sick }
    case 'locked-out':
      return { code: 'locked-out', message: doubt.message }
    case 'others':
      return { code: 'undone-with-others', machine: doubt.machine, begun: true }
    case 'cancelled':
      return { code: 'cancelled', undone: true }
    case undefined:
      return { code: 'undone-by-machine', reason }
  }
}

/** What Drover does around the steps stands before the first one and behind the last. */
function placeOf({ at }: Failed, steps: Titled) {
  if (at === 'begin') return { number: -1, step: '', title: 'note what the deployment is going to touch' }
  if (at === 'applied') return { number: steps.length, step: '', title: 'note that all steps are done' }
  return { number: at, step: steps[at]?.id ?? '', title: steps[at]?.title ?? `step ${at + 1}` }
}
