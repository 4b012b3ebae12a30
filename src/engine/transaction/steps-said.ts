import type { Emit } from '../../event'
import type { Plan } from '../../planning/plan'

/** Says what a machine tells of its steps as events. */
export function stepsSaid(machine: string, { steps }: Plan, emit: Emit) {
  const started = new Map<number, number>()
  let applying = false
  return (number: number, what: 'start' | 'finish' | 'undo'): void => {
    if (what === 'undo') emit({ type: 'phase-entered', machine, phase: 'undo' })
    const step = steps[number]
    if (!step) return
    if (!applying) emit({ type: 'phase-entered', machine, phase: 'apply' })
    applying = true
    if (what === 'start') {
      started.set(number, performance.now())
      emit({ type: 'step-started', machine, step: step.id, title: step.title })
    } else {
      const seconds = (performance.now() - (started.get(number) ?? performance.now())) / 1000
      emit({ type: 'step-done', machine, step: step.id, seconds })
    }
  }
}
