import { type Inputs, inputsSchema } from '../../src/commands/inputs'
import { inputsFromEnvironment, parseInputs } from '../../src/commands/read-inputs'

const defaults: Inputs = {
  command: 'deploy',
  stage: 'production',
  machines: '',
  'max-parallel': 64,
  timeout: 1800,
  accept: false,
  'dry-run': false,
  deep: false,
  'log-level': 'info',
  summary: 'full',
  'check-run': true,
  comment: true,
  'working-directory': '.',
}

test('names every line of known-hosts that can’t be read, beside the other mistakes, and shows none of a private key', () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
  const text = `# a comment\nweb ${key}\nweb ${key.slice(0, -4)}\n\n@cert-authority * ${key}\nb3BlbnNzaC1rZXktdjEAAAAA\n`
  expect(inputsFromEnvironment({ 'INPUT_KNOWN-HOSTS': text, INPUT_TIMEOUT: 'soon' })).toEqual({
    ok: false,
    failures: [
      { code: 'bad-input', input: 'timeout', message: expect.any(String) },
      {
        code: 'bad-input',
        input: 'known-hosts',
        message: expect.stringMatching(/^line 3 can't be read \(“web ssh-/),
      },
      { code: 'bad-input', input: 'known-hosts', message: expect.stringMatching(/^line 6 can't be read; expected/) },
    ],
  })
})

test('takes the defaults where the runner sets nothing, or sets empty texts', () => {
  const empty = Object.fromEntries(
    Object.keys(inputsSchema.shape).map(name => [`INPUT_${name.toUpperCase()}`, name === 'ssh-key' ? '\n' : '']),
  )
  expect(inputsFromEnvironment({})).toEqual({ ok: true, inputs: defaults })
  expect(inputsFromEnvironment(empty)).toEqual({ ok: true, inputs: defaults })
})

test('reads names with dashes, trims, and leaves a key as it is', () => {
  const parsed = inputsFromEnvironment({
    INPUT_COMMAND: ' plan ',
    'INPUT_SSH-KEY': '-----BEGIN\nb3Bl\n-----END\n',
    'INPUT_MAX-PARALLEL': '8',
    INPUT_MACHINES: 'forum-*, !forum-4',
    INPUT_STAGE: 'pr-12',
  })
  expect(parsed).toEqual({
    ok: true,
    inputs: {
      ...defaults,
      command: 'plan',
      'ssh-key': '-----BEGIN\nb3Bl\n-----END\n',
      'max-parallel': 8,
      machines: 'forum-*, !forum-4',
      stage: 'pr-12',
    },
  })
})

test.each([
  { text: '90', seconds: 90 },
  { text: '90s', seconds: 90 },
  { text: '30m', seconds: 1800 },
  { text: '1.5h', seconds: 5400 },
])('takes $text for $seconds seconds', ({ text, seconds }) => {
  expect(inputsFromEnvironment({ INPUT_TIMEOUT: text })).toMatchObject({ ok: true, inputs: { timeout: seconds } })
})

test('RUNNER_DEBUG=1 asks for debug, whatever the input says', () => {
  const parsed = inputsFromEnvironment({ RUNNER_DEBUG: '1', 'INPUT_LOG-LEVEL': 'info' })
  expect(parsed).toMatchObject({ ok: true, inputs: { 'log-level': 'debug' } })
  expect(inputsFromEnvironment({ RUNNER_DEBUG: '0' })).toMatchObject({ ok: true, inputs: { 'log-level': 'info' } })
})

test('tells all mistakes at once, with what was probably meant', () => {
  const parsed = parseInputs({
    command: 'depoly',
    stage: 'pr 12',
    'max-parallel': '0',
    timeout: 'soon',
    'log-level': 'verbose',
  })
  expect(parsed).toEqual({
    ok: false,
    failures: [
      {
        code: 'bad-input',
        input: 'command',
        message:
          '“depoly” is not a command; expected deploy, plan, validate, diff, check, status, rollback, recover, exec, destroy, sweep, rehearse, matrix, merge (did you mean “deploy”?).',
      },
      {
        code: 'bad-input',
        input: 'stage',
        message: 'got “pr 12”; expected up to 63 letters, digits, dots, dashes and underscores.',
      },
      { code: 'bad-input', input: 'max-parallel', message: 'got “0”; expected a number from 1 to 1024.' },
      {
        code: 'bad-input',
        input: 'timeout',
        message: 'got “soon”; expected seconds, or a number with s, m or h, as 30m.',
      },
      { code: 'bad-input', input: 'log-level', message: '“verbose” is not a log level; expected info, debug.' },
    ],
  })
})

test('takes what exec runs as it is, and with no other command', () => {
  const run = '  uptime\n  df -h\n'
  expect(parseInputs({ command: 'exec', run })).toMatchObject({ ok: true, inputs: { command: 'exec', run } })
  expect(parseInputs({ command: 'plan', run: 'uptime' })).toMatchObject({
    ok: false,
    failures: [{ input: 'run', message: expect.stringMatching(/only the command “exec” takes it, not “plan”/) }],
  })
  expect(parseInputs({ command: 'exec', run: ' \n' })).toMatchObject({
    ok: false,
    failures: [{ input: 'run', message: expect.stringMatching(/“exec” needs it/) }],
  })
})

test('takes a commit to compare with for diff alone', () => {
  expect(parseInputs({ command: 'diff', base: 'main' })).toMatchObject({ ok: true, inputs: { base: 'main' } })
  expect(parseInputs({ command: 'plan', base: 'main' })).toMatchObject({
    ok: false,
    failures: [
      { input: 'base', message: expect.stringMatching(/only the command “diff” or “rehearse” takes it, not “plan”/) },
    ],
  })
})

test.each(['0', '0s', '25h'])('refuses a timeout of %s', text => {
  expect(parseInputs({ timeout: text })).toMatchObject({ ok: false, failures: [{ input: 'timeout' }] })
})
