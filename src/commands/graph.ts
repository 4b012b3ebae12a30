import { evaluate } from '../deployment/evaluate'
import { selectMachines } from '../deployment/selector'
import { dot, mermaid } from '../system/graph'
import { contextFrom } from './circumstances'
import type { Options } from './options'

/** Each selected machine's services, and which extend which: one diagram a machine, headed by its name as a comment. */
export async function graph(options: Options, format: 'mermaid' | 'dot'): Promise<string> {
  const { root, file, stage, environment } = options
  const context = contextFrom(environment, stage)
  const { machines } = await evaluate({
    root,
    ...(file === undefined ? {} : { file }),
    context,
    secrets: 'placeholder',
    environment,
  })
  const draw = format === 'dot' ? dot : mermaid
  const comment = format === 'dot' ? '//' : '%%'
  return selectMachines(machines, options.machines)
    .map(({ name, graph }) => `${comment} ${name}\n${draw(graph)}`)
    .join('\n')
}
