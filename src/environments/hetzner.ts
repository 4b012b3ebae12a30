import type { z } from 'zod'
import { cloudEnvironment } from './cloud/environment'
import type { Pace } from './cloud/wait'
import { config, type HetznerConfig } from './hetzner/config'

export const hetznerAt = (pace?: Pace) =>
  cloudEnvironment<HetznerConfig, z.input<typeof config>>(
    {
      name: 'hetzner',
      description: 'A server at Hetzner Cloud',
      config,
      api: 'https://api.hetzner.cloud/v1',
      again: ['locked', 'conflict', 'rate_limit_exceeded'],
      speech: () => import('./hetzner/speech').then(({ speech }) => speech),
    },
    pace,
  )

/** A server at Hetzner Cloud, which Drover makes, finds again by its labels, and destroys. */
export const hetzner = hetznerAt()
