import { type Line, misread } from './line'
import type { Settings } from './look-up'

interface Refusal {
  /** Which values mean nothing that would be missed. */
  readonly harmless?: RegExp
  readonly instead: string
}

const none = /^none$/i

/** What would change where or how one gets in, and is not done here. Everything else is left alone. */
const refusals: Readonly<Record<string, Refusal>> = {
  proxycommand: {
    harmless: none,
    instead: 'say the hosts on the way with ProxyJump, or as “jump” in the deployment file',
  },
  certificatefile: { harmless: none, instead: 'certificates are not supported: let the machine take the key itself' },
  pkcs11provider: { harmless: none, instead: 'let an SSH agent hold the key (ssh-add -s), and leave this out' },
  canonicalizehostname: { harmless: /^no$/i, instead: 'write the whole name as “host” in the deployment file' },
  bindaddress: { instead: 'let a route of this host say from which address it goes there' },
  bindinterface: { instead: 'let a route of this host say by which interface it goes there' },
  knownhostscommand: { harmless: none, instead: 'name the keys in a file with UserKnownHostsFile' },
  revokedhostkeys: { harmless: none, instead: 'write the keys into a known_hosts file, each in a line with @revoked' },
  pubkeyauthentication: { harmless: /^(yes|unbound|host-bound)$/i, instead: 'Drover logs in with keys alone' },
  preferredauthentications: {
    harmless: /(^|,)publickey(,|$)/i,
    instead: 'Drover logs in with keys alone: add publickey',
  },
}

/**
 * Lets pass what can be followed, or does not matter.
 *
 * @throws DroverError `bad-input` that says file, line and what to do
 */
export function refuse(settings: Settings): void {
  for (const [first] of settings.values()) {
    const refusal = Object.hasOwn(refusals, first.keyword) ? refusals[first.keyword] : undefined
    if (refusal && !refusal.harmless?.test(first.words[0] ?? '')) throw refused(first, refusal)
  }
}

const refused = ({ keyword, at }: Line, { instead }: Refusal) =>
  misread(at, `“${keyword}” is not supported: ${instead}`)
