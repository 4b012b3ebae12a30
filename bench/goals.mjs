// What is measured, beside whom, and what it is to be. Most goals are of the ratio: Drover's seconds to the rival's, at most
// `goal`. `bound` is what a noisy machine may show in a quick run before it counts as slower.
const ratio = result => result.ratio
const inverse = result => 1 / result.ratio
const ssh = 'ssh HOST true'

export const goals = {
  upToDate: { title: 'Up to date, 5 machines', rival: ssh, of: ratio, goal: 0.8, bound: 1.5 },
  upToDate20: { title: 'Up to date, 20 machines', rival: ssh, of: ratio, goal: 0.7 },
  upToDate100: { title: 'Up to date, 100 machines', rival: ssh, of: ratio, goal: 0.7 },
  upToDateFar: { title: 'Up to date, 5 machines, 100 ms', rival: ssh, of: ratio, goal: 1.1 },
  changed: { title: 'One setting changed, 5 machines', rival: ssh, of: ratio, goal: 2, bound: 4 },
  first: { title: 'First deploy, 5 machines', rival: 'apt-get install', of: ratio, goal: 1.1, bound: 3 },
  treeFirst: { title: '10,000 files, 200 MB, delivered', rival: 'rsync -ac', of: ratio, goal: 1.1 },
  treeChanged: { title: '10,000 files, one changed', rival: 'rsync -ac', of: ratio, goal: 1 },
  ansibleUpToDate: { title: 'Up to date, 5 machines', rival: 'Ansible', of: inverse, goal: 25, least: true },
  ansibleChanged: { title: 'One setting changed, 5 machines', rival: 'Ansible', of: inverse, goal: 12, least: true },
  start: {
    title: 'From the action’s start to the first line of deploy.ts',
    rival: 'node script.js',
    of: ({ drover_s }) => drover_s * 1000,
    goal: 120,
    unit: 'ms',
  },
  clientCpu: { title: 'The client’s CPU time a connection', of: ({ cpu_ms }) => cpu_ms, goal: 5, unit: 'ms' },
  clientMemory: { title: 'The client’s memory a machine', of: ({ memory_mb }) => memory_mb, goal: 1, unit: 'MB' },
}

/** What a result says, as its goal counts: `0.81 ×`, `23.4 × faster`, `4.20 ms`. */
export function times(name, result) {
  const { of, least = false, unit = '×' } = goals[name]
  const value = of(result)
  return `${value.toFixed(value < 10 ? 2 : 1)} ${unit}${least ? ' faster' : ''}`
}

/** Whether a result is as it should be: by its `goal`, or by the `bound` of a noisy machine. Without one it is. */
export function meets(name, result, which = 'goal') {
  const { of, least = false, [which]: limit } = goals[name]
  return limit === undefined || (least ? of(result) >= limit : of(result) <= limit)
}

/** The results that are beyond their bound, as sentences. */
export const beyond = results =>
  Object.entries(results)
    .filter(([name, result]) => !meets(name, result, 'bound'))
    .map(([name, result]) => {
      const { title, rival, bound } = goals[name]
      return `${title}: ${times(name, result)} beside ${rival}, and even a noisy machine explains no more than ${bound}.`
    })
