import { readFileSync } from 'node:fs'
import { commandOf, commandWords } from '../src/commands/arguments/command-table'
import { optionOf, options, optionWords } from '../src/commands/arguments/option-table'
import { usage, usageOf } from '../src/commands/arguments/usage'
import { outcomes } from '../src/outcome'

const page = readFileSync('docs/command-line.md', 'utf8')
const sections = new Map(
  page
    .split('\n### drover ')
    .slice(1)
    .map(text => [text.split('\n')[0] ?? '', text.split('\n## ')[0] ?? '']),
)
/** The rows of the table below a heading, without the two of its head. */
const rows = (heading: string): readonly string[] =>
  ((page.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')[0] ?? '')
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)

test('the page has a section for each command, in the order of the help', () => {
  expect([...sections.keys()]).toEqual(commandWords)
})

test.each([...commandOf])('%s: the page names the options that it takes, and no others', (name, { takes }) => {
  const [, told = ''] = /^Takes (.*?)\.$/ms.exec(sections.get(name) ?? '') ?? []
  expect([...told.matchAll(/`--([a-z-]+)`/g)].map(([, option]) => option).toSorted()).toEqual(takes.toSorted())
})

test('the page explains each option, with its short name and its value', () => {
  const shown = rows('Options').map(row => (row.split('|')[1] ?? '').replaceAll('`', '').trim())
  expect(shown).toEqual([...optionOf.keys()].map(name => optionWords(name).trim()))
})

test('the page says what each exit code means', () => {
  const codes = rows('Exit codes').flatMap(row => (row.split('|')[1] ?? '').split(',').map(Number))
  const known = new Set([2, 143, ...Object.values(outcomes).map(({ exit }) => exit)])
  expect(codes).toEqual([...known].toSorted((a, b) => a - b))
})

test('the page says of each command that takes --json which form it has', () => {
  const told = rows('JSON').flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))
  const takers = [...commandOf].flatMap(([name, { takes }]) => (takes.includes('json') ? [name] : []))
  expect(told.toSorted()).toEqual(takers.toSorted())
})

test('the help names each command and option, and that of a command what it takes', () => {
  for (const name of commandWords) expect(usage()).toMatch(new RegExp(`^  drover ${name}\\b`, 'm'))
  for (const name of Object.keys(options)) expect(usage()).toContain(`--${name}`)
  const told = [...usageOf('graph').matchAll(/^ {2}.{4}--([a-z-]+)/gm)].map(([, name]) => name)
  expect(told).toEqual(['working-directory', 'file', 'stage', 'machines', 'timeout', 'format', 'json', 'help'])
})

test('one line of the help is no longer than a terminal is wide', () => {
  for (const line of usage().split('\n')) expect(line.length).toBeLessThanOrEqual(120)
})

test('what selects machines is explained in one place', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('(docs/command-line.md#selecting-machines)')
  expect(rows('Selecting machines').map(row => (row.split('|')[1] ?? '').replaceAll('`', '').trim())).toEqual([
    'web-1',
    'web-*',
    '@database',
    '!web-1, !@database',
  ])
})
