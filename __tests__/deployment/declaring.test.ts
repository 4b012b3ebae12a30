import { addressOf, container, deployment, hostNameOf, machine, system } from '../../src/api'
import { Deployment } from '../../src/deployment/deployment'

const environment = container({})
const good = machine({ name: 'a', environment, system: system({ hostName: 'a' }), labels: ['x'] })

test('what cannot be a machine does not compile, and is told only when the file is checked', () => {
  // @ts-expect-error: no environment
  machine({ name: 'a', system: system({ hostName: 'a' }) })
  // @ts-expect-error: the type, not an environment
  machine({ name: 'a', environment: container, system: system({ hostName: 'a' }) })
  // @ts-expect-error: what system() takes, not what it gives
  machine({ name: 'a', environment, system: { hostName: 'a' } })
  // @ts-expect-error: an unknown key
  machine({ name: 'a', environment, system: system({ hostName: 'a' }), lables: [] })
  // @ts-expect-error: not even an object
  expect(machine(undefined).name).toBe('')
})

test('a deployment is a list, or a function of the context', () => {
  const all = [
    deployment([good]),
    deployment({ name: 'x' }, [good]),
    deployment(({ stage, pullRequest }) => (stage === 'a' && pullRequest === 1 ? [good] : [])),
    deployment({}, async () => [good]),
    // @ts-expect-error: no list
    deployment(good),
    // @ts-expect-error: a list of something else
    deployment(['a']),
    // @ts-expect-error: a field that the context does not have
    deployment(({ branch }) => (branch ? [good] : [])),
  ]
  for (const each of all) expect(each).toBeInstanceOf(Deployment)
})

test('references stay data, and do not become text by accident', () => {
  expect(JSON.stringify([addressOf(good), hostNameOf('b')])).toBe(
    '[{"$reference":"address","machine":"a"},{"$reference":"hostName","machine":"b"}]',
  )
  expect(() => `http://${addressOf(good)}`).toThrow(/addressOf\(a\).*text`/)
  // @ts-expect-error: no machine
  expect(() => addressOf(5)).toThrow(/addressOf\(\) wants what machine\(\) returns/)
})
