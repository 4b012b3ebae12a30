import type { EnvironmentContext } from '../../src/environments/environment'

/** What an environment type may use, for machine `web` of a test: nothing is connected to, and no secret is known. */
export const environmentContext = (other: Partial<EnvironmentContext> = {}): EnvironmentContext => ({
  machine: 'web',
  deployment: 'drover-test',
  stage: 'test',
  connect: () => Promise.reject(new Error('this test connects to nothing')),
  progress: () => {},
  signal: new AbortController().signal,
  publicKeys: [],
  mask: () => {},
  secret: ({ $secret }) => {
    throw new Error(`this test has no secret ${$secret}`)
  },
  ...other,
})
