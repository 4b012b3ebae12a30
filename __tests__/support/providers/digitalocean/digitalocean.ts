import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import { Limit } from '../limits'
import { ProviderEmulator, type ProviderOptions } from '../provider-emulator'
import { failure, notFound, ok, tooMany, unprocessable } from './answer'
import { dropletOperations } from './droplets'
import { paged } from './pages'
import { tagOperations } from './tags'
import { World } from './world'

/** DigitalOcean's interface, as far as Drover uses it. */
export class DigitalOcean extends ProviderEmulator {
  readonly world = new World(() => this.now)
  readonly limit = new Limit(5000, 5000 / 3600)
  protected readonly unknown = notFound
  protected readonly operations: Readonly<Record<string, Operation>> = {
    ...dropletOperations(this.world, this),
    ...tagOperations(this.world),
    'GET /v2/actions/{action_id}': ({ params }) => {
      const action = this.world.actions.get(Number(params.action_id))
      return action ? ok({ action: this.world.shownAction(action) }) : notFound
    },
    'GET /v2/sizes': call => paged('sizes', this.world.sizes(), call),
  }

  constructor(options?: ProviderOptions) {
    super('digitalocean', '', options)
  }

  protected refusal({ operation, headers }: Call): Answer | undefined {
    if (headers.authorization !== `Bearer ${this.token}`)
      return failure(401, 'Unauthorized', 'Unable to authenticate you')
    const reads = operation.startsWith('GET ')
    if (this.rights === 'nothing' || (this.rights === 'read' && !reads))
      return failure(403, 'Forbidden', 'You are not authorized to perform this operation')
    return this.limit.take() ? undefined : tooMany
  }

  protected invalid(lines: readonly string[]): Answer {
    return unprocessable(lines.join('; '))
  }

  protected override headers() {
    return {
      'ratelimit-limit': String(this.limit.most),
      'ratelimit-remaining': String(Math.floor(this.limit.left)),
      'ratelimit-reset': String(this.limit.resets),
    }
  }
}
