import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toItsEnd } from './commands/ending'
import type { Inputs } from './commands/inputs'
import { fromHere, type Options } from './commands/options'
import { inputsFromEnvironment } from './commands/read-inputs'
import { runCommand, untilToldToEnd } from './commands/run-command'
import { type Voice, voice } from './commands/voice'
import { workingDirectory } from './commands/working-directory'
import type { TimedEvent } from './event'
import { annotationsReporter } from './report/annotations'
import { openEventsFile } from './report/events-file'
import { sendLog } from './report/log'
import { maskCommands } from './report/masks'
import { outputsOf, sendOutputs } from './report/outputs'
import { summaryReporter } from './report/summary'
import { sendSummary } from './report/summary-file'

const print = (text: string): void => {
  process.stdout.write(text)
}

/** What the runner starts: inputs in; job summary, annotations, outputs and exit code out. Ends the process; never throws. */
export const action = (): Promise<void> => toItsEnd(reported)

async function reported(): Promise<number> {
  const environment = process.env
  const read = inputsFromEnvironment(environment)
  const debug = read.ok ? read.inputs['log-level'] === 'debug' : environment.RUNNER_DEBUG === '1'
  const folder = environment.RUNNER_TEMP ?? tmpdir()
  const events = openEventsFile(join(folder, `drover-events-${randomUUID()}.ndjson`), error =>
    print(`The events of this run could not be kept: ${error.message}\n`),
  )
  const log = sendLog({ runner: true, colours: true, debug, token: randomUUID() }, print)
  const listeners = [log, (event: TimedEvent) => events.write(event)]
  const place = workingDirectory(environment.GITHUB_WORKSPACE, environment['INPUT_WORKING-DIRECTORY']?.trim() || '.')
  if (!read.ok || place.failures.length > 0) {
    const said = voice(listeners)
    const exit = said.fail(...(read.ok ? [] : read.failures), ...place.failures)
    report(said, folder, environment)
    return exit
  }
  const end = untilToldToEnd()
  const { exit, voice: said } = await runCommand({
    command: read.inputs.command,
    options: optionsOf(read.inputs, place.folder, environment),
    listeners,
    mask: (values, machines) => print(maskCommands(values, machines)),
    told: end.told,
  })
  end.undo()
  report(said, folder, environment, read.inputs)
  events.close()
  return exit
}

/** Each report on its own: none of them fails a deployment, nor keeps another from being made. */
function report(said: Voice, folder: string, environment: NodeJS.ProcessEnv, inputs?: Inputs): void {
  const run = said.run()
  const attempts: readonly (readonly [string, () => void])[] = [
    ['the annotations', () => print(annotationsReporter.render(run))],
    ['the job summary', () => sendSummary(run, environment.GITHUB_STEP_SUMMARY, inputs?.summary)],
    [
      'the outputs',
      () => {
        const file = join(folder, `drover-summary-${randomUUID()}.md`)
        writeFileSync(file, summaryReporter().render(run), { mode: 0o600 })
        sendOutputs({ ...outputsOf(run), 'summary-file': file }, environment.GITHUB_OUTPUT)
      },
    ],
  ]
  for (const [what, attempt] of attempts) {
    try {
      attempt()
    } catch (error) {
      print(`Drover could not write ${what}: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
}

function optionsOf(inputs: Inputs, root: string, environment: NodeJS.ProcessEnv): Options {
  const key = inputs['ssh-key']
  return {
    root,
    file: inputs.file,
    stage: inputs.stage,
    machines: inputs.machines,
    keys: key === undefined ? [] : [{ source: 'ssh-key', text: key }],
    passphrase: inputs['ssh-passphrase'],
    knownHosts: inputs['known-hosts'],
    sshConfig: fromHere(inputs['ssh-config'], root),
    maxParallel: inputs['max-parallel'],
    timeout: inputs.timeout,
    onFailure: inputs['on-failure'],
    allowDowngrade: inputs['allow-downgrade'],
    allowIrreversible: inputs['allow-irreversible'],
    plan: inputs.plan,
    token: inputs.token,
    base: inputs.base,
    to: inputs.to,
    message: undefined,
    accept: inputs.accept,
    run: inputs.run === undefined ? [] : [inputs.run],
    environment,
  }
}
