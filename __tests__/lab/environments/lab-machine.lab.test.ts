import { type LabMachine, labMachines } from '../../support/lab'

describe('a machine of the lab', () => {
  let machines: readonly LabMachine[] = []
  beforeAll(async () => {
    machines = await labMachines(2)
  }, 180_000)
  afterAll(() => Promise.all(machines.map(machine => machine.destroy())))

  test('is a system that runs', async () => {
    for (const machine of machines) {
      const { stdout } = await machine.exec(
        'systemctl is-system-running --wait; hostname; systemctl --failed --no-legend',
      )
      expect(stdout.trim().split('\n')).toEqual(['running', machine.name])
    }
  }, 30_000)

  test('hands its script an input and gives back the exit code', async () => {
    const [machine] = machines
    expect(await machine?.exec('cat; echo no >&2; exit 7', 'in\n')).toEqual({ exit: 7, stdout: 'in\n', stderr: 'no\n' })
  })
})
