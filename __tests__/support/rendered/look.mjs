// Shows pages of Markdown in a real Chromium, as GitHub would. Takes JSON on standard input, a list of
// `{ markdown, width, dark, picture?, diagrams? }`, and prints what it sees of each. It is a program of its own: what it needs are ES
// modules.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { diagramsOf } from './diagrams.mjs'
import { htmlOf } from './markdown.mjs'

const require = createRequire(import.meta.url)
const styles = {
  light: readFileSync(require.resolve('github-markdown-css/github-markdown-light.css'), 'utf8'),
  dark: readFileSync(require.resolve('github-markdown-css/github-markdown-dark.css'), 'utf8'),
}

// A picture of a herd would be as long as the herd.
const mostHeight = 1400

const pages = JSON.parse(await text(process.stdin))
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--headless=shell', '--disable-gpu'],
})
const page = await browser.newPage()
try {
  const seen = []
  for (const shown of pages) seen.push(await look(shown))
  process.stdout.write(JSON.stringify(seen))
} finally {
  await browser.close()
}

async function look({ markdown, width, dark, picture, diagrams }) {
  const scheme = dark ? 'dark' : 'light'
  await page.setViewportSize({ width, height: mostHeight })
  const body = `<article class="markdown-body" style="padding: 16px; box-sizing: border-box">${htmlOf(markdown)}</article>`
  await page.setContent(`<!doctype html><style>body { margin: 0 } ${styles[scheme]}</style>${body}`)
  const shown = diagrams === undefined ? [] : await diagramsOf(page, diagrams, dark)
  const found = { ...(await page.evaluate(measure)), diagrams: shown }
  if (picture !== undefined) {
    const { height } = await page.evaluate(() => document.querySelector('article').getBoundingClientRect())
    const clip = { x: 0, y: 0, width, height: Math.min(height, mostHeight) }
    await page.screenshot({ path: picture, clip, fullPage: true })
  }
  return found
}

// This runs in the page.
function measure() {
  const elements = {}
  for (const { localName } of document.querySelectorAll('article *'))
    elements[localName] = (elements[localName] ?? 0) + 1
  const table = [...document.querySelectorAll('table')].find(
    each => each.querySelector('th')?.textContent === 'machine',
  )
  const rows = [...(table?.querySelectorAll('tbody tr') ?? [])]
  return {
    elements,
    links: [...document.querySelectorAll('article a')].map(each => each.href),
    machines: rows.map(row => row.querySelector('td').textContent),
    lowestRow: Math.min(...rows.map(row => row.getBoundingClientRect().height)),
    // What stands out of the page, to the right.
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    colour: getComputedStyle(document.querySelector('article')).backgroundColor,
  }
}
