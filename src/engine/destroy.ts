import { DroverError } from '../failure'
import type { Outcome } from '../outcome'
import type { Circumstances, Herd } from './herd'
import { contextOf } from './provision'
import { each } from './reached'

/** Destroys the environments of all machines. One that is not there is destroyed already; one that is somebody else's is refused. */
export const destroy = (herd: Herd, circumstances: Circumstances): Promise<Outcome> =>
  each(herd, circumstances, 'destroyed', async member => {
    const { type, config } = member.environment
    if (!type.find || !type.destroy)
      throw new DroverError({
        code: 'environment-failed',
        environment: type.name,
        message: `${member.name} was made by someone else, and Drover does not destroy what it did not make`,
      })
    const context = contextOf(member, herd, circumstances)
    const found = await type.find(config, context)
    if (found.state === 'absent') return 'unchanged'
    if (found.state === 'foreign' || found.state === 'ambiguous')
      throw new DroverError({
        code: 'environment-failed',
        environment: type.name,
        message: `${member.name} is not clearly this deployment’s (${found.state}); nothing was destroyed`,
      })
    await type.destroy(config, found, context)
    return 'destroyed'
  })
