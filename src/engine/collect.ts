import { DroverError } from '../failure'
import type { Outcome } from '../outcome'
import { collecting } from '../target/runtime'
import { sh } from '../target/script'
import type { Circumstances, Herd } from './herd'
import { eachReached } from './reached'
import { tell } from './tell'

/** Removes from each machine the generations that are not kept, and what nothing there needs any more. */
export const collect = (herd: Herd, circumstances: Circumstances): Promise<Outcome> =>
  eachReached(herd, circumstances, 'unchanged', async ({ name }, { target }) => {
    const { generations, days } = herd.settings.keep
    const call = sh`if [ -d "$drover/deployments" ]; then drover_collect ${generations} ${days}; else echo collected 0 0 0 0; fi`
    const said = await tell(target, herd, circumstances, { what: 'collect', functions: collecting, call })
    const gone = readCollected(said)
    if (!gone) throw new DroverError({ code: 'remote-answer-broken', what: 'collect', message: said })
    circumstances.emit({ type: 'progress', machine: name, message: collectedWords(gone) })
    return gone.generations + gone.contents + gone.trees === 0 ? 'unchanged' : 'collected'
  })

/** What went from a machine. */
export interface Collected {
  readonly generations: number
  readonly contents: number
  readonly trees: number
  readonly bytes: number
}

/** Reads `collected GENERATIONS CONTENTS TREES BYTES`. */
export function readCollected(said: string): Collected | undefined {
  const numbers = /^collected (\d+) (\d+) (\d+) (\d+)$/.exec(said)?.slice(1).map(Number)
  if (!numbers) return undefined
  const [generations = 0, contents = 0, trees = 0, bytes = 0] = numbers
  return { generations, contents, trees, bytes }
}

/** For a person: `removed 2 generations, 14 contents and 1 tree: 3.1 MiB`. */
export function collectedWords({ generations, contents, trees, bytes }: Collected): string {
  const parts = [count(generations, 'generation'), count(contents, 'content'), count(trees, 'tree')]
  const [last = '', ...others] = parts.filter(part => !part.startsWith('0 ')).toReversed()
  if (last === '') return 'nothing that is not needed'
  const listed = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`
  return `removed ${listed}: ${(bytes / 1024 / 1024).toFixed(1)} MiB`
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`
