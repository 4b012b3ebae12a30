import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheAt, keepPrivate } from '../../src/environments/container/cache'
import { output } from '../../src/environments/container/command'
import { debianRoot } from '../../src/environments/container/debian-root'
import { prepareHost } from '../../src/environments/container/prerequisites'

/** A root folder that is an image for containers of libvirt's: the lab's Debian, which obeys a seed and takes an address. */
export interface NocloudRoot {
  readonly folder: string
  remove(): Promise<void>
}

export async function nocloudRoot(place: string): Promise<NocloudRoot> {
  const silent = () => {}
  await prepareHost(silent)
  await keepPrivate(cacheAt())
  const base = await debianRoot(cacheAt(), { release: 'bookworm', packages: [] }, silent)
  const [folder, upper, work] = ['root', 'upper', 'work'].map(name => join(place, name))
  if (folder === undefined || upper === undefined || work === undefined) throw new Error('three names are three')
  const script = await readFile(join(__dirname, 'nocloud.sh'), 'utf8')
  const wants = join(upper, 'etc/systemd/system/multi-user.target.wants')
  for (const path of [folder, work, wants, join(upper, 'etc/systemd/network'), join(upper, 'usr/local/sbin')])
    await mkdir(path, { recursive: true })
  await chmod(upper, 0o755)
  await writeFile(join(upper, 'etc/systemd/network/eth.network'), networkFile)
  await writeFile(join(upper, 'usr/local/sbin/nocloud'), script)
  await writeFile(join(upper, 'etc/systemd/system/nocloud.service'), unitFile)
  await symlink('../nocloud.service', join(wants, 'nocloud.service'))
  await output(['mount', '-t', 'overlay', '-o', `lowerdir=${base},upperdir=${upper},workdir=${work}`, 'drover', folder])
  // It is copied for each machine: what none of them needs is left behind.
  for (const path of [
    'var/cache/apt',
    'var/lib/apt/lists',
    'usr/share/zoneinfo',
    'usr/share/perl',
    'usr/lib/udev/hwdb.bin',
  ])
    await rm(join(folder, path), { recursive: true, force: true })
  return { folder, remove: async () => void (await output(['umount', '--lazy', folder])) }
}

const networkFile = `[Match]
Name=eth*

[Network]
DHCP=ipv4
LinkLocalAddressing=no
IPv6AcceptRA=no
`

const unitFile = `[Unit]
DefaultDependencies=no
After=local-fs.target
Before=ssh.service systemd-networkd.service

[Service]
Type=oneshot
ExecStart=/bin/sh /usr/local/sbin/nocloud
`
