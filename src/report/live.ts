import type { TimedEvent } from '../event'
import { frame } from './live-frame'
import { redraw } from './live-screen'
import { emptyLive, foldLive } from './live-view'
import { sendLog } from './log'
import type { LogOptions } from './log-block'

/** The terminal that a live display is on. */
export interface Terminal extends Pick<NodeJS.WriteStream, 'write' | 'rows' | 'columns'> {
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

// Often enough for the eye, and seldom enough for a slow line.
const pause = 80

/**
 * Prints the log while the events come, and below it, until the run ends, what each machine is at. `clock` tells seconds; `also`
 * are the streams that lead to the same terminal: what others print there comes to stand above.
 */
export function sendLive(
  options: LogOptions,
  terminal: Terminal,
  clock: () => number,
  also: readonly Pick<NodeJS.WriteStream, 'write'>[],
): (event: TimedEvent) => void {
  const write = terminal.write.bind(terminal)
  let view = emptyLive
  let drawn: readonly string[] = []
  let began = clock()
  let next: NodeJS.Timeout | undefined
  let printed = ''
  const draw = (): void => {
    clearTimeout(next)
    next = undefined
    // A terminal may not know its size, and say 0.
    const [rows, columns] = [terminal.rows || 24, terminal.columns || 80]
    const lines = frame(view, { rows, columns }, clock() - began, options.colours)
    const text = printed
    printed = ''
    if (text === '' && lines.length === 0 && drawn.length === 0) return
    write(redraw(drawn, text, lines, columns))
    drawn = lines
  }
  const soon = (): void => {
    next ??= setTimeout(draw, pause).unref()
  }
  const log = sendLog({ ...options, live: true }, text => {
    printed += text
  })
  // After a stop (Ctrl-Z) a shell has written where the display was.
  const anew = (): void => {
    drawn = []
    soon()
  }
  const seconds = setInterval(soon, 1000).unref()
  terminal.on('resize', draw)
  process.on('SIGCONT', anew)
  const giveBack = also.map(stream =>
    above(stream, text => {
      printed += text
      draw()
    }),
  )
  return event => {
    began = clock() - event.at
    view = foldLive(view, event)
    log(event)
    if (event.type === 'run-ended') {
      clearInterval(seconds)
      terminal.off('resize', draw)
      process.off('SIGCONT', anew)
      for (const each of giveBack) each()
    }
    if (printed === '' && event.type !== 'run-ended') soon()
    else draw()
  }
}

/** Hands what is written to a stream to `take`, as whole lines, until that is undone. */
function above(stream: Pick<NodeJS.WriteStream, 'write'>, take: (text: string) => void): () => void {
  const { write } = stream
  stream.write = (data: string | Uint8Array, ...rest: readonly unknown[]) => {
    const text = typeof data === 'string' ? data : Buffer.from(data).toString()
    if (text !== '') take(text.endsWith('\n') ? text : `${text}\n`)
    for (const done of rest) if (typeof done === 'function') done()
    return true
  }
  return () => {
    stream.write = write
  }
}
