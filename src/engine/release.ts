import { DroverError } from '../failure'
import { outcomes } from '../outcome'
import { releasing } from '../target/runtime'
import { sh } from '../target/script'
import type { Circumstances, Herd, MachineResult } from './herd'
import type { Line } from './line/line'
import { tell } from './tell'

/** A machine that has been brought back to what it was before the first deployment forgets that there was one. */
export async function released(
  result: MachineResult,
  { target }: Line,
  herd: Herd,
  circumstances: Circumstances,
): Promise<MachineResult> {
  if (outcomes[result.outcome].exit !== 0) return result
  const said = await tell(target, herd, circumstances, {
    what: 'forget the deployment',
    functions: releasing,
    call: sh`drover_forget`,
  })
  // One that was released before, or never deployed to.
  if (said === 'absent' && result.outcome === 'unchanged') return result
  if (said !== 'released' && said !== 'absent')
    throw new DroverError({ code: 'remote-answer-broken', what: 'forget the deployment', message: said })
  return { ...result, outcome: 'released' }
}
