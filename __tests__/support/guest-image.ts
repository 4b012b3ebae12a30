import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheAt, keepPrivate } from '../../src/environments/container/cache'
import { output } from '../../src/environments/container/command'
import { debianRoot } from '../../src/environments/container/debian-root'
import { prepareHost } from '../../src/environments/container/prerequisites'

/** An image for virtual machines, with a kernel beside it: Debian with cloud-init, as it comes. */
export interface GuestImage {
  readonly image: string
  readonly kernel: string
  readonly initrd: string
}

const packages = ['linux-image-cloud-amd64', 'initramfs-tools', 'udev', 'cloud-init', 'netbase']

/** Lays an image into the folder. The root that it is made of is kept as the lab's roots are: a second run takes seconds. */
export async function guestImage(folder: string, progress: (message: string) => void): Promise<GuestImage> {
  await prepareHost(progress)
  await keepPrivate(cacheAt())
  const root = await debianRoot(cacheAt(), { release: 'bookworm', packages }, progress)
  await mkdir(folder, { recursive: true })
  const image = join(folder, 'guest.img')
  await output(['mke2fs', '-q', '-t', 'ext4', '-d', root, '-L', 'root', image, '1500M'])
  const boot = await readdir(join(root, 'boot'))
  const [kernel, initrd] = ['vmlinuz-', 'initrd.img-'].map(start => boot.find(name => name.startsWith(start)))
  if (kernel === undefined || initrd === undefined) throw new Error(`no kernel is in ${root}/boot`)
  await output(['cp', join(root, 'boot', kernel), join(root, 'boot', initrd), folder])
  return { image, kernel: join(folder, kernel), initrd: join(folder, initrd) }
}
