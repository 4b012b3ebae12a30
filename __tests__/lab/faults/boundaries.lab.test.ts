import { FaultBench } from '../../support/fault-bench'
import { type Fault, faults } from '../../support/faults'
import { labMachine } from '../../support/lab'
import { type LostSync, lostSyncs, without } from '../../support/lost-syncs'
import { seed } from '../../support/seed'
import { tally } from '../../support/tally'

// Every fault at every boundary, instead of one that is another one each time.
const whole = process.env.DROVER_FAULTS === 'all'

// `6.3` is the fourth fault at the sixth boundary, and nothing else: to see again what was seen once.
const only = process.env.DROVER_POINT?.split(',')

const lanes: FaultBench[] = []
beforeAll(async () => {
  const machines = await Promise.all([labMachine({ disk: true }), labMachine({ disk: true })])
  lanes.push(...machines.map(machine => new FaultBench(machine)))
  await Promise.all(lanes.map(lane => lane.learn()))
}, 300_000)
afterAll(() => Promise.all(lanes.map(lane => lane.end())), 60_000)

interface Strike {
  readonly at: number
  readonly fault: Fault
  readonly where: string
}

const strikesOf = (points: readonly string[]): readonly Strike[] =>
  points.flatMap((_point, index) =>
    faults.flatMap((fault, number) => {
      const name = `${index + 1}.${number}`
      const wanted = only ? only.includes(name) : whole || (index + seed) % faults.length === number
      return wanted ? [{ at: index + 1, fault, where: `${name} ${fault.name}` }] : []
    }),
  )

test(
  'before or after, and as it was said, whatever fails at whichever boundary',
  async () => {
    const points = lanes[0]?.points ?? []
    const strikes = strikesOf(points)
    const told: string[] = []
    const wrong: string[] = []
    const open = [...strikes]
    const walk = async (lane: FaultBench) => {
      for (let next = open.shift(); next; next = open.shift()) {
        const began = performance.now()
        try {
          const { line, run } = await lane.suffer(next.at, next.fault)
          told.push(`${next.where}: ${line} (${Math.round(performance.now() - began)} ms)`)
          if (only) process.stdout.write(run.stdout)
        } catch (error) {
          wrong.push(`${next.where}: ${error instanceof Error ? error.message : error}`)
          await lane
            .settled()
            .then(() => lane.first())
            .catch(() => undefined)
        }
      }
    }
    await Promise.all(lanes.map(walk))
    const size = `${points.length} boundaries, ${faults.length} faults`
    tally('faults at boundaries', told.length, points.length * faults.length, ` (${size}; seed ${seed})`)
    process.stdout.write(`${told.join('\n')}\n`)
    expect(wrong).toEqual([])
    expect(told.length).toBe(strikes.length)
  },
  whole ? 7_200_000 : 300_000,
)

/** A run whose machine loses its power behind a point; behind its end, what was undone has to outlast that. */
async function cut(lane: FaultBench, point: string, dist?: string): Promise<string> {
  const { machine } = lane
  const run =
    point === 'its end'
      ? await lane.run('failing', undefined, undefined, dist)
      : await lane.run('two', lane.points.indexOf(point) + 1, () => machine.cutPower(), dist)
  if (point === 'its end') {
    expect([run.outcome, run.stdout]).toEqual(['failed-undone', expect.any(String)])
    await machine.cutPower()
  }
  return lane.judge(run)
}

/** How the machine is behind that, or why nobody can say so; then it is as it was before. */
async function cutWithout(lane: FaultBench, sync: LostSync): Promise<string | Error> {
  const back = await lane.machine.disk?.copy()
  let end: string | Error | undefined
  try {
    await without(sync, async dist => {
      end = await cut(lane, sync.point, dist).catch((error: unknown) => new Error(String(error)))
    })
  } finally {
    await lane.machine.cutPower(back)
  }
  if (end === undefined) throw new Error('the run did not come to its end')
  return end
}

const bench = (): FaultBench => {
  const [lane] = lanes
  if (!lane) throw new Error('there is no machine')
  return lane
}

test('what was undone outlasts a power cut', async () => {
  expect(await cut(bench(), 'its end')).toBe('before')
}, 120_000)

describe('a power cut shows that a sync is missing', () => {
  const looked = lostSyncs.filter((_sync, index) => whole || seed % lostSyncs.length === index)
  afterAll(() => tally('syncs left out', looked.length, lostSyncs.length, ` (seed ${seed})`))

  test.each(looked)(
    '$name',
    async (sync: LostSync) => {
      const lane = bench()
      const survived: string[] = []
      while (survived.length < 3) {
        const end = await cutWithout(lane, sync)
        if (end instanceof Error) {
          expect(end.message).toMatch(/neither before|the machine is as|damaged|its format/)
          break
        }
        // Whoever else on this host syncs all that there is has synced this disk too.
        survived.push(end)
      }
      expect(survived.length).toBeLessThan(3)
      await lane.judge(await lane.run('two'))
    },
    180_000,
  )
})
