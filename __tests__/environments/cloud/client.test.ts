import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { ApiError } from '../../../src/environments/cloud/api-error'
import { type Ask, type ClientOptions, client } from '../../../src/environments/cloud/client'

const token = 'a-token-of-the-user'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const text =
  (status: number, body: string): Answer =>
  (_, response) =>
    void response.writeHead(status).end(body)

const cut: Answer = request => void request.socket.destroy()
const error = (status: number, code: string, headers?: Record<string, string>) =>
  json(status, { error: { code, message: `what ${code} means`, field: 'size' } }, headers)

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string() }) })

/** Asks a server that gives these answers, one after another and the last for ever. */
async function asking(
  answers: readonly Answer[],
  ask: Partial<Ask<{ ok: boolean }>> = {},
  other: Partial<ClientOptions> = {},
) {
  const requests: { method: string; url: string; authorization: string; body: string }[] = []
  const waited: number[] = []
  const lines: string[] = []
  const left = [...answers]
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', piece => (body += piece))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      requests.push({ method, url, authorization: headers.authorization ?? '', body })
      const answer = left.length > 1 ? left.shift() : left[0]
      answer?.(request, response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const made = client({
    environment: 'hetzner',
    base: `http://127.0.0.1:${port}/v1/`,
    token,
    said: body => errorBody.safeParse(body).data?.error,
    again: ['locked'],
    signal: new AbortController().signal,
    progress: line => void lines.push(line),
    pause: async ms => void waited.push(ms),
    ...other,
  })
  const result = await made
    .ask({ path: '/servers', schema: z.object({ ok: z.boolean() }), ...ask })
    .catch((thrown: unknown) => thrown)
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  return { result, requests, waited, lines }
}

const fine = json(200, { ok: true, new: 'key' })

test('asks with the token, and takes what it does not know of', async () => {
  const { result, requests } = await asking([fine], { query: { name: 'a b', id: ['1', '2'], no: undefined } })
  expect(result).toEqual({ ok: true })
  expect(requests).toEqual([
    { method: 'GET', url: '/v1/servers?name=a+b&id=1&id=2', authorization: `Bearer ${token}`, body: '' },
  ])
})

test.each([
  { name: 'a GET after 500', answers: [error(500, 'service_error'), fine], method: 'GET' },
  { name: 'a GET that was cut', answers: [cut, fine], method: 'GET' },
  { name: 'a DELETE after 503 of a proxy', answers: [text(503, '<h1>Away</h1>'), fine], method: 'DELETE' },
  { name: 'a POST at its limit', answers: [error(429, 'rate_limit_exceeded'), fine], method: 'POST' },
  { name: 'a POST that was not begun', answers: [error(423, 'locked'), fine], method: 'POST' },
] as const)('sends again: $name', async ({ answers, method }) => {
  const { result, requests, lines } = await asking(answers, { method })
  expect(result).toEqual({ ok: true })
  expect(requests).toHaveLength(2)
  expect(lines).toHaveLength(1)
})

test.each([
  { name: 'a POST after 500', answers: [error(500, 'service_error'), fine], method: 'POST', doubtful: true },
  { name: 'a POST that was cut', answers: [cut, fine], method: 'POST', doubtful: true },
  { name: 'a POST whose answer is no JSON', answers: [text(201, 'ok'), fine], method: 'POST', doubtful: true },
  { name: 'what is refused', answers: [error(403, 'forbidden'), fine], method: 'GET', doubtful: false },
  { name: 'an answer of another shape', answers: [json(200, { ok: 1 }), fine], method: 'GET', doubtful: true },
] as const)('sends once only: $name', async ({ answers, method, doubtful }) => {
  const { result, requests } = await asking(answers, { method, ...(method === 'POST' && { body: { name: 'web' } }) })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.body).toBe(method === 'POST' ? '{"name":"web"}' : '')
  expect(result).toBeInstanceOf(ApiError)
  expect(result).toMatchObject({ doubtful })
})

test('says the provider’s words, code and field', async () => {
  const { result } = await asking([error(422, 'invalid_input')], { method: 'POST' })
  expect(result).toMatchObject({ status: 422, code: 'invalid_input', field: 'size' })
  expect(String(result)).toContain('POST /servers: 422 invalid_input: what invalid_input means (size)')
})

test('gives up after some time, with what was said last', async () => {
  const { result, requests, waited } = await asking([text(502, '<html><title>Bad\nGateway</title></html>')])
  expect(String(result)).toContain('GET /servers: 502: Bad Gateway')
  expect(requests).toHaveLength(5)
  expect(waited).toEqual([...waited].sort((a, b) => a - b))
})

test('waits as long as it is asked to', async () => {
  const { waited } = await asking([
    error(429, 'a', { 'retry-after': '3' }),
    error(429, 'b', { 'retry-after': '-1' }),
    fine,
  ])
  expect(waited[0]).toBe(3000)
  expect(waited[1]).toBeGreaterThanOrEqual(2000)
  expect(waited[1]).toBeLessThanOrEqual(3000)
})

test('the token stands in no error, though the provider says it', async () => {
  const { result, lines } = await asking([
    json(500, { error: { code: 'x', message: `bad ${token}`, field: token } }),
    text(400, token),
  ])
  expect(`${result}${JSON.stringify(result)}${lines}`).not.toContain(token)
  expect(String(result)).toContain('***')
})

test('goes to no other address than the one it was given', async () => {
  const elsewhere: Answer = (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  const { result, requests } = await asking([elsewhere], { method: 'POST' })
  expect(result).toBeInstanceOf(ApiError)
  expect(requests).toHaveLength(1)
})

test('does not wait for ever for one answer', async () => {
  const { result } = await asking([() => {}], { method: 'POST' }, { seconds: 0.05 })
  expect(String(result)).toContain('no answer came within 0.05 s')
})

test('ends where the run does', async () => {
  const { result, requests } = await asking([error(500, 'x')], {}, { signal: AbortSignal.abort() })
  expect(result).toMatchObject({ failure: { code: 'cancelled' } })
  expect(requests).toHaveLength(0)
})

test('goes from page to page', async () => {
  const pages = [json(200, { ids: [1, 2], next: 2 }), json(200, { ids: [3], next: null })]
  const schema = z.object({ ids: z.array(z.number()), next: z.number().nullable() })
  const urls: string[] = []
  const server = createServer((request, response) => {
    urls.push(request.url ?? '')
    pages.shift()?.(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const options = {
    environment: 'x',
    token,
    said: () => undefined,
    signal: new AbortController().signal,
    progress: () => {},
  }
  const seen: number[] = []
  const paged = client({ ...options, base: `http://127.0.0.1:${port}` }).pages({
    path: '/a',
    query: { name: 'n' },
    schema,
    items: ({ ids }) => ids,
    next: ({ next }) => (next === null ? undefined : { page: next }),
  })
  for await (const id of paged) seen.push(id)
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  expect(seen).toEqual([1, 2, 3])
  expect(urls).toEqual(['/a?name=n', '/a?name=n&page=2'])
})
