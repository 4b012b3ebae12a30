export interface KeyPair {
  /** In OpenSSH's own form. */
  readonly private: string
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly public: string
}

/** A new key pair, made here: a container's host key is known before the container first runs, so it is never taken on trust. */
export async function newKeyPair(): Promise<KeyPair> {
  // ssh2 is loaded when a container is made: nothing else here needs it.
  const { utils } = await import('ssh2')
  const pair = utils.generateKeyPairSync('ed25519')
  return { private: pair.private, public: pair.public.split(' ').slice(0, 2).join(' ') }
}
