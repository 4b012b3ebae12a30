import type { GenerationRecord } from '../event'
import { code, details, inline } from './escape'
import { sourceWords, timeWords } from './provenance-words'
import type { RunView } from './run'
import { counted } from './words'

/** What `status` asks for: the generations that each machine keeps, the newest first. */
export const generationsPart = (run: RunView): string =>
  run.machines
    .filter(({ generations }) => generations.length > 0)
    .map(({ name, generations }) => {
      const rows = generations.toSorted((a, b) => b.number - a.number).map(rowOf)
      const head = '| generation | time | from | by | Drover | resources |\n| --: | :-- | :-- | :-- | :-- | --: |'
      return details(`${code(name)} ${counted(generations.length, 'generation')}`, `${head}\n${rows.join('\n')}`)
    })
    .join('\n\n')

function rowOf({ number, current, resources, provenance }: GenerationRecord): string {
  const { time, file, run, actor, drover } = provenance
  const name = current ? `**${number}** (current)` : String(number)
  const from = `${inline(sourceWords(provenance))}, ${code(file)}`
  const by = [actor ?? '', run ?? ''].filter(word => word !== '').map(inline)
  const cells = [name, inline(timeWords(time)), from, by.join('<br>'), inline(drover ?? ''), resources]
  return `| ${cells.join(' | ')} |`
}
