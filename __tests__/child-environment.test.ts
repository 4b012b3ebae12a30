import { childEnvironment } from '../src/child-environment'

const before = { ...process.env }
afterEach(() => {
  process.env = { ...before }
})

test('hands on what a program needs to run, and nothing that may be secret', () => {
  process.env = {
    PATH: '/bin',
    HOME: '/root',
    https_proxy: 'http://proxy',
    GITHUB_TOKEN: 'hunter1',
    'INPUT_SSH-KEY': 'hunter2',
    DATABASE_PASSWORD: 'hunter3',
    SSH_AUTH_SOCK: '/agent',
    GITHUB_ENV: '/file',
    NODE_OPTIONS: '--require=/x',
  }
  expect(childEnvironment({ LC_ALL: 'C', HOME: '/other' })).toEqual({
    PATH: '/bin',
    HOME: '/other',
    https_proxy: 'http://proxy',
    LC_ALL: 'C',
  })
})
