import type { Speech } from '../cloud/cloud'
import { digitalOceanAccount } from './account'
import { said } from './api'
import type { DigitalOceanConfig } from './config'
import { digitalOceanProvider } from './provider'

/** How DigitalOcean is spoken to. */
export const speech: Speech<DigitalOceanConfig> = { said, account: digitalOceanAccount, provider: digitalOceanProvider }
