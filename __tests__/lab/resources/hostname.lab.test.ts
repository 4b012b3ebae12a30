import { hostname } from '../../../src/resources/hostname'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const state = `uname -n; find /etc/hostname -printf '%m %U:%G %T@ ' -exec cat {} + 2>/dev/null || true`

contract(
  hostname,
  [
    {
      name: 'over another name',
      want: { name: 'forum-server-1' },
      changed: { name: 'forum-server-2.example.org' },
      setup: 'hostname before; echo before >/etc/hostname',
      drift: 'hostname other',
      state,
      killed: true,
    },
    {
      name: 'where none was kept',
      want: { name: 'forum-server-1' },
      changed: { name: 'b' },
      setup: 'hostname before; rm -f /etc/hostname',
      drift: 'echo other >/etc/hostname',
      state,
    },
  ],
  () => lab,
)
