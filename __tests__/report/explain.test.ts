import type { Failure } from '../../src/failure'
import { explain } from '../../src/report/explain'
import { expectGolden } from './golden'
import { at } from './runs'

// One of each code, and of each branch: the record does not compile while a code is missing.
const failures: { readonly [Code in Failure['code']]: readonly Extract<Failure, { code: Code }>[] } = {
  'bad-input': [{ code: 'bad-input', input: 'timeout', message: 'expected seconds.' }],
  'deployment-file-missing': [{ code: 'deployment-file-missing', looked: ['deploy.ts', 'deploy.yml'] }],
  'deployment-file-broken': [
    { code: 'deployment-file-broken', file: 'deploy.ts', message: 'SyntaxError: Unexpected token', origin: at(3) },
    { code: 'deployment-file-broken', file: 'deploy.yml', message: 'not YAML', origin: [] },
  ],
  mistakes: [
    {
      code: 'mistakes',
      file: 'deploy.ts',
      mistakes: [
        { origin: at(12), path: 'system.packages[0]', message: 'expected a name', suggestion: 'apache2' },
        { origin: [], path: '', message: 'two machines are called forum-1' },
      ],
    },
    { code: 'mistakes', file: 'deploy.yml', mistakes: [{ origin: [], path: 'a', message: 'is missing' }] },
  ],
  'foreign-commit': [
    {
      code: 'foreign-commit',
      commit: 'b'.repeat(40),
      repository: 'octo/forum',
      why: 'it is the newest commit of no branch of octo/forum, and main does not have it',
    },
  ],
  'cannot-evaluate': [{ code: 'cannot-evaluate', commit: '0123abc', message: 'npm ci failed' }],
  'not-brought-back': [
    { code: 'not-brought-back', by: 'rollback', lost: ['- /etc/motd holds 1', '+ /etc/motd holds 2'] },
    { code: 'not-brought-back', by: 'undo', lost: Array.from({ length: 23 }, (_, n) => `+ /etc/${n}`) },
  ],
  'shards-lost': [
    { code: 'shards-lost', shards: ['2/3'] },
    { code: 'shards-lost', shards: ['1/3', '2/3'] },
  ],
  'no-machine-selected': [
    { code: 'no-machine-selected', selector: 'web-*', known: ['forum-1', 'forum-2'] },
    { code: 'no-machine-selected', selector: 'x', known: Array.from({ length: 25 }, (_, n) => `m${n}`) },
    { code: 'no-machine-selected', selector: 'x', known: [] },
  ],
  'key-unusable': [
    { code: 'key-unusable', source: 'the input ssh-key', message: 'it is encrypted and there is no passphrase' },
  ],
  'machine-unreachable': [
    { code: 'machine-unreachable', host: '10.0.0.1', port: 22, attempts: 1, message: 'connection refused' },
    { code: 'machine-unreachable', host: '10.0.0.1', port: 2222, attempts: 3, message: 'timed out' },
    { code: 'machine-unreachable', host: 'h', port: 2222, otherPorts: [22], attempts: 3, message: 'port 2222: no' },
    {
      code: 'machine-unreachable',
      host: 'gate',
      port: 22,
      attempts: 3,
      message: 'timed out',
      jump: { number: 1, of: 1, to: '10.0.0.1' },
    },
    {
      code: 'machine-unreachable',
      host: 'inner',
      port: 22,
      attempts: 1,
      message: 'gate lets nobody jump',
      jump: { number: 2, of: 2, to: '10.0.0.1' },
    },
  ],
  'host-key-refused': [
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 22,
      reason: 'absent',
      seen: 'SHA256:abc',
      line: '10.0.0.1 ssh-ed25519 AAAA',
      authorities: ['known-hosts:3'],
    },
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 2222,
      reason: 'differs',
      seen: 'SHA256:abc',
      line: '[10.0.0.1]:2222 ssh-ed25519 AAAA',
      expected: [{ from: 'declared', key: 'ssh-ed25519 SHA256:declared' }],
    },
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 22,
      reason: 'differs',
      seen: 'SHA256:abc',
      line: '10.0.0.1 ssh-ed25519 AAAA',
      expected: [
        { from: 'declared', key: 'ssh-ed25519 SHA256:declared' },
        { from: 'known-hosts', key: 'ssh-ed25519 SHA256:declared' },
      ],
    },
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 22,
      reason: 'differs',
      seen: 'SHA256:abc',
      line: '10.0.0.1 ssh-ed25519 AAAA',
      expected: [{ from: 'known-hosts', key: 'ssh-ed25519 SHA256:known' }],
    },
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 22,
      reason: 'contradicts-known-hosts',
      expected: [
        { from: 'declared', key: 'ssh-ed25519 SHA256:declared' },
        { from: 'known-hosts', key: 'ssh-ed25519 SHA256:known' },
      ],
    },
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 22,
      reason: 'contradicts-known-hosts',
      seen: 'SHA256:declared',
      line: '10.0.0.1 ssh-ed25519 AAAA',
      expected: [
        { from: 'declared', key: 'SHA256:declared' },
        { from: 'known-hosts', key: 'ssh-ed25519 SHA256:known' },
      ],
    },
    {
      code: 'host-key-refused',
      host: '10.0.0.1',
      port: 22,
      reason: 'revoked',
      seen: 'SHA256:abc',
      line: 'never shown',
    },
  ],
  'authentication-failed': [
    {
      code: 'authentication-failed',
      host: '10.0.0.1',
      user: 'root',
      offered: ['ssh-ed25519 SHA256:abc'],
      allowed: ['publickey'],
    },
    { code: 'authentication-failed', host: '10.0.0.1', user: 'root', offered: [], allowed: [] },
  ],
  'sudo-refused': [
    { code: 'sudo-refused', host: '10.0.0.1', user: 'ada', said: 'sudo: a password is required' },
    { code: 'sudo-refused', host: '10.0.0.1', user: 'ada', said: 'sh: 1: sudo: not found' },
    { code: 'sudo-refused', host: '10.0.0.1', user: 'ada', said: 'Sorry, try again.', password: 'wrong' },
    { code: 'sudo-refused', host: 'h', user: 'ada', said: 'Verification code:', password: 'more' },
    { code: 'sudo-refused', host: 'h', user: 'ada', said: '', password: 'more' },
    { code: 'sudo-refused', host: 'h', user: 'ada', said: 'ada is not in the sudoers file.', password: 'given' },
    { code: 'sudo-refused', host: '10.0.0.1', user: 'ada', said: 'sudo: sorry, you must have a tty to run sudo' },
  ],
  'connection-lost': [
    { code: 'connection-lost', host: '10.0.0.1', message: 'ECONNRESET' },
    { code: 'connection-lost', host: '10.0.0.1', message: 'ECONNRESET', command: true },
  ],
  'environment-refused': [
    {
      code: 'environment-refused',
      environment: 'hetzner',
      reason: 'size: cx22 → cx32 can’t be changed in what is there. Write “replace: true” to have it made anew.',
    },
  ],
  'foreign-machine': [
    { code: 'foreign-machine', environment: 'container', name: 'web', owner: 'shop, stage production, machine web' },
  ],
  'protected-stage': [{ code: 'protected-stage', stage: 'production', protects: ['production', 'release-*'] }],
  'account-unnamed': [{ code: 'account-unnamed', stage: 'pr-12', environments: ['hetzner', 'linode'] }],
  'github-unasked': [{ code: 'github-unasked', why: 'GitHub answered 403, Forbidden (it needs “deployments: read”)' }],
  'left-behind': [
    { code: 'left-behind', stage: 'pr-12', what: ['web is still there (present)', 'db (10.0.0.2): look there'] },
    { code: 'left-behind', stage: 'rehearsal-p1-2', what: ['web (container web-1): busy'], rehearsal: true },
  ],
  'answer-too-big': [
    { code: 'answer-too-big', host: '10.0.0.1', what: 'observe', part: 'answer', mebibytes: 64 },
    { code: 'answer-too-big', host: '10.0.0.1', what: 'apply', part: 'line', mebibytes: 8 },
  ],
  'timed-out': [
    { code: 'timed-out', host: '10.0.0.1', what: 'observe', limit: 'silence', seconds: 300, begun: false, quiet: 300 },
    { code: 'timed-out', host: '10.0.0.1', what: 'observe', limit: 'command', seconds: 300, begun: true, quiet: 12 },
    { code: 'timed-out', host: 'a', what: 'exec', limit: 'command', seconds: 30, begun: true, quiet: 0, command: true },
  ],
  cancelled: [
    { code: 'cancelled' },
    { code: 'cancelled', loading: 'deploy.ts' },
    { code: 'cancelled', rehearsal: true },
    { code: 'cancelled', rehearsal: true, destroyed: [] },
    { code: 'cancelled', rehearsal: true, destroyed: ['web (container web-1)'] },
  ],
  'run-timed-out': [
    { code: 'run-timed-out', seconds: 600 },
    { code: 'run-timed-out', seconds: 90, loading: 'deploy.ts' },
  ],
  'deployment-code-failed': [
    { code: 'deployment-code-failed', message: 'it called process.exit(0)', origin: at(3) },
    { code: 'deployment-code-failed', message: 'TypeError: boom, and nothing caught it', origin: [] },
  ],
  'environment-failed': [{ code: 'environment-failed', environment: 'container', message: 'no space left' }],
  'remote-answer-broken': [{ code: 'remote-answer-broken', what: 'observe', message: 'no end was seen' }],
  'checks-failed': [
    {
      code: 'checks-failed',
      findings: [
        { check: 'space', answer: 'no', message: '10 MB free, 500 MB needed' },
        { check: 'package manager', answer: 'unknown', message: 'no answer' },
      ],
    },
  ],
  unhealthy: [
    {
      code: 'unhealthy',
      sick: [
        {
          resource: 'unit:forum.service',
          message: 'forum.service does not run (failed)\nError: no database',
          origin: at(12),
        },
      ],
    },
    {
      code: 'unhealthy',
      found: true,
      sick: [
        {
          resource: 'unit:forum.service',
          message: 'forum.service does not run (failed)\nError: no database',
          origin: at(12),
        },
        {
          resource: 'check:http://localhost/',
          message: 'http://localhost/: 503 Service Unavailable (tried 10 times, for 18 s)',
          origin: at(14),
        },
      ],
    },
  ],
  'locked-out': [{ code: 'locked-out', message: 'Connection refused' }],
  'undone-by-machine': [{ code: 'undone-by-machine', reason: 'the runner was not heard of for a minute' }],
  'undo-failed': [
    {
      code: 'undo-failed',
      cause: { code: 'cancelled', undone: true },
      left: [{ step: 'file:/etc/motd', title: 'write /etc/motd', exit: 1, output: 'no space left on device' }],
    },
  ],
  'undo-open': [{ code: 'undo-open', reason: 'step 00002 exited 1' }],
  'undone-with-others': [
    { code: 'undone-with-others', machine: 'forum-2', begun: true },
    { code: 'undone-with-others', machine: 'forum-2', begun: false },
  ],
  'kept-without-others': [
    {
      code: 'kept-without-others',
      machine: 'forum-2',
      cause: { code: 'unobserved', resources: ['unit:forum.service'] },
    },
  ],
  stopped: [{ code: 'stopped', machine: 'forum-2' }],
  'canary-failed': [
    { code: 'canary-failed', machines: ['forum-1'] },
    { code: 'canary-failed', machines: ['forum-1', 'forum-2'], unreachable: true },
  ],
  'too-many-failed': [
    { code: 'too-many-failed', machines: ['forum-1'], allowed: 0 },
    { code: 'too-many-failed', machines: ['forum-1', 'forum-2'], allowed: 1 },
  ],
  'none-reached': [{ code: 'none-reached' }],
  irreversible: [{ code: 'irreversible', steps: ['run hook migrate', 'upgrade nginx 1.22 → 1.24'] }],
  'not-forward': [
    { code: 'not-forward', relation: 'behind', running: 'b'.repeat(40), wanted: 'a'.repeat(40) },
    { code: 'not-forward', relation: 'diverged', running: 'b'.repeat(40), wanted: 'a'.repeat(40) },
    {
      code: 'not-forward',
      relation: 'unknown',
      running: 'b'.repeat(40),
      wanted: 'a'.repeat(40),
      why: 'this clone does not hold bbbbbbbbbbbb (git fetch), and there is no token to ask GitHub with',
    },
  ],
  'not-reviewed': [
    { code: 'not-reviewed', reviewed: '0123456789ab', found: 'c'.repeat(64) },
    ...(['same', 'other', 'new'] as const).map(own => ({
      code: 'not-reviewed' as const,
      reviewed: 'd'.repeat(64),
      found: 'c'.repeat(64),
      own,
      where: 'https://github.com/octo/forum/runs/8',
    })),
  ],
  'no-reviewed-plan': [
    { code: 'no-reviewed-plan', why: 'no pull request of octo/forum brought the commit 0123456789ab' },
  ],
  'no-generation': [
    { code: 'no-generation', wanted: 'previous', kept: [1] },
    { code: 'no-generation', wanted: 7, kept: [] },
  ],
  'unknown-kinds': [{ code: 'unknown-kinds', generation: 3, resources: ['crontab:root'] }],
  'handed-over': [{ code: 'handed-over', place: 'path:/etc/hostname', from: 'hostname', to: 'file:/etc/hostname' }],
  'claimed-by-another': [{ code: 'claimed-by-another', place: 'path:/etc/motd', owner: 'wiki' }],
  locked: [
    { code: 'locked', holder: 'run 7 of example/forum' },
    { code: 'locked', holder: 'ada' },
  ],
  held: [{ code: 'held', by: 'ada, since 2026-01-01T00:00:00.000Z: the audit is under way' }],
  'newer-format': [{ code: 'newer-format', what: 'generation 7', found: 2, known: 1 }],
  unobserved: [{ code: 'unobserved', resources: ['file:/etc/motd'] }],
  'step-failed': [
    {
      code: 'step-failed',
      step: 'a',
      title: 'start x',
      exit: 1,
      output: 'not in the sentence',
      done: ['b', 'c'],
      notDone: ['d', 'e'],
    },
    { code: 'step-failed', step: 'a', title: 'start x', exit: 137, output: '', done: [], notDone: [] },
    { code: 'step-failed', step: 'a', title: 'start x', exit: 1, output: '', done: [], notDone: ['b'] },
  ],
  'state-unknown': [{ code: 'state-unknown', message: 'the connection was lost and did not come back' }],
  'dependency-failed': [{ code: 'dependency-failed', machine: 'forum-1' }],
  'command-failed': [{ code: 'command-failed', exit: 3 }],
  'command-killed': [{ code: 'command-killed', signal: 'SIGKILL' }],
  unexpected: [{ code: 'unexpected', message: 'x is undefined', stack: 'not in the sentence' }],
}

test('every failure has the sentences that were looked at and found good', () => {
  const text = Object.values(failures)
    .flat()
    .map(failure => `${failure.code}\n${explain(failure)}\n`)
    .join('\n')
  expectGolden('explain.txt', text)
})

test('output and stack are left to whoever shows them', () => {
  for (const failure of Object.values(failures).flat())
    expect(explain(failure)).not.toMatch(/not in the sentence|never shown|\[object/)
})
