import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { toItsEnd } from './commands/ending'
import { finish } from './commands/finish'
import type { Inputs } from './commands/inputs'
import { optionsOf } from './commands/options-of-inputs'
import { inputsFromEnvironment } from './commands/read-inputs'
import { asRoot } from './commands/rehearse/as-root'
import { untilGone } from './commands/rehearse/main-process'
import { sendReports } from './commands/reports'
import { runWork, untilToldToEnd } from './commands/run-command'
import { toTell } from './commands/to-tell'
import { type Voice, voice } from './commands/voice'
import { workingDirectory } from './commands/working-directory'
import { failureOf } from './failure'
import type { Outcome } from './outcome'
import { openEventsFile, readEventsFile } from './report/events-file'
import { explain } from './report/explain'
import { sendLog } from './report/log'
import { heldSecrets, maskCommands } from './report/masks'
import { plain } from './report/plain'
import { outcomeOf } from './report/run'

const print = (text: string): void => {
  process.stdout.write(text)
}

/**
 * What the runner starts at the end of a job whose main part was killed before it had reported (scripts/entries/post.js): settles
 * what that left open on the machines, and makes its reports. Ends the process; never throws.
 */
export const post = (): Promise<void> => toItsEnd(settled)

/** What a machine may be between two states in. */
const leftSo: ReadonlySet<Outcome | undefined> = new Set<Outcome>(['unknown', 'failed-left'])

/** Fails where a machine is not as it was before the run, nor as it was to be, or what stood in for it is still there. */
async function settled(): Promise<number> {
  const { STATE_events: path, STATE_written: written, STATE_main: main, ...environment } = process.env
  const read = inputsFromEnvironment(environment)
  // Without a file of events nothing was begun; what is wrong with the inputs ended the main part before it touched anything.
  if (path === undefined || !read.ok) return 0
  // Without the right to be root the run is reported all the same, with what could not be done.
  const rooted = await asRoot(read.inputs.command).catch(complained)
  if (rooted !== undefined) return rooted
  await untilGone(main)
  const end = untilToldToEnd()
  const held = heldSecrets()
  const { said, close } = goingOn(path, read.inputs, end.told.exit)
  const { ended, command } = said.run()
  const { folder } = workingDirectory(environment.GITHUB_WORKSPACE, read.inputs['working-directory'])
  const mask = (values: Iterable<string>, machines: Iterable<string>) => {
    held.add(values, machines)
    print(maskCommands(values, machines))
  }
  if (ended === undefined) {
    print(`The run was killed before its end: ${work(command)}.\n`)
    const options = optionsOf(read.inputs, folder, environment)
    await runWork({ command, options, mask, told: end.told }, said, finish)
  }
  end.undo()
  const { summary } = read.inputs
  const run = said.run()
  await sendReports(run, {
    environment,
    folder: environment.RUNNER_TEMP ?? tmpdir(),
    summary,
    print,
    holdsSecret: held.isIn,
    github: toTell(environment, read.inputs),
    told: end.told.signal.aborted,
    written: written !== undefined,
  })
  close()
  const left = run.failures.some(({ code }) => code === 'left-behind')
  return ended === undefined && (left || run.machines.some(machine => leftSo.has(outcomeOf(machine)))) ? 1 : 0
}

const work = (command: string): string =>
  command === 'rehearse' ? 'taking down what it left on this host' : 'settling what it left open'

function complained(error: unknown): undefined {
  print(`${plain(explain(failureOf(error)))}\n`)
}

/** A voice that has said already what the file of events holds, and writes what comes behind it. */
function goingOn(path: string, inputs: Inputs, toldExit: () => number | undefined): { said: Voice; close: () => void } {
  const { events } = readEventsFile(path)
  const file = openEventsFile(path, error => print(`The events of this run could not be kept: ${error.message}\n`))
  let replaying = true
  const debug = inputs['log-level'] === 'debug'
  const log = sendLog({ runner: true, colours: true, debug, token: randomUUID() }, text => {
    if (!replaying) print(text)
  })
  const said = voice(
    [
      log,
      event => {
        if (!replaying) file.write(event)
      },
    ],
    toldExit,
    events.at(-1)?.at,
  )
  for (const event of events) said.replay(event)
  replaying = false
  return { said, close: () => file.close() }
}
