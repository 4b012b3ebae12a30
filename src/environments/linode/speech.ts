import type { Speech } from '../cloud/cloud'
import { linodeAccount } from './account'
import { said } from './api'
import type { LinodeConfig } from './config'
import { linodeProvider } from './provider'

/** How Linode is spoken to. */
export const speech: Speech<LinodeConfig> = { said, account: linodeAccount, provider: linodeProvider }
