import { canariesOf, canaryMistakes } from '../../src/deployment/canary'
import { deploymentOptions } from '../../src/deployment/machine-schema'
import { settingsOf } from '../../src/deployment/settings'

test.each([
  {
    written: { batch: 1, canary: 0, maxFailures: 0, pause: 0 },
    rollout: { batch: 1, canary: 0, maxFailures: 0, pause: 0 },
  },
  {
    written: { batch: '25%', canary: '10%', maxFailures: '100%', pause: '10m' },
    rollout: { batch: '25%', canary: '10%', maxFailures: '100%', pause: 600 },
  },
  { written: { canary: 'web-1, @canary', pause: '1.5h' }, rollout: { canary: 'web-1, @canary', pause: 5400 } },
  { written: {}, rollout: {} },
])('takes $written', ({ written, rollout }) => {
  expect(settingsOf(deploymentOptions.parse(written), 'production')).toMatchObject({ unreachable: 'fail', rollout })
  expect(settingsOf(deploymentOptions.parse(written), 'production').rollout).toEqual(rollout)
})

test.each([
  { batch: 0 },
  { batch: 1.5 },
  { batch: '101%' },
  { batch: '2' },
  { canary: -1 },
  { canary: '' },
  { canary: '200%' },
  { canary: ' ' },
  { maxFailures: -1 },
  { maxFailures: '-5%' },
  { pause: -1 },
  { pause: 'soon' },
  { pause: '25h' },
  { unreachable: 'ignore' },
])('does not take %j', written => {
  expect(deploymentOptions.safeParse(written).success).toBe(false)
})

const machines = [
  { name: 'web-1', labels: ['web', 'canary'] },
  { name: 'web-2', labels: ['web'] },
  { name: '3', labels: [] },
]

test.each([
  { canary: 2, who: 2 },
  { canary: '50%', who: '50%' },
  { canary: '@canary', who: ['web-1'] },
  { canary: 'web-*,!web-1', who: ['web-2'] },
])('the canaries $canary', ({ canary, who }) => expect(canariesOf(canary, machines)).toEqual(who))

test('canaries that nobody declared are a mistake, on the line of the deployment', () => {
  const origin = [{ file: 'deploy.ts', line: 3, column: 16 }]
  expect(canaryMistakes('web-1,web-9', machines, origin)).toEqual([
    { origin, path: 'canary', message: '“web-9” selects no machine of the deployment' },
  ])
  expect(canaryMistakes('@canary', machines, origin)).toEqual([])
  expect(canaryMistakes(undefined, [], origin)).toEqual([])
})
