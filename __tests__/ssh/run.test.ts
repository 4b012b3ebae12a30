import { Readable } from 'node:stream'
import type { ServerChannel } from 'ssh2'
import { failureOf } from '../../src/failure'
import { sh } from '../../src/target/script'
import { serverThat } from './server'

let stop = async () => {}
afterEach(() => stop())

/** A login at a server that answers so; it ends with the test, also with one that failed. */
async function loggedIn(...[exec]: Parameters<typeof serverThat>) {
  const server = await serverThat(exec)
  stop = server.stop
  return server.target
}

const greet = { what: 'greet', script: sh`echo hello` }

describe('a channel that closes before the script began', () => {
  test('its exit code counts, though it came in the packet that opened the channel', async () => {
    const target = await loggedIn((accept, socket) => {
      socket.cork()
      const channel = accept()
      channel.write('Welcome\n')
      channel.exit(0)
      channel.close()
      socket.uncork()
    })
    expect(await target.run(greet).catch(failureOf)).toEqual({
      code: 'remote-answer-broken',
      what: 'greet',
      message: expect.stringContaining('Welcome'),
    })
  })

  test('without an exit code, while the connection stands, its answer is broken', async () => {
    const target = await loggedIn(accept => {
      const channel = accept()
      channel.write('Welcome\n')
      channel.close()
    })
    expect(await target.run(greet).catch(failureOf)).toEqual({
      code: 'remote-answer-broken',
      what: 'greet',
      message: expect.stringMatching(/closed the channel.*Welcome/s),
    })
  })

  test('with its connection, the connection is lost, whatever was heard', async () => {
    const target = await loggedIn((accept, socket) => {
      accept().write('Welcome\n')
      setTimeout(() => socket.destroy(), 50)
    })
    expect(await target.run(greet).catch(failureOf)).toMatchObject({ code: 'connection-lost' })
  })
})

/** Waits for the script and says that it began; then it is the test's turn. */
function begun(channel: ServerChannel, then: (nonce: string) => void): void {
  channel.once('data', (text: Buffer) => {
    const nonce = /^#([0-9a-f]+)/.exec(text.toString())?.[1] ?? ''
    channel.write(`drover-${nonce}-begin\n`)
    then(nonce)
  })
}

describe('an input', () => {
  const waiting: Parameters<typeof serverThat>[0] = accept => begun(accept(), () => {})

  test.each([
    { name: 'that failed before the channel was open', early: true, error: new Error('no such file') },
    { name: 'that was closed before the channel was open', early: true, error: undefined },
    { name: 'that fails while it is sent', early: false, error: new Error('no such file') },
    { name: 'that is closed while it is sent', early: false, error: undefined },
  ])(
    '$name ends the run',
    async ({ early, error }) => {
      const target = await loggedIn(waiting)
      const input = new Readable({ read() {} })
      input.push('the beginning')
      if (early) input.on('error', () => {}).destroy(error)
      else setTimeout(() => input.destroy(error), 100)
      const message = error?.message ?? 'the input of “greet” was closed before its end'
      expect(await target.run({ ...greet, input }).catch(failureOf)).toMatchObject({ code: 'unexpected', message })
    },
    3000,
  )
})

describe('a machine that never ends its answer', () => {
  const mebi = Buffer.alloc(1024 ** 2, 'x')
  const flooding: Parameters<typeof serverThat>[0] = accept => {
    const channel = accept()
    const flood = () => void channel.write(mebi, flood)
    begun(channel, flood)
  }

  test('is cut off at 64 MiB', async () => {
    const target = await loggedIn(flooding)
    expect(await target.run(greet).catch(failureOf)).toEqual({
      code: 'answer-too-big',
      host: '127.0.0.1',
      what: 'greet',
      part: 'answer',
      mebibytes: 64,
    })
  }, 30_000)

  test('is cut off at a line of 8 MiB', async () => {
    const target = await loggedIn(flooding)
    expect(await target.run({ ...greet, onLine: () => {} }).catch(failureOf)).toMatchObject({
      code: 'answer-too-big',
      part: 'line',
      mebibytes: 8,
    })
  }, 30_000)

  test('is broken where it never ends its exit code', async () => {
    const target = await loggedIn(accept => {
      const channel = accept()
      begun(channel, nonce => {
        channel.write(`drover-${nonce}-end 1234567`)
        channel.exit(0)
        channel.close()
      })
    })
    expect(await target.run(greet).catch(failureOf)).toMatchObject({ code: 'remote-answer-broken' })
  })
})
