import { Follower } from '../../src/engine/follower'

function read(...lines: readonly string[]) {
  const steps: string[] = []
  const follower = new Follower((number, what) => steps.push(`${what} ${number}`))
  for (const line of lines) follower.read(line)
  return { follower, steps }
}
const output = Buffer.from('it broke\nhere').toString('base64')

test('steps are told once, however often they are printed, and the end is read', () => {
  const lines = ['submitted', '1 start 00001', '2 finish 00001', '2 finish 00001', '1 start 00001', 'alive']
  const { follower, steps } = read(...lines, '3 end confirmed 7')
  expect(steps).toEqual(['start 0', 'finish 0'])
  expect(follower.last).toBe(3)
  expect(follower.ended).toEqual({ end: 'confirmed', generation: 7 })
})

test.each([
  ['00003', 2],
  ['begin', 'begin'],
  ['record', 'record'],
])('a failure at %s is at %s', (said, at) => {
  const { follower } = read(`1 failed ${said} 3 ${output}`, '2 end failed')
  expect(follower.ended).toEqual({ end: 'failed', at, exit: 3, output: 'it broke\nhere' })
})

test('nothing is an end that was not told', () => {
  expect(read('submitted', '1 start 00001', 'lost').follower).toMatchObject({
    ended: undefined,
    trouble: expect.stringContaining('is gone'),
  })
})

test('that another deployment was carried out since is not forgotten when the events are missing too', () => {
  expect(read('gone', 'lost').follower).toMatchObject({ gone: true, trouble: expect.stringContaining('another') })
})

test('who holds a busy machine is named, by what it says or in words', () => {
  expect(read('busy ada, run 7').follower.busy).toBe('ada, run 7')
  expect(read('busy').follower.busy).toBe('a deployment that does not name itself')
})

test('what a step says it waits for is handed on, once', () => {
  const said: string[] = []
  const follower = new Follower(
    () => {},
    message => said.push(message),
  )
  const line = `2 say ${Buffer.from('apt-get is at work').toString('base64')}`
  for (const each of ['1 start 00001', line, line]) follower.read(each)
  expect(said).toEqual(['apt-get is at work'])
})

test('a disk that is full is a change that was not begun', () => {
  expect(read('full', 'lost').follower.full).toBe(true)
})
