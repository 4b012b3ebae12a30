import { dot, extensionGraph, mermaid } from '../../src/system/graph'
import { service, serviceType } from '../../src/system/service'

const base = serviceType({
  name: 'base',
  description: 'What “all” need',
  defaultValue: 0,
  extend: (own, more: readonly number[]) => own + more.length,
})
const app = serviceType({
  name: 'app "x"',
  description: 'An \\app',
  defaultValue: 1,
  extensions: contribute => [contribute(base, n => n), contribute(base, n => n)],
})
const graph = extensionGraph([service(app), service(app)])

test('a graph has a node a service and an edge for who extends whom, each once', () => {
  expect(graph).toEqual({
    nodes: [
      { id: 'base', type: 'base', description: 'What “all” need', made: true },
      { id: 'app "x"', type: 'app "x"', description: 'An \\app', made: false },
      { id: 'app "x" 2', type: 'app "x"', description: 'An \\app', made: false },
    ],
    edges: [
      { from: 'app "x"', to: 'base' },
      { from: 'app "x" 2', to: 'base' },
    ],
  })
})

test('mermaid', () => {
  expect(mermaid(graph)).toBe(`flowchart TD
  n0(["base"])
  n1["app #quot;x#quot;"]
  n2["app #quot;x#quot; 2"]
  n1 --> n0
  n2 --> n0
`)
})

test('dot', () => {
  expect(dot(graph)).toBe(String.raw`digraph services {
  node [shape=box]
  "base" [tooltip="What “all” need", style=rounded]
  "app \"x\"" [tooltip="An \\app"]
  "app \"x\" 2" [tooltip="An \\app"]
  "app \"x\"" -> "base"
  "app \"x\" 2" -> "base"
}
`)
})
