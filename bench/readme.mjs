// Writes the results into README.md, between its two marks, and the picture beside it. `node bench/readme.mjs` does so again
// from results.json alone.
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { goals, meets, times } from './goals.mjs'
import { picture } from './picture.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))
const [page, drawing, kept] = ['README.md', 'picture.svg', 'results.json'].map(name => join(folder, name))
const marks = ['<!-- results -->', '<!-- /results -->']

/** Keeps the results beside those of measures that were not taken this time, and shows all of them. */
export async function write(results) {
  const before = JSON.parse(await readFile(kept, 'utf8').catch(() => '{}'))
  const at = new Date().toISOString().slice(0, 10)
  const on = `${cpus().length} × ${cpus()[0]?.model.trim()}`
  const taken = Object.entries(results).map(([name, result]) => [name, { ...result, at, on }])
  const all = { ...before, ...Object.fromEntries(taken) }
  await writeFile(kept, `${JSON.stringify(all, null, 2)}\n`)
  await show(all)
}

async function show(results) {
  const text = await readFile(page, 'utf8')
  const [head = '', rest = ''] = text.split(marks[0])
  const tail = rest.split(marks[1])[1] ?? ''
  await writeFile(page, `${head}${marks[0]}\n${table(results)}\n${marks[1]}${tail}`)
  await writeFile(drawing, picture(results))
}

function table(results) {
  const rows = Object.keys(goals)
    .filter(name => results[name] !== undefined)
    .map(name => {
      const { title, rival = '', goal, least, unit = '×' } = goals[name]
      const { drover_s, ssh_s, rsync_s, ansible_s, node_s } = results[name]
      const theirs = ssh_s ?? rsync_s ?? ansible_s ?? node_s
      const wanted = `${least ? '≥' : '≤'} ${goal} ${unit}`
      const verdict = meets(name, results[name]) ? 'met' : '**missed**'
      const cells = [
        title,
        seconds(rival === '' ? undefined : drover_s),
        rival && `\`${rival}\``,
        seconds(theirs),
        times(name, results[name]),
        wanted,
      ]
      return `| ${[...cells, verdict].join(' | ')} |`
    })
  const head = ['what', 'Drover', 'beside', 'its time', 'measured', 'goal', '']
  const runs = [...new Set(Object.values(results).map(({ at, on }) => `${at} on ${on}`))].sort()
  return [
    '',
    `| ${head.join(' | ')} |`,
    '| :-- | --: | :-- | --: | --: | --: | :-- |',
    ...rows,
    '',
    `Taken ${runs.join('; ')}.`,
    '',
  ].join('\n')
}

const seconds = number => (!number ? '' : `${number.toFixed(2)} s`)

if (process.argv[1] === fileURLToPath(import.meta.url)) await show(JSON.parse(await readFile(kept, 'utf8')))
