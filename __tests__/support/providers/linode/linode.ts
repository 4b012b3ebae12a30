import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import { Limit } from '../limits'
import { ProviderEmulator, type ProviderOptions } from '../provider-emulator'
import { failure, invalidToken, notFound, ok, tooMany, unauthorized } from './answer'
import { images, regions, types } from './catalogue'
import { instanceOperations } from './instances'
import { World } from './world'

const byId = (all: readonly { readonly id: string }[], id: string | undefined): Answer => {
  const found = all.find(one => one.id === id)
  return found ? ok(found) : notFound
}

/** Linode's interface, as far as Drover uses it. */
export class Linode extends ProviderEmulator {
  readonly world = new World(() => this.now)
  /** Of most requests. */
  readonly limit = new Limit(1600, 1600 / 60)
  protected readonly unknown = notFound
  protected readonly operations: Readonly<Record<string, Operation>> = {
    ...instanceOperations(this.world, this),
    'GET /images/{imageId}': ({ params }) => byId(images, params.imageId),
    'GET /linode/types/{typeId}': ({ params }) => byId(types, params.typeId),
    'GET /regions/{regionId}': ({ params }) => byId(regions, params.regionId),
    'GET /regions/{regionId}/availability': ({ params: { regionId: region = '' } }) =>
      ok(types.map(({ id: plan }) => ({ region, plan, available: !this.world.soldOut.has(`${plan} ${region}`) }))),
  }

  constructor(options?: ProviderOptions) {
    super('linode', '/v4', options)
  }

  protected refusal({ operation, headers }: Call): Answer | undefined {
    const open = /^GET \/(linode\/types|regions)/.test(operation)
    if (!open && headers.authorization !== `Bearer ${this.token}`) return invalidToken
    const readOnly = this.rights === 'read' && !operation.startsWith('GET ')
    if (!open && (this.rights === 'nothing' || readOnly)) return unauthorized
    return this.limit.take() ? undefined : tooMany
  }

  protected invalid(lines: readonly string[]): Answer {
    return failure(400, lines.join('; '))
  }

  protected override headers() {
    return {
      'x-ratelimit-limit': String(this.limit.most),
      'x-ratelimit-remaining': String(Math.floor(this.limit.left)),
      'x-ratelimit-reset': String(this.limit.resets),
    }
  }
}
