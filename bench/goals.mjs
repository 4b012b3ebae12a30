// What is measured, beside whom, and what it is to be: Drover's time is at most `goal` times the rival's. `bound` is what a
// noisy machine may still show in a quick run before it counts as slower.
export const goals = {
  upToDate: { title: 'Up to date, 5 machines', rival: 'ssh HOST true', goal: 0.8, bound: 1.2 },
  upToDate20: { title: 'Up to date, 20 machines', rival: 'ssh HOST true', goal: 0.7 },
  upToDate100: { title: 'Up to date, 100 machines', rival: 'ssh HOST true', goal: 0.7 },
  upToDateFar: { title: 'Up to date, 5 machines, 100 ms away', rival: 'ssh HOST true', goal: 1.1 },
  changed: { title: 'One setting changed, 5 machines', rival: 'ssh HOST true', goal: 2, bound: 3 },
  first: { title: 'First deploy, 5 machines', rival: 'ssh HOST apt-get install', goal: 1.1, bound: 2 },
}

/** The goals that a run misses, as sentences. `which` is `goal` or `bound`. */
export const missed = (results, which) =>
  Object.entries(results).flatMap(([name, { ratio }]) => {
    const { title = name, rival, [which]: most } = goals[name] ?? {}
    if (most === undefined || ratio <= most) return []
    return [`${title}: ${ratio.toFixed(2)} times as long as ${rival}, and at most ${most} times was expected.`]
  })
