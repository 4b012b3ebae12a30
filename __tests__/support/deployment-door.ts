import { join } from 'node:path'
import type { DeploymentContext } from '../../src/deployment/deployment'
import type { SourcesWanted } from '../../src/deployment/evaluate'
import { compileSources, inChild } from './deployment-child'

export interface DoorRequest {
  readonly root: string
  readonly file?: string
  readonly context?: Partial<DeploymentContext>
  readonly secrets?: 'required' | 'placeholder'
  readonly sources?: SourcesWanted
  readonly environment?: Readonly<Record<string, string>>
}

export const someContext: DeploymentContext = {
  stage: 'production',
  event: 'push',
  ref: 'refs/heads/main',
  sha: '0123456789abcdef0123456789abcdef01234567',
  pullRequest: null,
  repository: 'octo/forum',
}

/** Evaluates one after another in one child, on Drover's sources compiled into the folder; a failure is an answer, too. */
export function evaluateAll(folder: string, requests: readonly DoorRequest[]): readonly unknown[] {
  const door = join(compileSources(join(folder, 'drover')), 'deployment/evaluate.js')
  const script = `
const { evaluate } = require(${JSON.stringify(door)})
;(async () => {
  const answers = []
  for (const request of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
    try {
      const { machines, accounts, blobs, secrets, ...rest } = await evaluate(request)
      answers.push({
        ...rest,
        accounts: accounts.map(({ type, config }) => ({ type: type.name, config })),
        blobs: Object.fromEntries(blobs),
        secrets: Object.fromEntries(secrets),
        machines: machines.map(({ kinds, environment, ...machine }) => ({
          ...machine, environment: { type: environment.type.name, config: environment.config }, kinds: [...kinds.keys()],
        })),
      })
    } catch (thrown) { answers.push(thrown.failure ?? { unexpected: String(thrown.stack) }) }
  }
  process.stdout.write(JSON.stringify(answers) + '\\n')
})()`
  const input = requests.map(({ context, ...request }) => ({
    secrets: 'placeholder',
    environment: {},
    ...request,
    context: { ...someContext, ...context },
  }))
  const answers = inChild(script, input)
  return Array.isArray(answers) ? answers : []
}
