import { readFile } from 'node:fs/promises'
import { type KeyFile, readKeyFile } from './key-file'
import { type KnownHosts, readKnownHosts } from './known-hosts'

/** Files that an ssh_config names, often for many machines: each is read once a run. */
export interface Files {
  /** One that is not there says nothing, as with OpenSSH. */
  knownHosts(path: string): Promise<KnownHosts>
  key(path: string): Promise<KeyFile>
}

export function files(passphrase: string | undefined): Files {
  return {
    knownHosts: once(async path => readKnownHosts(await readFile(path, 'utf8').catch(() => ''), path)),
    key: once(path => readKeyFile(path, passphrase)),
  }
}

function once<Value>(read: (path: string) => Promise<Value>): (path: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return path => {
    const value = known.get(path) ?? read(path)
    known.set(path, value)
    return value
  }
}
