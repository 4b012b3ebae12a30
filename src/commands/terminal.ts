import { randomUUID } from 'node:crypto'
import type { TimedEvent } from '../event'
import { clearEventsFile, openEventsFile } from '../report/events-file'
import { sendLive } from '../report/live'
import { sendLog } from '../report/log'
import { plain } from '../report/plain'
import type { RunView } from '../report/run'
import { agreement, isAsked } from './agreement'
import type { Asked } from './arguments/arguments'
import { runCommand } from './run-command'
import type { Told } from './stops'
import { voice } from './voice'

/** Does what a command line asks to run, with its log on a stream, and what was kept in mind of it for a result. */
export async function runAtTerminal(
  { command, options, output, yes }: Extract<Asked, { what: 'run' }>,
  told: Told,
  stream: NodeJS.WriteStream,
): Promise<{ readonly exit: number; readonly run: RunView }> {
  const asks = !yes && !options.dryRun && isAsked(command)
  const agreed = asks ? await agreement(command, options.stage, told.signal) : 'yes'
  if (agreed !== 'yes') {
    process.stderr.write('Nothing was changed.\n')
    const said = voice([])
    const exit = agreed === 'no' ? said.end('unchanged') : said.fail({ code: 'cancelled' })
    return { exit, run: said.run() }
  }
  const colours = stream.isTTY === true && !process.env.NO_COLOR
  const words = { runner: false, colours, debug: output.debug, token: randomUUID() }
  const log = isLive(stream, process.env, output.debug)
    ? sendLive(
        words,
        stream,
        () => performance.now() / 1000,
        [process.stdout, process.stderr].filter(({ isTTY }) => isTTY),
      )
    : sendLog(words, text => stream.write(text))
  if (output.events !== undefined) clearEventsFile(output.events)
  const events =
    output.events === undefined
      ? undefined
      : openEventsFile(output.events, error =>
          process.stderr.write(plain(`The events could not be kept: ${error.message}\n`)),
        )
  const listeners = [log, (event: TimedEvent) => events?.write(event)]
  const { exit, voice: said } = await runCommand({
    command,
    // Who has typed its name knows which stage it is.
    options: asks ? { ...options, allowProtected: true } : options,
    listeners,
    mask: () => undefined,
    told,
  })
  events?.close()
  return { exit, run: said.run() }
}

/** Whether somebody looks on who sees lines change in place. With every remote command in it, a log is for reading, not for looking on. */
export const isLive = (
  stream: Pick<NodeJS.WriteStream, 'isTTY'>,
  { TERM = '', CI = '' }: NodeJS.ProcessEnv,
  debug: boolean,
): boolean => stream.isTTY === true && !debug && TERM !== '' && TERM !== 'dumb' && (CI === '' || CI === 'false')
