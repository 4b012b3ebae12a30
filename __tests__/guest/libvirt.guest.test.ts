import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newKeyPair } from '../../src/environments/key-pair'
import { libvirt } from '../../src/environments/libvirt'
import { failureOf } from '../../src/failure'
import { sh } from '../../src/target/script'
import { connectWith } from '../support/connect-with'
import { environmentContext } from '../support/environment-context'
import { type GuestImage, guestImage } from '../support/guest-image'
import { type Hypervisor, startHypervisor } from '../support/libvirtd'

// A real virtual machine, by QEMU: its own kernel, cloud-init as Debian has it, a seed on a disk, a lease of a network.
const { type } = libvirt
const minutes = 60_000
const began = performance.now()
const say = (words: string) =>
  void process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1)} s: ${words}\n`)

let hypervisor: Hypervisor
let image: GuestImage
let user: Awaited<ReturnType<typeof newKeyPair>>
beforeAll(async () => {
  hypervisor = await startHypervisor()
  say('libvirtd runs')
  image = await guestImage(join(hypervisor.folder, 'base'), say)
  await chmod(join(hypervisor.folder, 'base'), 0o755)
  user = await newKeyPair()
  say('the image is made')
}, 10 * minutes)
afterAll(() => hypervisor?.stop())

const own = `#cloud-config
write_files:
  - { path: /etc/own, content: "the user’s own" }
users:
  - default
  - { name: somebody }
`

test(
  'a virtual machine is made, is reached by its own key, and keeps nothing that opens it',
  async () => {
    const context = environmentContext({
      connect: endpoint => connectWith(endpoint, [user.private, hypervisor.identity]),
      publicKeys: [user.public],
      progress: say,
    })
    const wish = type.config.parse({
      hypervisor: hypervisor.ssh,
      ...image,
      cmdline: 'root=/dev/vda rw console=ttyS0 quiet',
      size: '3G',
      memory: '768M',
      network: 'lab',
      storage: hypervisor.storage,
      userData: own,
    })
    const found = await type.find?.(wish, context)
    const plan = found && (await type.plan?.(wish, found, context))
    const facts = plan && (await type.realise?.(wish, plan, context))
    if (!facts) throw new Error('this environment type finds, plans and realises')
    say('the machine is ready')
    const again = await type.find?.(wish, context)
    expect(again).toEqual({ state: 'present', facts })
    expect(again && (await type.plan?.(wish, again, context))).toMatchObject({ action: 'nothing' })

    const target = await type.reach(wish, facts, context)
    const run = async (script: ReturnType<typeof sh>) => (await target.run({ what: 'look', script })).stdout
    // Its own kernel, its own disk grown to its size, the seed on a disk as cloud-init saw it, the user's own user data.
    expect(
      await run(sh`systemd-detect-virt; hostname; cat /etc/own; echo; cat /run/cloud-init/cloud-id; uname -r`),
    ).toMatch(new RegExp(`^(qemu|kvm)\n${facts.name}\nthe user’s own\nnocloud\n.*-cloud-`))
    expect(Number(await run(sh`df --output=size / | tail -n 1`))).toBeGreaterThan(2.5 * 1024 ** 2)
    expect(await run(sh`ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub | cut -d' ' -f2`)).toBe(
      `${facts.hostKeys[0]}\n`,
    )
    expect(await run(sh`passwd --status root | cut -d' ' -f2; cat /root/.ssh/authorized_keys`)).toMatch(
      new RegExp(`^(L|NP)\n.*${user.public.split(' ')[1]?.replaceAll(/[+/]/g, '.')}`),
    )

    // An ordinary user can't read the disk; and if he could, nothing on it would open anything.
    const disk = sh`su -s /bin/sh somebody -c 'strings() { tr -c "[:print:]\n" "\n" < /dev/vdb; }; strings'`
    expect(await run(disk)).toBe('')
    await run(sh`chmod o+r /dev/vdb`)
    const seed = await run(disk)
    const [key] = /-----BEGIN OPENSSH PRIVATE KEY-----[\s\S]*?-----END OPENSSH PRIVATE KEY-----/.exec(seed) ?? ['']
    const first = /ed25519_public: (\S+ \S+)/.exec(seed)?.[1] ?? ''
    const secret = `${key.replaceAll(/^ +/gm, '')}\n`
    const { hostKey, ...place } = hypervisor.ssh
    const endpoint = { host: facts.address, port: 22, user: 'root', jumps: [{ ...place, hostKeys: [hostKey] }] }
    const as = (keys: readonly string[], hostKeys: readonly string[]) =>
      connectWith({ ...endpoint, hostKeys }, [...keys, hypervisor.identity]).catch(failureOf)
    expect(await as([user.private], [first])).toMatchObject({ code: 'host-key-refused' })
    expect(await as([secret], facts.hostKeys)).toMatchObject({ code: 'authentication-failed', host: facts.address })
    await target.close()
    say('nothing that it was told opens it')

    await type.destroy?.(wish, { state: 'present', facts }, context)
    expect(await type.find?.(wish, context)).toEqual({ state: 'absent' })
    expect(await readdir(hypervisor.storage)).toEqual([])
  },
  15 * minutes,
)
