import { z } from 'zod'
import { selectMachines } from '../deployment/selector'
import { dot, type ExtensionGraph, mermaid } from '../system/graph'
import { evaluated } from './evaluated'
import type { Options } from './options'
import { stoppable, type Told } from './stops'

export const graphFormats = ['mermaid', 'dot'] as const

/** How the graphs are written: as drawings, or as data. */
export type GraphFormat = (typeof graphFormats)[number] | 'json'

/** What `drover graph --json` prints. Fields may be added to a format; nothing is taken from it. */
export const graphSchema = z
  .object({
    format: z.literal(1),
    deployment: z.string(),
    stage: z.string(),
    machines: z.array(
      z.object({
        name: z.string(),
        nodes: z.array(
          z.object({
            id: z.string().describe('A service: its type, with a number where there are several of it'),
            type: z.string(),
            description: z.string(),
            made: z.boolean().describe('It is not declared: it is there because others extend it'),
          }),
        ),
        edges: z.array(z.object({ from: z.string(), to: z.string() })).describe('Which service extends which, by id'),
      }),
    ),
  })
  .meta({ title: 'Drover’s graph', description: 'Each machine’s services, and whom they extend' })

/** The JSON Schema of that, as it stands in schema/graph.json. */
export const graphJsonSchema = (): string => `${JSON.stringify(z.toJSONSchema(graphSchema), null, 2)}\n`

/** Each selected machine's services, and which extend which: one diagram a machine, headed by its name as a comment, or one document. */
export async function graph(options: Options, format: GraphFormat, told: Told): Promise<string> {
  const evaluation = await stoppable(options, told, ({ signal }) =>
    evaluated(options, 'placeholder', signal, 'present'),
  )
  const { deployment, stage } = evaluation
  const machines = selectMachines(evaluation.machines, options.machines)
  if (format === 'json') {
    const graphs = machines.map(({ name, graph }) => ({ name, ...graph }))
    return `${JSON.stringify({ format: 1, deployment, stage, machines: graphs }, null, 2)}\n`
  }
  return machines.map(({ name, graph }) => drawing(name, graph, format)).join('\n')
}

const drawing = (name: string, graph: ExtensionGraph, format: (typeof graphFormats)[number]): string =>
  format === 'dot' ? `// ${name}\n${dot(graph)}` : `%% ${name}\n${mermaid(graph)}`
