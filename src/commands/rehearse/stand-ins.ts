import type { EvaluatedMachine, Evaluation } from '../../deployment/evaluate'
import { container } from '../../environments/container'

/** What stands in for something else in a rehearsal, by machine, for whoever reads what was proven and what was not. */
export interface StandIns {
  readonly evaluation: Evaluation
  readonly notes: readonly { readonly machine: string; readonly message: string }[]
}

/**
 * A deployment as it is rehearsed, under the stage `rehearsal`: each machine a container on this host, each secret a value made
 * up, so that neither a real machine is touched nor a real secret told.
 */
export function standIns(evaluation: Evaluation, rehearsal: string): StandIns {
  const { secrets, settings } = evaluation
  const names = [...secrets.keys()]
  return {
    evaluation: {
      ...evaluation,
      stage: rehearsal,
      machines: evaluation.machines.map(contained),
      secrets: new Map(names.map(name => [name, madeUp(name)])),
      // Whether the commit may follow on the one that runs is asked of real machines.
      settings: { ...settings, allowDowngrade: true },
    },
    notes: evaluation.machines.flatMap(({ name, environment, manifest }) => {
      const used = names.filter(secret => JSON.stringify(manifest).includes(`"$secret":"${secret}"`))
      return [
        ...(isContainer(environment)
          ? []
          : [`stands in for a ${environment.type.name}: what that has beforehand is not here`]),
        ...(used.length === 0 ? [] : [`not rehearsed: the values of ${used.join(', ')}, which are made up`]),
      ].map(message => ({ machine: name, message }))
    }),
  }
}

const isContainer = ({ type }: EvaluatedMachine['environment']): boolean => type.name === container.type.name

function contained(machine: EvaluatedMachine): EvaluatedMachine {
  const { environment } = machine
  // A container of a name of its own may be there, and is not to be touched.
  const asked = isContainer(environment) ? { ...Object(environment.config), name: undefined } : {}
  return { ...machine, environment: { type: container.type, config: container.type.config.parse(asked) } }
}

/** Letters that mean nothing in a shell, a URL or a configuration file. */
const madeUp = (name: string): string => `rehearsed-${name.toLowerCase().replaceAll('_', '-')}`
