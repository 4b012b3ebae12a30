import { eventPayload } from './circumstances'

/** The commit that a pull request is to be merged into, as the runner tells of it; undefined where it is about none. */
export const baseOf = (environment: NodeJS.ProcessEnv): string | undefined =>
  eventPayload(environment)?.pull_request?.base?.sha
