import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { healthScript, launcher } from '../../src/services/launcher'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher '))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What a program that the launcher starts finds in its environment. */
function environment(values: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(values)) writeFileSync(join(folder, name), value)
  const script = launcher(folder, Object.keys(values), 'env -0')
  const printed = execFileSync('/bin/sh', ['-c', script], { env: {}, encoding: 'utf8' })
  const pairs = printed.split('\0').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
  return Object.fromEntries(pairs)
}

test('the program finds each variable as its file holds it, whatever that is', () => {
  const name = fc
    .stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/)
    .filter(each => !['_', 'PWD', 'IFS', 'OLDPWD', 'SHLVL'].includes(each))
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', ' ', '%', '.', 'ä', '$(x)', '\r') }),
  )
  fc.assert(
    fc.property(
      fc.dictionary(
        name,
        value.map(text => text.replaceAll('\0', '')),
        { minKeys: 1, maxKeys: 4 },
      ),
      values => {
        expect(environment(values)).toMatchObject(values)
      },
    ),
    {
      numRuns: 40,
      examples: [[{ PATH: '/usr/bin:/nowhere', ZONE: 'x' }], [{ PASSWORD: `it's "$HOME" \\ \`id\`\n\n` }]],
    },
  )
})

test('the program takes the place of the shell', () => {
  const pid = spawnSync('/bin/sh', ['-c', launcher(folder, [], "sh -c 'echo $$ $PPID'")], { encoding: 'utf8' })
  const [own, parent] = pid.stdout.trim().split(' ').map(Number)
  expect([own, parent]).toEqual([pid.pid, process.pid])
})

test('a file that is not there keeps the program from starting', () => {
  const started = spawnSync('/bin/sh', ['-c', launcher(folder, ['DB'], 'echo started')], { encoding: 'utf8' })
  expect({ status: started.status === 0, stdout: started.stdout }).toEqual({ status: false, stdout: '' })
})

describe('the health check', () => {
  const listening = async (server: Server): Promise<number> => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const check = (port: number, env: NodeJS.ProcessEnv = {}): Promise<{ status: number | null; stderr: string }> =>
    new Promise(resolve => {
      const script = join(folder, 'health')
      writeFileSync(script, healthScript(port, "/it's?a=1", 1), { mode: 0o755 })
      const child = spawn(script, { env: { PATH: process.env.PATH, ...env } })
      let stderr = ''
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk
      })
      child.on('close', status => resolve({ status, stderr }))
    })

  test.each([
    { name: 'is passed with 200', code: 200, status: 0, stderr: '' },
    { name: 'is passed with a redirection', code: 302, status: 0, stderr: '' },
    {
      name: 'fails with 503, and says so',
      code: 503,
      status: 1,
      stderr: /no good answer from port \d+ at \/it's\?a=1 in 1 seconds \(the last: 503\)\n$/,
    },
    { name: 'fails with 404', code: 404, status: 1, stderr: /the last: 404/ },
  ])('$name', async ({ code, status, stderr }) => {
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.url)
      response.writeHead(code).end()
    })
    const found = await check(await listening(server))
    await new Promise(resolve => server.close(resolve))
    expect(found.status).toBe(status)
    expect(found.stderr).toEqual(typeof stderr === 'string' ? stderr : expect.stringMatching(stderr))
    expect(asked[0]).toBe("/it's?a=1")
  })

  test('waits for a server that is not there yet', async () => {
    const server = createServer((_, response) => response.end())
    const port = await listening(server)
    await new Promise(resolve => server.close(resolve))
    const checked = check(port)
    await new Promise(resolve => setTimeout(resolve, 300))
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    expect((await checked).status).toBe(0)
    await new Promise(resolve => server.close(resolve))
  })

  test('gives up at once where the program has ended', async () => {
    const ended = spawnSync('true').pid
    expect(await check(1, { MAINPID: String(ended) })).toEqual({
      status: 1,
      stderr: 'the program ended before it answered\n',
    })
  })
})
