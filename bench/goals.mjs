// What is measured, beside whom, and what it is to be. Most goals are of the ratio: Drover's seconds to the rival's, at most
// `goal`. `bound` is what a noisy machine may show in a quick run before it counts as slower.
const ratio = ({ ratio }) => ratio
const inverse = ({ ratio }) => 1 / ratio

export const goals = {
  upToDate: { title: 'Up to date, 5 machines', rival: 'ssh HOST true', of: ratio, goal: 0.8, bound: 1.2 },
  upToDate20: { title: 'Up to date, 20 machines', rival: 'ssh HOST true', of: ratio, goal: 0.7 },
  upToDate100: { title: 'Up to date, 100 machines', rival: 'ssh HOST true', of: ratio, goal: 0.7 },
  upToDateFar: { title: 'Up to date, 5 machines, 100 ms away', rival: 'ssh HOST true', of: ratio, goal: 1.1 },
  changed: { title: 'One setting changed, 5 machines', rival: 'ssh HOST true', of: ratio, goal: 2, bound: 3 },
  first: { title: 'First deploy, 5 machines', rival: 'apt-get install', of: ratio, goal: 1.1, bound: 2 },
  treeFirst: { title: '10,000 files, 200 MB, delivered', rival: 'rsync -ac', of: ratio, goal: 1.1 },
  treeChanged: { title: '10,000 files, one of them changed', rival: 'rsync -ac', of: ratio, goal: 1 },
  ansibleUpToDate: { title: 'Up to date, 5 machines', rival: 'Ansible', of: inverse, goal: 25, least: true },
  ansibleChanged: { title: 'One setting changed, 5 machines', rival: 'Ansible', of: inverse, goal: 12, least: true },
  start: {
    title: 'Action’s start to deploy.ts',
    rival: 'node script.js',
    of: ({ drover_s }) => drover_s * 1000,
    goal: 120,
    unit: 'ms',
  },
  clientCpu: { title: 'CPU time a connection', of: ({ cpu_ms }) => cpu_ms, goal: 5, unit: 'ms' },
  clientMemory: { title: 'Memory a machine', of: ({ memory_mb }) => memory_mb, goal: 1, unit: 'MB' },
}

/** The goals, or the bounds of a noisy machine (`which`), that a run misses: as sentences. */
export const missed = (results, which) =>
  Object.entries(results).flatMap(([name, result]) => {
    const { title, rival, of, least = false, unit = '×', [which]: limit } = goals[name] ?? {}
    if (limit === undefined) return []
    const value = of(result)
    if (least ? value >= limit : value <= limit) return []
    const beside = rival === undefined ? '' : ` beside ${rival}`
    return [
      `${title}${beside}: ${value.toFixed(2)} ${unit}, and ${least ? 'at least' : 'at most'} ${limit} ${unit} was expected.`,
    ]
  })
