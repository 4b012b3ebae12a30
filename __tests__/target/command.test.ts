import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { personsCommand, readSignal } from '../../src/target/command'

interface Ended {
  readonly exit: number | null
  readonly signal: string | undefined
  readonly printed: string
}

/** Runs a command here as on a machine; `wanted` says when it is no longer wanted. */
function ran(
  words: readonly string[],
  wanted: (printed: string) => boolean = () => true,
  shell = 'sh',
): Promise<Ended> {
  const child = spawn(shell, ['-c', personsCommand(words).sh], { env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } })
  let printed = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    printed += text
    if (!wanted(printed)) child.stdin.end()
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    said += text
  })
  return new Promise(resolve =>
    child.on('exit', exit => {
      child.stdin.end()
      child.on('close', () => resolve({ exit, signal: readSignal(said), printed }))
    }),
  )
}

test.each([
  { name: 'an exit code', words: ['exit 3'], exit: 3, signal: undefined },
  { name: 'an exit code that looks like a signal', words: ['exit 137'], exit: 137, signal: undefined },
  { name: 'an exit code that looks like one of setsid', words: ['exit 9'], exit: 9, signal: undefined },
  { name: 'a signal', words: ['kill -9 $$'], exit: 9, signal: 'SIGKILL' },
  { name: 'a signal that shells catch', words: ['kill -INT $$; sleep 5'], exit: 2, signal: 'SIGINT' },
  { name: 'a command that is not there', words: ['/nowhere/at/all', 'x'], exit: 127, signal: undefined },
  { name: 'a script whose first line fails', words: ['false\necho never'], exit: 1, signal: undefined },
])('tells $name', async ({ words, exit, signal }) => {
  for (const shell of ['dash', 'bash'])
    expect(await ran(words, undefined, shell)).toMatchObject({
      exit,
      signal,
      printed: expect.not.stringContaining('never'),
    })
})

test('brings both streams in the order in which they were written, and nothing of its own', async () => {
  const { printed } = await ran([
    'echo 1; echo 2 >&2; echo 3; echo 4 >&2; [ -e /proc/$$/fd/3 ] || [ -e /proc/$$/fd/5 ] || echo 5',
  ])
  expect(printed).toBe('1\n2\n3\n4\n5\n')
})

test('gives no terminal and nothing to read, and leaves the language as it is', async () => {
  expect(await ran(['cat; tty; echo $LC_ALL'])).toMatchObject({ exit: 1, printed: 'not a tty\n' })
  expect((await ran(['echo $LC_ALL'])).printed).toBe('C.UTF-8\n')
})

test('property: several words arrive as they are, and no shell reads them', async () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '\\',
    '$(id)',
    '`id`',
    ';',
    '&',
    '\n',
    ' ',
    '*',
    '~',
    '#',
    '-',
    '!',
    'é',
    '%s',
  )
  const word = fc.array(piece, { maxLength: 8 }).map(all => all.join(''))
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async words => {
      const { printed } = await ran(['printf', '%s\\0', ...words])
      expect(printed).toBe(words.map(each => `${each}\0`).join(''))
    }),
    { numRuns: 30 },
  )
})

test('ends with what it started where it is no longer wanted', async () => {
  const { signal, printed } = await ran(['sleep 61 & echo $$ $!; wait'], text => !text.includes('\n'))
  expect(signal).toBe('SIGTERM')
  const [leader = '', child = ''] = printed.split(/\s+/)
  expect([alive(leader), alive(child)]).toEqual([false, false])
})

test('kills what does not listen', async () => {
  const began = performance.now()
  const { signal } = await ran(['trap "" TERM; echo on; sleep 61; sleep 61'], text => !text.includes('on'))
  expect(signal).toBe('SIGKILL')
  expect(performance.now() - began).toBeGreaterThan(4500)
}, 20_000)

test('leaves what was meant to stay', async () => {
  const { exit, printed } = await ran(['sleep 61 >/dev/null 2>&1 & echo $!'])
  expect(exit).toBe(0)
  expect(alive(printed.trim())).toBe(true)
  process.kill(Number(printed))
})

/** Runs still; what only waits to be buried does not. */
function alive(pid: string): boolean {
  const status = `/proc/${pid}/status`
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}
