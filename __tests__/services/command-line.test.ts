import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { commandProblem } from '../../src/services/command-line'

test.each([
  'node server.js',
  "node server.js --title 'a; b & c | d'",
  'node "server $NAME;.js"',
  String.raw`node a\;b`,
  "sh -c 'cd dist && exec node .'",
  'node server.js >>"$STATE_DIRECTORY/log" 2>/dev/null',
  'node a#b',
])('one command: %s', command => expect(commandProblem(command)).toBeUndefined())

test.each([
  { command: ' ', problem: 'a command' },
  { command: 'cd dist && node .', problem: /without “&”: write sh -c/ },
  { command: 'node . | tee log', problem: /without “\|”/ },
  { command: 'node .; true', problem: /without “;”/ },
  { command: 'node .\ntrue', problem: /without “line break”/ },
  { command: '(node .)', problem: /without “\(”/ },
  { command: 'A=1 node .', problem: /goes into env/ },
  { command: "node 'a", problem: /a command whose ' is closed/ },
  { command: 'node "a', problem: /a command whose " is closed/ },
  { command: 'node a\\', problem: /backslash/ },
  { command: 'node . # now', problem: /comment/ },
])('no command: $command', ({ command, problem }) => expect(commandProblem(command)).toMatch(problem))

test('what passes as one command lets nothing run after it', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', ' ', "'", '"', '\\', ';', '&', '|', '(', ')', '\n', '#'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(word, text => {
      const command = `true ${text}`
      fc.pre(commandProblem(command) === undefined)
      const { status, stdout } = spawnSync('/bin/sh', ['-c', `exec ${command}\necho after`], { encoding: 'utf8' })
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    }),
    { numRuns: 150 },
  )
})
