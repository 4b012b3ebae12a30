import { readArguments } from '../../src/commands/arguments/arguments'
import type { Session } from '../../src/commands/session'
import { voice } from '../../src/commands/voice'
import type { TimedEvent } from '../../src/event'

/** The session of a command that a person types in a folder, with what is heard of it and what it has the runner hide. */
export function sessionIn(folder: string, words: readonly string[], variables: NodeJS.ProcessEnv) {
  const asked = readArguments([...words, '-C', folder], variables)
  if (asked.what !== 'run') throw new Error(asked.what)
  const heard: TimedEvent[] = []
  const masked: string[] = []
  const never = new AbortController().signal
  const made: Session = {
    command: asked.command,
    options: asked.options,
    voice: voice([event => heard.push(event)]),
    signal: never,
    ends: never,
    mask: values => masked.push(...values),
  }
  return { made, heard, masked }
}
