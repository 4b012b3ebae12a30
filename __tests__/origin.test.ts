import { declaredAt, type Frame } from '../src/origin'

const frame = (line: number, file = 'deploy.ts'): Frame => ({ file, line, column: 3 })

test.each([
  { name: 'nobody', origin: [], words: undefined },
  { name: 'one line', origin: [frame(12)], words: 'deploy.ts:12:3' },
  { name: 'a helper', origin: [frame(12), frame(40)], words: 'deploy.ts:12:3, called at deploy.ts:40:3' },
  {
    name: 'a helper in a loop, whose line comes twice',
    origin: [frame(12), frame(40), { ...frame(40), column: 1 }],
    words: 'deploy.ts:12:3, called at deploy.ts:40:3',
  },
  { name: 'a function that calls itself', origin: [frame(12), frame(12), frame(12)], words: 'deploy.ts:12:3' },
  {
    name: 'many helpers: the nearest and the outermost',
    origin: [1, 2, 3, 4, 5, 6].map(line => frame(line)),
    words: 'deploy.ts:1:3, called at deploy.ts:2:3, called at deploy.ts:3:3, called at deploy.ts:6:3',
  },
])('$name', ({ origin, words }) => {
  expect(declaredAt(origin)).toBe(words)
})
