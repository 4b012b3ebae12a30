import type { TimedEvent } from '../event'

/**
 * A report as a pure fold of events and a renderer. Equal events give equal bytes, in whichever process: no clock, no
 * environment, no randomness. `fold` takes a list that stops anywhere: a run may have been killed.
 */
export interface Reporter<View> {
  readonly initial: View
  fold(view: View, event: TimedEvent): View
  render(view: View): string
}

/** The view after all of these events. */
export const viewOf = <View>(
  reporter: Pick<Reporter<View>, 'initial' | 'fold'>,
  events: Iterable<TimedEvent>,
): View => {
  let view = reporter.initial
  for (const event of events) view = reporter.fold(view, event)
  return view
}

/** The report of these events. */
export const report = <View>(reporter: Reporter<View>, events: Iterable<TimedEvent>): string =>
  reporter.render(viewOf(reporter, events))
