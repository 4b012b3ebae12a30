import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../src/commands/arguments/arguments'
import { runCommand } from '../../src/commands/run-command'
import { GitHub } from '../support/github/github'

const folder = mkdtempSync(join(tmpdir(), 'drover-deploy-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(
  join(folder, 'deploy.json'),
  JSON.stringify({ name: 'd', machines: [{ name: 'a', environment: { type: 'container' }, system: {} }] }),
)

const never = new AbortController().signal

async function deployReviewed(environment: NodeJS.ProcessEnv) {
  const asked = readArguments(['deploy', '--plan', 'reviewed', '-C', folder], environment)
  if (asked.what !== 'run') throw new Error(asked.what)
  return runCommand({
    command: 'deploy',
    options: { ...asked.options, environment, token: 'ghs_emulated' },
    listeners: [],
    mask: () => undefined,
    told: { signal: never, ends: never, exit: () => undefined },
  })
}

test('what nobody reviewed is refused before a machine is asked', async () => {
  const github = new GitHub()
  const GITHUB_API_URL = await github.start()
  const { exit, voice } = await deployReviewed({
    GITHUB_API_URL,
    GITHUB_REPOSITORY: 'octo/forum',
    GITHUB_SHA: 'c'.repeat(40),
  })
  expect(exit).toBe(4)
  expect(voice.run()).toMatchObject({
    failures: [{ code: 'no-reviewed-plan', why: 'no pull request of octo/forum brought the commit cccccccccccc' }],
    machines: [{ name: 'a', phases: [] }],
  })
  await github.stop()
})

test('so it is where no GitHub is known', async () => {
  const { exit, voice } = await deployReviewed({})
  expect(exit).toBe(4)
  expect(voice.run().failures).toEqual([
    { code: 'no-reviewed-plan', why: expect.stringContaining('no GitHub is known to ask') },
  ])
})
