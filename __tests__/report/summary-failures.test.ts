import { ended, page, stepFailed } from './forty'

const headings = (text: string) => [...text.matchAll(/^### (.*)$/gm)].map(([, words]) => words)

test('machines that failed alike are told once, the gravest first', () => {
  const text = page((machine, index) =>
    index === 30
      ? ended(machine, 'failed-left', stepFailed('no'))
      : ended(machine, 'failed-undone', stepFailed(index < 20 ? 'no' : 'never')),
  )
  expect(headings(text)).toEqual([
    '‼ <code>web-31</code> failed and half undone',
    '✗ <code>web-1</code> … <code>web-20</code> failed and undone',
    '✗ <code>web-21</code> … <code>web-30</code>, <code>web-32</code> … <code>web-40</code> failed and undone',
  ])
  expect(text.match(/“start a.service” failed/g)).toHaveLength(3)
  // Each machine is declared on a line of its own.
  expect(text.match(/^Declared at .*; and 17 more lines\.$/gm)).toHaveLength(1)
})
