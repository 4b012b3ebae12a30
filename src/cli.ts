import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { version } from '../package.json'
import { answerAlone } from './commands/answer-alone'
import { type Asked, readArguments } from './commands/arguments/arguments'
import { toItsEnd } from './commands/ending'
import { graph } from './commands/graph'
import { program, yaml } from './commands/init/forms'
import { init, type Written, writeHelp, writtenWords } from './commands/init/init'
import { manifest } from './commands/manifest'
import { asRoot } from './commands/rehearse/as-root'
import { render } from './commands/render'
import { untilToldToEnd } from './commands/run-command'
import { selectable } from './commands/selectable'
import type { Told } from './commands/stops'
import { runAtTerminal } from './commands/terminal'
import { failureOfRun, voice } from './commands/voice'
import type { Failure } from './failure'
import { explain } from './report/explain'
import { plain } from './report/plain'
import { resultReporter } from './report/result'
import type { RunView } from './report/run'

/** The same commands from a terminal. Ends the process with its exit code; never throws. */
export const cli = (argv: readonly string[]): Promise<void> =>
  toItsEnd(async () => {
    const end = untilToldToEnd()
    const asked = readArguments(argv, process.env)
    const alone = asked.json ? answerAlone() : undefined
    const print = alone?.print ?? (text => void process.stdout.write(text))
    try {
      const { exit, text } = await answer(asked, end.told).catch((error: unknown) =>
        failed([failureOfRun(error)], asked, end.told),
      )
      print(text)
      return exit
    } finally {
      alone?.giveBack()
      end.undo()
    }
  })

/** What standard output gets, and the exit code. */
interface Answer {
  readonly text: string
  readonly exit: number
}

async function answer(asked: Asked, told: Told): Promise<Answer> {
  switch (asked.what) {
    case 'nothing':
      return failed(asked.failures, asked, told)
    case 'run': {
      const rooted = await asRoot(asked.command)
      if (rooted !== undefined) return { exit: rooted, text: '' }
      const { exit, run } = await runAtTerminal(asked, told, asked.json ? process.stderr : process.stdout)
      return { exit, text: asked.json ? result(run) : '' }
    }
    default:
      return { exit: 0, text: await textFor(asked, told) }
  }
}

async function textFor(asked: Exclude<Asked, { what: 'nothing' | 'run' }>, told: Told): Promise<string> {
  switch (asked.what) {
    case 'text':
      return asked.text
    case 'version':
      return `${version}\n`
    case 'report':
      return render(asked.report, asked.path) ?? ''
    case 'manifest':
      return manifest(asked.options, asked, told)
    case 'graph':
      return graph(asked.options, asked.format, told)
    case 'selectable':
      return selectable(asked.options, told)
    case 'init':
      return writing(init(asked.root, asked.force, asked.yaml ? yaml : program(editorTypes)), asked)
    case 'types':
      return writing(writeHelp(asked.root, asked.yaml ? yaml : program(editorTypes)), asked)
  }
}

const writing = (written: Written, { json }: Asked): string =>
  json ? `${JSON.stringify({ written: written.written })}\n` : writtenWords(written)

/** What went wrong before or without a run; who reads JSON gets it as a run's result. */
function failed(failures: readonly Failure[], { json }: Asked, told: Told): Answer {
  for (const failure of failures) process.stderr.write(`${plain(explain(failure))}\n`)
  const said = voice([], told.exit)
  const exit = said.fail(...failures)
  return { exit, text: json ? result(said.run()) : '' }
}

const result = (run: RunView): string => `${resultReporter.render(run)}\n`

/** They lie beside the entry that was started: scripts/build.mjs puts them there. */
const editorTypes = (): string => {
  const entry = realpathSync(process.argv[1] ?? '')
  return readFileSync(join(dirname(entry), 'drover.d.ts'), 'utf8')
}
