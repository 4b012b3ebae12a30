import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkProgram } from '../../src/target/runtime'
import { sh } from '../../src/target/script'

/** Runs the program as a machine does, each word quoted for it: what it printed, on whichever stream, and its exit code. */
const checked = (...words: readonly Word[]) => checkedWith(process.env, ...words)
const checkedWith = (env: NodeJS.ProcessEnv, ...words: readonly Word[]) => checkedBy(checkProgram, env, words)

type Word = string | number

function checkedBy(
  program: string,
  env: NodeJS.ProcessEnv,
  words: readonly Word[],
): Promise<{ exit: number | null; said: string }> {
  return new Promise(resolve => {
    const child = spawn('/bin/sh', ['-c', sh`exec bash --norc -c ${program} check ${words} 2>&1`.sh], { env })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.on('close', exit => resolve({ exit, said }))
  })
}

interface Page {
  readonly status?: number
  readonly body?: string
  readonly location?: string
}
const pages: Readonly<Record<string, Page>> = {
  "/it's?a=1": { body: 'all is well' },
  '/moved': { status: 302, location: '/ill' },
  '/beside': { status: 301, location: 'else' },
  '/else': { body: 'found' },
  '/round': { status: 307, location: '/round' },
  '/ill': { status: 503, body: 'no database\nat all' },
  '/big': { body: `${'x'.repeat(70_000)}late` },
}

let server: Server
let base = ''
let asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.host}`)
    const { status = 200, body = '', location } = pages[request.url ?? ''] ?? { status: 404 }
    response.writeHead(status, location === undefined ? {} : { location }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
})
beforeEach(() => {
  asked = []
})
afterAll(() => new Promise(resolve => server.close(resolve)))

describe('http', () => {
  test.each([
    { name: 'a page', path: "/it's?a=1", said: '' },
    { name: 'a text that it holds', path: "/it's?a=1", contains: 'is we', said: '' },
    {
      name: 'a text that it has not, which is no pattern',
      path: "/it's?a=1",
      contains: 'a*l',
      said: '200, but without “a*l”; it begins “all is well”\n',
    },
    { name: 'a status that is not wanted', path: '/ill', said: '503 Service Unavailable\n' },
    { name: 'one that is', path: '/ill', status: [503, 503], contains: 'no database', said: '' },
    { name: 'a redirect, which is an answer', path: '/moved', said: '' },
    { name: 'a redirect, which is none that is wanted', path: '/moved', status: [200, 299], said: '302 Found\n' },
    {
      name: 'a redirect that is followed',
      path: '/moved',
      follow: true,
      said: /^503 Service Unavailable at .*\/ill\n$/,
    },
    { name: 'a redirect beside it', path: '/beside', follow: true, contains: 'found', said: '' },
    { name: 'a redirect in a circle', path: '/round', follow: true, status: [200, 299], said: /^307 .* at / },
    { name: 'a body of which only the beginning counts', path: '/big', contains: 'late', said: /^200, but without/ },
  ])('$name', async ({ path, status = [200, 399], follow = false, contains = '', said }) => {
    const found = await checked('once', 'http', base + path, ...status, follow ? 'follow' : 'stay', 'verify', contains)
    expect(found).toEqual({
      exit: said === '' ? 0 : 1,
      said: typeof said === 'string' ? said : expect.stringMatching(said),
    })
    expect(asked[0]).toBe(`${path} ${base.slice('http://'.length)}`)
    expect(asked.length).toBeLessThanOrEqual(6)
  })
})

describe.each(['curl', 'openssl'])('https by %s', tool => {
  const folder = mkdtempSync(join(tmpdir(), 'check-'))
  const certificate = join(folder, 'certificate')
  let tls: TlsServer
  let url = ''
  beforeAll(async () => {
    const key = join(folder, 'key')
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2']
    execFileSync('openssl', ['req', '-x509', ...made, ...names], { stdio: 'ignore' })
    mkdirSync(join(folder, 'bin'))
    for (const program of ['bash', 'head', 'tr', tool])
      symlinkSync(
        execFileSync('sh', ['-c', `command -v ${program}`])
          .toString()
          .trim(),
        join(folder, 'bin', program),
      )
    const options = { key: readFileSync(key), cert: readFileSync(certificate) }
    tls = createTlsServer(options, (_, response) => response.end('all is well'))
    await new Promise<void>(resolve => tls.listen(0, '127.0.0.1', resolve))
    const address = tls.address()
    url = `https://localhost:${typeof address === 'object' && address ? address.port : 0}/`
  })
  afterAll(async () => {
    await new Promise(resolve => tls.close(resolve))
    rmSync(folder, { recursive: true })
  })

  test.each([
    { name: 'a certificate that the machine trusts', trusted: true, verify: 'verify', exit: 0, said: /^$/ },
    { name: 'one that it does not', trusted: false, verify: 'verify', exit: 1, said: /self-signed certificate/ },
    { name: 'one that need not be trusted', trusted: false, verify: 'skip', exit: 0, said: /^$/ },
  ])('$name', async ({ trusted, verify, exit, said }) => {
    const env = {
      PATH: join(folder, 'bin'),
      ...(trusted ? { SSL_CERT_FILE: certificate, CURL_CA_BUNDLE: certificate } : {}),
    }
    const found = await checkedWith(env, 'once', 'http', url, 200, 200, 'stay', verify, 'is well')
    expect(found).toEqual({ exit, said: expect.stringMatching(said) })
  })
})

test('a port that nobody listens on, and a host that nobody knows, are told in bash’s words', async () => {
  expect(await checked('once', 'tcp', 'localhost', 1)).toEqual({
    exit: 1,
    said: expect.stringMatching(/connect: Connection refused\n/),
  })
  expect((await checked('once', 'tcp', 'nobody.invalid', 1)).exit).toBe(1)
})

test.each([
  { command: 'true', exit: 0, said: '' },
  { command: `echo "it's"; echo more; exit 3`, exit: 1, said: "exit 3: it's\n" },
  { command: 'false', exit: 1, said: 'exit 1\n' },
  { command: 'yes | head -c 1000000', exit: 0, said: '' },
  { command: 'read -r line', exit: 1, said: 'exit 1\n' },
])('the command $command', async ({ command, ...found }) =>
  expect(await checked('once', 'command', command)).toEqual(found),
)

describe('patiently', () => {
  // A machine's clock that stands still unless it is set.
  let clock = ''
  beforeEach(() => {
    clock = join(mkdtempSync(join(tmpdir(), 'drover-check-')), 'uptime')
    writeFileSync(clock, '100.40 7.00\n')
  })
  afterEach(() => rmSync(dirname(clock), { recursive: true }))

  // Seconds that nothing here needs, on however busy a host.
  const long = 60

  const patiently = async (tries: number, timeout: number, ...words: readonly Word[]) => {
    const program = checkProgram.replace('/proc/uptime', clock)
    const tried = ['patiently', "it's one", tries, 0.1, timeout, '', ...words]
    const { exit, said } = await checkedBy(program, process.env, tried)
    const lines = said.split('\n').filter(Boolean)
    const read = lines.map(line => {
      const [word = '', ...rest] = line.split(' ')
      return [word, ...rest.map(one => Buffer.from(one, 'base64').toString())]
    })
    return { exit, read }
  }

  test('what is well at once says nothing', async () =>
    expect(await patiently(3, long, 'command', 'true')).toEqual({ exit: 0, read: [] }))

  test('what is not is told after each try, and in the end', async () =>
    expect(await patiently(3, long, 'tcp', 'localhost', 1)).toEqual({
      exit: 0,
      read: [
        ['trying', "check:it's one", 'connect: Connection refused, try 1 of 3'],
        ['trying', "check:it's one", 'connect: Connection refused, try 2 of 3'],
        ['sick', "check:it's one", "it's one: connect: Connection refused (tried 3 times, for 0 s)"],
      ],
    }))

  test('for how long it was tried is said, by the machine’s clock', async () =>
    expect((await patiently(1, long, 'command', `echo 112.30 9.00 >${clock}; exit 1`)).read).toEqual([
      ['sick', "check:it's one", "it's one: exit 1 (tried once, for 12 s)"],
    ]))

  test('a command’s own words are left as they are', async () =>
    expect((await patiently(1, long, 'command', 'echo environment: line 3: odd; exit 1')).read).toEqual([
      ['sick', "check:it's one", "it's one: exit 1: environment: line 3: odd (tried once, for 0 s)"],
    ]))

  test('what gives no answer has had its time', async () =>
    expect((await patiently(1, 0.2, 'command', 'sleep 30')).read).toEqual([
      ['sick', "check:it's one", "it's one: no answer within 0.2 s (tried once, for 0 s)"],
    ]))
})
