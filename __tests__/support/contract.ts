import type { ResourceChange, ResourceKind, StepDraft } from '../../src/resources/kind'
import type { SourceFiles } from '../../src/resources/source'
import { partsOf, textSchema } from '../../src/resources/text'
import { sh } from '../../src/target/script'
import { seed } from './seed'
import { draftsOf, type Machine, type Supplies, Workbench } from './workbench'

type Followed = ResourceChange<unknown, unknown>['followed']

/** One way in which a kind is used. Everything in sh runs as root on the machine, under `sh -eu`. */
export interface ContractCase extends Supplies {
  readonly name: string
  /** Brings the machine to where the case starts, whatever an earlier run left. */
  readonly setup?: string
  /** As a user writes it. */
  readonly want: unknown
  /** The same resource (of one id), wanted otherwise. */
  readonly changed: unknown
  /** What somebody does by hand, after which the resource is no longer as wanted. */
  readonly drift: string
  /**
   * Prints what the resource is made of, byte for byte, without anything that may differ between two states that are
   * equal. By default what stands at the paths that it claims.
   */
  readonly state?: string
  /** Prints what changes whenever anything is touched: times, inodes, invocation ids. By default of the claimed paths. */
  readonly stamps?: string
  readonly files?: SourceFiles
  /** For `want` and for `changed`: what a unit or a hook follows. */
  readonly followed?: { readonly want: Followed; readonly changed: Followed }
  /** Why this can't be brought back, for a kind that says so. */
  readonly irreversible?: string
  /** Whether the effects are also killed before each of their commands and brought back from there: for kinds that are quick. */
  readonly killed?: boolean
  /** Brings the machine back to where it was before the case. */
  readonly teardown?: string
}

/**
 * What every kind promises (`kind.ts`), tried on a real machine. `machine` is asked when the first test runs, so that a
 * suite may boot it in `beforeAll`.
 */
export function contract<Want, Seen>(
  kind: ResourceKind<Want, Seen>,
  cases: readonly ContractCase[],
  machine: () => Machine,
): void {
  if (cases.some(({ killed }) => killed)) afterAll(() => process.stdout.write(`seed ${seed}: ${kind.name}, killed\n`))
  describe.each(cases.map(each => [each.name, each] as const))(`${kind.name}: %s`, (_name, each) => {
    // The tests go one way: each is content with where the one before it came to, where it knows what that is.
    const trial = new Trial(kind, each, machine)
    afterAll(() => trial.end())

    test('a probe changes nothing', async () => {
      await trial.from('start')
      const want = await trial.want('want')
      const before = await trial.stamps(want)
      await trial.plan(want, 'want')
      expect(await trial.stamps(want)).toBe(before)
      trial.isAt('start')
    })

    const unmade = async (want: Want, to: 'want' | 'changed') => {
      const stamps = await trial.stamps(want)
      const steps = await trial.record(want, to)
      await trial.undo(want, steps)
      expect(await trial.stamps(want)).toBe(stamps)
    }
    const undone = async (to: 'want' | 'changed') => {
      const want = await trial.want(to)
      const before = await trial.state(want)
      const steps = await trial.apply(want, to)
      expect(await trial.state(want)).not.toBe(before)
      await trial.undo(want, steps)
      expect(await trial.state(want)).toBe(before)
      const stamps = await trial.stamps(want)
      await trial.undo(want, steps)
      expect(await trial.stamps(want)).toBe(stamps)
    }

    if (each.irreversible === undefined) {
      test('undo where no effect ran touches nothing: the resource is not there yet', async () => {
        await trial.from('start')
        await unmade(await trial.want('want'), 'want')
        trial.isAt('start')
      })

      test('undo of what was made brings back what was, and a second undo touches nothing', async () => {
        await trial.from('start')
        await undone('want')
        trial.isAt('start')
      })

      if (each.killed) {
        test('undo brings back what was from wherever the effect was killed', async () => {
          await trial.from('start')
          const want = await trial.want('want')
          const before = await trial.state(want)
          const [step] = await trial.record(want, 'want')
          const [draft] = await trial.planned(want, 'want')
          if (step === undefined || draft === undefined) throw new Error('there is nothing to do')
          const states = await trial.bench.killed(draft, trial.keep(want), step, trial.stateScript(want))
          expect(states.length).toBeGreaterThan(2)
          expect(states.filter(state => state !== before)).toEqual([])
          trial.isAt('start')
        }, 60_000)
      }
    } else {
      test(`can't be brought back, and says so: ${each.irreversible}`, async () => {
        await trial.from('start')
        const want = await trial.want('want')
        const drafts = await trial.planned(want, 'want')
        const says = drafts.every(({ irreversible }) => irreversible !== undefined)
        expect(says || kind.keep(want) === 'irreversible').toBe(true)
        trial.isAt('start')
      })
    }

    test('what is made is there, and a second plan is empty and touches nothing', async () => {
      await trial.from('start')
      const want = await trial.want('want')
      expect(await trial.plan(want, 'want')).not.toEqual([])
      await trial.make(want)
      expect(await trial.plan(want, 'want')).toEqual([])
      const stamps = await trial.stamps(want)
      expect(await trial.apply(want, 'want')).toEqual([])
      expect(await trial.stamps(want)).toBe(stamps)
      trial.isAt('want')
    })

    test('an answer that is cut off is unknown, never something else', async () => {
      await trial.from('want')
      const want = await trial.want('want')
      const answer = await trial.bench.answer(kind, [want])
      expect(kind.read('').has(kind.id(want))).toBe(false)
      for (let length = 0; length < answer.length; length += 1) {
        const seen = kind.read(answer.slice(0, length))
        const part = seen.get(kind.id(want))
        if (part === undefined) continue
        expect({ length, drafts: trial.drafts(want, part, 'want').map(({ title }) => title) }).toEqual({
          length,
          drafts: [],
        })
      }
      expect(await trial.plan(want, 'want')).toEqual([])
      trial.isAt('want')
    })

    if (each.irreversible === undefined) {
      test('undo where no effect ran touches nothing: the resource is there', async () => {
        await trial.from('want')
        await unmade(await trial.want('changed'), 'changed')
        trial.isAt('want')
      })

      test('undo of what was changed brings back what was, and a second undo touches nothing', async () => {
        await trial.from('want')
        await undone('changed')
        trial.isAt('want')
      })
    }

    test('a change made by hand is seen, and made good', async () => {
      await trial.from('want')
      const want = await trial.want('want')
      await trial.bench.run('drift', { sh: each.drift })
      expect(await trial.plan(want, 'want')).not.toEqual([])
      await trial.apply(want, 'want')
      expect(await trial.plan(want, 'want')).toEqual([])
      trial.isAt('want')
    })

    test('a changed want changes it, and the plan after that is empty', async () => {
      await trial.from('want')
      const changed = await trial.want('changed')
      expect(await trial.plan(changed, 'changed')).not.toEqual([])
      await trial.apply(changed, 'changed')
      expect(await trial.plan(changed, 'changed')).toEqual([])
      trial.isAt('changed')
    })

    if (each.irreversible !== undefined) return

    test('removal brings back what stood there before, and its undo what was removed', async () => {
      await trial.from('changed')
      const changed = await trial.want('changed')
      const { before, folder } = trial.origin
      const made = await trial.state(changed)
      const keep = trial.keep(changed)
      await trial.bench.prepare([], [{ folder: 'removal', keep }])
      await trial.bench.restore(keep, folder)
      expect(await trial.state(changed)).toBe(before)
      await trial.bench.restore(keep, 'removal')
      expect(await trial.state(changed)).toBe(made)
      await trial.bench.restore(keep, folder)
      expect(await trial.state(changed)).toBe(before)
    })
  })
}

type Standing = 'start' | 'want' | 'changed'

/** A case on its way through its tests. */
class Trial<Want, Seen> {
  #folders = 0
  #bench: Workbench | undefined
  #at: Standing | undefined
  #origin = { before: '', folder: 'none' }

  constructor(
    readonly kind: ResourceKind<Want, Seen>,
    readonly each: ContractCase,
    readonly machine: () => Machine,
  ) {}

  get bench(): Workbench {
    this.#bench ??= new Workbench(this.machine(), this.each)
    return this.#bench
  }

  /**
   * Has the machine stand where a test begins. It is brought there anew where the test before this one did not say where it
   * left it (`isAt`), as when it failed, or alone was not run.
   */
  async from(standing: Standing): Promise<void> {
    const at = this.#at
    this.#at = undefined
    if (at === standing) return
    if (standing === 'changed' && at === 'want') {
      await this.apply(await this.want('changed'), 'changed')
      return
    }
    const { teardown = ':', setup = ':' } = this.each
    await this.bench.begin({ sh: `(\n${teardown}\n)\n(\n${setup}\n)` })
    if (standing === 'start') return
    await this.make(await this.want('want'))
    if (standing === 'changed') await this.apply(await this.want('changed'), 'changed')
  }

  isAt(standing: Standing): void {
    this.#at = standing
  }

  /** Makes what is wanted for the first time, and remembers what stood there before. */
  async make(want: Want): Promise<void> {
    const before = this.each.irreversible === undefined ? await this.state(want) : ''
    const [folder = 'none'] = await this.apply(want, 'want')
    this.#origin = { before, folder }
  }

  get origin() {
    return this.#origin
  }

  async end(): Promise<void> {
    if (this.each.teardown !== undefined) await this.bench.run('teardown', { sh: this.each.teardown })
  }

  /** The want as the engine would hand it over: parsed, prepared, its secrets named by the machine's own key. */
  async want(which: 'want' | 'changed'): Promise<Want> {
    const { kind, each } = this
    const parsed = kind.schema.parse(each[which])
    const prepared = kind.prepare && each.files ? kind.prepare(parsed, each.files) : parsed
    const plain: unknown = JSON.parse(JSON.stringify(prepared))
    expect(kind.schema.parse(plain)).toEqual(prepared)
    return kind.schema.parse(await this.#fingerprinted(plain))
  }

  async #fingerprinted(value: unknown): Promise<unknown> {
    if (typeof value !== 'object' || value === null) return value
    if ('$secret' in value || '$text' in value) {
      const text = textSchema.parse(value)
      return { $text: partsOf(text), $hmac: await this.bench.hmac({ label: 'to-be-named', text }) }
    }
    if (Array.isArray(value)) return Promise.all(value.map(inner => this.#fingerprinted(inner)))
    const entries = Object.entries(value).map(async ([key, inner]) => [key, await this.#fingerprinted(inner)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }

  drafts(want: Want, seen: Seen, which: 'want' | 'changed'): readonly StepDraft[] {
    return draftsOf(this.kind, { want, seen, followed: this.each.followed?.[which] ?? {} })
  }

  async planned(want: Want, which: 'want' | 'changed'): Promise<readonly StepDraft[]> {
    const seen = (await this.bench.observe(this.kind, [want])).get(this.kind.id(want))
    if (seen === undefined) throw new Error(`the probe did not answer for ${this.kind.id(want)}`)
    return this.drafts(want, seen, which)
  }

  /** Titles of the steps to be done. */
  plan = async (want: Want, which: 'want' | 'changed') => (await this.planned(want, which)).map(({ title }) => title)

  keep(want: Want) {
    const keep = this.kind.keep(want)
    if (keep === 'irreversible') throw new Error(`${this.kind.name} can't be brought back: the case has to say why`)
    return keep
  }

  /** Plans, delivers and records, as a transaction does before its first effect. Gives the steps' folders. */
  async record(want: Want, which: 'want' | 'changed'): Promise<readonly string[]> {
    return (await this.#recorded(want, which)).map(({ folder }) => folder)
  }

  async apply(want: Want, which: 'want' | 'changed'): Promise<readonly string[]> {
    const steps = await this.#recorded(want, which)
    for (const { draft, folder } of steps) await this.bench.effect(draft, folder)
    return steps.map(({ folder }) => folder)
  }

  async #recorded(want: Want, which: 'want' | 'changed') {
    const drafts = await this.planned(want, which)
    const contents = new Map((this.kind.contents?.(want) ?? []).map(content => [content.label, content]))
    const needed = [...new Set(drafts.flatMap(draft => draft.contents ?? []))].map(label => {
      const content = contents.get(label)
      if (!content) throw new Error(`a step asks for the content ${label}, which the resource does not have`)
      return content
    })
    const keep = this.each.irreversible === undefined ? { keep: this.keep(want) } : {}
    const steps = drafts.map(draft => {
      this.#folders += 1
      return { draft, folder: `${this.#folders}`, values: draft.values ?? {}, ...keep }
    })
    if (steps.length > 0) await this.bench.prepare(needed, steps)
    return steps
  }

  async undo(want: Want, folders: readonly string[]): Promise<void> {
    for (const folder of [...folders].reverse()) await this.bench.restore(this.keep(want), folder)
  }

  stateScript = (want: Want) => ({ sh: this.each.state ?? stateOf(this.#paths(want)) })
  state = (want: Want) => this.bench.run('state', this.stateScript(want))
  stamps = (want: Want) => this.bench.run('stamps', { sh: this.each.stamps ?? stampsOf(this.#paths(want)) })

  #paths(want: Want): readonly string[] {
    return this.kind.claims(want).flatMap(claim => (claim.startsWith('path:') ? [claim.slice('path:'.length)] : []))
  }
}

/** What stands at paths, a folder with all that is in it: kind, rights, times of files and links, targets, contents, ACLs. */
export function stateOf(paths: readonly string[]): string {
  return sh`for at in ${paths}; do
  printf '%s:\n' "$at"
  find "$at" ! -type d -printf '%p %y %m %U:%G %T@ %s %l\n' -o -printf '%p %y %m %U:%G\n' 2>/dev/null | sort
  find "$at" -type f -print0 2>/dev/null | sort -z | xargs -0 -r sha256sum -z -- | tr '\0' '\n'
  if command -v getfattr >/dev/null; then find "$at" -exec getfattr -h -d -m - --absolute-names {} + 2>/dev/null || true; fi
done`.sh
}

export function stampsOf(paths: readonly string[]): string {
  return sh`find ${paths} -printf '%p %y %m %U:%G %i %T@ %C@ %l\n' 2>/dev/null | sort || true`.sh
}
