import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { toItsEnd } from './commands/ending'
import { keptEvents } from './commands/kept-events'
import { optionsOf } from './commands/options-of-inputs'
import { inputsFromEnvironment } from './commands/read-inputs'
import { asRoot } from './commands/rehearse/as-root'
import { mainProcess } from './commands/rehearse/main-process'
import { sendReports } from './commands/reports'
import { runCommand, untilToldToEnd } from './commands/run-command'
import { announcement, toTell } from './commands/to-tell'
import { voice } from './commands/voice'
import { workingDirectory } from './commands/working-directory'
import { toInvoker } from './deployment/invoker'
import type { TimedEvent } from './event'
import { failureOf } from './failure'
import { openEventsFile } from './report/events-file'
import { sendLog } from './report/log'
import { heldSecrets, maskCommands } from './report/masks'
import { saveState } from './report/state'

const print = (text: string): void => {
  process.stdout.write(text)
}

/** What the runner starts: inputs in; job summary, annotations, outputs and exit code out. Ends the process; never throws. */
export const action = (): Promise<void> => toItsEnd(reported)

async function reported(): Promise<number> {
  const environment = process.env
  const read = inputsFromEnvironment(environment)
  const rooted = await asRoot(read.ok ? read.inputs.command : undefined).catch(failureOf)
  if (typeof rooted === 'number') return rooted
  const debug = read.ok ? read.inputs['log-level'] === 'debug' : environment.RUNNER_DEBUG === '1'
  const folder = environment.RUNNER_TEMP ?? tmpdir()
  const place = workingDirectory(environment.GITHUB_WORKSPACE, environment['INPUT_WORKING-DIRECTORY']?.trim() || '.')
  const kept = keptEvents(read, place.folder, folder)
  const events = openEventsFile(kept.path, error =>
    print(`The events of this run could not be kept: ${error.message}\n`),
  )
  toInvoker(kept.path)
  const main = await mainProcess()
  saveState({ events: kept.path, ...(main === undefined ? {} : { main }) }, environment.GITHUB_STATE)
  const log = sendLog({ runner: true, colours: true, debug, token: randomUUID() }, print)
  const listeners = [log, (event: TimedEvent) => events.write(event)]
  const refused = rooted === undefined ? [] : [rooted]
  const failures = [...(read.ok ? [] : read.failures), ...place.failures, ...kept.failures, ...refused]
  if (!read.ok || failures.length > 0) {
    const said = voice(listeners)
    const exit = said.fail(...failures)
    const github = read.ok ? toTell(environment, read.inputs) : undefined
    await sendReports(said.run(), {
      environment,
      folder,
      summary: 'full',
      print,
      holdsSecret: () => false,
      github,
      told: false,
    })
    return exit
  }
  const end = untilToldToEnd()
  const held = heldSecrets()
  const github = toTell(environment, read.inputs)
  const announced = announcement(github)
  listeners.push(announced.hear)
  const { exit, voice: said } = await runCommand({
    command: read.inputs.command,
    options: optionsOf(read.inputs, place.folder, environment),
    listeners,
    mask: (values, machines) => {
      held.add(values, machines)
      print(maskCommands(values, machines))
    },
    told: end.told,
  })
  end.undo()
  events.close()
  await sendReports(said.run(), {
    environment,
    folder,
    summary: read.inputs.summary,
    print,
    holdsSecret: held.isIn,
    github,
    announced: announced.remarks,
    told: end.told.signal.aborted,
  })
  return exit
}
