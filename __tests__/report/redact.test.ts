import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { TimedEvent } from '../../src/event'
import { redactEvent, redactor } from '../../src/report/redact'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const key = ['-----BEGIN KEY-----', 'b3BlbnNzaC1rZXktdjEA', 'it\'s "quoted" $HOME', '-----END KEY-----', ''].join('\n')

describe('redactor', () => {
  const password = `pä$$ 'w"o\\rd/+&?`
  test.each([
    { name: 'the value', text: password },
    { name: 'base64', text: base64(password) },
    { name: 'base64url', text: Buffer.from(password).toString('base64url') },
    {
      name: 'base64 of a longer text, moved by one byte',
      text: base64(`x${password}yz`),
      left: /^eO?.{0,2}\*\*\*.{0,6}$/,
    },
    {
      name: 'base64 of a longer text, moved by two bytes',
      text: base64(`xy${password}z`),
      left: /^eH.{0,2}\*\*\*.{0,6}$/,
    },
    { name: 'URL-encoded', text: encodeURIComponent(password) },
    {
      name: 'URL-encoded, lower case',
      text: encodeURIComponent(password).replace(/%[0-9A-F]{2}/g, c => c.toLowerCase()),
    },
    { name: 'as a form field', text: new URLSearchParams({ a: password }).toString().slice(2) },
    { name: 'JSON', text: JSON.stringify(password).slice(1, -1) },
    { name: 'JSON in JSON', text: JSON.stringify(JSON.stringify(password)).slice(3, -3) },
    { name: 'JSON in ASCII', text: JSON.stringify(password).slice(1, -1).replace('ä', '\\u00e4') },
    { name: 'single-quoted for sh', text: password.replaceAll("'", `'\\''`) },
    { name: 'double-quoted for sh', text: password.replace(/[\\"$`]/g, '\\$&') },
    { name: 'sha256', text: sha256(password) },
    { name: 'sha256 of the line', text: sha256(`${password}\n`) },
    { name: 'hexadecimal', text: Buffer.from(password).toString('hex') },
  ])('hides $name', ({ text, left = /^\*\*\*$/ }) => {
    expect(redactor([password])(text)).toMatch(left)
    expect(redactor([password])(`before ${text} after`)).toMatch(/^before .*\*\*\*.* after$/)
  })

  test.each([
    { name: 'a line', text: 'b3BlbnNzaC1rZXktdjEA' },
    { name: 'a line in base64', text: base64('b3BlbnNzaC1rZXktdjEA') },
    { name: 'a line quoted for sh', text: `it'\\''s "quoted" $HOME` },
    { name: 'the sha256 of a line', text: sha256('-----END KEY-----') },
    { name: 'the whole in base64 of 20 columns', text: base64(key).replace(/.{20}/g, '$&\n') },
    { name: 'the whole in base64 of 20 columns, in JSON', text: base64(key).replace(/.{20}/g, '$&\\n') },
    { name: 'a line with colours in it', text: 'b3Blb\u001b[31mnNzaC1r\u001b[0mZXktdjEA' },
  ])('hides $name of a value of many lines', ({ text }) => {
    expect(redactor([key])(text)).toMatch(/^(\*\*\*)+$/)
  })

  test('hides all of what two overlapping values cover', () => {
    expect(redactor(['abcdef', 'efghij'])('1 abcdefghij 2')).toBe('1 *** 2')
  })

  test('hides what comes to be where two hidden values meet', () => {
    expect(redactor(['secret', 'a***b'])('asecretb')).toBe('***')
    expect(redactor(['****'])('*******')).not.toContain('****')
  })

  test('leaves what is shorter than four characters, and everything where there are no secrets', () => {
    expect(redactor(['abc', 'x', ''])('abc x')).toBe('abc x')
    expect(redactor([])('anything')).toBe('anything')
  })

  test('is quick with a private key and a large output', () => {
    const lines = Array.from({ length: 38 }, (_, n) => base64(`${n}${'k'.repeat(50)}`))
    const hide = redactor([lines.join('\n'), 'another-secret', 'and-a-third'])
    const output = 'Reading package lists... 2 upgraded\n'.repeat(3000)
    const start = performance.now()
    expect(hide(output)).toBe(output)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  const value = fc.string({ unit: 'binary', minLength: 4, maxLength: 40 })
  const around = fc.string({ maxLength: 12 })
  test('property: none of the forms is left, wherever they stand', () => {
    const formsOf: ((text: string) => string)[] = [
      text => text,
      base64,
      text => Buffer.from(text).toString('base64url'),
      text => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')),
      text => text.replaceAll("'", `'\\''`),
      text => JSON.stringify(text).slice(1, -1),
      sha256,
    ]
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.array(around), fc.nat(6), (values, texts, n) => {
        const planted = texts.map(
          (text, at) => text + (formsOf[(n + at) % 7]?.(values[at % values.length] ?? '') ?? ''),
        )
        const shown = redactor(values)(planted.join(''))
        for (const one of values) {
          const lines = one.split(/[\r\n]+/).filter(line => line.length >= 4)
          for (const form of [...formsOf.map(make => make(one)), ...lines]) expect(shown).not.toContain(form)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('property: base64 of a longer text tells at most the bytes beside the value', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdefXYZ019_+/é'), minLength: 6, maxLength: 30 })
    fc.assert(
      fc.property(letters, around, around, (secret, before, after) => {
        const shown = redactor([secret])(base64(before + secret + after))
        expect(shown).toContain('***')
        expect(Buffer.from(shown.replaceAll('*', ''), 'base64').toString('latin1')).not.toContain(secret)
      }),
    )
  })

  test('property: redacting again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), fc.string(), (values, text) => {
        const hide = redactor(values)
        const shown = hide(values.join(text))
        expect(hide(shown)).toBe(shown)
      }),
    )
  })
})

describe('redactEvent', () => {
  const event: TimedEvent = {
    type: 'machine-ended',
    at: 1,
    machine: 'forum-1',
    outcome: 'failed',
    seconds: 2,
    failure: {
      code: 'step-failed',
      step: 'file:/etc/hunter2',
      title: 'write hunter2',
      exit: 1,
      output: 'hunter2\nand more',
      done: ['say hunter2'],
      notDone: [],
    },
  }

  test('reaches every text, and nothing else', () => {
    const shown = redactEvent(event, redactor(['hunter2']))
    expect(JSON.stringify(shown)).not.toContain('hunter2')
    expect(JSON.parse(JSON.stringify(event).replaceAll('hunter2', '***'))).toEqual(shown)
  })

  test('leaves the words of closed lists, which say nothing of a secret', () => {
    expect(redactEvent(event, redactor(['machine-ended', 'failed', 'step-failed']))).toEqual(event)
  })
  test('hides what is in a long text when it is read, once', () => {
    const script = `${'#'.repeat(10_000)}\necho hunter2`
    const texts: string[] = []
    const redact = redactor(['hunter2'])
    const shown = redactEvent({ type: 'remote-command', machine: 'm', what: 'observe', script }, text => {
      texts.push(text)
      return redact(text)
    })
    expect(texts).not.toContain(script)
    expect(JSON.stringify(shown)).not.toContain('hunter2')
    expect({ ...shown }.script).toBe(script.replace('hunter2', '***'))
    expect(texts.filter(text => text === script)).toHaveLength(1)
  })
})
