import { lacking } from '../../../src/engine/observe/lacking'
import { Health, limitOf } from '../../../src/engine/transaction/health'
import { type Manifest, manifestFormat } from '../../../src/resources/manifest'
import { resourceKinds } from '../../../src/resources/registry'
import { resourceOf } from '../../support/lab-herd'

const origin = [{ file: 'deploy.ts', line: 3, column: 5 }]
const base64 = (text: string) => Buffer.from(text).toString('base64')
const line = (word: string, ...texts: readonly string[]) => [word, ...texts.map(base64)].join(' ')

function heard(...lines: readonly string[]) {
  const waits: string[] = []
  const health = new Health({ 'check:a b': origin }, message => waits.push(message))
  const own = lines.map(one => health.read(one))
  return { health, waits, own }
}

test('what is not well is told with who declared it, and other lines are left to others', () => {
  const { health, own } = heard(line('sick', 'check:a b', 'a b: no'), line('sick', '', 'odd'), '3 start 1', 'applied')
  expect(own).toEqual([true, true, false, false])
  expect(health.sick()).toEqual([
    { resource: 'check:a b', message: 'a b: no', origin },
    { message: 'odd', origin: [] },
  ])
  expect(health.ended).toBe(false)
  expect(heard('checked').health.ended).toBe(true)
})

test('a unit is told with what its kind says of it, and else with that it failed', () => {
  const { health } = heard(line('sick', 'unit:a.service', 'a.service ended'), 'failed a.service', 'failed b.service')
  expect(health.sick().map(({ message }) => message)).toEqual([
    'a.service ended',
    'the unit b.service has failed, which had not before',
  ])
})

test('waiting is told once for each thing that is seen', () => {
  const tries = (text: string) => line('trying', 'check:a b', text)
  expect(heard(tries('503, try 1 of 9'), tries('503, try 2 of 9'), tries('404, try 3 of 9')).waits).toEqual([
    'waiting for a b: 503, try 1 of 9',
    'waiting for a b: 404, try 3 of 9',
  ])
})

test('what was still waited for when the time was over is told with what was seen of it last', () => {
  const { health } = heard(
    line('trying', 'check:a b', '503, try 1 of 9'),
    line('trying', 'check:well', 'no, try 1 of 9'),
    line('well', 'check:well', ''),
    line('trying', 'check:a b', '503, try 2 of 9'),
  )
  expect(health.sick(120)).toEqual([
    { resource: 'check:a b', message: 'a b: 503, try 2 of 9; the health checks did not end within 120 s', origin },
  ])
  expect(heard().health.sick(120)).toEqual([{ message: 'the health checks did not end within 120 s', origin: [] }])
})

const manifest = (...resources: readonly ReturnType<typeof resourceOf>[]): Manifest => ({
  format: manifestFormat,
  machine: 'm',
  resources: [...resources],
})

test('the time that all have is that of the one that may take longest', () => {
  expect(limitOf(manifest(resourceOf('check', { tcp: 1 })), resourceKinds)).toBe(120)
  const slow = resourceOf('check', { tcp: 1, retries: 60, interval: 5, timeout: 5 })
  expect(limitOf(manifest(slow, resourceOf('unit', { name: 'a.service', settle: 300 })), resourceKinds)).toBe(610)
})

test('what https lacks is told, unless the system brings it', () => {
  const https = resourceOf('check', { http: 'https://localhost/' })
  const seen = new Map([[https.id, { well: false, https: false }]])
  expect(lacking(manifest(https), resourceKinds, seen)).toMatchObject([{ check: https.id, answer: 'no' }])
  expect(lacking(manifest(https, resourceOf('package', { name: 'curl' })), resourceKinds, seen)).toEqual([])
  expect(lacking(manifest(https), resourceKinds, new Map([[https.id, { well: false, https: true }]]))).toEqual([])
})
