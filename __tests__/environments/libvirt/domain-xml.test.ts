import fc from 'fast-check'
import { config } from '../../../src/environments/libvirt/config'
import { domainXml } from '../../../src/environments/libvirt/domain-xml'
import { type Mark, markXml, readMark } from '../../../src/environments/libvirt/mark'

const uuid = '2f1c8a52-6b1f-4c0e-9a49-0d5c7a3b1e11'
const mark: Mark = {
  deployment: 'forum',
  stage: 'pr-12',
  machine: 'web',
  state: 'provisioning',
  since: '2026-11-27T18:00:00.000Z',
  storage: '/srv/vm',
  protect: 'false',
  made: { memory: '1G' },
}
const xmlOf = (wish: object, type: 'kvm' | 'qemu' | 'lxc', other: Partial<Mark> = {}) =>
  domainXml({ wish: config.parse({ image: '/img', ...wish }), name: 'web-1', uuid, type, mark: { ...mark, ...other } })

test('a virtual machine has its overlay, its seed as a disk that is only read, a console that is kept, and an agent', () => {
  expect(
    xmlOf({ memory: '512M', cpus: 2, network: { bridge: 'br0' } }, 'kvm').replaceAll('><', '>\n<'),
  ).toBe(`<domain type="kvm">
<name>web-1</name>
<uuid>${uuid}</uuid>
<metadata>
<drover:machine xmlns:drover="urn:drover:libvirt:machine" deployment="forum" stage="pr-12" machine="web" state="provisioning" since="2026-11-27T18:00:00.000Z" storage="/srv/vm" protect="false" memory="1G"/>
</metadata>
<memory unit="b">536870912</memory>
<vcpu>2</vcpu>
<clock offset="utc"/>
<on_poweroff>destroy</on_poweroff>
<on_reboot>restart</on_reboot>
<on_crash>destroy</on_crash>
<os>
<type>hvm</type>
<boot dev="hd"/>
</os>
<features>
<acpi/>
</features>
<cpu mode="host-passthrough"/>
<devices>
<disk type="file" device="disk">
<driver name="qemu" type="qcow2"/>
<source file="/srv/vm/drover-${uuid}/disk.qcow2"/>
<target dev="vda" bus="virtio"/>
</disk>
<disk type="file" device="disk">
<driver name="qemu" type="raw"/>
<source file="/srv/vm/drover-${uuid}/seed.img"/>
<target dev="vdb" bus="virtio"/>
<readonly/>
</disk>
<interface type="bridge">
<source bridge="br0"/>
<model type="virtio"/>
</interface>
<serial type="pty">
<log file="/srv/vm/drover-${uuid}/console.log" append="off"/>
</serial>
<channel type="unix">
<target type="virtio" name="org.qemu.guest_agent.0"/>
</channel>
<rng model="virtio">
<backend model="random">/dev/urandom</backend>
</rng>
</devices>
</domain>`)
})

test('a kernel is booted directly where one is named', () => {
  const xml = xmlOf({ kernel: '/k', initrd: '/i', cmdline: 'root=/dev/vda "x" <y>' }, 'qemu')
  expect(xml).toContain(
    '<kernel>/k</kernel><initrd>/i</initrd><cmdline>root=/dev/vda &quot;x&quot; &lt;y&gt;</cmdline>',
  )
  expect(xml).not.toContain('<boot')
  expect(xml).toContain('<cpu mode="maximum"/>')
})

test('a container has its own root, and its seed where cloud-init looks for it', () => {
  const xml = xmlOf({ connection: 'lxc:///system' }, 'lxc')
  expect(xml).toContain(`<source dir="/srv/vm/drover-${uuid}/root"/><target dir="/"/>`)
  expect(xml).toContain(
    `<source dir="/srv/vm/drover-${uuid}/seed"/><target dir="/var/lib/cloud/seed/nocloud"/><readonly/>`,
  )
  expect(xml).not.toContain('<disk')
})

const words = fc.string({ minLength: 1, unit: 'grapheme' }).filter(text => !/\p{Cc}/u.test(text))

test('a mark is read as it was written, and nothing that it says is markup', () => {
  fc.assert(
    fc.property(words, words, words, words, (deployment, stage, machine, image) => {
      const written = { ...mark, deployment, stage, machine, hostkey: 'SHA256:x', made: { image } }
      expect(readMark(markXml(written).xml)).toEqual(written)
      expect(readMark(markXml(written, 'd').xml)).toEqual(written)
      const angles = (text: string) => text.match(/[<>]/g)?.length
      expect(angles(xmlOf({}, 'kvm', { deployment, stage, machine }))).toBe(angles(xmlOf({}, 'kvm')))
    }),
  )
})

test.each([
  '',
  '<machine/>',
  '<machine deployment="a" stage="b" machine="c" state="ready" storage="relative"/>',
  'error:',
])('what is no mark of ours is none: %j', xml => {
  expect(readMark(xml)).toBeUndefined()
})
