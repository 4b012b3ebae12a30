import type { z } from 'zod'
import { cloudEnvironment } from './cloud/environment'
import type { Pace } from './cloud/wait'
import { config, type LinodeConfig } from './linode/config'

export const linodeAt = (pace?: Pace) =>
  cloudEnvironment<LinodeConfig, z.input<typeof config>>(
    {
      name: 'linode',
      description: 'An instance at Linode (Akamai Cloud)',
      config,
      api: 'https://api.linode.com/v4',
      speech: () => import('./linode/speech').then(({ speech }) => speech),
    },
    pace,
  )

/** An instance at Linode, which Drover makes, finds again by its tags, and destroys. */
export const linode = linodeAt()
