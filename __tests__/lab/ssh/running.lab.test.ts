import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import type { SshOptions } from '../../../src/ssh/options'
import { sh } from '../../../src/target/script'
import type { Request, Target } from '../../../src/target/target'
import { makeKey } from '../../ssh/keys'
import { type Sshd, startSshd } from './sshd'

jest.setTimeout(60_000)

const key = makeKey('ed25519')
const open: { close(): Promise<unknown> }[] = []
let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ authorized: [key] })
})
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
afterAll(() => sshd.stop())

async function connected(change: Partial<SshOptions> & { user?: string; at?: Sshd } = {}): Promise<Target> {
  const { user = 'root', at = sshd, ...more } = change
  const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
  const endpoint = { host: '127.0.0.1', port: at.port, user, hostKeys: [at.hostKeys.ed25519?.line ?? ''] }
  const target = await connectSsh(endpoint, { identities, signal: new AbortController().signal, ...more })
  open.push(target)
  return target
}

async function serving(config: readonly string[]): Promise<Sshd> {
  const at = await startSshd({ authorized: [key], config })
  open.push({ close: () => at.stop() })
  return at
}

const failure = (running: Promise<unknown>) => running.then(answer => answer, failureOf)
const request = (change: Partial<Request> & Pick<Request, 'script'>): Request => ({ what: 'test', ...change })

describe('an answer', () => {
  test.each([
    {
      name: 'output, errors, exit code',
      script: sh`echo out; echo err >&2; exit 7`,
      answer: { exit: 7, stdout: 'out\n', stderr: 'err\n' },
    },
    { name: 'no newline at the end', script: sh`printf 'ü'`, answer: { exit: 0, stdout: 'ü', stderr: '' } },
    { name: 'nothing', script: sh`:`, answer: { exit: 0, stdout: '', stderr: '' } },
    { name: 'ended by a signal', script: sh`exec sh -c 'kill -TERM $$'`, answer: { exit: 143 } },
    {
      name: 'with the whole shell killed',
      script: sh`printf begun; kill -KILL $$`,
      answer: { exit: 137, stdout: 'begun' },
    },
    {
      name: 'what is left running does not hold it up',
      script: sh`sleep 5 & echo on`,
      answer: { exit: 0, stdout: 'on\n' },
    },
    {
      name: 'input that nobody reads',
      script: sh`echo on`,
      input: Buffer.alloc(20_000_000),
      answer: { exit: 0, stdout: 'on\n' },
    },
    {
      name: 'input to its last byte',
      script: sh`wc -c`,
      input: Buffer.alloc(3_000_001),
      answer: { exit: 0, stdout: '3000001\n' },
    },
    { name: 'no input is an empty one', script: sh`cat; echo end`, answer: { exit: 0, stdout: 'end\n' } },
  ])('$name', async ({ script, input, answer }) => {
    const target = await connected()
    const started = Date.now()
    expect(await target.run(request({ script, ...(input ? { input } : {}) }))).toMatchObject(answer)
    expect(Date.now() - started).toBeLessThan(4500)
  })

  test('lines come while the command runs, the last one without its newline too', async () => {
    const target = await connected()
    const lines: { readonly line: string; readonly at: number }[] = []
    const started = Date.now()
    const onLine = (line: string) => void lines.push({ line, at: Date.now() - started })
    const answer = await target.run(request({ script: sh`echo ä; sleep 0.6; printf 'b\n\nc'; exit 1`, onLine }))
    expect(answer).toEqual({ exit: 1, stdout: '', stderr: '' })
    expect(lines.map(({ line }) => line)).toEqual(['ä', 'b', '', 'c'])
    expect((lines[1]?.at ?? 0) - (lines[0]?.at ?? 0)).toBeGreaterThan(400)
  })

  test('a listener that throws ends the run with what it threw', async () => {
    const target = await connected()
    const onLine = () => {
      throw new Error('listener')
    }
    await expect(target.run(request({ script: sh`echo a; sleep 20`, onLine }))).rejects.toThrow('listener')
    expect(await target.run(request({ script: sh`echo still there` }))).toMatchObject({ stdout: 'still there\n' })
  })

  test('several runs at once have their turns, in order', async () => {
    const target = await connected()
    const all = [1, 2, 3, 4, 5].map(n => target.run(request({ script: sh`echo ${n}` })))
    expect((await Promise.all(all)).map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n', '4\n', '5\n'])
  })

  test('with more sessions they run side by side', async () => {
    const target = await connected({ sessions: 5 })
    const started = Date.now()
    await Promise.all([1, 2, 3, 4, 5].map(() => target.run(request({ script: sh`sleep 1` }))))
    expect(Date.now() - started).toBeLessThan(3500)
  })

  test.each([1, 4])('a server with MaxSessions 1, asked for %d at a time', async sessions => {
    const target = await connected({ sessions, at: await serving(['MaxSessions 1']) })
    const all = Array.from({ length: 12 }, (_, n) => target.run(request({ script: sh`echo ${n}` })))
    expect((await Promise.all(all)).map(({ stdout }) => Number(stdout))).toEqual(
      Array.from({ length: 12 }, (_, n) => n),
    )
  })
})

describe('big things', () => {
  test('200 MB of input arrive whole, and none is taken that the machine has no room for', async () => {
    const target = await connected()
    const folder = mkdtempSync(join(tmpdir(), 'drover-input-'))
    open.push({ close: async () => rmSync(folder, { recursive: true }) })
    const go = join(folder, 'go')
    const block = randomBytes(1 << 20)
    const digest = createHash('sha256')
    let taken = 0
    const input = Readable.from(
      (function* () {
        for (; taken < 200; taken++) {
          digest.update(block)
          yield Buffer.from(block)
        }
      })(),
      { highWaterMark: 1 },
    )
    const script = sh`until [ -e ${go} ]; do sleep 0.1; done; sha256sum | cut -c1-64`
    const running = target.run(request({ script, input, silenceSeconds: 60 }))
    // Until nothing more is taken: what the machine does not read holds it up, or all of it is gone into some memory.
    for (let before = -1; taken === 0 || taken > before; await pause(1000)) before = taken
    const ahead = taken
    writeFileSync(go, '')
    expect((await running).stdout).toBe(`${digest.digest('hex')}\n`)
    expect(taken).toBe(200)
    // SSH's window is 2 MiB; the pipe to the script holds 64 KiB, and one MiB waits to be sent.
    expect(ahead).toBeLessThanOrEqual(4)
  })

  test('50 MB from a buffer, and 50 MB of output', async () => {
    const target = await connected()
    const bytes = randomBytes(50_000_000)
    const sum = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
    const { stdout } = await target.run(request({ script: sh`sha256sum | cut -c1-64`, input: bytes }))
    expect(stdout).toBe(`${sum(bytes)}\n`)
    const out = await target.run(request({ script: sh`yes 0123456789abcde | head -c 50000000 | tee /dev/stderr` }))
    expect(sum(out.stdout)).toBe(sum('0123456789abcde\n'.repeat(3_125_000)))
    expect(out.stderr).toBe(out.stdout)
  })

  test('a script of 2 MB', async () => {
    const target = await connected()
    const text = "it's ü\n".repeat(250_000)
    const { stdout } = await target.run(
      request({ script: sh`printf %s ${text} | sha256sum | cut -c1-64; cat`, input: Buffer.from('!') }),
    )
    expect(stdout).toBe(`${createHash('sha256').update(text).digest('hex')}\n!`)
  })
})

describe('no answer', () => {
  test('an sshd that is killed: the connection is lost, for what runs and for what waits', async () => {
    const at = await serving([])
    const target = await connected({ at })
    const running = failure(target.run(request({ script: sh`echo a; sleep 20` })))
    const waiting = failure(target.run(request({ script: sh`echo b` })))
    await pause(300)
    at.killConnections()
    const lost = { code: 'connection-lost', host: '127.0.0.1', message: expect.any(String) }
    expect(await running).toEqual(lost)
    expect(await waiting).toEqual(lost)
    expect(await failure(target.run(request({ script: sh`echo c` })))).toEqual(lost)
  })

  test('a command that says nothing for too long', async () => {
    const target = await connected()
    const script = sh`for i in 1 2 3; do echo $i; sleep 0.3; done; sleep 20`
    const started = Date.now()
    expect(await failure(target.run(request({ what: 'observe', script, silenceSeconds: 1 })))).toEqual({
      code: 'timed-out',
      host: '127.0.0.1',
      what: 'observe',
      limit: 'silence',
      seconds: 1,
      begun: true,
      quiet: 1,
    })
    expect(Date.now() - started).toBeGreaterThan(1500)
    expect(await target.run(request({ script: sh`echo next` }))).toMatchObject({ stdout: 'next\n' })
  })

  test('an abort of the request leaves the connection', async () => {
    const target = await connected()
    const controller = new AbortController()
    const running = failure(target.run(request({ script: sh`sleep 20`, signal: controller.signal })))
    setTimeout(() => controller.abort(), 200)
    expect(await running).toEqual({ code: 'cancelled' })
    expect(await target.run(request({ script: sh`echo next` }))).toMatchObject({ stdout: 'next\n' })
  })

  test('an abort of the connection ends what runs and what waits', async () => {
    const controller = new AbortController()
    const target = await connected({ signal: controller.signal })
    const all = [1, 2].map(() => failure(target.run(request({ script: sh`sleep 20` }))))
    setTimeout(() => controller.abort(), 200)
    expect(await Promise.all(all)).toEqual([{ code: 'cancelled' }, { code: 'cancelled' }])
  })

  test('closing ends what runs', async () => {
    const target = await connected()
    const running = failure(target.run(request({ script: sh`sleep 20` })))
    await pause(200)
    await target.close()
    await target.close()
    expect(await running).toEqual({ code: 'cancelled' })
  })

  test('an input that breaks', async () => {
    const target = await connected()
    const input = new Readable({ read: () => {} })
    setTimeout(() => input.destroy(new Error('disk')), 200)
    expect(await failure(target.run(request({ script: sh`cat`, input })))).toMatchObject({
      message: expect.stringContaining('disk'),
    })
  })

  test('a forced command that ends well is not an answer', async () => {
    const target = await connected({ at: await serving(['ForceCommand echo no scripts here']) })
    expect(await failure(target.run(request({ what: 'observe', script: sh`echo a` })))).toEqual({
      code: 'remote-answer-broken',
      what: 'observe',
      message: expect.stringContaining('no scripts here'),
    })
  })
})
