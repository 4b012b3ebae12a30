import fc from 'fast-check'
import { selectMachines } from '../../src/deployment/selector'
import { DroverError } from '../../src/failure'

const herd = [
  { name: 'balancer', labels: ['front'] },
  { name: 'forum-1', labels: ['app', 'eu'] },
  { name: 'forum-2', labels: ['app', 'us'] },
  { name: 'db.example', labels: [] },
]

const names = (selector: string) => selectMachines(herd, selector).map(({ name }) => name)

test.each([
  { selector: '', selects: ['balancer', 'forum-1', 'forum-2', 'db.example'] },
  { selector: 'forum-2', selects: ['forum-2'] },
  { selector: 'forum-2, balancer', selects: ['balancer', 'forum-2'] },
  { selector: 'forum-2\nbalancer', selects: ['balancer', 'forum-2'] },
  { selector: 'forum-*', selects: ['forum-1', 'forum-2'] },
  { selector: '@app', selects: ['forum-1', 'forum-2'] },
  { selector: '@e?', selects: ['forum-1'] },
  { selector: '@app,!forum-1', selects: ['forum-2'] },
  { selector: '!forum-1 @app', selects: ['forum-2'] },
  { selector: '!@app', selects: ['balancer', 'db.example'] },
  { selector: '*', selects: ['balancer', 'forum-1', 'forum-2', 'db.example'] },
])('“$selector” selects $selects', ({ selector, selects }) => {
  expect(names(selector)).toEqual(selects)
})

test.each([
  { selector: 'forum', blames: 'forum' },
  { selector: 'forum-1,forum-3', blames: 'forum-3' },
  { selector: '@nothing', blames: '@nothing' },
  { selector: 'forum-1 !@app', blames: 'forum-1 !@app' },
  { selector: '!*', blames: '!*' },
  { selector: ' , ', blames: ' , ' },
  { selector: '!', blames: '!' },
  { selector: '@', blames: '@' },
  { selector: '[]', blames: '[]' },
])('“$selector” selects nothing, and says so', ({ selector, blames }) => {
  let failure: unknown
  try {
    names(selector)
  } catch (thrown) {
    failure = thrown instanceof DroverError && thrown.failure
  }
  expect(failure).toEqual({ code: 'no-machine-selected', selector: blames, known: herd.map(({ name }) => name) })
})

const machineName = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/)
const someHerd = fc
  .uniqueArray(machineName, { minLength: 1, maxLength: 8 })
  .map(all => all.map(name => ({ name, labels: [] })))

test('a list of names selects exactly these, in the order of the file', () => {
  fc.assert(
    fc.property(someHerd, fc.infiniteStream(fc.boolean()), (machines, picks) => {
      const picked = machines.filter(() => picks.next().value)
      fc.pre(picked.length > 0)
      const selector = picked.map(({ name }) => name).reverse()
      expect(selectMachines(machines, selector.join(','))).toEqual(picked)
    }),
  )
})

test('what a negation takes away and what the same word selects make up the whole', () => {
  fc.assert(
    fc.property(someHerd, fc.nat(), (machines, index) => {
      fc.pre(machines.length > 1)
      const { name } = machines[index % machines.length] ?? { name: '' }
      const both = [...selectMachines(machines, name), ...selectMachines(machines, `!${name}`)]
      expect(new Set(both)).toEqual(new Set(machines))
      expect(both).toHaveLength(machines.length)
    }),
  )
})
