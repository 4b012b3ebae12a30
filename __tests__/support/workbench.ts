import { randomBytes } from 'node:crypto'
import type { Content } from '../../src/resources/content'
import type { Keep, ResourceChange, ResourceKind, StepDraft } from '../../src/resources/kind'
import { reveal } from '../../src/resources/text'
import { prelude } from '../../src/target/runtime'
import { lines, type Script, sh } from '../../src/target/script'
import { countdown } from './countdown'
import type { LabMachine } from './lab'
import { seed } from './seed'

/** A machine as far as a kind's scripts need one: something that runs them as root. */
export type Machine = Pick<LabMachine, 'exec'>

/** What the user's files hold, by sha256, and what the secrets are, by name. */
export interface Supplies {
  readonly blobs?: ReadonlyMap<string, Buffer>
  readonly secrets?: ReadonlyMap<string, string>
}

/**
 * Runs a kind's scripts one by one as the engine runs them in a transaction: the prelude before them, `drover`,
 * `transaction`, `step` and `original` set, contents and values in their places.
 */
export class Workbench {
  constructor(
    readonly machine: Machine,
    readonly supplies: Supplies = {},
  ) {}

  /** What a script prints. Fails with what it said where it exits otherwise than 0. */
  async run(what: string, script: Script, folder = 'none'): Promise<string> {
    const whole = lines(
      prelude,
      sh`export LC_ALL=C PATH="\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
umask 022
drover=/var/lib/drover
transaction="$drover/deployments/contract/journal/1"
step="$transaction/steps/"${folder}
original="$step/original"
export drover transaction step original`,
      script,
    )
    // In a file: a script may be longer than an argument can be.
    const answer = await this.machine.exec('cat >/run/contract.sh && exec sh -eu /run/contract.sh </dev/null', whole.sh)
    if (answer.exit !== 0) throw new Error(`${what} exited ${answer.exit}:\n${answer.stdout}${answer.stderr}`)
    return answer.stdout
  }

  /** An empty state folder with a new key, after `before`. */
  async begin(before: Script = sh`:`): Promise<void> {
    const key = randomBytes(64)
    const padded = (pad: number): Script => ({ sh: Buffer.from(key.map(byte => byte ^ pad)).toString('base64') })
    const folders = sh`rm -rf -- "$drover"
mkdir -m 711 -- "$drover"
mkdir -m 755 -- "$drover/trees"
(umask 077; mkdir -p -- "$drover/store" "$drover/originals" "$drover/units" "$drover/fingerprint-key" "$transaction/contents")
base64 -d >"$drover/fingerprint-key/inner" <<.
${padded(0x36)}
.
base64 -d >"$drover/fingerprint-key/outer" <<.
${padded(0x5c)}
.`
    await this.run('begin', lines(before, folders))
  }

  // In the store, and linked from the transaction, as the engine does it.
  #delivered({ label, ...content }: Content): Script {
    const bytes =
      'blob' in content
        ? this.supplies.blobs?.get(content.blob)
        : Buffer.from(reveal(content.text, this.supplies.secrets ?? new Map()))
    if (!bytes) throw new Error(`the case has no bytes for ${label}`)
    const base64: Script = { sh: bytes.toString('base64') }
    return sh`(umask 077; base64 -d >"$drover/store/"${label} <<.
${base64}
.
)
ln -sfn -- "$drover/store/"${label} "$transaction/contents/"${label}`
  }

  /** The HMAC that a content has on this machine. */
  async hmac(content: Content): Promise<string> {
    const name = sh`drover_hmac "$(drover_content ${content.label})"`
    return (await this.run('hmac', lines(this.#delivered(content), name))).trim()
  }

  /** Delivers contents, makes each step's folder with its values, and records what it will touch. */
  async prepare(
    contents: readonly Content[],
    steps: readonly { readonly folder: string; readonly values?: StepDraft['values']; readonly keep?: Keep }[],
  ): Promise<void> {
    const folders = steps.map(({ folder, values = {}, keep }) =>
      lines(
        sh`(step="$transaction/steps/"${folder} original="$transaction/steps/"${folder}/original
rm -rf -- "$step"
(umask 077; mkdir -p -- "$original" "$step/values")`,
        ...Object.entries(values).map(([name, value]) => sh`printf %s ${value} >"$step/values/"${name}`),
        ...(keep === undefined ? [] : [keep.record]),
        sh`)`,
      ),
    )
    await this.run('prepare', lines(...contents.map(each => this.#delivered(each)), ...folders))
  }

  /** Makes an empty folder for a step. */
  open = (folder: string) => this.prepare([], [{ folder }])

  record = (keep: Keep, folder: string) => this.run('record', keep.record, folder)

  /**
   * Runs an effect again and again, killed with all that it started before one command after another, until it comes to its
   * end; restores each time. Gives what `state` printed after each. The shell itself counts: it works out PS4 before each
   * command. Some seven of them are met, which ones the seed says; KILL_EVERY=1 meets them all.
   */
  async killed(draft: StepDraft, keep: Keep, folder: string, state: Script): Promise<readonly string[]> {
    const script = sh`cat >/run/contract.effect <<'end of the effect'
${quiet}
${draft.effect}
end of the effect
effect() {
  echo "$1" >/run/contract.count
  PS4=${countdown('/run/contract.count')} setsid --wait sh -eux /run/contract.effect >/run/contract.output 2>&1
}
effect 1000000
every=${process.env.KILL_EVERY ?? ''}
[ -n "$every" ] || every=$(((1000000 - $(cat /run/contract.count)) / 7 + 1))
(
${keep.restore}
)
count=$((1 + ${seed} % every)) ended=
while [ -z "$ended" ]; do
  ! effect "$count" || ended=yes
  (
${keep.restore}
  )
  (
${state}
  )
  printf '@%s\n' "$count"
  count=$((count + every))
done`
    const answer = await this.run(`${draft.title}, killed`, script, folder)
    return answer.split(/^@\d+\n/m).slice(0, -1)
  }

  restore = (keep: Keep, folder: string) => this.run('restore', keep.restore, folder)
  effect = (draft: StepDraft, folder: string) => this.run(draft.title, draft.effect, folder)

  async observe<Want, Seen>(
    kind: ResourceKind<Want, Seen>,
    wants: readonly Want[],
  ): Promise<ReadonlyMap<string, Seen>> {
    return kind.read(await this.answer(kind, wants))
  }

  answer = <Want, Seen>(kind: ResourceKind<Want, Seen>, wants: readonly Want[]): Promise<string> =>
    this.run('probe', kind.probe(wants))
}

/** Walking to a folder changes nothing, but where it makes one: there alone it is worth to be killed. */
const quiet = sh`${{
  sh: prelude.sh.replace('drover_into() {', 'real_into() {').replace('drover_make_folder() {', 'real_make_folder() {'),
}}
drover_into() {
  set +x
  real_code=0
  real_into "$@" || real_code=$?
  set -x
  return "$real_code"
}
drover_make_folder() {
  set -x
  real_made=0
  real_make_folder "$@" || real_made=$?
  set +x
  return "$real_made"
}`

/** The steps for one resource, however its kind likes to be asked. */
export function draftsOf<Want, Seen>(
  kind: ResourceKind<Want, Seen>,
  change: ResourceChange<Want, Seen>,
): readonly StepDraft[] {
  return kind.together ? kind.together([change]).map(({ draft }) => draft) : kind.steps(change)
}
