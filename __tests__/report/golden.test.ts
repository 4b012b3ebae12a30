import { report } from '../../src/report/reporter'
import { allReports } from './all-reports'
import { expectGolden } from './golden'
import { runs } from './runs'

const cases = Object.entries(runs).flatMap(([run, events]) =>
  Object.entries(allReports(events)).map(([name, text]) => ({ name: `${run}/${name}`, text })),
)

test.each(cases)('$name is as it was looked at and found good', ({ name, text }) => {
  expectGolden(name, text)
})

test('a fold does not change what it is given', () => {
  const frozen = Object.values(runs).flat().map(deepFreeze)
  expect(report({ initial: 0, fold: (count: number) => count + 1, render: String }, frozen)).toBe(String(frozen.length))
  expect(() => allReports(frozen)).not.toThrow()
})

function deepFreeze<Data>(data: Data): Data {
  if (typeof data === 'object' && data !== null) {
    Object.values(data).forEach(deepFreeze)
    Object.freeze(data)
  }
  return data
}
