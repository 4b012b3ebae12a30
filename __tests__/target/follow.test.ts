import { join } from 'node:path'
import { ShellMachine } from '../support/shell-machine'
import { furnish, owner, Request } from '../support/toy-transaction'

const machine = new ShellMachine()
afterAll(() => machine.remove())

// On a busy machine the unit that undoes takes its time until it says anything.
test('one that was prepared and is taken back is followed to its end, however late that is told', () => {
  furnish(machine)
  const request = new Request(machine, 'r1', { file: 'new' }, {})
  expect(request.prepare().stdout).toBe('prepared\n')
  const program = `sh '${join(machine.drover, 'deployments', owner, 'journal/r1/runtime.sh')}'`
  const { stdout } = machine.call(
    `(sleep 0.4; exec ${program} drover_recover r1 ${owner} 'another failed') </dev/null >/dev/null 2>&1 &
exec ${program} drover_revert_and_attend r1 ${owner} 0 'another failed' </dev/null`,
  )
  expect(stdout).toBe('reverting\n1 end aborted another failed\n')
})
