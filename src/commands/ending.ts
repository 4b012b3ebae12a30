import { exitNow, guarded } from '../deployment/guard'
import { DroverError } from '../failure'
import { explain } from '../report/explain'
import { plain } from '../report/plain'
import { exitOf, failureOfRun } from './voice'

/**
 * Runs a program to its exit code, and ends the process with it when all that was printed has left: timers and sockets that
 * the user's code left open keep nothing alive, and no `process.exit` of it comes first. Whoever reads our output and goes
 * away (`| head`) stops the output, not the program.
 */
export async function toItsEnd(program: () => Promise<number>): Promise<void> {
  let lost = 0
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || lost > 0) return
      lost = 1
      complain(
        new DroverError({ code: 'bad-input', input: 'standard output', message: `it takes no more: ${error.message}` }),
      )
    })
  await guarded(
    async () => {
      const exit = await program().catch(complain)
      await Promise.all([flushed(process.stdout), flushed(process.stderr)])
      exitNow(exit === 0 ? lost : exit)
    },
    (why, fail) => {
      if (why.what === 'uncaught') complain(why.thrown)
      if (why.what === 'stalled') fail(new Error('the program waits for something that never comes'))
    },
  ).catch((error: unknown) => exitNow(complain(error)))
}

function complain(error: unknown): number {
  const failure = failureOfRun(error)
  process.stderr.write(`${plain(explain(failure))}\n`)
  return exitOf(failure)
}

/** A stream that failed has nothing more to give. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise(resolve => {
    if (stream.errored || stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
