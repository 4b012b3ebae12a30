import { setTimeout as wait } from 'node:timers/promises'
import type { LabMachine } from './lab'

/** What may happen to a run and its machine at any moment. */
export interface Fault {
  readonly name: string
  readonly strike: (machine: LabMachine, killRunner: () => void) => Promise<void>
}

// Of the machine's own processes only: all others are in other namespaces.
const hangUp = 'kill -9 $(ps -eo pid=,args= | sed -n "s/^ *\\([0-9]*\\) sshd: root.*/\\1/p") 2>/dev/null; true'

/** A point of DROVER_POINT names one of them by its number here. */
export const faults: readonly Fault[] = [
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
  { name: 'the machine’s power is cut', strike: machine => machine.cutPower() },
]
