import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { faultedRun } from '../../support/faulted-run'
import { type LabMachine, labMachine } from '../../support/lab'
import { differences, lookAt } from '../../support/onlooker'

// Every fault at every boundary, instead of one that is another one each time.
const whole = process.env.DROVER_FAULTS === 'all'
const seed = Number(process.env.DROVER_SEED) || randomInt(1, 2 ** 31)

// `6.3` is the fourth fault at the sixth boundary, and nothing else: to see again what was seen once.
const only = process.env.DROVER_POINT?.split(',')

interface Fault {
  readonly name: string
  readonly strike: (machine: LabMachine, killRunner: () => void) => Promise<void>
}

// Of the machine's own processes only: all others are in other namespaces.
const hangUp = 'kill -9 $(ps -eo pid=,args= | sed -n "s/^ *\\([0-9]*\\) sshd: root.*/\\1/p") 2>/dev/null; true'

const faults: readonly Fault[] = [
  { name: 'the runner is killed', strike: async (_machine, killRunner) => killRunner() },
  { name: 'the connection is reset', strike: async machine => void (await machine.exec(hangUp)) },
  {
    name: 'the link is down for two seconds',
    strike: async machine => {
      await machine.link('down')
      await wait(2000)
      await machine.link('up')
    },
  },
  {
    name: 'the link is down, and nothing is left of the connection',
    strike: async machine => {
      await machine.link('down')
      await machine.exec(hangUp)
      await wait(500)
      await machine.link('up')
    },
  },
  { name: 'the machine is killed and booted again', strike: machine => machine.crash() },
  {
    name: 'the machine and the runner are killed',
    strike: async (machine, killRunner) => {
      killRunner()
      await machine.crash()
    },
  },
]

/** What a machine must look like when a run has said this of it (law 5): nothing else may have been said. */
const implied: Readonly<Record<string, readonly ('before' | 'after')[]>> = {
  changed: ['after'],
  'failed-undone': ['before'],
  failed: ['before'],
  unreachable: ['before'],
  refused: ['before'],
  unknown: ['before', 'after'],
}

/** The same services twice, in which each kind of step is there: created, changed, removed, restarted. */
const deployment = (machine: LabMachine, two: boolean) => `
import { accounts, files, machine, managedHost, service, serviceType, system, units } from 'drover'
const faulted = serviceType({
  name: 'faulted', description: 'What faults happen to', defaultValue: {},
  extensions: contribute => [
    contribute(files, () => [
      { path: '/etc/faulted/conf', content: '${two ? 'two' : 'one'}\\n', mode: '${two ? '600' : '644'}', owner: '${two ? 'daemon' : 'root'}' },
      ${
        two
          ? "{ kind: 'directory', path: '/srv/faulted', mode: '750' }, { path: '/srv/faulted/new', content: 'new' }, { path: '/etc/issue', content: 'ours' },"
          : "{ kind: 'symlink', path: '/etc/faulted/link', target: 'conf' }, { path: '/etc/faulted/old', content: 'old' },"
      }
    ]),
    contribute(accounts, () => [{ kind: 'user', name: 'faulted', comment: '${two ? 'Two' : 'One'}', groups: [${two ? "'games'" : ''}], system: true }]),
    contribute(units, () => [{
      name: 'faulted.service', settle: 1, restartOn: ['file:/etc/faulted/conf'],
      content: '[Service]\\nExecStart=/bin/sh -c "exec sleep ${two ? '2' : '1'}00000"\\n[Install]\\nWantedBy=multi-user.target\\n',
    }]),
  ],
})
export default [machine({
  name: 'm',
  environment: managedHost({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({ hostName: 'm', services: [service(faulted)] }),
})]
`

class Bench {
  readonly workspace = mkdtempSync(join(tmpdir(), 'drover-faults-'))
  before = ''
  after = ''
  points: readonly string[] = []

  constructor(readonly machine: LabMachine) {}

  run(two: boolean, at = Number.POSITIVE_INFINITY, strike: (kill: () => void) => Promise<void> = async () => {}) {
    writeFileSync(join(this.workspace, 'deploy.ts'), deployment(this.machine, two))
    return faultedRun(this.workspace, this.machine.privateKey, at, strike)
  }

  /** Learns what before, after and the boundaries are. */
  async learn(): Promise<void> {
    await this.first()
    this.before = await lookAt(this.machine)
    const run = await this.run(true)
    expect([run.outcome, run.stdout]).toEqual(['changed', expect.any(String)])
    this.after = await lookAt(this.machine)
    expect(differences(this.before, this.after).length).toBeGreaterThan(10)
    this.points = run.points
    await this.first()
    expect(differences(this.before, await lookAt(this.machine))).toEqual([])
  }

  async first(): Promise<void> {
    const { outcome, stdout } = await this.run(false)
    if (outcome !== 'changed' && outcome !== 'unchanged') throw new Error(stdout)
  }

  phase = async () => (await this.machine.exec("sed -n 's/^phase //p' /var/lib/drover/state")).stdout.trim()

  /** A minute without a word, which is not waited for here: the lease is over. */
  async settled(): Promise<void> {
    // A script that was begun may go on without its runner for a moment.
    await wait(300)
    await this.machine.exec('flock -w 20 /var/lib/drover/lock true')
    const until = performance.now() + 40_000
    while (['applying', 'applied', 'undoing'].includes(await this.phase())) {
      if (performance.now() > until) throw new Error(`the machine is still ${await this.phase()}`)
      await this.machine.exec("[ ! -f /run/drover/lease ] || sed -i 's/ .*/ 1/' /run/drover/lease")
      await wait(250)
    }
    // One that was only prepared is nobody's any more.
    await this.machine.exec("sed -i 's/^since .*/since 0/' /var/lib/drover/state")
  }

  /** One fault at one boundary. */
  async suffer(at: number, { strike }: Fault): Promise<string> {
    const run = await this.run(true, at, killRunner => strike(this.machine, killRunner))
    const { outcome } = run
    if (!run.struck) throw new Error(`it never came to be struck: ${run.points.join(', ')}\n${run.stdout}`)
    if (outcome === undefined || outcome === 'unknown') await this.settled()
    const sight = await lookAt(this.machine)
    const found = sight === this.before ? 'before' : sight === this.after ? 'after' : undefined
    if (found === undefined)
      throw new Error(
        `${outcome}: neither before (${differences(this.before, sight).join('\n')}) nor after (${differences(this.after, sight).join('\n')})\n${run.stdout}`,
      )
    const may = outcome === undefined ? ['before', 'after'] : implied[outcome]
    if (!may?.includes(found)) throw new Error(`it said ${outcome}, and the machine is as ${found}\n${run.stdout}`)
    await this.settled()
    // From after there is a way back; from before, the next run is the one that shows that it can be deployed to.
    if (found === 'after') {
      await this.first()
      const again = differences(this.before, await lookAt(this.machine))
      if (again.length > 0) throw new Error(`the next deployment left ${again.join('\n')}`)
    }
    if (only !== undefined) process.stdout.write(run.stdout)
    const why = /^::error [^:]*::(.*)$/m.exec(run.stdout)?.[1] ?? ''
    return `${run.points[at - 1]}: ${outcome ?? 'nothing said'}, ${found}  ${why.slice(0, 200)}`
  }

  async end(): Promise<void> {
    rmSync(this.workspace, { recursive: true, force: true })
    await this.machine.destroy()
  }
}

const lanes: Bench[] = []
beforeAll(async () => {
  const machines = await Promise.all([labMachine(), labMachine()])
  lanes.push(...machines.map(machine => new Bench(machine)))
  await Promise.all(lanes.map(lane => lane.learn()))
}, 300_000)
afterAll(() => Promise.all(lanes.map(lane => lane.end())), 60_000)

test(
  'before or after, and as it was said, whatever fails at whichever boundary',
  async () => {
    const points = lanes[0]?.points ?? []
    const matrix = points.flatMap((_point, index) =>
      faults.flatMap((fault, number) =>
        (only ? only.includes(`${index + 1}.${number}`) : whole || (index + seed) % faults.length === number)
          ? [{ at: index + 1, fault }]
          : [],
      ),
    )
    const told: string[] = []
    const wrong: string[] = []
    const open = [...matrix]
    await Promise.all(
      lanes.map(async lane => {
        for (let next = open.shift(); next; next = open.shift()) {
          const where = `${next.at}.${faults.indexOf(next.fault)} ${next.fault.name}`
          try {
            told.push(`${where}: ${await lane.suffer(next.at, next.fault)}`)
          } catch (error) {
            wrong.push(`${where}: ${error instanceof Error ? error.message : error}`)
            await lane
              .settled()
              .then(() => lane.first())
              .catch(() => undefined)
          }
        }
      }),
    )
    process.stdout.write(
      `seed ${seed}: ${told.length} of ${points.length * faults.length} (${points.length} boundaries, ${faults.length} faults) covered\n${told.join('\n')}\n`,
    )
    expect(wrong).toEqual([])
    expect(told.length).toBe(matrix.length)
  },
  whole ? 3_600_000 : 300_000,
)
