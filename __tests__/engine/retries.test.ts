import { createServer } from 'node:net'
import { labRun } from '../support/lab-herd'

test('a connection that is tried again says who, why and which attempt', async () => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise(resolve => server.close(resolve))
  const hostKeys = ['SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU']
  const endpoint = { host: '127.0.0.1', port, user: 'root', hostKeys }
  const { outcome, events } = await labRun('deploy', [{ name: 'm', endpoint, resources: [] }])
  expect(outcome).toBe('unreachable')
  const said = events.flatMap(event => (event.type === 'progress' ? [event.message] : []))
  expect(said).toEqual([
    'connecting again to 127.0.0.1, attempt 2 of 3: connection refused, nothing listens there (ECONNREFUSED)',
    'connecting again to 127.0.0.1, attempt 3 of 3: connection refused, nothing listens there (ECONNREFUSED)',
  ])
})
