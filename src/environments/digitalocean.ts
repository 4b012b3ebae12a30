import type { z } from 'zod'
import { cloudEnvironment } from './cloud/environment'
import type { Pace } from './cloud/wait'
import { config, type DigitalOceanConfig } from './digitalocean/config'

export const digitalOceanAt = (pace?: Pace) =>
  cloudEnvironment<DigitalOceanConfig, z.input<typeof config>>(
    {
      name: 'digitalocean',
      description: 'A droplet at DigitalOcean',
      config,
      api: 'https://api.digitalocean.com/v2',
      speech: () => import('./digitalocean/speech').then(({ speech }) => speech),
    },
    pace,
  )

/** A droplet at DigitalOcean, which Drover makes, finds again by its tags, and destroys. */
export const digitalOcean = digitalOceanAt()
