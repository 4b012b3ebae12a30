import { childEnvironment } from '../../src/target/child-environment'

test('a child sees what it needs to run, what it is given, and nothing else', () => {
  const own = {
    PATH: '/usr/bin',
    HOME: '/root',
    LANG: 'C',
    https_proxy: 'http://proxy',
    NO_PROXY: 'localhost',
    TOKEN: 'a secret',
    INPUT_TOKEN: 'a secret',
    'INPUT_SSH-KEY': 'a secret',
    NODE_OPTIONS: '--require=/tmp/x',
    MY_PATH: 'no',
    TMPDIR: undefined,
  }
  expect(childEnvironment({ LANG: 'de', MORE: '1' }, own)).toEqual({
    PATH: '/usr/bin',
    HOME: '/root',
    LANG: 'de',
    https_proxy: 'http://proxy',
    NO_PROXY: 'localhost',
    MORE: '1',
  })
})
