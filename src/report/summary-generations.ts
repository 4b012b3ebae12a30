import type { GenerationRecord } from '../event'
import { code, details, inline } from './escape'
import { sourceWords, timeWords } from './provenance-words'
import type { RunView } from './run'
import { counted } from './words'

/** So many rows of a machine are shown at once; older ones are folded away. */
const shown = 10

/** What `status` asks for: the generations that each machine keeps, the newest first. */
export const generationsPart = (run: RunView): string =>
  run.machines
    .filter(({ generations }) => generations.length > 0)
    .map(({ name, generations }) => {
      const rows = generations.toSorted((a, b) => b.number - a.number).map(rowOf)
      const older = rows.slice(shown)
      return [
        `### ${code(name)}, ${counted(generations.length, 'generation')}`,
        tableOf(rows.slice(0, shown)),
        ...(older.length > 0 ? [details(`${older.length} older`, tableOf(older))] : []),
      ].join('\n\n')
    })
    .join('\n\n')

const tableOf = (rows: readonly string[]): string =>
  ['| generation | time | from | by | Drover | resources |', '| --: | :-- | :-- | :-- | :-- | --: |', ...rows].join(
    '\n',
  )

function rowOf({ number, current, resources, provenance }: GenerationRecord): string {
  const { time, file, run, actor, drover } = provenance
  const name = current ? `**${number}** (current)` : String(number)
  const from = `${inline(sourceWords(provenance))}, ${code(file)}`
  const by = [actor ?? '', run ?? ''].filter(word => word !== '').map(inline)
  const cells = [name, inline(timeWords(time)), from, by.join('<br>'), inline(drover ?? ''), resources]
  return `| ${cells.join(' | ')} |`
}
