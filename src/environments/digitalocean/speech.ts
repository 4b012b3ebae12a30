import type { Speech } from '../cloud/cloud'
import { said } from './api'
import type { DigitalOceanConfig } from './config'
import { digitalOceanProvider } from './provider'

/** How DigitalOcean is spoken to. */
export const speech: Speech<DigitalOceanConfig> = { said, provider: digitalOceanProvider }
