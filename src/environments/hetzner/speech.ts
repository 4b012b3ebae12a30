import type { Speech } from '../cloud/cloud'
import { hetznerAccount } from './account'
import { said } from './api'
import type { HetznerConfig } from './config'
import { hetznerProvider } from './provider'

/** How Hetzner is spoken to. */
export const speech: Speech<HetznerConfig> = { said, account: hetznerAccount, provider: hetznerProvider }
