import type { Failure } from '../failure'

type OfEnvironment = Extract<Failure, { code: 'environment-failed' | 'environment-refused' | 'foreign-machine' }>

/** What is the matter with where a machine comes from. */
export function explainEnvironment(failure: OfEnvironment): string {
  switch (failure.code) {
    case 'environment-failed':
      return `The environment ${failure.environment} can't give this machine: ${failure.message}`
    case 'environment-refused':
      return `The environment ${failure.environment} does not do this as it is declared; nothing was changed.\n${failure.reason}`
    case 'foreign-machine':
      return (
        `The environment ${failure.environment} has a machine named ${failure.name} already, and it belongs to ${failure.owner}; ` +
        'nothing was changed on it.\nGive yours another name, or destroy the other with the deployment that it belongs to.'
      )
  }
}
