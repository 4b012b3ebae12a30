import { Follower } from '../../../src/engine/transaction/follower'

function read(...lines: readonly string[]) {
  const steps: string[] = []
  const follower = new Follower((number, what) => steps.push(`${what} ${number}`))
  for (const line of lines) follower.read(line)
  return { follower, steps }
}
const output = Buffer.from('it broke\nhere').toString('base64')

test('steps are told once, however often they are printed, and how it stands is read', () => {
  const lines = ['submitted', '1 start 00001', '2 finish 00001', '2 finish 00001', '1 start 00001', 'alive']
  const { follower, steps } = read(...lines, '3 end applied')
  expect(steps).toEqual(['start 0', 'finish 0'])
  expect(follower.last).toBe(3)
  expect(follower.stand).toEqual({ stand: 'applied' })
})

test.each([
  ['00003', 2],
  ['begin', 'begin'],
  ['applied', 'applied'],
])('a failure at %s is at %s, and how it was undone is told with it', (said, at) => {
  const { follower, steps } = read(`1 failed ${said} 3 ${output}`, '2 undoing', '3 end undone it exited 3')
  expect(steps).toEqual(['undo -1'])
  expect(follower.stand).toEqual({
    stand: 'undone',
    reason: 'it exited 3',
    failed: { at, exit: 3, output: 'it broke\nhere' },
  })
})

test('what could not be brought back is told', () => {
  const { follower } = read('1 undoing', `2 left 00002 1 ${output}`, '3 end undo-failed the run was cancelled')
  expect(follower.stand).toEqual({
    stand: 'undo-failed',
    reason: 'the run was cancelled',
    left: [{ at: 1, exit: 1, output: 'it broke\nhere' }],
  })
})

test.each([
  { line: 'confirmed 7', stand: { stand: 'confirmed', generation: 7 } },
  { line: 'undone the machine was started anew', stand: { stand: 'undone', reason: 'the machine was started anew' } },
  { line: 'aborted too late', stand: { stand: 'aborted', reason: 'too late' } },
  { line: 'late', stand: { stand: 'applied' } },
])('“$line” is an answer too', ({ line, stand }) => {
  expect(read(line).follower.stand).toEqual(stand)
})

test('nothing is an end that was not told', () => {
  expect(read('submitted', '1 start 00001', 'lost').follower).toMatchObject({ stand: undefined, lost: true })
  expect(read('gone', 'lost').follower).toMatchObject({ stand: undefined, gone: true })
})

test('what is asked anew counts from then on', () => {
  const { follower } = read('1 end applied')
  follower.anew()
  expect(follower).toMatchObject({ stand: undefined, last: 1 })
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
