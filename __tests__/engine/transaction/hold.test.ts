import type { Line } from '../../../src/engine/line/line'
import { Follower } from '../../../src/engine/transaction/follower'
import { hold } from '../../../src/engine/transaction/hold'
import type { Request } from '../../../src/target/target'

/** A line to a machine that answers each command with these lines. */
function lineThatSays(answer: (request: Request) => readonly string[], commands: Request[]): Line {
  const target = {
    run: async (request: Request) => {
      commands.push(request)
      for (const line of answer(request)) request.onLine?.(line)
      return { exit: 0, stdout: '', stderr: '' }
    },
    close: async () => undefined,
  }
  return { patience: 1, target, another: async () => target, take: async () => undefined }
}

const carryingOver = (line: Line, cancelled = new AbortController().signal) => ({
  request: 'r1',
  owner: 'shop@production',
  line,
  cancelled,
  ends: new AbortController().signal,
  follower: new Follower(() => {}),
  onWait: () => {},
})

test('a machine that knows nothing of what it holds any more is not asked again and again', async () => {
  const commands: Request[] = []
  const carrying = carryingOver(lineThatSays(() => ['gone'], commands))
  expect(await hold(carrying, () => new Promise(() => {}))).toBeUndefined()
  expect(commands).toHaveLength(1)
  expect(carrying.follower.gone).toBe(true)
})

test('whoever is told to end while it holds goes back', async () => {
  const cancelled = AbortSignal.abort()
  const carrying = carryingOver(
    lineThatSays(() => [], []),
    cancelled,
  )
  expect(await hold(carrying, () => new Promise(() => {}))).toEqual({ doubt: 'cancelled' })
})
