import { told } from '../../src/deployment/origins'

const mistake = (line: number, message: string, caller = 40) => ({
  origin: [
    { file: '/repo/deploy.ts', line, column: 1 },
    { file: '/repo/deploy.ts', line: caller, column: 1 },
  ],
  path: 'a.b',
  message,
})

test('mistakes are told once each, with paths from the root, as they stand in the file', () => {
  const mistakes = [
    mistake(9, 'wrong: /repo/x'),
    mistake(3, 'worse'),
    mistake(9, 'wrong: /repo/x'),
    mistake(3, 'worse', 41),
  ]
  expect(
    told('/repo', mistakes).map(({ origin, message }) => [
      ...origin.map(({ file, line }) => `${file}:${line}`),
      message,
    ]),
  ).toEqual([
    ['deploy.ts:3', 'deploy.ts:40', 'worse'],
    ['deploy.ts:3', 'deploy.ts:41', 'worse'],
    ['deploy.ts:9', 'deploy.ts:40', 'wrong: x'],
  ])
})

test('what one place gave several machines is one mistake', () => {
  const of = (machine: string, rest: string) => ({ ...mistake(9, 'unknown key'), path: `${machine}${rest}` })
  const mistakes = ['web-1', 'web-2', 'web-3'].flatMap(name => [of(name, '.system.hostNam'), of(name, '.labels[0]')])
  expect(told('/repo', mistakes).map(({ path, also }) => [path, also])).toEqual([
    ['web-1.system.hostNam', ['web-2', 'web-3']],
    ['web-1.labels[0]', ['web-2', 'web-3']],
  ])
})
