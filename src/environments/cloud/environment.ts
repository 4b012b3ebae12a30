import type { z } from 'zod'
import { environmentType } from '../environment'
import { accountOf, type Cloud } from './cloud'
import { type AccountConfig, accountConfig, type CloudConfig } from './config'
import { ordinaryPace, type Pace } from './wait'
import type { Work } from './work'

/**
 * Machines that a provider makes, found again by what they carry: their marks tell deployment, stage and machine, whether
 * they are ready, and the host key that they made for themselves. Nothing is kept elsewhere.
 */
export function cloudEnvironment<Config extends CloudConfig, Input>(
  cloud: Cloud<Config> & { readonly config: z.ZodType<Config, Input> },
  pace: Pace = ordinaryPace,
) {
  // All that speaks to a provider: whoever has no machine there does not wait for it.
  let loaded: Promise<Work<Config>> | undefined
  const work = () => (loaded ??= import('./work').then(({ workOf }) => workOf(cloud, pace)))
  return environmentType<Config, Input, AccountConfig, z.input<typeof accountConfig>>({
    name: cloud.name,
    description: cloud.description,
    config: cloud.config,
    accountConfig,
    account: config => accountOf(cloud, config),
    find: async (...asked) => (await work()).find(...asked),
    plan: async (...asked) => (await work()).plan(...asked),
    realise: async (...asked) => (await work()).realise(...asked),
    reach: async (...asked) => (await work()).reach(...asked),
    retire: async (...asked) => (await work()).retire(...asked),
    destroy: async (...asked) => (await work()).destroy(...asked),
    list: async (...asked) => (await work()).list(...asked),
    discard: async (...asked) => (await work()).discard(...asked),
  })
}
