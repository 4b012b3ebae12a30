import type { z } from 'zod'
import { nameOf } from './container'
import { environmentType } from './environment'
import { type Account, accountConfig, config, type Wish } from './libvirt/config'
import { guestAt } from './libvirt/create'
import { destroyDomain } from './libvirt/domain'
import { libvirtFailure } from './libvirt/failure'
import { factsOf, foundIn, ownedOf, ownMark, planOf } from './libvirt/found'
import { look, lookAtAll } from './libvirt/look'
import { realised } from './libvirt/realise'
import { onSide } from './libvirt/side'

/**
 * A virtual machine, or a container of libvirt's own, on this host or on a hypervisor. All is done by `virsh`, there where
 * the hypervisor is. A machine is found again by its name and by what stands in its metadata.
 */
export const libvirt = environmentType<
  Wish,
  Parameters<typeof config.parse>[0],
  Account,
  z.input<typeof accountConfig>
>({
  name: 'libvirt',
  description: 'A virtual machine of libvirt, on this host or on a hypervisor',
  config,
  accountConfig,

  find: (wish, context) =>
    onSide(wish, context, async side => foundIn(await look(side, nameOf(wish, context)), wish, context)),

  plan: (wish, found, context) => planOf(wish, found, nameOf(wish, context)),

  async realise(wish, plan, context) {
    if (plan.refused !== undefined) throw libvirtFailure(plan.refused)
    const name = nameOf(wish, context)
    return onSide(wish, context, async side => factsOf(await realised(side, wish, plan, name, context), wish))
  },

  async reach(wish, facts, context) {
    const { off, name } = facts
    if (typeof off === 'string')
      throw libvirtFailure(`the domain ${name} is ${off}: have it run again (virsh start or resume), or destroy it`)
    if (facts.address === '')
      throw libvirtFailure(`the domain ${name} runs and has no address: no lease of its network, no word of an agent`)
    return context.connect({ ...guestAt(wish, facts.address), user: wish.user, hostKeys: facts.hostKeys })
  },

  async destroy(wish, found, context) {
    if (found.state === 'absent') return
    const name = nameOf(wish, context)
    if (wish.protect) throw libvirtFailure(`the domain ${name} is protected (protect: true): nothing was destroyed`)
    await onSide(wish, context, async side => {
      const domain = await look(side, name)
      if (domain !== undefined) await destroyDomain(side, domain.uuid, ownMark(domain, context))
    })
  },

  account: ({ connection, hypervisor: at }) => (at ? `${connection} at ${at.user}@${at.host}:${at.port}` : connection),

  list: (wish, context) =>
    onSide(wish, context, async side =>
      (await lookAtAll(side)).flatMap(domain =>
        domain.mark?.deployment === context.deployment ? ownedOf(domain) : [],
      ),
    ),

  discard: (wish, owned, context) =>
    onSide(wish, context, async side => {
      const domain = (await lookAtAll(side)).find(({ uuid }) => uuid === owned.id)
      if (domain === undefined) return
      const { deployment } = context
      const mark = ownMark(domain, { deployment, stage: owned.stage, machine: owned.machine })
      if (mark.protect === 'true')
        throw libvirtFailure(`the domain ${domain.name} is protected (protect: true): nothing was destroyed`)
      await destroyDomain(side, domain.uuid, mark)
    }),
})
