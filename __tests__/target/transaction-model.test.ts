import fc from 'fast-check'

import { seed } from '../support/seed'
import { type Crash, ShellMachine } from '../support/shell-machine'
import { tally } from '../support/tally'
import { contentsOf, furnish, Request, type Sight, sightOf, type Want } from '../support/toy-transaction'

// Every point, instead of some that are others each time.
const whole = process.env.DROVER_FAULTS === 'all'
const machines: ShellMachine[] = []
afterEach(() => {
  for (const machine of machines.splice(0)) machine.remove()
})

function newMachine(): ShellMachine {
  const machine = new ShellMachine()
  machines.push(machine)
  furnish(machine)
  return machine
}

/** What the boot unit runs. */
const recover = (machine: ShellMachine, crash?: Crash) =>
  machine.call(`[ ! -f '${machine.drover}/recover.sh' ] || exec sh '${machine.drover}/recover.sh'`, {
    ...(crash === undefined ? {} : { crash }),
  })

/** Without what a sight has that `after` does not say. */
function expectAfter(machine: ShellMachine, request: Request, before: Sight, confirmed: number): void {
  const { contents, ...after } = request.after(before, confirmed)
  const { managed: _, originals, ...sight } = sightOf(machine)
  expect({ ...sight, contents: contentsOf(machine) }).toEqual({ ...after, contents })
  expect(originals.filter(line => !line.includes('/')).map(line => line.split(' ')[0])).toEqual(
    Object.keys(request.want)
      .map(place => `original-${place}`)
      .sort(),
  )
}

const confirmedIn = (machine: ShellMachine, id: string): boolean =>
  machine.state('request') === id && machine.state('phase') === 'confirmed'

interface Part {
  readonly name: string
  readonly reach: (request: Request) => void
  readonly crash: (request: Request, crash: Crash) => { readonly crashed: boolean; readonly left: number }
}

const ran = <T>(answer: T | undefined): T => {
  if (answer === undefined) throw new Error('there is no such unit')
  return answer
}
const prepared = (request: Request) => expect(request.prepare()).toMatchObject({ stdout: 'prepared\n' })
const submitted = (request: Request) => {
  prepared(request)
  expect(request.ask('drover_submit')).toMatchObject({ stdout: 'submitted\n' })
}
const applied = (request: Request) => {
  submitted(request)
  ran(request.machine.runUnit(request.unit('apply')))
  expect(request.machine.state('phase')).toBe('applied')
}
const half = (request: Request) => {
  submitted(request)
  ran(request.machine.runUnit(request.unit('apply'), 60))
  expect(request.machine.state('phase')).toBe('applying')
}

const parts: readonly Part[] = [
  { name: 'preparing', reach: () => {}, crash: (request, crash) => request.prepare(crash) },
  { name: 'submitting', reach: prepared, crash: (request, crash) => request.ask('drover_submit', { crash }) },
  {
    name: 'the worker',
    reach: submitted,
    crash: (request, crash) => ran(request.machine.runUnit(request.unit('apply'), crash)),
  },
  { name: 'confirming', reach: applied, crash: (request, crash) => request.ask('drover_confirm', { crash }) },
  {
    name: 'asking for the undoing',
    reach: applied,
    crash: (request, crash) => request.ask('drover_revert', { args: ['it is not well'], crash }),
  },
  {
    name: 'undoing on the runner’s word',
    reach: request => {
      applied(request)
      request.ask('drover_revert', { args: ['it is not well'] })
    },
    crash: (request, crash) => ran(request.machine.runUnit(request.unit('undo'), crash)),
  },
  {
    name: 'undoing what was half done',
    reach: request => {
      half(request)
      request.machine.pass(61)
    },
    crash: (request, crash) => ran(request.machine.runUnit(request.timer(), crash)),
  },
  {
    name: 'undoing at boot',
    reach: request => {
      half(request)
      request.machine.boot()
    },
    crash: (request, crash) => recover(request.machine, crash),
  },
  {
    name: 'finishing at boot',
    reach: request => {
      applied(request)
      // Right behind the decision.
      for (let crash = 1; !confirmedIn(request.machine, request.id); crash++) {
        const back = request.machine.keep()
        request.ask('drover_confirm', { crash: crash * 4 })
        if (!confirmedIn(request.machine, request.id)) back()
      }
      request.machine.boot()
    },
    crash: (request, crash) => recover(request.machine, crash),
  },
]

describe('killed at any command, and started anew', () => {
  // Over a machine that has a generation: a place is changed, one is given up, one is taken.
  const first: Want = { file: 'one', folder: 'one' }
  const second: Want = { file: 'two', late: 'two' }
  let points = 0
  let covered = 0
  afterAll(() => tally('kills at commands', covered, points, ` (seed ${seed})`))

  test.each(parts)(
    '$name',
    ({ reach, crash }) => {
      const machine = newMachine()
      const earlier = new Request(machine, 'r1', first, {})
      applied(earlier)
      expect(earlier.ask('drover_confirm').stdout).toBe('confirmed 1\n')
      const before = sightOf(machine)
      const request = new Request(machine, 'r2', second, first)
      reach(request)
      const back = machine.keep()
      const budget = 100_000
      const all = budget - crash(request, budget).left
      back()
      points += all
      const stride = whole ? 1 : Math.ceil(all / 6)
      for (let at = 1 + (seed % stride); at <= all; at += stride) {
        covered++
        const { crashed } = crash(request, at)
        expect([at, crashed || at > all - 8]).toEqual([at, true])
        const confirmed = confirmedIn(machine, 'r2')
        machine.boot()
        recover(machine)
        const sight = sightOf(machine)
        try {
          if (confirmed) expectAfter(machine, request, before, 2)
          else expect(sight).toEqual(before)
          // Once more is the same, to the time of each file.
          recover(machine)
          expect(sightOf(machine)).toEqual(sight)
        } catch (error) {
          throw new Error(`killed at command ${at} of ${all}`, { cause: error })
        }
        back()
      }
    },
    whole ? 900_000 : 60_000,
  )
})

/** What the commands below act on: the machine, and what it must look like whatever they do. */
class World {
  readonly machine = newMachine()
  readonly requests: Request[] = []
  before = sightOf(this.machine)
  committed: Want = {}
  generation = 0
  /** Whoever confirmed was killed before all was done that follows from that, and nobody has come by since who does it. */
  unfinished = false

  get last(): Request | undefined {
    return this.requests.at(-1)
  }
  /** The phase of the last request, as the machine has it. */
  get phase(): string {
    return this.machine.state('request') === this.last?.id ? (this.machine.state('phase') ?? '') : ''
  }
  get open(): boolean {
    return ['applying', 'applied', 'undoing'].includes(this.phase)
  }
  get leased(): boolean {
    // The last word counts.
    const [id, until] = (this.machine.lease().trim().split('\n').at(-1) ?? '').split(' ')
    return id === this.last?.id && this.machine.uptime < Number(until)
  }

  /** All actors are gone. A watch ends by itself, and a boot settles what is open. */
  settle(): void {
    const { machine } = this
    machine.pass(61)
    for (const twice of [1, 2])
      for (const unit of machine.units())
        if (unit.endsWith('.timer') || twice === 1) {
          machine.runUnit(unit)
          if (unit === this.last?.timer()) this.unfinished = false
        }
    this.judge(false)
    expect(machine.units()).toEqual([])
    machine.boot()
    recover(machine)
    this.unfinished = false
    this.judge(false)
  }

  /** Laws 1 and 2, wherever the machine has come to an end. */
  judge(crashed: boolean): void {
    const { phase, last } = this
    expect(phase).not.toBe('undo-failed')
    if (last && phase === 'confirmed') {
      if (crashed && last.want !== this.committed) this.unfinished = true
      if (crashed || this.unfinished) return
      if (last.want !== this.committed) {
        expectAfter(this.machine, last, this.before, this.generation + 1)
        this.generation++
        this.committed = last.want
        this.before = sightOf(this.machine)
      }
    }
    if (!this.open) expect(sightOf(this.machine)).toEqual(this.before)
  }
}

const crashes = fc.option(fc.integer({ min: 1, max: 140 }), { nil: undefined, freq: 2 })

abstract class Told implements fc.Command<object, World> {
  constructor(readonly crash: Crash) {}
  check = () => true
  abstract act(world: World): boolean
  run(_model: object, world: World): void {
    world.judge(this.act(world))
  }
  toString(): string {
    return `${this.constructor.name}${this.crash === undefined ? '' : ` killed at ${this.crash}`}`
  }
}

const wants: readonly Want[] = [
  { file: 'one', folder: 'one' },
  { file: 'two', late: 'two' },
  { file: 'three' },
  { file: 'four', folder: 'four', late: 'four' },
]

class Prepare extends Told {
  constructor(
    crash: Crash,
    readonly want: Want,
  ) {
    super(crash)
  }
  override act(world: World): boolean {
    const { machine, leased, open } = world
    const request = new Request(machine, `r${world.requests.length + 1}`, { ...this.want }, world.committed)
    const answer = request.prepare(this.crash)
    if (open && leased) expect(answer.crashed || answer.stdout.startsWith('busy the run of')).toBe(true)
    if (machine.state('request') === request.id) {
      expect(machine.state('phase')).toBe('prepared')
      world.requests.push(request)
    } else expect(answer.crashed || /^(busy|stale)/.test(answer.stdout) ? '' : answer.stdout + answer.stderr).toBe('')
    if (!answer.crashed) world.unfinished = false
    return answer.crashed
  }
}

class Submit extends Told {
  override act({ last, phase, machine }: World): boolean {
    if (!last) return false
    const answer = last.ask('drover_submit', { crash: this.crash })
    if (!answer.crashed && phase === 'prepared') {
      expect(answer.stdout).toBe('submitted\n')
      expect(machine.units()).toEqual(expect.arrayContaining([last.unit('apply'), last.timer()]))
    }
    return answer.crashed
  }
}

class Work extends Told {
  override act(world: World): boolean {
    const { last, machine, phase } = world
    const answer = last && machine.runUnit(last.unit('apply'), this.crash)
    if (!answer) return false
    if (!answer.crashed) expect(world.phase).toBe(phase === 'applying' ? 'applied' : phase)
    return answer.crashed
  }
}

class Confirm extends Told {
  override act(world: World): boolean {
    const { last, phase, leased, machine } = world
    if (!last) return false
    // Only in the boot in which it was done: a boot that was cut off itself, before it undid anything, leaves it to be undone.
    const inTime = leased && machine.state('boot') === machine.bootId
    const answer = last.ask('drover_confirm', { crash: this.crash })
    if (answer.crashed) return true
    world.unfinished = false
    if (phase === 'applied') expect(answer.stdout).toMatch(inTime ? /^confirmed \d+\n$/ : /^late\n$/)
    if (phase !== 'applied') expect(answer.stdout.split(/[ \n]/)[0]).toBe(phase === '' ? 'gone' : phase)
    return false
  }
}

class Undo extends Told {
  override act(world: World): boolean {
    const { last, machine, phase } = world
    if (!last) return false
    const asked = last.ask('drover_revert', { args: ['it is not well'] })
    const answer = machine.runUnit(last.unit('undo'), this.crash)
    if (!answer || answer.crashed) return answer !== undefined
    expect(asked.stdout).toBe('reverting\n')
    expect(world.phase).toBe(phase === 'prepared' ? 'aborted' : 'undone')
    return false
  }
}

class Watch extends Told {
  override act(world: World): boolean {
    const { last, machine, open, leased, phase } = world
    if (!last) return false
    const before = sightOf(machine)
    const answer = machine.runUnit(last.timer(), this.crash)
    if (!answer || answer.crashed) return answer !== undefined
    world.unfinished = false
    if (open && leased) expect([world.phase, sightOf(machine)]).toEqual([phase, before])
    if (open && !leased) expect(world.phase).toBe('undone')
    if (!open && phase !== 'prepared') expect(machine.units()).not.toContain(last.timer())
    return false
  }
}

class Boot extends Told {
  override act(world: World): boolean {
    const { machine } = world
    machine.boot()
    const { crashed } = recover(machine, this.crash)
    if (!crashed) world.unfinished = false
    return crashed
  }
}

class Pass extends Told {
  override act({ machine }: World): boolean {
    machine.pass(this.crash ?? 5)
    return true
  }
  override toString = () => `Pass ${this.crash ?? 5} s`
}

class Renew extends Told {
  override act({ last }: World): boolean {
    last?.ask('drover_renew')
    return true
  }
}

/** Whoever works, or speaks, for a request that was followed by another. Law 4. */
class Old extends Told {
  constructor(
    readonly does: string,
    readonly args: readonly string[],
  ) {
    super(undefined)
  }
  override act({ requests, machine, last }: World): boolean {
    const old = requests.at(-2)
    if (!old) return true
    const look = () => [sightOf(machine), machine.state('phase'), machine.lease(), machine.units().filter(ours)]
    const ours = (unit: string) => unit.includes(`-${last?.id}.`)
    const before = look()
    old.ask(this.does, { args: this.args })
    expect(look()).toEqual(before)
    return true
  }
  override toString = () => `Old ${this.does}`
}

test(
  'whatever is done, in whatever order, and killed anywhere: before or after',
  () => {
    const told = (Command: new (crash: Crash) => Told) => crashes.map(crash => new Command(crash))
    const commands = fc.commands(
      [
        fc.tuple(crashes, fc.constantFrom(...wants)).map(([crash, want]) => new Prepare(crash, want)),
        fc.constantFrom(...wants).map(want => new Prepare(undefined, want)),
        // Often enough that many come to their end.
        ...[Submit, Work, Confirm, Submit, Work, Confirm].map(Command => fc.constant(new Command(undefined))),
        ...[Submit, Work, Confirm, Undo, Watch, Boot].map(told),
        fc.constantFrom(5, 30, 61, 130).map(seconds => new Pass(seconds)),
        fc.constant(new Renew(undefined)),
        fc
          .constantFrom<[string, string[]]>(
            ['drover_watch', []],
            ['drover_work', []],
            ['drover_confirm', []],
            ['drover_submit', []],
            ['drover_renew', []],
            ['drover_settle', ['0']],
            ['drover_revert', ['it is late']],
            ['drover_recover', ['it is late']],
          )
          .map(([does, args]) => new Old(does, args)),
      ],
      { maxCommands: 40, size: 'max' },
    )
    fc.assert(
      fc.property(commands, sequence => {
        const world = new World()
        fc.modelRun(() => ({ model: {}, real: world }), sequence)
        world.settle()
        world.machine.remove()
      }),
      { seed, numRuns: whole ? 400 : 12, endOnFailure: !whole },
    )
  },
  whole ? 1_800_000 : 120_000,
)
