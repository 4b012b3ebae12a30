import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import { report, viewOf } from '../../src/report/reporter'
import { resultJsonSchema, resultOf, resultReporter, resultSchema } from '../../src/report/result'
import { at, five, runs, started, timed } from './runs'

const path = join(__dirname, '../../schema/result.json')

test('schema/result.json is current (UPDATE_SCHEMA=1 writes it)', () => {
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(path, resultJsonSchema())
  expect(readFileSync(path, 'utf8')).toBe(resultJsonSchema())
})

test.each(Object.entries(runs))('%s: the result is as its schemas say', (_, events) => {
  const result: unknown = JSON.parse(report(resultReporter, events))
  expect(resultSchema.parse(result)).toEqual(result)
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')))
  expect([validate(result), validate.errors]).toEqual([true, null])
})

test('a machine says what became of it', () => {
  const { machines, left } = resultOf(viewOf(resultReporter, five))
  expect(machines.map(({ name, outcome, changes, generation }) => ({ name, outcome, changes, generation }))).toEqual([
    { name: 'balancer', outcome: 'skipped', changes: 0, generation: undefined },
    { name: 'forum-1', outcome: 'changed', changes: 2, generation: { from: 6, to: 7 } },
    { name: 'forum-2', outcome: 'changed', changes: 1, generation: { from: null, to: 1 } },
    { name: 'forum-3', outcome: 'unchanged', changes: 0, generation: { from: 7, to: 7 } },
    { name: 'forum-4', outcome: 'failed-undone', changes: 1, generation: undefined },
  ])
  expect(machines[4]?.failure?.code).toBe('step-failed')
  expect(left).toEqual([{ name: 'forum-5', host: '10.0.0.5', seenOn: 'forum-1' }])
})

test('a machine that is not well says of each thing what was seen, and where it was declared', () => {
  const sick = [{ resource: 'check:tcp 80', message: 'tcp 80: refused (tried once, for 0 s)', origin: at(31) }]
  const { machines, outcome } = resultOf(
    viewOf(
      resultReporter,
      timed([
        started('deploy', ['web']),
        { type: 'planned', machine: 'web', changes: [], digest: 'd', generation: 4 },
        {
          type: 'machine-ended',
          machine: 'web',
          outcome: 'unhealthy',
          failure: { code: 'unhealthy', found: true, sick },
          seconds: 20,
        },
        { type: 'run-ended', outcome: 'unhealthy', exit: 1, seconds: 20 },
      ]),
    ),
  )
  expect(outcome).toBe('unhealthy')
  expect(machines[0]).toMatchObject({
    outcome: 'unhealthy',
    generation: { from: 4, to: 4 },
    failure: { code: 'unhealthy', sick },
  })
  expect(resultSchema.shape.machines.element.safeParse(machines[0]).success).toBe(true)
})
