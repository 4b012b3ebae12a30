import { z } from 'zod'
import { inputWords } from './words'

/** How machines are reached. */
export const connection = {
  'ssh-key': z.string().optional().register(inputWords, {
    says: 'a private key in OpenSSH’s form, or several, that the machines let in, from a secret; else the agent of `SSH_AUTH_SOCK` is asked',
  }),
  'ssh-passphrase': z
    .string()
    .optional()
    .register(inputWords, { says: 'the passphrase of the private key, from a secret' }),
  'known-hosts': z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'lines as in `~/.ssh/known_hosts`; one that contradicts a declared key, or can’t be read, is an error. A managed host always ' +
        'declares its key (`hostKey`); what stands here can only contradict it or revoke it (`@revoked`). Machines of environment types ' +
        'that know no host key are known by these lines. A key that stands in neither is never accepted',
    }),
  'ssh-config': z
    .string()
    .optional()
    .register(inputWords, {
      says:
        'the path of an ssh_config, as `~/.ssh/config`, that managed hosts are reached by; without it none is read ' +
        '([SSH](docs/ssh.md)). What the deployment file says goes before it',
    }),
}
