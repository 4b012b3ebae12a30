import { spawnSync } from 'node:child_process'
import { checkKind } from '../../src/resources/check'
import { checkSchema } from '../../src/resources/check-schema'
import { reference, secret, text } from '../../src/resources/text'
import { lines, sh } from '../../src/target/script'

const want = (written: unknown) => checkSchema.parse(written)
const address = reference('address', 'db')

test.each([
  { written: { http: 'http://localhost:8080/health' }, id: 'check:http://localhost:8080/health' },
  { written: { http: text`http://${address}:80/` }, id: 'check:http://address of db:80/' },
  { written: { tcp: 5432 }, id: 'check:tcp 5432' },
  { written: { tcp: text`${address}:5432` }, id: 'check:tcp address of db:5432' },
  { written: { command: 'pg_isready\n  -q' }, id: 'check:pg_isready -q' },
  { written: { command: 'x'.repeat(200) }, id: `check:${'x'.repeat(99)}…` },
  { written: { tcp: 1, name: 'the database' }, id: 'check:the database' },
])('$id', ({ written, id }) => expect(checkKind.id(want(written))).toBe(id))

test.each([
  { name: 'a URL with a password', written: { http: 'http://me:secret@localhost/' } },
  { name: 'a URL of something else', written: { http: 'ftp://localhost/' } },
  { name: 'a URL of two lines', written: { http: 'http://localhost/\r\nX: y' } },
  { name: 'a host without a port', written: { tcp: 'localhost' } },
  { name: 'no port', written: { tcp: 0 } },
  { name: 'a status that is none', written: { http: 'http://localhost/', status: '2xx' } },
  { name: 'no tries', written: { tcp: 1, retries: 0 } },
  { name: 'two checks in one', written: { tcp: 1, command: 'true' } },
  { name: 'an option of another', written: { tcp: 1, contains: 'x' } },
])('$name is refused', ({ written }) => expect(checkSchema.safeParse(written).success).toBe(false))

/** What a machine answers to the probe, whose current generation wants the same or not. */
function answered(same: boolean, ...written: readonly unknown[]) {
  const script = lines(sh`set -eu; drover_same=${same ? 'yes' : 'no'}`, checkKind.probe(written.map(want)))
  const { status, stdout } = spawnSync('sh', ['-c', script.sh], { encoding: 'utf8' })
  expect(status).toBe(0)
  return checkKind.read(stdout)
}

test('the probe tries each once, side by side, and only where the machine is to stay as it is', () => {
  const asked = [{ command: 'true' }, { command: 'exit 1', name: "it's odd" }, { command: 'sleep 9', timeout: 0.2 }]
  const began = performance.now()
  expect(answered(true, ...asked)).toEqual(
    new Map([
      ['check:true', { well: true, https: true }],
      ["check:it's odd", { well: false, https: true }],
      ['check:sleep 9', { well: false, https: true }],
    ]),
  )
  expect(performance.now() - began).toBeLessThan(5000)
  expect([...answered(false, ...asked).values()].map(({ well }) => well)).toEqual([false, false, false])
})

test('what the machine did not answer is unknown', () => expect(checkKind.read('check well a\n')).toEqual(new Map()))

test('what it refers to may not be known yet', () => {
  const open = want({ http: text`http://${address}/` })
  expect(checkKind.probe([open]).sh).not.toContain('bash')
  expect(checkKind.health?.([open]).sh).toContain('what it refers to is not known yet')
})

test('every word is quoted', () => {
  const odd = `it's $(touch /tmp/x) "\n`
  const { sh: script } = checkKind.health?.([want({ command: odd, name: "it's" })]) ?? sh``
  expect(script).toContain(sh`check patiently ${["it's", 10, 2, 5, '', 'command', odd]}`.sh)
})

test('a secret is no part of it', () => {
  expect(checkSchema.safeParse({ command: secret('TOKEN') }).success).toBe(false)
})
