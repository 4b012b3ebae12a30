import { DroverError } from '../failure'
import type { Outcome } from '../outcome'
import { locking } from '../target/runtime'
import { type Script, sh } from '../target/script'
import type { Target } from '../target/target'
import type { Circumstances, Herd } from './herd'
import { eachReached } from './reached'
import { tell } from './tell'

/** Keeps all deployments away from each machine until it is unlocked. `who` says in one line who does that, and why. */
export const lock = (herd: Herd, circumstances: Circumstances, who: string): Promise<Outcome> =>
  eachReached(herd, circumstances, 'locked', async (_, { target }) => {
    const said = await saidTo(target, herd, circumstances, 'lock', sh`drover_lock ${who}`)
    if (said !== 'locked') throw new DroverError({ code: 'remote-answer-broken', what: 'lock', message: said })
    return 'locked'
  })

/** Lets deployments change each machine again. */
export const unlock = (herd: Herd, circumstances: Circumstances): Promise<Outcome> =>
  eachReached(herd, circumstances, 'unchanged', async ({ name }, { target }) => {
    const said = await saidTo(target, herd, circumstances, 'unlock', sh`drover_unlock`)
    if (said === 'free') return 'unchanged'
    if (!said.startsWith('unlocked '))
      throw new DroverError({ code: 'remote-answer-broken', what: 'unlock', message: said })
    circumstances.emit({ type: 'progress', machine: name, message: `was locked by ${said.slice(9)}` })
    return 'unlocked'
  })

const saidTo = (target: Target, herd: Herd, circumstances: Circumstances, what: string, call: Script) =>
  tell(target, herd, circumstances, { what, functions: locking, call })
