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
