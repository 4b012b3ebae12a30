import { lines, type Script, sh } from '../../target/script'
import type { Answer, Jump } from '../../target/target'
import { command } from '../container/command'
import type { OwnerContext } from '../environment'
import type { Account } from './config'
import { libvirtFailure } from './failure'

/** Where virsh runs: here, or on the hypervisor. */
export interface Side {
  /** What the script printed. Throws with its last words where it exits other than 0. */
  run(what: string, script: Script, input?: string): Promise<string>
  /** The same, whatever it exits with. */
  ask(what: string, script: Script, input?: string): Promise<Answer>
  close(): Promise<void>
}

export type SideContext = Pick<OwnerContext, 'connect' | 'signal'>

/** A hypervisor elsewhere is reached as every machine is: by the pinned key of its own, and with the keys of this run. */
export async function openSide(wish: Account, context: SideContext): Promise<Side> {
  const { connection, hypervisor } = wish
  const whole = (script: Script) => lines(prelude(connection), script)
  if (hypervisor === undefined) {
    const { signal } = context
    return side(connection, async (_what, script, input = '') =>
      command(['sh', '-c', whole(script).sh], { input, signal }),
    )
  }
  const target = await context.connect(jumpOf(hypervisor))
  return {
    ...side(connection, (what, script, input = '') =>
      target.run({ what, script: whole(script), input: Buffer.from(input) }),
    ),
    close: () => target.close(),
  }
}

/** Opens the side where virsh runs for as long as something is done there. */
export async function onSide<Result>(
  wish: Account,
  context: SideContext,
  act: (side: Side) => Promise<Result>,
): Promise<Result> {
  const side = await openSide(wish, context)
  try {
    return await act(side)
  } finally {
    await side.close()
  }
}

export const jumpOf = ({ hostKey, ...place }: NonNullable<Account['hypervisor']>): Jump => ({
  ...place,
  hostKeys: [hostKey].flat(),
})

function side(connection: string, ask: Side['ask']): Side {
  return {
    ask,
    async run(what, script, input) {
      const { exit, stdout, stderr } = await ask(what, script, input)
      if (exit === 0) return stdout
      throw libvirtFailure(`${connection} could not ${what}: ${saidIn(stderr) || `exit code ${exit}`}`)
    },
    close: async () => {},
  }
}

/** virsh's own last words, without its “error:” before each line. */
export const saidIn = (stderr: string): string =>
  stderr
    .trim()
    .split('\n')
    .map(line => line.replace(/^error: /, '').trim())
    .filter(line => line !== '')
    .slice(-5)
    .join('; ')

// Its words are read by programs: they are to be English. A process that asks nobody for a password can't hang on it.
const prelude = (connection: string): Script => sh`
set -eu
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
command -v virsh >/dev/null || { echo "virsh is not there: install libvirt-clients" >&2; exit 69; }
v() { virsh -q -c ${connection} "$@" </dev/null; }`
