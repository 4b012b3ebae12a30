import type { Jump, Limits, SshEndpoint } from '../target/target'

/** What is declared of a machine and the way to it; what is left out an ssh_config may say. */
export interface Declared extends Pick<SshEndpoint, 'host' | 'hostKeys' | 'sudoPassword'> {
  /** To be tried in this order. */
  readonly ports?: readonly number[] | undefined
  readonly user?: string | undefined
  readonly jumps?: readonly Jump[] | undefined
  readonly limits?: Limits | undefined
}

/** Where OpenSSH looks for a user's own settings. */
export const usersConfig = '~/.ssh/config'

/** The way that is declared, with what goes without saying. The limits of connecting are those of each host on it. */
export function endpointOf({ ports = [], user = 'root', jumps = [], limits, ...rest }: Declared): SshEndpoint {
  const [port = 22, ...otherPorts] = ports
  return {
    ...rest,
    port,
    user,
    ...(otherPorts.length > 0 && { otherPorts }),
    ...(limits && { limits }),
    ...(jumps.length > 0 && {
      jumps: jumps.map(jump => (limits ? { ...jump, limits: { ...jump.limits, ...limits } } : jump)),
    }),
  }
}
