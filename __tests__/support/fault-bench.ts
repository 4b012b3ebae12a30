import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type FaultedRun, faultedRun } from './faulted-run'
import type { Fault } from './faults'
import type { LabMachine } from './lab'
import { differences, lookAt } from './onlooker'

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
const services = (two: boolean) => `
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
})`

/** Fails when all of the second services is there. */
const failing = `
const late = serviceType({
  name: 'late', description: 'Fails when all else is done', defaultValue: {},
  extensions: contribute => [contribute(units, () => [{
    name: 'late.service', content: '[Service]\\nType=oneshot\\nExecStart=/bin/false\\n', restartOn: ['unit:faulted.service'], enabled: false,
  }])],
})`

const deploymentOf = ({ address, hostKey }: LabMachine, which: Which) => `
import { accounts, files, machine, managedHost, service, serviceType, system, units } from 'drover'
${services(which !== 'one')}${failing}
export default [machine({
  name: 'm',
  environment: managedHost({ host: '${address}', hostKey: '${hostKey}' }),
  system: system({ hostName: 'm', services: [service(faulted)${which === 'failing' ? ', service(late)' : ''}] }),
})]
`

type Which = 'one' | 'two' | 'failing'

/** A machine that is deployed to and struck again and again. */
export class FaultBench {
  readonly workspace = mkdtempSync(join(tmpdir(), 'drover-faults-'))
  before = ''
  after = ''
  points: readonly string[] = []

  constructor(readonly machine: LabMachine) {}

  run(which: Which, at?: number, strike?: (kill: () => void) => Promise<void>, dist?: string): Promise<FaultedRun> {
    writeFileSync(join(this.workspace, 'deploy.ts'), deploymentOf(this.machine, which))
    const { privateKey } = this.machine
    return faultedRun(this.workspace, privateKey, at ?? Number.POSITIVE_INFINITY, strike ?? (async () => {}), dist)
  }

  /** Learns what before, after and the boundaries are. */
  async learn(): Promise<void> {
    await this.first()
    this.before = await lookAt(this.machine)
    const run = await this.run('two')
    expect([run.outcome, run.stdout]).toEqual(['changed', expect.any(String)])
    this.after = await lookAt(this.machine)
    expect(differences(this.before, this.after).length).toBeGreaterThan(10)
    this.points = run.points
    await this.first()
    expect(differences(this.before, await lookAt(this.machine))).toEqual([])
  }

  async first(): Promise<void> {
    const { outcome, stdout } = await this.run('one')
    if (outcome !== 'changed' && outcome !== 'unchanged') throw new Error(stdout)
  }

  /** One fault at one boundary. Gives a line of what became of it; throws where that is not what was promised. */
  async suffer(at: number, { strike }: Fault): Promise<{ readonly line: string; readonly run: FaultedRun }> {
    const run = await this.run('two', at, killRunner => strike(this.machine, killRunner))
    if (!run.struck) throw new Error(`it never came to be struck: ${run.points.join(', ')}\n${run.stdout}`)
    const found = await this.judge(run)
    const why = /^::error [^:]*::(.*)$/m.exec(run.stdout)?.[1] ?? ''
    const line = `${run.points[at - 1]}: ${run.outcome ?? 'nothing said'}, ${found}  ${why.slice(0, 200)}`
    return { line, run }
  }

  /** Holds what the run said to what the machine is like, and deploys to it again. */
  async judge({ outcome, stdout }: FaultedRun): Promise<'before' | 'after'> {
    if (outcome === undefined || outcome === 'unknown') await this.settled()
    const sight = await lookAt(this.machine)
    const found = sight === this.before ? 'before' : sight === this.after ? 'after' : undefined
    if (found === undefined)
      throw new Error(
        `${outcome}: neither before (${differences(this.before, sight).join('\n')}) nor after (${differences(this.after, sight).join('\n')})\n${stdout}`,
      )
    const may = outcome === undefined ? ['before', 'after'] : implied[outcome]
    if (!may?.includes(found)) throw new Error(`it said ${outcome}, and the machine is as ${found}\n${stdout}`)
    await this.settled()
    // From after there is a way back; from before, the next run is the one that shows that it can be deployed to.
    if (found === 'after') {
      await this.first()
      const again = differences(this.before, await lookAt(this.machine))
      if (again.length > 0) throw new Error(`the next deployment left ${again.join('\n')}`)
    }
    return found
  }

  /** A minute without a word, which is not waited for here: the lease is over, and the watch looks. */
  async settled(): Promise<void> {
    // A script that was begun may go on without its runner for a moment.
    await wait(300)
    await this.machine.exec('flock -w 20 /var/lib/drover/lock true')
    const until = performance.now() + 40_000
    for (let phase = await this.#phase(); open.has(phase); phase = await this.#phase()) {
      if (performance.now() > until) throw new Error(`the machine is still ${phase}`)
      await this.machine.exec(`[ ! -f /run/drover/lease ] || sed -i 's/ .*/ 1/' /run/drover/lease
systemctl start "drover-deadline-$(sed -n 's/^request //p' /var/lib/drover/state).service" 2>/dev/null || sleep 0.2`)
    }
    // One that was only prepared is nobody's any more. What is written here outlasts the next power cut, as Drover's own would.
    await this.machine.exec("sed -i 's/^since .*/since 0/' /var/lib/drover/state; sync -f /var/lib/drover/state")
  }

  #phase = async () => (await this.machine.exec("sed -n 's/^phase //p' /var/lib/drover/state")).stdout.trim()

  async end(): Promise<void> {
    rmSync(this.workspace, { recursive: true, force: true })
    await this.machine.destroy()
  }
}

const open: ReadonlySet<string> = new Set(['applying', 'applied', 'undoing'])
