import type { Answer } from '../emulator/faults'
import { failure } from './answer'

/** What a token may, as `permissions:` of a workflow says it. */
export type Rights = Readonly<Record<string, 'read' | 'write'>>

/** Of a run that the repository itself caused: what `permissions:` of our examples ask for. */
export const own: Rights = {
  actions: 'read',
  checks: 'write',
  contents: 'read',
  deployments: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
}

/** Of a pull request from a fork, and of Dependabot's: it may read, whatever the workflow asks for. */
export const fork: Rights = Object.fromEntries(Object.keys(own).map(name => [name, 'read'] as const))

/** What an operation needs: one of these, each `name=read` or `name=write`, as GitHub's header has it. */
const needed: readonly (readonly [operations: RegExp, rights: readonly string[]])[] = [
  [/^actions\//, ['actions=read']],
  [/^checks\/(create|update)$/, ['checks=write']],
  [/^checks\//, ['checks=read']],
  [/^issues\/(create-comment|update-comment|delete-comment|update)$/, ['issues=write', 'pull_requests=write']],
  [/^issues\/create$/, ['issues=write']],
  [/^issues\/list-comments$/, ['issues=read', 'pull_requests=read']],
  [/^issues\//, ['issues=read']],
  [/^pulls\//, ['pull_requests=read']],
  [/^repos\/list-pull-requests-associated-with-commit$/, ['pull_requests=read']],
  [/^repos\/(create|delete)-deployment/, ['deployments=write']],
  [/^repos\/(get-deployment|list-deployment)/, ['deployments=read']],
  [/^repos\/get$/, ['metadata=read']],
  [/^repos\//, ['contents=read']],
]

/** The answer to a token that may not, or undefined where it may. */
export function refusal(operation: string, rights: Rights): Answer | undefined {
  const accepted = needed.find(([operations]) => operations.test(operation))?.[1] ?? []
  const may = accepted.some(right => {
    const [name = '', level] = right.split('=')
    return rights[name] === 'write' || (rights[name] === 'read' && level === 'read')
  })
  if (may) return undefined
  return failure(403, 'Resource not accessible by integration', {
    'x-accepted-github-permissions': accepted.join('; '),
  })
}
