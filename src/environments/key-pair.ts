export interface KeyPair {
  /** In OpenSSH's own form. */
  readonly private: string
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly public: string
}

/** A new key pair, made here: a machine's host key is known before the machine first runs, so it is never taken on trust. */
export async function newKeyPair(): Promise<KeyPair> {
  // ssh2 is loaded when a machine is made: nothing else here needs it.
  const { utils } = await import('ssh2')
  // Of ssh2's ed25519 keys four in a thousand can't be read again, by ssh2 itself nor by OpenSSH (1.17.0): another is made then.
  let pair = utils.generateKeyPairSync('ed25519')
  while (utils.parseKey(pair.private) instanceof Error) pair = utils.generateKeyPairSync('ed25519')
  return { private: pair.private, public: pair.public.split(' ').slice(0, 2).join(' ') }
}
