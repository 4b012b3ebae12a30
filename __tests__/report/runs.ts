import type { Change, Event, Provenance, TimedEvent } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Origin } from '../../src/origin'

// Small runs, as the engine tells them. Every report is tried on each of them.

export const timed = (events: readonly Event[]): readonly TimedEvent[] =>
  events.map((event, at) => ({ ...event, at: at / 10 }))

export const at = (line: number): Origin => [
  { file: 'deploy.ts', line, column: 32, function: 'forum' },
  { file: 'deploy.ts', line: 20, column: 31 },
]

const provenance: Provenance = {
  repository: 'example/forum',
  sha: '0123456789abcdef0123456789abcdef01234567',
  ref: 'refs/heads/main',
  actor: 'ada',
  time: '2026-11-25T10:00:00Z',
  file: 'deploy.ts',
}

export const change = (resource: string, more: Partial<Change> = {}): Change => ({
  resource,
  action: 'change',
  title: `write ${resource.replace('file:', '')}`,
  drift: false,
  origin: at(12),
  ...more,
})

const diff = '--- /etc/motd\n+++ /etc/motd\n@@ -1 +1 @@\n-Welcome\n+Welcome to forum-server-1\n'

export const started = (
  command: string,
  names: readonly string[],
  environment = 'container',
  stage = 'production',
): Event => ({
  type: 'run-started',
  format: 1,
  command,
  deployment: 'forum',
  stage,
  provenance,
  machines: names.map((name, index) => ({
    name,
    environment,
    origin: at(10 + index),
    after: name === 'balancer' ? names.filter(other => other !== name) : [],
  })),
})

const names = ['balancer', 'forum-1', 'forum-2', 'forum-3', 'forum-4']
const connected = (machine: string): Event[] => [
  { type: 'phase-entered', machine, phase: 'provision' },
  { type: 'progress', machine, message: 'booting a container of Debian bookworm' },
  { type: 'phase-entered', machine, phase: 'connect' },
  { type: 'phase-entered', machine, phase: 'observe' },
]

const applied = (machine: string, changes: readonly Change[], from: number | null): Event[] => [
  ...connected(machine),
  { type: 'planned', machine, changes, digest: 'd1'.repeat(32), generation: from },
  { type: 'phase-entered', machine, phase: 'apply' },
  ...changes.flatMap(({ resource, title }): Event[] => [
    { type: 'step-started', machine, step: resource, title },
    { type: 'step-done', machine, step: resource, seconds: 0.25 },
  ]),
  { type: 'generation-recorded', machine, from, to: (from ?? 0) + 1 },
  { type: 'machine-ended', machine, outcome: 'changed', seconds: 3.25 },
]

const output = 'Setting up apache2 …\nJob for apache2.service failed.\nAH00072: could not bind to address [::]:80\n'

const stepFailed: Failure = {
  code: 'step-failed',
  step: 'unit:apache2.service',
  title: 'start apache2.service',
  exit: 1,
  output,
  done: ['file:/etc/motd'],
  notDone: ['sysctl:net.core.somaxconn'],
}

/** Five machines: two changed, one as declared, one failed in the middle, one that waited for it. */
export const five = timed([
  started('deploy', names),
  ...applied(
    'forum-1',
    [
      change('file:/etc/motd', { diff }),
      change('unit:forum.service', { action: 'restart', title: 'restart forum.service' }),
    ],
    6,
  ),
  ...applied(
    'forum-2',
    [change('file:/etc/motd', { action: 'create', irreversible: 'the old one is not known' })],
    null,
  ),
  ...connected('forum-3'),
  { type: 'found', machine: 'forum-3', finding: { check: 'space', answer: 'ok', message: '12 GB free' } },
  { type: 'found', machine: 'forum-3', finding: { check: 'package manager', answer: 'unknown', message: 'no answer' } },
  { type: 'planned', machine: 'forum-3', changes: [], digest: 'd2'.repeat(32), generation: 7 },
  { type: 'machine-ended', machine: 'forum-3', outcome: 'unchanged', seconds: 1.5 },
  ...connected('forum-4'),
  {
    type: 'planned',
    machine: 'forum-4',
    changes: [
      change('file:/etc/motd', { drift: true }),
      change('unit:apache2.service', { title: 'start apache2.service' }),
      change('sysctl:net.core.somaxconn', { title: 'set net.core.somaxconn to 1024' }),
    ],
    digest: 'd3'.repeat(32),
    generation: 6,
  },
  { type: 'phase-entered', machine: 'forum-4', phase: 'apply' },
  { type: 'remote-command', machine: 'forum-4', what: 'apply', script: 'set -eu\nsystemd-run --unit drover-apply' },
  { type: 'step-started', machine: 'forum-4', step: 'file:/etc/motd', title: 'write /etc/motd' },
  { type: 'step-done', machine: 'forum-4', step: 'file:/etc/motd', seconds: 0.1 },
  { type: 'step-started', machine: 'forum-4', step: 'unit:apache2.service', title: 'start apache2.service' },
  { type: 'step-failed', machine: 'forum-4', step: 'unit:apache2.service', exit: 1, output },
  { type: 'machine-ended', machine: 'forum-4', outcome: 'failed-undone', failure: stepFailed, seconds: 4 },
  {
    type: 'machine-ended',
    machine: 'balancer',
    outcome: 'skipped',
    failure: { code: 'dependency-failed', machine: 'forum-4' },
    seconds: 0,
  },
  { type: 'machine-left', machine: 'forum-5', host: '10.0.0.5', seenOn: 'forum-1' },
  { type: 'run-ended', outcome: 'failed-undone', exit: 1, seconds: 12.5 },
])

const unreachable = (machine: string): Event[] => [
  { type: 'phase-entered', machine, phase: 'connect' },
  {
    type: 'machine-ended',
    machine,
    outcome: 'unreachable',
    seconds: 46,
    failure: { code: 'machine-unreachable', host: '10.0.0.1', port: 2222, attempts: 3, message: 'connection refused' },
  },
]

export const allFailed = timed([
  started('deploy', ['forum-1', 'forum-2'], 'managed-host'),
  ...unreachable('forum-1'),
  ...unreachable('forum-2'),
  { type: 'run-ended', outcome: 'unreachable', exit: 1, seconds: 46.5 },
])

export const plan = timed([
  started('plan', ['forum-1', 'forum-2']),
  ...connected('forum-1'),
  {
    type: 'planned',
    machine: 'forum-1',
    changes: [
      change('file:/etc/motd', { diff }),
      change('file:/etc/token', { withheld: 'it holds a secret', drift: true }),
      change('user:forum', { action: 'remove', title: 'remove user forum' }),
    ],
    digest: 'd4'.repeat(32),
    generation: 6,
  },
  { type: 'machine-ended', machine: 'forum-1', outcome: 'planned', seconds: 1 },
  ...connected('forum-2'),
  { type: 'planned', machine: 'forum-2', changes: [], digest: 'd5'.repeat(32), generation: 6 },
  { type: 'machine-ended', machine: 'forum-2', outcome: 'unchanged', seconds: 1 },
  { type: 'run-ended', outcome: 'planned', exit: 0, seconds: 2 },
])

export const status = timed([
  started('status', ['forum-1']),
  ...connected('forum-1'),
  {
    type: 'generations-listed',
    machine: 'forum-1',
    generations: [
      { number: 6, current: false, resources: 40, provenance: { ...provenance, time: '2026-11-24T10:00:00Z' } },
      {
        number: 7,
        current: true,
        resources: 41,
        provenance: {
          ...provenance,
          dirty: true,
          drover: '0.1.0',
          run: 'https://github.com/example/forum/actions/runs/7',
        },
      },
    ],
  },
  { type: 'machine-ended', machine: 'forum-1', outcome: 'seen', seconds: 1 },
  { type: 'run-ended', outcome: 'seen', exit: 0, seconds: 1.5 },
])

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const small = { summary: 'a Hetzner cx22 in fsn1', changes: [], price: eur('4.51'), before: null }
const leftover = { environment: 'hetzner', id: '4711', name: 'forum-production-forum-3', machine: 'forum-3' }

/** One machine would be made, one made anew, which may not be, one stays; two servers are of no machine any more. */
export const cloud = timed([
  started('plan', ['forum-1', 'forum-2', 'balancer'], 'hetzner'),
  { type: 'environment-planned', machine: 'forum-1', change: { ...small, action: 'create' } },
  {
    type: 'environment-planned',
    machine: 'forum-2',
    change: {
      action: 'replace',
      summary: 'a Hetzner cx32 in fsn1',
      changes: ['size: cx22 → cx32'],
      before: eur('4.51'),
      price: eur('7.74'),
    },
  },
  {
    type: 'would-refuse',
    machine: 'forum-2',
    failure: {
      code: 'environment-refused',
      environment: 'hetzner',
      reason: 'size: cx22 → cx32 can’t be changed in what is there. Write “replace: true” to have it made anew.',
    },
  },
  {
    type: 'environment-planned',
    machine: 'balancer',
    change: { ...small, action: 'nothing', before: eur('4.51') },
  },
  {
    type: 'planned',
    machine: 'forum-1',
    changes: [change('file:/etc/motd', { action: 'create', title: 'create file /etc/motd' })],
    digest: 'd6'.repeat(32),
    generation: null,
  },
  { type: 'machine-ended', machine: 'forum-1', outcome: 'planned', seconds: 1 },
  { type: 'planned', machine: 'forum-2', changes: [], digest: 'd7'.repeat(32), generation: 3 },
  { type: 'machine-ended', machine: 'forum-2', outcome: 'unchanged', seconds: 1 },
  { type: 'planned', machine: 'balancer', changes: [], digest: 'd8'.repeat(32), generation: 3 },
  { type: 'machine-ended', machine: 'balancer', outcome: 'unchanged', seconds: 1 },
  { type: 'leftover-found', leftover: { ...leftover, price: eur('4.51'), fate: 'goes' } },
  { type: 'leftover-found', leftover: { ...leftover, id: '4712', machine: 'db', price: null, fate: 'protected' } },
  {
    type: 'leftovers-unknown',
    environment: 'linode',
    failure: { code: 'environment-failed', environment: 'linode', message: 'the token may not list' },
  },
  { type: 'run-ended', outcome: 'planned', exit: 0, seconds: 3 },
])

/** Nothing was ever begun: the deployment file has mistakes. */
export const mistakes = timed([
  {
    type: 'run-failed',
    failure: {
      code: 'mistakes',
      file: 'deploy.ts',
      mistakes: [
        {
          origin: at(12),
          path: 'services[0].config.prot',
          message: 'is not known',
          suggestion: 'port',
          also: ['b', 'c'],
        },
        { origin: at(14), path: 'system.hostName', message: 'expected a host name, got “a|b”' },
      ],
    },
  },
  { type: 'run-ended', outcome: 'failed', exit: 2, seconds: 0.5 },
])

/** Killed in the middle of a step. */
export const cut = five.slice(
  0,
  five.findIndex(event => event.type === 'step-failed'),
)

const evil = [
  '::set-output name=a::b',
  '  ::error::pwned',
  '##[error]pwned',
  'x ##[add-mask]y',
  '::stop-commands::guess',
  '| a | b |',
  '```` ``` `',
  '</details><script>alert(1)</script><img src=x onerror=y>',
  '[link](https://example.com) www.example.com @someone #1 **bold** ~~no~~ $x$',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u0000\u0008\u007f\u009b31m',
  'progress 10%\rprogress 100%\r\n',
  'user\u202etxt.exe\u2066 \ud800 🐑👩‍👩‍👧',
  '---',
  '# heading',
  '- item',
  '1. one',
].join('\n')

/** What a machine, or whoever wrote the file, may try. */
export const hostile = timed([
  started('deploy', [`m|<b>\`x\`</b>`, '::error::name'], evil, evil),
  { type: 'progress', machine: '::error::name', message: evil },
  {
    type: 'environment-planned',
    machine: '::error::name',
    change: {
      action: 'replace',
      summary: evil,
      changes: [evil],
      price: { amount: evil, currency: evil },
      before: { amount: '1', currency: evil },
    },
  },
  {
    type: 'leftover-found',
    leftover: { environment: evil, id: evil, name: evil, machine: evil, price: null, fate: 'stays' },
  },
  { type: 'found', machine: '::error::name', finding: { check: evil, answer: 'no', message: evil } },
  {
    type: 'planned',
    machine: '::error::name',
    changes: [change('file:a', { title: evil, diff: `-${evil}\r\n+${evil}`, irreversible: evil, drift: true })],
    digest: evil,
    generation: 1,
  },
  { type: 'remote-command', machine: '::error::name', what: evil, script: evil },
  { type: 'step-started', machine: '::error::name', step: 'file:a', title: evil },
  {
    type: 'step-failed',
    machine: '::error::name',
    step: 'file:a',
    exit: 3,
    output: `${evil}\n${'long '.repeat(20_000)}`,
  },
  {
    type: 'machine-ended',
    machine: '::error::name',
    outcome: 'failed',
    seconds: 1,
    failure: { code: 'state-unknown', message: evil },
  },
  { type: 'run-failed', failure: { code: 'unexpected', message: evil, stack: `Error: x\n${evil}` } },
  { type: 'machine-left', machine: evil, host: evil, seenOn: evil },
  { type: 'run-ended', outcome: 'unknown', exit: 5, seconds: 1 },
])

/** Many machines of which some fail with a long output. */
export const herd = (count: number, failing: number, outputBytes: number): readonly TimedEvent[] => {
  const all = Array.from({ length: count }, (_, index) => `machine-${index + 1}`)
  return timed([
    started('deploy', all),
    ...all.flatMap((machine, index) =>
      index < failing
        ? ([
            { type: 'step-started', machine, step: 'run:x', title: 'run x' },
            {
              type: 'step-failed',
              machine,
              step: 'run:x',
              exit: 1,
              output: `${'é long line of output\n'.repeat(outputBytes / 23)}${machine} failed\n`,
            },
            { type: 'machine-ended', machine, outcome: 'failed', seconds: 1 },
          ] satisfies Event[])
        : applied(machine, [change('file:/etc/motd', { diff: diff.replace('forum-server-1', machine) })], 1),
    ),
    { type: 'run-ended', outcome: failing > 0 ? 'failed' : 'changed', exit: failing > 0 ? 1 : 0, seconds: 60 },
  ])
}

/** A command on four machines: one well, one not, one killed, one hostile and silent about its end. */
export const exec = timed([
  started('exec', ['web-1', 'web-2', 'db', 'x']),
  { type: 'output', machine: 'web-1', text: ' 10:00:01 up 3 days\n' },
  { type: 'output', machine: 'web-2', text: 'one\n\n  two\n' },
  { type: 'output', machine: 'x', text: `${evil}\n` },
  { type: 'command-ended', machine: 'web-1', exit: 0, signal: null },
  { type: 'machine-ended', machine: 'web-1', outcome: 'ran', seconds: 0.4 },
  { type: 'command-ended', machine: 'web-2', exit: 3, signal: null },
  {
    type: 'machine-ended',
    machine: 'web-2',
    outcome: 'failed',
    failure: { code: 'command-failed', exit: 3 },
    seconds: 0.5,
  },
  { type: 'command-ended', machine: 'db', exit: null, signal: 'SIGKILL' },
  {
    type: 'machine-ended',
    machine: 'db',
    outcome: 'failed',
    failure: { code: 'command-killed', signal: 'SIGKILL' },
    seconds: 0.6,
  },
  {
    type: 'machine-ended',
    machine: 'x',
    outcome: 'failed',
    failure: { code: 'connection-lost', host: '10.0.0.4', message: 'reset' },
    seconds: 0.7,
  },
  { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 0.8 },
])

/** A plan that is the same for four machines of five, and the deploy of the four: they differ in how long they took. */
const same = [
  change('file:/etc/motd', { diff: '--- /etc/motd\n+++ /etc/motd\n@@ -1 +1 @@\n-Welcome\n+Hello\n' }),
  change('package:nodejs', { action: 'create', title: 'install nodejs' }),
]
export const alikePlan = timed([
  started('plan', names),
  ...names.flatMap((machine): Event[] => [
    ...connected(machine),
    {
      type: 'planned',
      machine,
      changes: machine === 'balancer' ? same.slice(0, 1) : same,
      digest: machine,
      generation: 6,
    },
    { type: 'machine-ended', machine, outcome: 'planned', seconds: 1 },
  ]),
  { type: 'run-ended', outcome: 'planned', exit: 0, seconds: 2 },
])
export const alikeDeploy = timed([
  started('deploy', names.slice(1)),
  ...names
    .slice(1)
    .flatMap((machine, at) =>
      applied(machine, same, 6).map(event =>
        event.type === 'step-done' ? { ...event, seconds: (at + 1) / 2 } : event,
      ),
    ),
  { type: 'run-ended', outcome: 'changed', exit: 0, seconds: 8 },
])

/** The second of five machines is the canary and was well; of the next three one was away and one failed, so the last was not begun. */
export const rollout = timed([
  started('deploy', ['forum-1', 'forum-2', 'forum-3', 'forum-4', 'forum-5']),
  {
    type: 'batches-planned',
    batches: [
      { canary: true, machines: ['forum-2'] },
      { canary: false, machines: ['forum-1', 'forum-3', 'forum-4'] },
      { canary: false, machines: ['forum-5'] },
    ],
  },
  { type: 'batch-begun', number: 1 },
  ...applied('forum-2', [change('file:/etc/motd', { diff })], 6),
  { type: 'batches-paused', next: 2, seconds: 90 },
  { type: 'batch-begun', number: 2 },
  ...applied('forum-1', [change('file:/etc/motd', { diff })], 6),
  { type: 'phase-entered', machine: 'forum-4', phase: 'connect' },
  {
    type: 'machine-ended',
    machine: 'forum-4',
    outcome: 'skipped-unreachable',
    seconds: 31,
    failure: { code: 'machine-unreachable', host: '10.0.0.4', port: 22, attempts: 3, message: 'no route to host' },
  },
  ...connected('forum-3'),
  { type: 'planned', machine: 'forum-3', changes: [change('file:/etc/motd')], digest: 'd3'.repeat(32), generation: 6 },
  { type: 'phase-entered', machine: 'forum-3', phase: 'apply' },
  { type: 'machine-ended', machine: 'forum-3', outcome: 'failed-undone', failure: stepFailed, seconds: 4 },
  {
    type: 'machine-ended',
    machine: 'forum-5',
    outcome: 'skipped',
    failure: { code: 'too-many-failed', machines: ['forum-3'], allowed: 0 },
    seconds: 0,
  },
  { type: 'run-ended', outcome: 'failed-undone', exit: 1, seconds: 130 },
])

export const runs = {
  five,
  rollout,
  allFailed,
  plan,
  cloud,
  status,
  mistakes,
  cut,
  hostile,
  exec,
  alikePlan,
  alikeDeploy,
}
