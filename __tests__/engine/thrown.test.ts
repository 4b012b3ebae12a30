import { resultOfThrown } from '../../src/engine/thrown'
import { DroverError } from '../../src/failure'

test('a name that another’s machine bears is refused, like a place that another deployment has', () => {
  const failure = { code: 'foreign-machine', environment: 'container', name: 'web', owner: 'shop' } as const
  expect(resultOfThrown(new DroverError(failure))).toEqual({ outcome: 'refused', failure })
})
