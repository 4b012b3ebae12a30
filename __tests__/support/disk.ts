import { randomBytes } from 'node:crypto'
import { accessSync, constants, readFileSync } from 'node:fs'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ContainerPlace } from '../../src/environments/container/cache'
import { command, output } from '../../src/environments/container/command'
import { kill, membersOf } from '../../src/environments/container/members'

// What is written to the image is to be there for whoever copies it, not for the next start of this host.
const images = (() => {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
})()

/**
 * The disk of a lab machine: its own layer lies on an ext4 file system in an image. What ext4 has written to the image is what
 * would be on a disk; it writes what is synced, and the rest when it likes, which is late (`commit`), so that what nobody synced
 * is lost when the power is cut. `noauto_da_alloc`: without the favour that ext4 does to programs that rename what they did not
 * sync; other file systems do none. The image has no name while it is used: it is gone with whoever uses it.
 */
export class Disk {
  readonly #place: ContainerPlace
  readonly #lower: string
  #image: FileHandle | undefined

  /** Of a container that does not run. */
  constructor(place: ContainerPlace) {
    this.#place = place
    const mounted = readFileSync('/proc/self/mounts', 'utf8').split('\n')
    const options = mounted.map(line => line.split(' ')).find(([, where]) => where === place.root)?.[3] ?? ''
    this.#lower = /lowerdir=([^,]*)/.exec(options)?.[1] ?? ''
  }

  /** Puts the container's layer, as it is, on a new disk. */
  async format(): Promise<void> {
    const { root, upper } = this.#place
    const image = newImage()
    await output(['truncate', '--size=256M', image])
    await output(['mkfs.ext4', '-q', '-F', '-m', '0', '-E', 'lazy_itable_init=1,lazy_journal_init=1', image])
    await output(['umount', root])
    await this.#mount(image, upper)
  }

  /** What would be on the disk if the power was cut now. */
  async copy(): Promise<string> {
    const image = newImage()
    await output(['cp', '--sparse=always', `/proc/${process.pid}/fd/${this.#image?.fd}`, image])
    return image
  }

  /**
   * Cuts the machine's power: nothing runs any more, and its disk is what had been written to it, or another image. It is
   * checked as a boot would check it.
   */
  async cut(another?: string): Promise<void> {
    const { id, root } = this.#place
    const stopped = await freeze(id)
    const image = another ?? (await this.copy())
    for (const pid of stopped) signal(pid, 'SIGKILL')
    await kill(id)
    // Whatever it would still write, it writes to an image that nobody has any more.
    await output(['umount', '--lazy', root])
    await this.#image?.close()
    // 1: the journal was played back, and all was well then.
    const { exit, stdout } = await command(['e2fsck', '-p', image])
    if (exit > 1) throw new Error(`the disk does not survive a power cut: ${stdout}`)
    await output(['e2fsck', '-f', '-n', image])
    await this.#mount(image)
  }

  async close(): Promise<void> {
    await this.#image?.close()
  }

  async #mount(image: string, layer?: string): Promise<void> {
    const { folder, root } = this.#place
    const disk = join(folder, 'disk')
    await mkdir(disk, { recursive: true })
    await output(['mount', '-o', 'loop,commit=300,noauto_da_alloc', image, disk])
    try {
      this.#image = await open(image)
      await rm(image)
      if (layer !== undefined) {
        await output(['cp', '--archive', layer, join(disk, 'upper')])
        await mkdir(join(disk, 'work'))
        await output(['sync', '-f', disk])
      }
      const layers = `lowerdir=${this.#lower},upperdir=${join(disk, 'upper')},workdir=${join(disk, 'work')}`
      await output(['mount', '-t', 'overlay', '-o', layers, 'drover', root])
    } finally {
      // The overlay keeps it for as long as it is needed.
      await output(['umount', '--lazy', disk])
    }
  }
}

const newImage = (): string => join(images, `drover-disk-${process.pid}-${randomBytes(4).toString('hex')}`)

/** Stops all that runs in a container, and what that has started meanwhile. */
async function freeze(id: string): Promise<readonly number[]> {
  const stopped = new Set<number>()
  for (let grew = true; grew; ) {
    grew = false
    for (const { pid } of await membersOf(id)) {
      if (stopped.has(pid)) continue
      grew = true
      stopped.add(pid)
      signal(pid, 'SIGSTOP')
    }
    // One that is in the middle of a call to the kernel is stopped when that ends.
    if (!grew) await wait(20)
  }
  return [...stopped]
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself meanwhile.
  }
}
