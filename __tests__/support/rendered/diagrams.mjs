// Diagrams in a page that a browser shows: mermaid itself reads and draws them. GitHub does so in a frame of its own, which has no size
// while it stands in what is folded away.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const mermaid = readFileSync(require.resolve('@mermaid-js/tiny'), 'utf8')

/**
 * Reads each diagram of the page, and draws it where `how` is `opened`, or `folded`, which has no size while it is drawn. Gives what
 * was read and seen of each.
 */
export async function diagramsOf(page, how, dark) {
  // It outlasts the page's text.
  if (!(await page.evaluate(() => 'mermaid' in globalThis))) await page.addScriptTag({ content: mermaid })
  return page.evaluate(show, { how, dark })
}

// This runs in the page.
async function show({ how, dark }) {
  const { mermaid } = globalThis
  mermaid.initialize({ startOnLoad: false, theme: dark ? 'dark' : 'default' })
  const codes = [...document.querySelectorAll('code.language-mermaid')]
  const seen = []
  for (const [number, code] of codes.entries()) {
    const text = code.textContent
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text)
    const tasks = db.getTasks().map(({ task, section, startTime, endTime, crit }) => ({
      task: task.trim(),
      section,
      from: startTime.getTime(),
      to: endTime.getTime(),
      crit: crit === true,
    }))
    seen.push({
      sections: db.getSections(),
      tasks,
      ...(how === 'read' ? {} : { drawn: await draw(code, text, number) }),
    })
  }
  return seen

  async function draw(code, text, number) {
    const place = document.createElement('div')
    code.closest('pre').replaceWith(place)
    place.closest('details').open = true
    place.hidden = how === 'folded'
    const { svg } = await mermaid.render(`diagram-${number}`, text, place)
    place.innerHTML = svg
    place.hidden = false
    const frame = place.querySelector('svg').getBoundingClientRect()
    const box = element => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return { left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom: bottom - frame.top }
    }
    const texts = selector =>
      [...place.querySelectorAll(selector)].map(each => ({ text: each.textContent, ...box(each) }))
    return {
      frame: box(place.querySelector('svg')),
      bars: [...place.querySelectorAll('rect.task')].map(each => ({
        colour: getComputedStyle(each).fill,
        ...box(each),
      })),
      words: texts('text[class*="taskText"]'),
      names: texts('text.sectionTitle'),
      ticks: texts('.grid .tick text'),
    }
  }
}
