import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { bootstrap, frame, garbled, lineCutter } from '../../src/target/bootstrap'
import { type Script, sh } from '../../src/target/script'

const nonce = '0123456789abcdef'

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly noise: string
  readonly begun: boolean
  readonly exit: number | undefined
  readonly status: number | null
}

/** Runs a script here, as sshd would: a shell is given the command, and the text with what follows is its standard input. */
function run(script: Script, input: string | Buffer = '', shell = ['sh', '-c'], cut?: (text: Buffer) => Buffer): Run {
  const { command, text } = bootstrap(script, { nonce, sudo: false })
  const [program = 'sh', ...args] = shell
  const { stdout, stderr, status } = spawnSync(program, [...args, command], {
    input: cut ? cut(text) : Buffer.concat([text, Buffer.from(input)]),
    maxBuffer: 1e8,
  })
  const out = unframed(stdout)
  return { ...out, status, stderr: unframed(stderr).stdout }
}

function unframed(bytes: Buffer, chunks: readonly Buffer[] = [bytes]) {
  const parts: Buffer[] = []
  const stream = frame(nonce, part => parts.push(part))
  for (const chunk of chunks) stream.push(chunk)
  stream.end()
  const { begun, noise, exit } = stream
  return { stdout: Buffer.concat(parts).toString(), begun, noise, exit }
}

describe('the command', () => {
  test('is one line of plain characters, and starts with sudo for a user other than root', () => {
    const { command } = bootstrap(sh`echo ${"it's!"}`, { nonce, sudo: 'free' })
    expect(command).toMatch(/^sudo -n -- sh -c '[^'!\n\\]+'$/)
    const { command: asking, prompt, ready } = bootstrap(sh`true`, { nonce, sudo: 'password' })
    expect(asking).toMatch(/^sudo -k -S -p '[^'!\n\\]+' -- sh -c '[^'!\n\\]+'$/)
    for (const mark of [prompt, ready]) expect(asking).not.toContain(mark)
    expect(bootstrap(sh`true`, { nonce, sudo: false }).command).toMatch(/^sh -c '/)
  })

  test.each(
    [
      {
        name: 'output and exit code',
        script: sh`echo out; echo err >&2; exit 3`,
        stdout: 'out\n',
        stderr: 'err\n',
        exit: 3,
      },
      { name: 'no newline at the end', script: sh`printf a; printf b >&2`, stdout: 'a', stderr: 'b', exit: 0 },
      { name: 'nothing at all', script: { sh: '' }, stdout: '', stderr: '', exit: 0 },
      { name: 'set -e', script: sh`set -e; false; echo never`, stdout: '', stderr: '', exit: 1 },
      { name: 'exec', script: sh`exec sh -c 'echo $0; exit 4' name`, stdout: 'name\n', stderr: '', exit: 4 },
      {
        name: 'quotes and lines',
        script: sh`cat <<'E'\nit's "$x"\nE\necho ${"'\n'"}`,
        stdout: "it's \"$x\"\n'\n'\n",
        stderr: '',
        exit: 0,
      },
      { name: 'ended by a signal', script: sh`sh -c 'kill -9 $$'`, stdout: '', exit: 137 },
    ].map(row => ({ ...row, script: { sh: row.script.sh.replaceAll('\\n', '\n') } })),
  )('$name', ({ script, stdout, stderr, exit }) => {
    const answer = run(script)
    expect(answer).toMatchObject({ stdout, exit, status: exit, begun: true })
    if (stderr !== undefined) expect(answer.stderr).toBe(stderr)
  })

  test('a syntax error is an exit code, not a missing end', () => {
    expect(run({ sh: 'echo a; if then (' })).toMatchObject({ exit: 2, begun: true })
  })

  test('the input behind the script is read to the byte, also where it is binary and the script long', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 0, max: 40_000 }), (bytes, padding) => {
        const script = sh`: ${'é'.repeat(padding)}\nbase64 -w0`
        expect(run({ sh: script.sh.replace('\\n', '\n') }, Buffer.from(bytes)).stdout).toBe(
          Buffer.from(bytes).toString('base64'),
        )
      }),
      { numRuns: 15 },
    )
  })

  test('a text that was cut off anywhere runs nothing of the script', () => {
    const script = sh`echo a; echo ${"it's"} ; echo 'b'`
    const { text } = bootstrap(script, { nonce, sudo: false })
    for (let length = 0; length < text.length - 2; length += 2) {
      const answer = run(script, '', ['sh', '-c'], all => all.subarray(0, length))
      expect({ length, ...answer }).toMatchObject({ stdout: '', begun: false, exit: undefined })
    }
  })

  test('something that read from standard input first is noticed before anything runs', () => {
    expect(run(sh`echo a`, 'more input', ['sh', '-c'], all => all.subarray(5))).toMatchObject({
      begun: false,
      status: garbled,
    })
  })
})

describe('frame', () => {
  const text = fc.string({ unit: 'binary', maxLength: 80 }).map(all => all.replace(/\p{Surrogate}/gu, ''))
  const near = fc.constantFrom(
    '\n',
    `drover-${nonce}-begin`,
    `drover-${nonce}-en`,
    'drover-',
    `drover-${nonce}-end 0`,
    'é',
  )

  test('what was said comes out whole, whatever is around it and however it is cut', () => {
    const said = fc.array(fc.oneof(text, near)).map(all => all.join(''))
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 })
    fc.assert(
      fc.property(text, said, text, fc.integer({ min: 0, max: 255 }), sizes, (before, inside, after, exit, cuts) => {
        fc.pre(!inside.includes(`drover-${nonce}-end `))
        const all = Buffer.from(`${before}drover-${nonce}-begin\n${inside}drover-${nonce}-end ${exit}\n${after}`)
        expect(unframed(all, chunked(all, cuts))).toEqual({ stdout: inside, begun: true, noise: before, exit })
      }),
    )
  })

  test('a stream that broke off has no exit code, and keeps what came', () => {
    expect(unframed(Buffer.from(`drover-${nonce}-begin\nhalf\ndrover-${nonce}`))).toMatchObject({
      stdout: `half\ndrover-${nonce}`,
      exit: undefined,
    })
    expect(unframed(Buffer.from(`drover-${nonce}-begin\nhalf\ndrover-${nonce}-end 12`)).exit).toBeUndefined()
  })

  test('a whole line is given out at once, whatever may follow', () => {
    const parts: string[] = []
    const stream = frame(nonce, part => parts.push(part.toString()))
    stream.push(Buffer.from(`drover-${nonce}-begin\nline\n`))
    expect(parts).toEqual(['line\n'])
  })

  test('without a beginning all is noise, of which the end is kept', () => {
    const answer = unframed(Buffer.from(`${'x'.repeat(10_000)}This account is not available.\n`))
    expect(answer).toMatchObject({ stdout: '', begun: false, exit: undefined })
    expect(answer.noise).toHaveLength(4096)
    expect(answer.noise).toMatch(/not available\.\n$/)
  })
})

describe('lineCutter', () => {
  test('lines are those of the whole text, however it is cut, also inside a letter', () => {
    const text = fc.array(fc.constantFrom('a', '\n', 'é', '\u{1f40f}', '\r', ' ')).map(all => all.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1 }), (all, cuts) => {
        const seen: string[] = []
        const cutter = lineCutter(line => seen.push(line))
        for (const chunk of chunked(Buffer.from(all), cuts)) cutter.push(chunk)
        cutter.end()
        expect(seen).toEqual(
          all
            .replace(/\n$/, '')
            .split('\n')
            .slice(all === '' ? 1 : 0),
        )
      }),
    )
  })
})

function chunked(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}
