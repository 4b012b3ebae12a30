import type { Sick } from '../../failure'
import type { Origin } from '../../origin'
import type { AnyKind } from '../../resources/kind'
import type { Manifest } from '../../resources/manifest'
import { checking } from '../../target/runtime'
import { lines, type Script, sh } from '../../target/script'
import { byKind } from '../observe/by-kind'

/**
 * What looks in earnest whether a machine is well: what each kind knows of its own, side by side. Prints `sick ID TEXT` for each
 * trouble, `trying ID TEXT` while it waits for one to get well and `well ID` when it has, in base64, and `checked` at the end.
 */
export const checksOf = (manifest: Manifest, kinds: ReadonlyMap<string, AnyKind>): Script =>
  lines(ownChecks(manifest, kinds), sh`echo checked`)

/** The same when the steps of a transaction are done: and that no unit has failed that had not failed before. */
export const checksOfTransaction = (manifest: Manifest, kinds: ReadonlyMap<string, AnyKind>): Script =>
  lines(
    ownChecks(manifest, kinds),
    sh`drover_failed_units
[ -z "$drover_failing" ] || printf '%s\n' "$drover_failing" | comm -13 "$transaction/failed.before" - |
  while read -r failed; do printf 'failed %s\n' "$failed"; done
echo checked`,
  )

// One that broke has not looked.
const ownChecks = (manifest: Manifest, kinds: ReadonlyMap<string, AnyKind>): Script =>
  lines(
    checking,
    sh`drover_sick() { printf 'sick %s %s\n' "$(printf %s "$1" | base64 -w 0)" "$(printf %s "$2" | base64 -w 0)"; }
set --`,
    ...[...byKind(manifest)].flatMap(([name, wants]) => {
      const script = kinds.get(name)?.health?.(wants)
      return script ? [lines(sh`(`, script, sh`) &`, sh`set -- "$@" "$!" ${name}`)] : []
    }),
    sh`while [ "$#" -gt 0 ]; do
  wait "$1" || drover_sick '' "the health checks of the kind $2 broke (exit $?)"
  shift 2
done`,
  )

const leastSeconds = 120

/** Seconds that all checks of a machine together may take. */
export function limitOf(manifest: Manifest, kinds: ReadonlyMap<string, AnyKind>): number {
  const each = manifest.resources.map(({ kind, want }) => kinds.get(kind)?.patience?.(want) ?? 0)
  return Math.max(leastSeconds, Math.ceil(Math.max(0, ...each)) + 10)
}

/** What is heard of a machine's health while the checks run. */
export class Health {
  readonly #sick: Sick[] = []
  /** What each check that is tried again saw last, by its resource. */
  readonly #tried = new Map<string, { readonly seen: string; readonly said: string }>()
  /** All checks have ended. */
  ended = false

  constructor(
    private readonly origins: Readonly<Record<string, Origin>>,
    private readonly onWait: (message: string) => void,
  ) {}

  /** Takes a line; whether it was one of these. */
  read(line: string): boolean {
    const [word = '', ...rest] = line.split(' ')
    const [resource = '', text = ''] = rest.map(one => Buffer.from(one, 'base64').toString())
    if (word === 'sick') this.#is(resource, text)
    else if (word === 'trying') this.#tries(resource, text)
    else if (word === 'well') this.#tried.delete(resource)
    else if (word === 'failed') this.#failed(rest.join(' '))
    else if (line === 'checked') this.ended = true
    else return false
    return true
  }

  /** What is not well. `late`: the seconds that were over before all checks had ended, where they were. */
  sick(late?: number): readonly Sick[] {
    if (late === undefined) return this.#sick
    const told = new Set(this.#sick.map(({ resource }) => resource))
    const open = [...this.#tried].filter(([resource]) => !told.has(resource))
    const over = `the health checks did not end within ${late} s`
    if (open.length === 0) return [...this.#sick, { message: over, origin: [] }]
    return [...this.#sick, ...open.map(([resource, { said }]) => this.#of(resource, `${said}; ${over}`))]
  }

  /** One line for a check, and another when it sees something else. */
  #tries(resource: string, text: string): void {
    const seen = text.replace(/, try \d+ of \d+$/, '')
    const said = `${resource.replace(/^check:/, '')}: ${text}`
    if (this.#tried.get(resource)?.seen !== seen) this.onWait(`waiting for ${said}`)
    this.#tried.set(resource, { seen, said })
  }

  #is(resource: string, text: string): void {
    this.#sick.push(this.#of(resource, text))
  }

  /** One that its kind has looked at is told with what it said, and not once more because systemd calls it failed. */
  #failed(unit: string): void {
    const id = `unit:${unit}`
    if (this.#sick.some(({ resource }) => resource === id)) return
    this.#is(id, `the unit ${unit} has failed, which had not before`)
  }

  #of(resource: string, message: string): Sick {
    const origin = this.origins[resource] ?? []
    return resource === '' ? { message, origin } : { resource, message, origin }
  }
}
