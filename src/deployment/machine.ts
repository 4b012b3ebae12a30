import type { Environment } from '../environments/environment'
import { captureOrigin, type Origin } from '../origin'
import { type Reference, reference } from '../resources/text'
import type { System } from '../system/system'

/** What a user says of a machine. */
export interface MachineInput {
  /** Lower-case letters, digits, dots and dashes, as a host's name. One of its kind in the deployment. */
  readonly name: string
  readonly environment: Environment
  readonly system: System
  /** What `@label` selects by. */
  readonly labels?: readonly string[]
  /** Whether a deployment that brings something which only a reboot makes work may reboot the machine. Left out: `never`. */
  readonly reboot?: 'when-needed' | 'never'
  /** Machines that are brought up to date before this one. */
  readonly after?: readonly (Machine | string)[]
}

/** A machine as it was written: nothing of it is checked before the whole file is, so that all mistakes show at once. */
export class Machine {
  constructor(
    readonly written: unknown,
    readonly origin: Origin,
  ) {}

  /** The declared name; empty where none was declared. */
  get name(): string {
    const { written } = this
    return typeof written === 'object' && written !== null && 'name' in written && typeof written.name === 'string'
      ? written.name
      : ''
  }
}

/** Stands in a list where a machine could not be read and the mistake is told already: those after it keep their index. */
export const unread = Symbol('told already')

/** Declares a machine, and remembers where. A mistake in it is told when the file is checked, not here. */
export const machine = (written: MachineInput): Machine => new Machine(written, captureOrigin())

/**
 * The address under which other machines reach it, for a `text`: known when the machine is there, and no string until then. The
 * machine is what `machine()` gave, or its name where it is declared further down.
 *
 * @throws TypeError for anything else
 */
export const addressOf = (machine: Machine | string): Reference => reference('address', nameOf(machine, 'addressOf'))

/**
 * The host name that its system declares, for a `text`, likewise.
 *
 * @throws TypeError for what is neither a machine nor a name
 */
export const hostNameOf = (machine: Machine | string): Reference => reference('hostName', nameOf(machine, 'hostNameOf'))

function nameOf(machine: unknown, asked: string): string {
  if (typeof machine === 'string') return machine
  if (machine instanceof Machine) return machine.name
  throw new TypeError(`${asked}() wants what machine() returns, or a machine's name`)
}
