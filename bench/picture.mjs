// Draws what was measured: a bar each, as a share of the rival's time, and a mark where the goal is. Legible on light and dark.
import { goals, times } from './goals.mjs'

const width = 860
const left = 330
const right = 130
const row = 30
const colours = { text: '#7d8590', met: '#2da44e', missed: '#d4722c', goal: '#7d8590', rail: '#7d859033' }

/** The bars go from 0 to twice the rival's time: what is longer is cut, and its number says so. */
const most = 2

export function picture(results) {
  const names = Object.keys(goals).filter(name => results[name]?.ratio !== undefined && goals[name].unit === undefined)
  const scale = (width - left - right) / most
  const x = ratio => left + Math.min(ratio, most) * scale
  const height = 64 + names.length * row
  const bars = names.flatMap((name, index) => {
    const { title, rival, goal, least } = goals[name]
    const { ratio } = results[name]
    const y = 44 + index * row
    const limit = least ? 1 / goal : goal
    const colour = ratio <= limit ? colours.met : colours.missed
    return [
      `<text x="${left - 10}" y="${y + 13}" text-anchor="end">${escaped(title)} <tspan opacity="0.75">/ ${escaped(rival)}</tspan></text>`,
      `<rect x="${left}" y="${y + 2}" width="${width - left - right}" height="15" rx="2" fill="${colours.rail}"/>`,
      `<rect x="${left}" y="${y + 2}" width="${(x(ratio) - left).toFixed(1)}" height="15" rx="2" fill="${colour}"/>`,
      `<path d="M${x(limit).toFixed(1)} ${y - 2}v23" stroke="${colours.goal}" stroke-width="2"/>`,
      `<text x="${width - right + 10}" y="${y + 13}">${escaped(times(name, results[name]))}</text>`,
    ]
  })
  const one = x(1).toFixed(1)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="${colours.text}">
<title>Drover’s time as a share of its rivals’ times</title>
<text x="${one}" y="18" text-anchor="middle">the rival’s time</text>
<path d="M${one} 24V${height - 16}" stroke="${colours.goal}" stroke-dasharray="3 3"/>
${bars.join('\n')}
<text x="${left}" y="${height - 4}">▍the goal: a bar that ends before it meets it</text>
</svg>
`
}

const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
