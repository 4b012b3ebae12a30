import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What makes a machine of its own out of the common root. */
export interface Furnishing {
  readonly hostName: string
  readonly address: string
  readonly prefix: number
  readonly gateway: string
  readonly nameServers: readonly string[]
  readonly hostKey: { readonly private: string; readonly public: string }
  readonly authorizedKeys: readonly string[]
}

interface Written {
  readonly path: string
  readonly text: string
  readonly mode?: number
}

/** The files that a machine has for itself, by their paths in it. */
export function furnishings(machine: Furnishing): readonly Written[] {
  const { hostName, address, prefix, gateway, nameServers, hostKey, authorizedKeys } = machine
  return [
    { path: 'etc/hostname', text: `${hostName}\n` },
    { path: 'etc/hosts', text: `127.0.0.1 localhost\n127.0.1.1 ${hostName}\n::1 localhost ip6-localhost\n` },
    { path: 'etc/resolv.conf', text: nameServers.map(server => `nameserver ${server}\n`).join('') },
    { path: 'etc/ssh/ssh_host_ed25519_key', text: hostKey.private, mode: 0o600 },
    { path: 'etc/ssh/ssh_host_ed25519_key.pub', text: `${hostKey.public}\n` },
    { path: 'root/.ssh/authorized_keys', text: authorizedKeys.map(key => `${key}\n`).join(''), mode: 0o600 },
    {
      path: 'etc/systemd/network/10-host0.network',
      text: `[Match]
Name=host0

[Network]
Address=${address}/${prefix}
Gateway=${gateway}
LinkLocalAddressing=no
IPv6AcceptRA=no
`,
    },
  ]
}

export async function furnish(root: string, machine: Furnishing): Promise<void> {
  await mkdir(join(root, 'root/.ssh'), { recursive: true, mode: 0o700 })
  for (const { path, text, mode = 0o644 } of furnishings(machine)) {
    await writeFile(join(root, path), text)
    await chmod(join(root, path), mode)
  }
}
