import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Event, TimedEvent } from '../../src/event'
import { commentOf } from '../../src/report/comment'
import { emptyRun, foldRun } from '../../src/report/run'
import { summaryReporter } from '../../src/report/summary'
import { hostileTexts } from '../support/rendered/hostile'
import { type Page, seenOf } from '../support/rendered/seen'
import { change, five, herd, started, timed } from './runs'

// `npm run pictures` names the folder that pictures are put into.
const pictures = process.env.DROVER_PICTURES

const runOf = (events: readonly TimedEvent[]) => events.reduce(foldRun, emptyRun)
const summary = (events: readonly TimedEvent[]) => summaryReporter().render(runOf(events))

/** Machines that each say one of the texts wherever something can be said. */
const saying = (texts: readonly string[]): readonly TimedEvent[] => {
  const names = texts.map((_, number) => `m${number}`)
  return timed([
    started('deploy', names),
    ...texts.flatMap((text, number): Event[] => {
      const machine = `m${number}`
      return [
        {
          type: 'planned',
          machine,
          changes: [change('file:a', { title: text, diff: `-a\n+${text}` })],
          digest: 'd',
          generation: 1,
        },
        { type: 'found', machine, finding: { check: text, answer: 'no', message: text } },
        { type: 'step-started', machine, step: 'file:a', title: text },
        { type: 'step-failed', machine, step: 'file:a', exit: 1, output: text },
        {
          type: 'machine-ended',
          machine,
          outcome: 'failed',
          failure: { code: 'state-unknown', message: text },
          seconds: 1,
        },
      ]
    }),
    { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 9 },
  ])
}

const comment = (events: readonly TimedEvent[]) => commentOf(runOf(events), () => '<!-- drover {} -->')
const many = herd(500, 500, 2300)
const looks = [1012, 390].flatMap(width => [false, true].map(dark => ({ width, dark })))
const shown = {
  'summary-5': summary(five),
  'summary-500': summary(many),
  'comment-5': comment(five),
  'comment-500': comment(many),
}
const wide = { width: 1012, dark: false }

const pages = Object.entries(shown).flatMap(([name, markdown]) => looks.map(look => ({ name, markdown, ...look })))
const spoken = (texts: readonly string[]): readonly Page[] => [
  { markdown: summary(saying(texts)), ...wide },
  { markdown: comment(saying(texts)), ...wide },
]
/** As long, in as many lines, and no other machine says the same. */
const harmless = (text: string, number: number) => text.replace(/[^\r\n]/g, 'h') + number
const seen: ReturnType<typeof seenOf>[number][] = []

beforeAll(() => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  const asked = pages.map(({ name, ...page }): Page => {
    const file = `${name}-${page.width}-${page.dark ? 'dark' : 'light'}.png`
    return pictures === undefined || name.startsWith('comment') ? page : { ...page, picture: join(pictures, file) }
  })
  seen.push(...seenOf([...asked, ...spoken(hostileTexts), ...spoken(hostileTexts.map(harmless))]))
}, 120_000)

test.each(pages.map(({ name, width, dark }, index) => ({ name, width, dark, index })))(
  '$name, $width wide, dark $dark: a row a machine, and nothing stands out of the page',
  ({ name, dark, index }) => {
    const page = seen[index]
    expect(page?.overflow).toBe(0)
    expect(page?.colour).toBe(dark ? 'rgb(13, 17, 23)' : 'rgb(255, 255, 255)')
    const names = name.endsWith('-5')
      ? ['balancer', 'forum-1', 'forum-2', 'forum-3', 'forum-4']
      : many.flatMap(event => (event.type === 'run-started' ? event.machines.map(each => each.name) : []))
    expect(page?.machines).toEqual(names)
    expect(page?.lowestRow).toBeGreaterThan(16)
  },
)

test.each([
  { what: 'summary', at: pages.length },
  { what: 'comment', at: pages.length + 1 },
])('nothing that came from outside becomes an element of the $what', ({ at }) => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(30)
  expect(seen[at]?.machines).toHaveLength(hostileTexts.length)
  expect(seen[at]?.links).toEqual(seen[at + 2]?.links)
  expect(seen[at]?.elements).toEqual(seen[at + 2]?.elements)
})
