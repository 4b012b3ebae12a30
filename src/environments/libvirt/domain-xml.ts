import { memoryBytes } from '../container/memory'
import type { Wish } from './config'
import { type Mark, markKey, markXml } from './mark'
import { element, type Xml } from './xml'

/** A domain that is to be defined: what was declared, and what was found out or made for it. */
export interface Domain {
  readonly wish: Wish
  readonly name: string
  readonly uuid: string
  readonly type: 'kvm' | 'qemu' | 'lxc'
  readonly mark: Mark
}

/** What belongs to one machine lies in a folder of its own, named by its uuid: two that are made at once never meet there. */
export const folderOf = (storage: string, uuid: string): string => `${storage.replace(/\/+$/, '')}/drover-${uuid}`

/** Where things lie in a machine's folder. */
export const placesIn = (folder: string) => ({
  disk: `${folder}/disk.qcow2`,
  seed: `${folder}/seed.img`,
  console: `${folder}/console.log`,
  root: `${folder}/root`,
  seedFolder: `${folder}/seed`,
})

/** What libvirt is told of a machine. Everything that came from a person is escaped. */
export function domainXml({ wish, name, uuid, type, mark }: Domain): string {
  const places = placesIn(folderOf(mark.storage, uuid))
  const parts = type === 'lxc' ? containerParts(wish, places) : guestParts(wish, places, type)
  const { xml } = element(
    'domain',
    { type },
    element('name', {}, name),
    element('uuid', {}, uuid),
    element('metadata', {}, markXml(mark, markKey)),
    element('memory', { unit: 'b' }, String(memoryBytes(wish.memory))),
    element('vcpu', {}, String(wish.cpus)),
    element('clock', { offset: 'utc' }),
    element('on_poweroff', {}, 'destroy'),
    element('on_reboot', {}, 'restart'),
    element('on_crash', {}, 'destroy'),
    ...parts,
  )
  return xml
}

type Places = ReturnType<typeof placesIn>

function guestParts(wish: Wish, places: Places, type: 'kvm' | 'qemu'): readonly Xml[] {
  const { kernel, initrd, cmdline } = wish
  const boot = kernel === undefined ? [element('boot', { dev: 'hd' })] : [element('kernel', {}, kernel)]
  const more = { initrd, cmdline }
  const booted = Object.entries(more).map(([key, value]) => (value === undefined ? undefined : element(key, {}, value)))
  return [
    element('os', {}, element('type', {}, 'hvm'), ...boot, ...booted),
    element('features', {}, element('acpi')),
    element('cpu', { mode: type === 'kvm' ? 'host-passthrough' : 'maximum' }),
    element(
      'devices',
      {},
      disk('vda', 'qcow2', places.disk),
      // A disk, and no CD-ROM: kernels for clouds have no driver for one.
      disk('vdb', 'raw', places.seed, element('readonly')),
      nic(wish, element('model', { type: 'virtio' })),
      element('serial', { type: 'pty' }, element('log', { file: places.console, append: 'off' })),
      element('channel', { type: 'unix' }, element('target', { type: 'virtio', name: 'org.qemu.guest_agent.0' })),
      element('rng', { model: 'virtio' }, element('backend', { model: 'random' }, '/dev/urandom')),
    ),
  ]
}

function disk(device: string, format: string, file: string, more?: Xml): Xml {
  return element(
    'disk',
    { type: 'file', device: 'disk' },
    element('driver', { name: 'qemu', type: format }),
    element('source', { file }),
    element('target', { dev: device, bus: 'virtio' }),
    more,
  )
}

function nic({ network }: Wish, more?: Xml): Xml {
  if (typeof network === 'string')
    return element('interface', { type: 'network' }, element('source', { network }), more)
  return element('interface', { type: 'bridge' }, element('source', { bridge: network.bridge }), more)
}

function containerParts(wish: Wish, places: Places): readonly Xml[] {
  return [
    element('os', {}, element('type', {}, 'exe'), element('init', {}, '/sbin/init')),
    element(
      'devices',
      {},
      element('console', { type: 'pty' }),
      folder(places.root, '/'),
      folder(places.seedFolder, seedTarget, element('readonly')),
      nic(wish),
    ),
  ]
}

/** Where cloud-init looks for a seed that is a folder. */
export const seedTarget = '/var/lib/cloud/seed/nocloud'

const folder = (dir: string, target: string, more?: Xml): Xml =>
  element('filesystem', { type: 'mount' }, element('source', { dir }), element('target', { dir: target }), more)
