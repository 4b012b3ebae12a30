import { edgesOf } from './edges'
import { instantiateMissing } from './instantiate'
import type { Service } from './service'

/** Who extends whom in a system. A node is a service; several of one type are told apart by their number. */
export interface ExtensionGraph {
  readonly nodes: readonly {
    readonly id: string
    readonly type: string
    readonly description: string
    readonly made: boolean
  }[]
  readonly edges: readonly { readonly from: string; readonly to: string }[]
}

/** The graph of a list of services, with those that are made because others extend them (`made`). */
export function extensionGraph(listed: readonly Service[]): ExtensionGraph {
  const { services } = instantiateMissing(listed)
  const count = new Map<string, number>()
  const ids = new Map<Service, string>()
  for (const service of services) {
    const { name } = service.type
    const number = (count.get(name) ?? 0) + 1
    count.set(name, number)
    ids.set(service, number === 1 ? name : `${name} ${number}`)
  }
  const nodes = services.map(service => ({
    id: ids.get(service) ?? '',
    type: service.type.name,
    description: service.type.description,
    made: !listed.includes(service),
  }))
  const edges = new Map<string, { readonly from: string; readonly to: string }>()
  for (const edge of edgesOf(services).edges) {
    const [from, to] = [ids.get(edge.from) ?? '', ids.get(edge.to) ?? '']
    edges.set(JSON.stringify([from, to]), { from, to })
  }
  return { nodes, edges: [...edges.values()] }
}

/** For GitHub's Markdown: what is made by itself has round ends. */
export function mermaid({ nodes, edges }: ExtensionGraph): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]))
  const label = (text: string) => `"${text.replaceAll('"', '#quot;')}"`
  return [
    'flowchart TD',
    ...nodes.map(({ id, made }) => `  ${names.get(id)}${made ? `([${label(id)}])` : `[${label(id)}]`}`),
    ...edges.map(({ from, to }) => `  ${names.get(from)} --> ${names.get(to)}`),
    '',
  ].join('\n')
}

/** For Graphviz. */
export function dot({ nodes, edges }: ExtensionGraph): string {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`
  return [
    'digraph services {',
    '  node [shape=box]',
    ...nodes.map(({ id, description, made }) => {
      const style = made ? ', style=rounded' : ''
      return `  ${quoted(id)} [tooltip=${quoted(description)}${style}]`
    }),
    ...edges.map(({ from, to }) => `  ${quoted(from)} -> ${quoted(to)}`),
    '}',
    '',
  ].join('\n')
}
