import fc from 'fast-check'
import { inert, inertLine, stopped, workflowCommand } from '../../src/report/workflow-command'
import { commandsIn } from '../support/runner/workflow-command'

test('property: the runner reads what was meant', () => {
  const text = fc.string({ unit: fc.constantFrom('%', '\r', '\n', ':', ',', '::', '=', '25', '0A', 'a', '##[', ']') })
  fc.assert(
    fc.property(text, text, (title, message) => {
      const [issued, ...more] = commandsIn(workflowCommand('error', { title, file: undefined, line: 3 }, message))
      expect(more).toEqual([])
      expect(issued).toEqual({ name: 'error', properties: { ...(title && { title }), line: '3' }, data: message })
    }),
  )
})

test.each([
  { line: '::error::x', shown: ': :error::x' },
  { line: ' \t::error::x', shown: ' \t: :error::x' },
  { line: 'x ##[error]y ##[group]', shown: 'x ## [error]y ## [group]' },
  { line: 'a::b', shown: 'a::b' },
])('inert: $line', ({ line, shown }) => {
  expect(inert(line)).toBe(shown)
  expect(commandsIn(inert(line))).toEqual([])
})

test('inertLine makes one line of any text', () => {
  expect(inertLine('a\r\n::error::x')).toBe('a ::error::x')
})

test('stopped: nothing between is read, and everything after', () => {
  const output = `${stopped('::error::x\n::other::', 'f00d')}\n::notice::y`
  expect(commandsIn(output).map(({ name }) => name)).toEqual(['stop-commands', 'resume', 'notice'])
})
