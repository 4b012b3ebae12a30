import { randomUUID } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { version } from '../package.json'
import { agreement } from './commands/agreement'
import { type Asked, readArguments } from './commands/arguments'
import { toItsEnd } from './commands/ending'
import { graph } from './commands/graph'
import { init, writeTypes } from './commands/init'
import { manifest } from './commands/manifest'
import { render } from './commands/render'
import { runCommand, untilToldToEnd } from './commands/run-command'
import type { Told } from './commands/stops'
import { usage } from './commands/usage'
import { exitOf, failureOfRun } from './commands/voice'
import type { TimedEvent } from './event'
import { clearEventsFile, openEventsFile } from './report/events-file'
import { explain } from './report/explain'
import { sendLog } from './report/log'
import { plain } from './report/plain'
import { resultReporter } from './report/result'

/** The same commands from a terminal. Ends the process with its exit code; never throws. */
export const cli = (argv: readonly string[]): Promise<void> =>
  toItsEnd(async () => {
    const end = untilToldToEnd()
    try {
      return await answer(readArguments(argv, process.env), end.told)
    } catch (error) {
      const failure = failureOfRun(error)
      process.stderr.write(`${plain(explain(failure))}\n`)
      return end.told.exit() ?? exitOf(failure)
    } finally {
      end.undo()
    }
  })

async function answer(asked: Asked, told: Told): Promise<number> {
  switch (asked.what) {
    case 'nothing':
      for (const failure of asked.failures) process.stderr.write(`${plain(explain(failure))}\n`)
      return 2
    case 'help':
      process.stdout.write(usage)
      return 0
    case 'version':
      process.stdout.write(`${version}\n`)
      return 0
    case 'report':
      process.stdout.write(render(asked.report, asked.path) ?? '')
      return 0
    case 'manifest':
      process.stdout.write(await manifest(asked.options, asked.ref, [process.execPath, process.argv[1] ?? ''], told))
      return 0
    case 'graph':
      process.stdout.write(await graph(asked.options, asked.format, told))
      return 0
    case 'init':
      process.stdout.write(init(asked.root, asked.force, editorTypes()))
      return 0
    case 'completion':
      process.stdout.write(asked.script)
      return 0
    case 'types':
      process.stdout.write(writeTypes(asked.root, editorTypes()))
      return 0
    case 'run':
      return runAsked(asked, told)
  }
}

/** They lie beside the entry that was started: scripts/build.mjs puts them there. */
const editorTypes = (): string => {
  const entry = realpathSync(process.argv[1] ?? '')
  return readFileSync(join(dirname(entry), 'drover.d.ts'), 'utf8')
}

async function runAsked(asked: Extract<Asked, { what: 'run' }>, told: Told): Promise<number> {
  const { command, options, output } = asked
  const agreed = asked.yes ? 'yes' : await agreement(command, told.signal)
  if (agreed !== 'yes') {
    process.stderr.write('Nothing was changed.\n')
    return agreed === 'no' ? 0 : 130
  }
  const stream = output.json ? process.stderr : process.stdout
  const colours = stream.isTTY === true && process.env.NO_COLOR === undefined
  const log = sendLog({ runner: false, colours, debug: output.debug, token: randomUUID() }, text => stream.write(text))
  if (output.events !== undefined) clearEventsFile(output.events)
  const events =
    output.events === undefined
      ? undefined
      : openEventsFile(output.events, error =>
          process.stderr.write(plain(`The events could not be kept: ${error.message}\n`)),
        )
  const listeners = [log, (event: TimedEvent) => events?.write(event)]
  const { exit, voice } = await runCommand({ command, options, listeners, mask: () => undefined, told })
  events?.close()
  if (output.json) process.stdout.write(resultReporter.render(voice.run()))
  return exit
}
