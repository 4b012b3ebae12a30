import type { ResourceChange, ResourceKind, StepDraft } from '../../src/resources/kind'
import type { SourceFiles } from '../../src/resources/source'
import { partsOf, textSchema } from '../../src/resources/text'
import { sh } from '../../src/target/script'
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
  describe.each(cases.map(each => [each.name, each] as const))(`${kind.name}: %s`, (_name, each) => {
    const trial = new Trial(kind, each, machine)
    beforeEach(() => trial.begin())
    afterEach(() => trial.end())

    test('what is made is there, and a second plan is empty and touches nothing', async () => {
      const want = await trial.want('want')
      expect(await trial.plan(want, 'want')).not.toEqual([])
      await trial.apply(want, 'want')
      expect(await trial.plan(want, 'want')).toEqual([])
      const stamps = await trial.stamps(want)
      expect(await trial.apply(want, 'want')).toEqual([])
      expect(await trial.stamps(want)).toBe(stamps)
    })

    test('a probe changes nothing', async () => {
      const want = await trial.want('want')
      const before = await trial.stamps(want)
      await trial.plan(want, 'want')
      expect(await trial.stamps(want)).toBe(before)
    })

    test('a change made by hand is seen, and made good', async () => {
      const want = await trial.want('want')
      await trial.apply(want, 'want')
      await trial.bench.run('drift', { sh: each.drift })
      expect(await trial.plan(want, 'want')).not.toEqual([])
      await trial.apply(want, 'want')
      expect(await trial.plan(want, 'want')).toEqual([])
    })

    test('a changed want changes it, and the plan after that is empty', async () => {
      await trial.apply(await trial.want('want'), 'want')
      const changed = await trial.want('changed')
      expect(await trial.plan(changed, 'changed')).not.toEqual([])
      await trial.apply(changed, 'changed')
      expect(await trial.plan(changed, 'changed')).toEqual([])
    })

    test('an answer that is cut off is unknown, never something else', async () => {
      const want = await trial.want('want')
      await trial.apply(want, 'want')
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
    })

    if (each.irreversible !== undefined) {
      test(`can't be brought back, and says so: ${each.irreversible}`, async () => {
        const want = await trial.want('want')
        const drafts = await trial.planned(want, 'want')
        const says = drafts.every(({ irreversible }) => irreversible !== undefined)
        expect(says || kind.keep(want) === 'irreversible').toBe(true)
      })
      return
    }

    test.each([
      ['made', 'want'],
      ['changed', 'changed'],
    ] as const)('undo of what was %s brings back what was, and a second undo touches nothing', async (_word, to) => {
      const want = await trial.want(to)
      if (to === 'changed') await trial.apply(await trial.want('want'), 'want')
      const before = await trial.state(want)
      const steps = await trial.apply(want, to)
      expect(await trial.state(want)).not.toBe(before)
      await trial.undo(want, steps)
      expect(await trial.state(want)).toBe(before)
      const stamps = await trial.stamps(want)
      await trial.undo(want, steps)
      expect(await trial.stamps(want)).toBe(stamps)
    })

    if (each.killed) {
      test('undo brings back what was from wherever the effect was killed', async () => {
        const want = await trial.want('want')
        const before = await trial.state(want)
        const [step] = await trial.record(want, 'want')
        const [draft] = await trial.planned(want, 'want')
        if (step === undefined || draft === undefined) throw new Error('there is nothing to do')
        const states = await trial.bench.killed(draft, trial.keep(want), step, trial.stateScript(want))
        expect(states.length).toBeGreaterThan(2)
        expect(states.filter(state => state !== before)).toEqual([])
      }, 60_000)
    }

    test.each([
      ['is not there yet', 'nothing'],
      ['is there', 'want'],
    ] as const)('undo where no effect ran touches nothing: the resource %s', async (_word, from) => {
      const want = await trial.want('want')
      if (from === 'want') await trial.apply(want, 'want')
      const changed = from === 'want' ? await trial.want('changed') : want
      const stamps = await trial.stamps(want)
      const steps = await trial.record(changed, from === 'want' ? 'changed' : 'want')
      await trial.undo(changed, steps)
      expect(await trial.stamps(want)).toBe(stamps)
    })

    test('removal brings back what stood there before, and its undo what was removed', async () => {
      const want = await trial.want('want')
      const before = await trial.state(want)
      const [first] = await trial.apply(want, 'want')
      const changed = await trial.want('changed')
      await trial.apply(changed, 'changed')
      const made = await trial.state(want)
      const keep = trial.keep(changed)
      await trial.bench.prepare([], [{ folder: 'removal', keep }])
      await trial.bench.restore(keep, first ?? 'none')
      expect(await trial.state(want)).toBe(before)
      await trial.bench.restore(keep, 'removal')
      expect(await trial.state(want)).toBe(made)
      await trial.bench.restore(keep, first ?? 'none')
      expect(await trial.state(want)).toBe(before)
    })
  })
}

/** A case on its way through one test. */
class Trial<Want, Seen> {
  #folders = 0
  #bench: Workbench | undefined

  constructor(
    readonly kind: ResourceKind<Want, Seen>,
    readonly each: ContractCase,
    readonly machine: () => Machine,
  ) {}

  get bench(): Workbench {
    this.#bench ??= new Workbench(this.machine(), this.each)
    return this.#bench
  }

  async begin(): Promise<void> {
    const { teardown = ':', setup = ':' } = this.each
    await this.bench.begin({ sh: `(\n${teardown}\n)\n(\n${setup}\n)` })
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
