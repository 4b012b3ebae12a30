// Runs processes and takes their time. What did not end well gives no number: it throws.
import { spawn } from 'node:child_process'

/**
 * Runs a process to its end. Seconds of wall time from its start until it has exited; an exit code other than 0 throws.
 * It is the head of a process group of its own, which an abort ends as a whole.
 */
export function timed([program, ...args], { signal, env = {}, cwd, ...spawning } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const out = []
    const err = []
    const began = performance.now()
    let seconds
    const child = spawn(program, args, {
      detached: true,
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...spawning,
    })
    const kill = () => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGTERM')
      } catch {
        // It has ended meanwhile.
      }
    }
    signal?.addEventListener('abort', kill, { once: true })
    child.stdout?.on('data', chunk => out.push(chunk))
    child.stderr?.on('data', chunk => err.push(chunk))
    child.on('error', reject)
    child.on('exit', () => {
      seconds = (performance.now() - began) / 1000
    })
    child.on('close', (code, by) => {
      signal?.removeEventListener('abort', kill)
      const [stdout, stderr] = [out, err].map(chunks => Buffer.concat(chunks).toString())
      if (signal?.aborted) return reject(signal.reason)
      if (code === 0) return resolve({ seconds, stdout, stderr })
      const words = (stderr.trim() || stdout.trim()).split('\n').slice(-15).join('\n')
      reject(
        new Error(
          `${program} ${args.slice(0, 2).join(' ')} ended with ${code ?? by}, so there is no number:\n${words}`,
        ),
      )
    })
  })
}

/** The middle one; of an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Takes the time of two rivals beside one another: pairs one after another, the first of a pair being each in turn, so that
 * a machine that grows slower does so for both. Answers with the medians, and with how many times the second's the first's is.
 */
export async function pairs(times, ours, theirs) {
  const seconds = { ours: [], theirs: [] }
  for (let turn = 0; turn < times; turn++) {
    const order = turn % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours']
    for (const who of order) seconds[who].push(await (who === 'ours' ? ours(turn) : theirs(turn)))
  }
  const [our, their] = [median(seconds.ours), median(seconds.theirs)]
  return { our, their, ratio: our / their, seconds }
}
