import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../src/commands/arguments/arguments'
import { matrix } from '../../src/commands/matrix'
import { merge } from '../../src/commands/merge'
import { open, type Session } from '../../src/commands/session'
import { voice } from '../../src/commands/voice'
import type { TimedEvent } from '../../src/event'
import { openEventsFile } from '../../src/report/events-file'
import { resultOf } from '../../src/report/result'

const folder = mkdtempSync(join(tmpdir(), 'drover-merge-'))
afterAll(() => rmSync(folder, { recursive: true }))
const environment = { type: 'managed-host', host: '127.0.0.1', hostKey: `SHA256:${'A'.repeat(43)}` }
const machine = (name: string, ...after: readonly string[]) => ({ name, environment, after, system: {} })
writeFileSync(
  join(folder, 'deploy.json'),
  JSON.stringify({ name: 'd', machines: [machine('a', 'c'), machine('b'), machine('c'), machine('d')] }),
)

function session(words: readonly string[], listener: (event: TimedEvent) => void = () => undefined): Session {
  const asked = readArguments(words, {})
  if (asked.what !== 'run') throw new Error(JSON.stringify(asked))
  const never = new AbortController().signal
  const { command, options } = asked
  return { command, options, voice: voice([listener]), signal: never, ends: never, mask: () => undefined }
}

/** What a shard's job leaves, where each of its machines ends so. */
async function shard(words: string, path: string, outcome: 'changed' | 'failed-undone') {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  const file = openEventsFile(join(folder, path), error => {
    throw error
  })
  const run = session(['deploy', '--shard', words, '-C', folder], event => file.write(event))
  await open(run, 'placeholder')
  for (const { name } of run.voice.run().machines)
    run.voice.emit({ type: 'machine-ended', machine: name, outcome, seconds: 1 })
  run.voice.end(outcome)
  file.close()
}

test('parts the machines for a matrix, those that wait for one another together', async () => {
  const run = session(['matrix', '--shards', '200', '-C', folder])
  expect(await matrix(run)).toBe(0)
  expect(resultOf(run.voice.run()).matrix).toEqual({
    include: [
      { shard: '1/3', machines: 'a c' },
      { shard: '2/3', machines: 'b' },
      { shard: '3/3', machines: 'd' },
    ],
  })
})

test('without a number it makes one shard for every max-parallel machines', async () => {
  const run = session(['matrix', '--max-parallel', '2', '-C', folder])
  expect(await matrix(run)).toBe(0)
  expect(run.voice.run().shards?.map(({ machines }) => machines)).toEqual([
    ['a', 'c'],
    ['b', 'd'],
  ])
})

test('makes one run of what the shards left, in folders of their own, and ends as the gravest', async () => {
  await shard('1/2', 'two/events-1/run.ndjson', 'changed')
  await shard('2/2', 'two/events-2/run.ndjson', 'failed-undone')
  writeFileSync(join(folder, 'two/read-me.txt'), '')
  const run = session(['merge', join(folder, 'two')])
  expect(await merge(run)).toBe(1)
  expect(resultOf(run.voice.run())).toMatchObject({
    command: 'deploy',
    deployment: 'd',
    outcome: 'failed-undone',
    machines: [
      { name: 'a', outcome: 'changed' },
      { name: 'c', outcome: 'changed' },
      { name: 'b', outcome: 'failed-undone' },
      { name: 'd', outcome: 'failed-undone' },
    ],
    failures: [],
  })
})

test('says that a shard left nothing, and where nothing lies at all', async () => {
  await shard('2/2', 'one/run.ndjson', 'changed')
  const run = session(['merge', join(folder, 'one')])
  expect(await merge(run)).toBe(5)
  expect(run.voice.run().failures).toEqual([{ code: 'shards-lost', shards: ['1/2'] }])
  mkdirSync(join(folder, 'none'))
  await expect(merge(session(['merge', join(folder, 'none')]))).rejects.toThrow(/no file in it ends in \.ndjson/)
  await expect(merge(session(['merge', join(folder, 'nowhere')]))).rejects.toThrow(/it is not there/)
})
