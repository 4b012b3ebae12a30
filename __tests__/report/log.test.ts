import fc from 'fast-check'
import { logReporter, sendLog } from '../../src/report/log'
import { report } from '../../src/report/reporter'
import { commandsIn } from '../support/runner/workflow-command'
import { ci, debug, terminal } from './all-reports'
import { change, five, hostile, mistakes, runs, started, timed } from './runs'

const mine = new Set(['group', 'endgroup', 'stop-commands', 'resume'])

test('what is printed while the events come is the report of them', () => {
  const printed: string[] = []
  const options = { runner: true, colours: true, debug: true, token: 'TOKEN' }
  const send = sendLog(options, text => printed.push(text))
  five.forEach(send)
  expect(printed.join('')).toBe(report(logReporter(options), five))
  expect(printed.length).toBeGreaterThan(20)
  for (const text of printed) expect(text).toMatch(/\n$/)
})

test.each(Object.entries(runs))('%s: the runner is told to group and to stop, and nothing else', (_, events) => {
  for (const reporter of [ci, debug]) {
    const issued = commandsIn(report(reporter, events))
    expect(issued.map(({ name }) => name).filter(name => !mine.has(name))).toEqual([])
    const stops = issued.filter(({ name }) => name === 'stop-commands')
    expect(issued.filter(({ name }) => name === 'resume')).toHaveLength(stops.length)
  }
})

test('the model of the runner sees what an unguarded output would do', () => {
  expect(commandsIn(' ::set-output name=a::b\nx ##[add-mask]y').map(({ name }) => name)).toEqual([
    'set-output',
    'add-mask',
  ])
})

test('property: no output of a machine issues a command, not even without stop-commands', () => {
  const piece = fc.constantFrom(
    '::',
    '##[',
    'error',
    'set-env name=A',
    ']',
    '\n',
    '\r',
    ' ',
    '\u2028',
    '\u0085',
    '\u001b[0m',
    'x',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
      const text = pieces.join('')
      const events = timed([
        started('deploy', ['m']),
        { type: 'progress', machine: 'm', message: text },
        { type: 'planned', machine: 'm', changes: [change('a', { title: text })], digest: text, generation: null },
        { type: 'step-started', machine: 'm', step: 'a', title: text },
        { type: 'step-failed', machine: 'm', step: 'a', exit: 1, output: text },
        { type: 'output', machine: 'm', text },
        { type: 'machine-ended', machine: 'm', outcome: 'failed', seconds: 1 },
        { type: 'run-failed', failure: { code: 'unexpected', message: text } },
        { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 1 },
      ])
      const lines = report(ci, events).split('\n')
      const bare = lines.filter(line => line !== '::stop-commands::TOKEN' && line !== '::TOKEN::').join('\n')
      expect(commandsIn(bare).map(({ name }) => name)).toEqual(['group', 'endgroup', 'group', 'endgroup'])
    }),
  )
})

test('nothing that a terminal acts on is printed', () => {
  for (const reporter of [ci, debug, terminal])
    expect(report(reporter, hostile)).not.toMatch(/(?!\n)[\p{Cc}\u202e\u2066]/u)
})

test('colours are printed only when told', () => {
  const coloured = report(logReporter({ runner: false, colours: true, debug: false, token: '' }), five)
  const esc = String.fromCharCode(27)
  expect(coloured).toContain(`${esc}[31m`)
  expect(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), '')).toBe(report(terminal, five))
})

test('only debug shows what was asked of a machine, and where in Drover a mistake happened', () => {
  const script = 'systemd-run --unit drover-apply'
  expect(report(ci, five)).not.toContain(script)
  expect(report(debug, five)).toContain(script)
  const events = timed([
    { type: 'run-failed', failure: { code: 'unexpected', message: 'oh', stack: 'Error: oh\n at x.ts:1' } },
  ])
  expect(report(ci, events)).not.toContain('x.ts:1')
  expect(report(debug, events)).toContain('x.ts:1')
})

test('mistakes are lines that editors understand', () => {
  expect(report(terminal, mistakes)).toContain(
    '\ndeploy.ts:12:32: services[0].config.prot: is not known (did you mean “port”?) (the same for b, c) (called at deploy.ts:20:31)\n',
  )
})

test('what is said of one failure stands under its machine', () => {
  const events = runs.allFailed.map(event =>
    event.type === 'machine-ended' && event.failure?.code === 'machine-unreachable'
      ? { ...event, failure: { ...event.failure, host: event.machine } }
      : event,
  )
  const said = report(terminal, events)
    .split('\n\n')
    .find(part => part.startsWith('forum-1: '))
  expect(said?.split('\n').map(line => /^(forum-\d:| {2}\S)/.exec(line)?.[0].trim().length)).toEqual([8, 1, 1, 8, 1, 1])
})
