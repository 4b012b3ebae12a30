import fc from 'fast-check'
import { cells, cut, padded } from '../../src/report/cells'

test.each([
  { line: 'forum-1', takes: 7 },
  { line: 'é', takes: 1 },
  { line: 'e\u0301', takes: 1 },
  { line: '森の', takes: 4 },
  { line: '🐑', takes: 2 },
  { line: '👩‍👩‍👧', takes: 2 },
  { line: '', takes: 0 },
])('$line takes $takes cells', ({ line, takes }) => {
  expect(cells(line)).toBe(takes)
})

test.each([
  { line: 'forum-1', most: 7, to: 'forum-1' },
  { line: 'forum-1', most: 6, to: 'forum…' },
  { line: '森の中', most: 4, to: '森…' },
  { line: 'a👩‍👩‍👧b', most: 3, to: 'a…' },
  { line: 'ab', most: 1, to: '…' },
  { line: 'ab', most: 0, to: '' },
])('$line becomes $to in $most cells', ({ line, most, to }) => {
  expect(cut(line, most)).toBe(to)
})

test('property: what is cut fits, and what is padded fills', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (line, most) => {
      expect(cells(cut(line, most))).toBeLessThanOrEqual(most)
      expect(cells(padded(cut(line, most), most))).toBe(most)
    }),
  )
})
