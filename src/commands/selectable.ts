import { evaluated } from './evaluated'
import type { Options } from './options'
import { stoppable, type Told } from './stops'

/** What a selector may name, one a line: the machines of the deployment file, and their labels. */
export async function selectable(options: Options, told: Told): Promise<string> {
  const { machines } = await stoppable(options, told, ({ signal }) =>
    evaluated(options, 'placeholder', signal, 'present'),
  )
  const labels = new Set(machines.flatMap(machine => machine.labels.map(label => `@${label}`)))
  return [...machines.map(({ name }) => name), ...labels].map(word => `${word}\n`).join('')
}
