import type { TimedEvent } from '../event'
import { DroverError } from '../failure'
import { gravest, type Outcome } from '../outcome'

export interface ShardRun {
  readonly file: string
  readonly events: readonly TimedEvent[]
}

export interface Merged {
  /** Of one run with all machines, in the order of time; without its end. */
  readonly events: readonly TimedEvent[]
  readonly outcome: Outcome
  /** From the begin of the first shard to the end of the last one. */
  readonly seconds: number
}

/** What says of a shard alone that it begins, ends, and in which batches: the others have ones of their own. */
const ofShard: ReadonlySet<TimedEvent['type']> = new Set([
  'run-started',
  'run-ended',
  'batches-planned',
  'batch-begun',
  'batches-paused',
])

type Started = Extract<TimedEvent, { type: 'run-started' }>

/**
 * The runs of several shards as one.
 *
 * @throws DroverError `bad-input` where they are not shards of one run
 */
export function mergeRuns(runs: readonly ShardRun[]): Merged {
  const started = runs.flatMap(({ file, events }) =>
    events.flatMap(event => (event.type === 'run-started' ? [{ file, event }] : [])),
  )
  const [first] = started
  if (first !== undefined) for (const [at, other] of started.entries()) refuseAnother(started.slice(0, at), other)
  const begin = Math.min(...started.map(({ event }) => Date.parse(event.provenance.time)))
  const shifted = runs.flatMap(({ events }) => {
    const own = events.find(event => event.type === 'run-started')
    const late = own === undefined ? 0 : (Date.parse(own.provenance.time) - begin) / 1000
    return events.map(event => ({ ...event, at: event.at + late }))
  })
  const lost = lostShards(started.map(({ event }) => event))
  const ends = runs.map(({ events }) => events.find(event => event.type === 'run-ended')?.outcome ?? 'unknown')
  return {
    events: [
      ...(first === undefined ? [] : [whole(first.event, started)]),
      ...shifted.filter(({ type }) => !ofShard.has(type)).toSorted((a, b) => a.at - b.at),
      ...(lost.length === 0
        ? []
        : [{ type: 'run-failed', failure: { code: 'shards-lost', shards: lost }, at: 0 } as const]),
    ],
    outcome: gravest(lost.length === 0 ? ends : [...ends, 'unknown'], 'unknown'),
    seconds: Math.max(0, ...shifted.map(({ at }) => at)),
  }
}

interface Begun {
  readonly file: string
  readonly event: Started
}

/** The begin of all of them together. */
function whole({ shard: _, ...event }: Started, started: readonly Begun[]): Started {
  return { ...event, at: 0, machines: started.flatMap(({ event: { machines } }) => machines) }
}

function refuseAnother(before: readonly Begun[], { file, event }: Begun): void {
  const refuse = (message: string) => {
    throw new DroverError({ code: 'bad-input', input: file, message })
  }
  const names = ({ command, deployment, stage, shard }: Started) =>
    `“${command}” of ${deployment} (${stage})${shard === undefined ? '' : ` in ${shard.split('/')[1]} shards`}`
  for (const other of before) {
    if (names(other.event) !== names(event))
      refuse(
        `it is of ${names(event)}, and ${other.file} is of ${names(other.event)}: these are not shards of one run.`,
      )
    if (other.event.shard === event.shard)
      refuse(
        `it is of the same ${event.shard === undefined ? 'run' : `shard ${event.shard}`} as ${other.file}: keep the later one.`,
      )
  }
}

/** Those of which there is nothing, as `2/3`. */
function lostShards(started: readonly Started[]): readonly string[] {
  const there = new Set(started.map(({ shard }) => shard))
  const count = Number(started[0]?.shard?.split('/')[1] ?? 0)
  return Array.from({ length: count }, (_, at) => `${at + 1}/${count}`).filter(shard => !there.has(shard))
}
