import { join } from 'node:path'
import { Description } from '../emulator/description'
import { Emulator } from '../emulator/emulator'

/** What a token may. */
export type Rights = 'all' | 'read' | 'nothing'

/** What a test may have done when a machine is made: something is booted with its user data, and its address comes back. */
export type OnCreate = (machine: { readonly id: number; readonly name: string }, userData: string) => Promise<string>

export interface ProviderOptions {
  readonly token?: string
}

const formats = {
  // Linode's times have no zone.
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  'ip/netmask': true,
  'ipv6/128': true,
} as const

/** A provider's interface. Its time is the number of its requests: what takes a while takes so many of them. */
export abstract class ProviderEmulator extends Emulator {
  rights: Rights = 'all'
  readonly token: string
  onCreate: OnCreate | undefined
  onDelete: ((machine: { readonly id: number; readonly name: string }) => Promise<void>) | undefined

  protected constructor(provider: string, basePath: string, { token = 'a-token-of-a-test' }: ProviderOptions = {}) {
    super(provider, basePath, Description.of(join(__dirname, provider, 'openapi.json'), { formats }))
    this.token = token
  }
}
