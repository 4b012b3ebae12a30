import { endOf, heard, unheard } from '../../src/report/command-view'

test('keeps the end of much output in whole lines, and counts those before it', () => {
  let view = unheard
  for (let n = 1; n <= 100_000; n++) view = heard(view, `line ${n}\n`)
  expect(view.output.length).toBeLessThanOrEqual(131_072)
  const end = endOf(view, 1000)
  expect(end.output.length).toBeLessThanOrEqual(1000)
  expect(end.output).toMatch(/^line \d+\n(.*\n)*line 100000\n$/)
  expect(end.left + end.output.split('\n').length - 1).toBe(100_000)
})

test('cuts a line only where it is too long by itself, and never a character', () => {
  expect(endOf({ output: 'abc\ndef\n', left: 2 }, 4)).toEqual({ output: 'def\n', left: 3 })
  expect(endOf({ output: 'abc\ndef\n', left: 2 }, 5)).toEqual({ output: 'def\n', left: 3 })
  expect(endOf({ output: 'abcdef', left: 0 }, 3)).toEqual({ output: 'def', left: 0 })
  expect(endOf({ output: '🐑🐑🐑', left: 0 }, 3)).toEqual({ output: '🐑', left: 0 })
  expect(endOf({ output: 'abc\n', left: 0 }, 9)).toEqual({ output: 'abc\n', left: 0 })
})
