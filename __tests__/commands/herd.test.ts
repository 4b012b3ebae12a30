import { readArguments } from '../../src/commands/arguments/arguments'
import { herdOf } from '../../src/commands/herd'
import { settingsOf } from '../../src/deployment/settings'

/** With what a herd is deployed where the file says the one, and the command line the other. */
function settings(written: Parameters<typeof settingsOf>[0], ...words: readonly string[]) {
  const asked = readArguments(['deploy', ...words], {})
  if (asked.what !== 'run') throw new Error(`no run: ${asked.what}`)
  const evaluation = {
    deployment: 'shop',
    stage: 'production',
    settings: settingsOf(written, 'production'),
    file: 'deploy.ts',
    fileHash: '',
    root: '/srv',
    machines: [],
    accounts: [],
    blobs: new Map(),
    secrets: new Map(),
  }
  return herdOf(evaluation, asked.options).settings
}

const file = { batch: 2, canary: 1, pause: '10m', unreachable: 'skip' } as const

test('what is said nearer to the run goes before the file, each for itself', () => {
  expect(settings(file, '--batch', '25%', '--max-failures', '1', '--unreachable', 'fail')).toMatchObject({
    unreachable: 'fail',
    rollout: { batch: '25%', canary: 1, maxFailures: 1, pause: 600 },
  })
  expect(settings(file, '--canary', '0', '--pause', '0')).toMatchObject({
    unreachable: 'skip',
    rollout: { batch: 2, canary: 0, pause: 0 },
  })
})

test('a rehearsal begins all at once, waits for nothing, and leaves nobody out', () => {
  const { unreachable, rollout } = settings(file, '--rehearsal', 'rehearsal-1', '--unreachable', 'skip')
  expect({ unreachable, rollout }).toEqual({ unreachable: 'fail', rollout: {} })
})
