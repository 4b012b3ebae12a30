import { runProcess } from '../../src/deployment/process'
import type { DroverError } from '../../src/failure'

const env = { PATH: process.env.PATH ?? '' }
const script = (text: string, more: object) => runProcess(['sh', '-c', text], { cwd: '/', env, ...more })

/** How a script ends that is told to after a moment, and how long that takes. */
async function told(text: string, graceSeconds: number): Promise<{ readonly code: string; readonly seconds: number }> {
  const controller = new AbortController()
  const ends = script(text, { signal: controller.signal, graceSeconds })
  setTimeout(() => controller.abort(), 300)
  const began = performance.now()
  const code = await ends.then(
    () => 'ended',
    (error: DroverError) => error.failure.code,
  )
  return { code, seconds: (performance.now() - began) / 1000 }
}

test('what a program prints and its exit code come back', async () => {
  expect(await script('echo out; echo err >&2; exit 3', {})).toEqual({ exit: 3, stdout: 'out\n', stderr: 'err\n' })
})

test('told to end, it is killed with all that it started', async () => {
  const { code, seconds } = await told('trap "" INT TERM; sleep 20 & sleep 20; wait', 0)
  expect(code).toBe('cancelled')
  expect(seconds).toBeLessThan(10)
})

test('one that is given time ends by itself, or is killed after that', async () => {
  const own = await told('trap "exit 0" TERM; while :; do sleep 0.1; done', 30)
  expect(own.code).toBe('cancelled')
  expect(own.seconds).toBeLessThan(20)
  const deaf = await told('trap "" INT TERM; sleep 20', 1)
  expect(deaf.code).toBe('cancelled')
  expect(deaf.seconds).toBeGreaterThan(1.2)
  expect(deaf.seconds).toBeLessThan(15)
})
