import { differences, sightOf } from '../../../src/engine/rehearsal/sight'
import { DroverError } from '../../../src/failure'
import type { Answer, Target } from '../../../src/target/target'

const answering = (answer: Answer): Target => ({ run: async () => answer, close: async () => undefined })
const { signal } = new AbortController()

test('tells what is gone and what has come', () => {
  expect(differences(new Set(['/a holds 1', '/b is f']), new Set(['/a holds 2', '/b is f']))).toEqual([
    '- /a holds 1',
    '+ /a holds 2',
  ])
  expect(differences(new Set(['a']), new Set(['a']))).toEqual([])
})

test('a machine that can’t be looked at has no sight', async () => {
  expect(await sightOf(answering({ exit: 0, stdout: 'a\nb\n', stderr: '' }), signal)).toEqual(new Set(['a', 'b']))
  await expect(sightOf(answering({ exit: 1, stdout: 'a\n', stderr: 'no find' }), signal)).rejects.toThrow(DroverError)
})
