import { selectMachines } from '../deployment/selector'
import { dot, mermaid } from '../system/graph'
import { evaluated } from './evaluated'
import type { Options } from './options'
import { stoppable, type Told } from './stops'

export const graphFormats = ['mermaid', 'dot'] as const

/** Each selected machine's services, and which extend which: one diagram a machine, headed by its name as a comment. */
export async function graph(options: Options, format: 'mermaid' | 'dot', told: Told): Promise<string> {
  const { machines } = await stoppable(options, told, ({ signal }) => evaluated(options, 'placeholder', signal))
  const draw = format === 'dot' ? dot : mermaid
  const comment = format === 'dot' ? '//' : '%%'
  return selectMachines(machines, options.machines)
    .map(({ name, graph }) => `${comment} ${name}\n${draw(graph)}`)
    .join('\n')
}
