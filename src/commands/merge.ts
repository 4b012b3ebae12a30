import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DroverError } from '../failure'
import { readEventsFile } from '../report/events-file'
import { mergeRuns } from '../report/merge-runs'
import type { Session } from './session'

/**
 * Makes one report of the shards of a run, from the files of events that they left. It ends as the gravest of them did; a shard
 * that left none is told, and nobody knows how its machines are.
 */
export async function merge({ options, voice }: Session): Promise<number> {
  const files = options.shardEvents === undefined ? [] : eventFiles(options.shardEvents)
  const runs = files.map(file => ({ file, events: readEventsFile(file).events }))
  const { events, outcome, seconds } = mergeRuns(runs)
  for (const event of events) voice.replay(event)
  return voice.end(outcome, seconds)
}

/** Those in a folder, however deep: each artifact is downloaded to a folder of its own. */
function eventFiles(place: string): readonly string[] {
  if (!existsSync(place)) throw missing(place, 'it is not there')
  if (!statSync(place).isDirectory()) return [place]
  const found = readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ndjson'))
    .sort()
  if (found.length === 0) throw missing(place, 'no file in it ends in .ndjson')
  return found.map(name => join(place, name))
}

const missing = (place: string, why: string): DroverError =>
  new DroverError({
    code: 'bad-input',
    input: 'events',
    message: `${place}: ${why}; expected the files of events that the shards kept (input “events”), downloaded to one folder.`,
  })
