import { DroverError } from '../failure'
import { ownerOf } from '../system/deployed'
import { lines, type Script, sh } from '../target/script'
import type { Target } from '../target/target'
import type { Circumstances, Herd } from './herd'
import { holderIn } from './transaction/follower'
import { throwRefused } from './transaction/refused'

// Ten thousand files take their time to be removed.
const silenceSeconds = 600

/**
 * Has a machine do something with what it keeps of a deployment, which it does only where no transaction is open. Gives the
 * last line that it says.
 *
 * @throws DroverError `locked`, `held`, `undo-open`, `remote-answer-broken`
 */
export async function tell(
  target: Target,
  herd: Herd,
  { signal }: Circumstances,
  { what, functions, call }: { readonly what: string; readonly functions: Script; readonly call: Script },
): Promise<string> {
  const whole = lines(functions, sh`drover_of - ${ownerOf(herd)}`, call)
  const answer = await target.run({ what, script: whole, silenceSeconds, signal })
  const said = answer.stdout.trim().split('\n').at(-1) ?? ''
  if (answer.exit !== 0) throw new DroverError({ code: 'remote-answer-broken', what, message: answer.stderr.trim() })
  if (said.startsWith('busy')) throw new DroverError({ code: 'locked', holder: holderIn(said) })
  throwRefused(said)
  return said
}
