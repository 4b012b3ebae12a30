import type { GenerationRecord } from '../event'
import { code, details, inline } from './escape'
import type { RunView } from './run'
import { counted } from './words'

/** What `status` asks for: the generations that each machine keeps, the newest first. */
export const generationsPart = (run: RunView): string =>
  run.machines
    .filter(({ generations }) => generations.length > 0)
    .map(({ name, generations }) => {
      const rows = generations.toSorted((a, b) => b.number - a.number).map(rowOf)
      const head = '| generation | time | commit | by | resources |\n| --: | :-- | :-- | :-- | --: |'
      return details(`${code(name)} ${counted(generations.length, 'generation')}`, `${head}\n${rows.join('\n')}`)
    })
    .join('\n\n')

function rowOf({ number, current, resources, provenance }: GenerationRecord): string {
  const { time, sha, ref, actor } = provenance
  const commit = [sha?.slice(0, 12), ref].flatMap(word => (word === undefined ? [] : [code(word)])).join(' ')
  const name = current ? `**${number}** (current)` : String(number)
  return `| ${[name, inline(time), commit, inline(actor ?? ''), resources].join(' | ')} |`
}
