import { passedOver, resultOfThrown } from '../../src/engine/thrown'
import { DroverError } from '../../src/failure'

test('a name that another’s machine bears is refused, like a place that another deployment has', () => {
  const failure = { code: 'foreign-machine', environment: 'container', name: 'web', owner: 'shop' } as const
  expect(resultOfThrown(new DroverError(failure))).toEqual({ outcome: 'refused', failure })
})

test('only what could not be connected to is passed over, and only where that is asked for', () => {
  const away = { code: 'machine-unreachable', host: 'web', port: 22, attempts: 3, message: 'no route to host' } as const
  const lost = { code: 'connection-lost', host: 'web', message: 'reset' } as const
  expect(passedOver(new DroverError(away), 'skip')).toEqual({ outcome: 'skipped-unreachable', failure: away })
  expect(passedOver(new DroverError(away), 'fail')).toBeUndefined()
  expect(passedOver(new DroverError(lost), 'skip')).toBeUndefined()
  expect(passedOver(new Error('a mistake of our own'), 'skip')).toBeUndefined()
})
