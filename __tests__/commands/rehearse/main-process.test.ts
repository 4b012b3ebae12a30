import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { untilGone } from '../../../src/commands/rehearse/main-process'
import { startOf } from '../../../src/environments/container/members'

const stateOf = async ({ pid = 0 }: ChildProcess) => {
  const started = await startOf(pid)
  return started === undefined ? undefined : JSON.stringify({ pid, started })
}

test('waits for a process that ends by itself', async () => {
  const child = spawn('sleep', ['0.3'])
  const ended = once(child, 'close')
  await untilGone(await stateOf(child))
  expect(await ended).toEqual([0, null])
})

test('kills one that does not', async () => {
  const child = spawn('sh', ['-c', 'trap "" TERM INT; while :; do sleep 1; done'])
  const ended = once(child, 'close')
  await untilGone(await stateOf(child), 100)
  expect(await ended).toEqual([null, 'SIGKILL'])
})

test('leaves a process alone that has only got the same number', async () => {
  const child = spawn('sleep', ['30'])
  await untilGone(JSON.stringify({ pid: child.pid, started: '1' }), 0)
  await sleep(50)
  expect([child.exitCode, child.signalCode]).toEqual([null, null])
  child.kill()
})

test('there may be nothing to wait for', async () => {
  await expect(untilGone(undefined)).resolves.toBeUndefined()
})
