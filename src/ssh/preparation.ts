import type { Jump, SshEndpoint } from '../target/target'
import { type Offer, offerOf } from './authentication'
import { files } from './files'
import { type Trust, trustOf } from './host-key'
import { allKnown } from './known-hosts'
import type { SshOptions } from './options'

/** One host to log in at. */
export type Place = Jump & Pick<SshEndpoint, 'otherPorts' | 'identities'>

/** What is known of a host before anything is sent to it. */
export interface Preparation {
  readonly ports: readonly number[]
  /** Which keys it may show, at each of its ports. */
  readonly trusts: readonly Trust[]
  readonly offer: Offer
}

/** @throws DroverError `key-unusable`, `host-key-refused`, `bad-input` for what can't be used whatever the host says */
export async function prepared(place: Place, options: SshOptions): Promise<Preparation> {
  const { settings = {}, otherPorts = [], identities: own = [] } = place
  const read = options.files ?? files(options.passphrase)
  const more = await Promise.all((settings.knownHostsFiles ?? []).map(read.knownHosts))
  const known = allKnown([...(options.knownHosts ? [options.knownHosts] : []), ...more])
  const ports = [place.port, ...otherPorts]
  const trusts = ports.map(port => trustOf({ ...place, port }, known))
  const [first] = trusts
  // Where no key is known the failure says so.
  if (first && first.authorities.length > 0 && first.pins.length > 0)
    options.onNotice?.(
      `${first.authorities.join(', ')}: @cert-authority is not asked for ${place.host}: Drover checks no certificates of hosts, and goes by the host key that is declared`,
    )
  const offer = await offerOf({
    own,
    identities: options.identities,
    files: await Promise.all((settings.identityFiles ?? []).map(read.key)),
    agent: settings.agent === undefined ? options.agent : settings.agent || undefined,
    only: settings.identitiesOnly === true,
  })
  return { ports, trusts, offer }
}
