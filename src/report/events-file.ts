import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { z } from 'zod'
import { type Event, eventFormat, type TimedEvent } from '../event'
import { DroverError, thrownWords } from '../failure'

/** Each event is a line of JSON, appended as it happens; the first line says the format. */
export interface EventsFile {
  /** Never throws: what could not be written is told once to `onError`, and nothing more is written. */
  write(event: TimedEvent): void
  close(): void
}

/** Opens a file for appending, and makes it where it is missing, readable by its owner alone. */
export function openEventsFile(path: string, onError: (error: Error) => void): EventsFile {
  let descriptor: number | undefined
  const attempt = (action: () => void) => {
    try {
      action()
    } catch (error) {
      descriptor = undefined
      onError(error instanceof Error ? error : new Error(String(error)))
    }
  }
  attempt(() => {
    descriptor = openSync(path, 'a+', 0o600)
    const { size } = fstatSync(descriptor)
    const last = Buffer.alloc(1)
    if (size === 0) appendFileSync(descriptor, `${JSON.stringify({ events: 'drover', format: eventFormat })}\n`)
    // A run that was killed in the middle of a line must not spoil the first line of whoever goes on.
    else if (readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== '\n')
      appendFileSync(descriptor, '\n')
  })
  return {
    write: event => {
      const to = descriptor
      if (to !== undefined) attempt(() => appendFileSync(to, `${JSON.stringify(event)}\n`))
    },
    close: () => {
      const open = descriptor
      descriptor = undefined
      if (open !== undefined) attempt(() => closeSync(open))
    },
  }
}

/**
 * Empties a file of events of another run, so that no two runs stand in one. What is no regular file is left as it is.
 *
 * @throws DroverError `bad-input` where the file holds something else
 */
export function clearEventsFile(path: string): void {
  if (!existsSync(path) || !statSync(path).isFile()) return
  const text = readFileSync(path, 'utf8')
  if (text !== '' && !header.safeParse(parsed(text.split('\n')[0] ?? '')).success) {
    const message = 'this is not a file of Drover’s events, and is not written over: name another one.'
    throw new DroverError({ code: 'bad-input', input: path, message })
  }
  truncateSync(path)
}

const header = z.looseObject({ events: z.literal('drover'), format: z.int().positive() })

// One entry a type of event: a new one does not compile until it stands here.
const types: Readonly<Record<Event['type'], true>> = {
  'run-started': true,
  'phase-entered': true,
  located: true,
  progress: true,
  'remote-command': true,
  found: true,
  planned: true,
  'drift-traced': true,
  'would-refuse': true,
  'herd-planned': true,
  'step-started': true,
  'step-done': true,
  'step-failed': true,
  'generation-recorded': true,
  output: true,
  'command-ended': true,
  'generations-listed': true,
  'machine-left': true,
  'environment-planned': true,
  'leftover-found': true,
  'leftover-destroyed': true,
  'leftovers-unknown': true,
  'batches-planned': true,
  'batch-begun': true,
  'batches-paused': true,
  sharded: true,
  'machine-ended': true,
  'run-failed': true,
  'run-ended': true,
}

const envelope = z.looseObject({ type: z.string().refine(type => Object.hasOwn(types, type)), at: z.number() })
const line = z.custom<TimedEvent>(value => envelope.safeParse(value).success)

/** The events of a file, in order, and how many lines could not be read: usually the last one, of a run that was killed. */
export interface EventsRead {
  readonly events: readonly TimedEvent[]
  readonly broken: number
}

/**
 * Reads what `openEventsFile` wrote. A line that is cut off, or of a type that this version does not know, is left out.
 *
 * @throws DroverError `newer-format` for a format of a later version; `bad-input` where this is no file of events
 */
export function readEvents(text: string, source: string): EventsRead {
  const [first = '', ...rest] = text.split('\n')
  const head = header.safeParse(parsed(first))
  if (!head.success) {
    throw new DroverError({ code: 'bad-input', input: source, message: 'this is not a file of Drover’s events.' })
  }
  const { format } = head.data
  if (format > eventFormat)
    throw new DroverError({ code: 'newer-format', what: source, found: format, known: eventFormat })
  const lines = rest.filter(each => each !== '')
  const events = lines.flatMap(each => line.safeParse(parsed(each)).data ?? [])
  return { events, broken: lines.length - events.length }
}

/**
 * Reads a file of events.
 *
 * @throws DroverError as `readEvents`; `bad-input` where the file can't be read
 */
export function readEventsFile(path: string): EventsRead {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    const message = `it can't be read: ${thrownWords(cause)}.`
    throw new DroverError({ code: 'bad-input', input: path, message }, { cause })
  }
  return readEvents(text, path)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
