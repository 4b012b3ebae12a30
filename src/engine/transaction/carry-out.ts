import { randomUUID } from 'node:crypto'
import { over } from '../../resources/manifest'
import { ownerOf } from '../../system/deployed'
import type { Member, Surroundings } from '../herd'
import type { Line } from '../line/line'
import { needsOf } from '../observe/needs'
import type { Prepared } from '../observe/plan-machine'
import type { Provenance } from '../observe/provenance'
import { machinesOf } from '../observe/remembered'
import type { Wanted } from '../observe/wanted'
import { activate, type Carrying, revert } from './activate'
import { deliveryOf } from './delivery'
import { type Doubt, why } from './doubt'
import { Follower } from './follower'
import { checksOfTransaction, Health, limitOf } from './health'
import { hold } from './hold'
import { type Again, prepare } from './prepare'
import { reboot } from './reboot'
import { type Settled, settle } from './settle'
import { stepsSaid } from './steps-said'
import type { Transaction } from './upload'

/** Carries out what was planned: prepares, activates, looks whether the machine is well, and confirms or has it undone. */
export async function carryOut(
  member: Member,
  surroundings: Surroundings,
  prepared: Prepared,
  line: Line,
): Promise<Settled | Again> {
  const { emit, signal, ends } = surroundings.circumstances
  const onWait = (message: string) => emit({ type: 'progress', machine: member.name, message })
  const transaction = transactionOf(surroundings, prepared)
  emit({ type: 'phase-entered', machine: member.name, phase: 'prepare' })
  const again = await prepare(transaction, line.target, signal)
  if (again) return again

  const carrying: Carrying = {
    request: transaction.request,
    owner: transaction.owner,
    line,
    cancelled: signal,
    ends,
    follower: new Follower(stepsSaid(member.name, prepared.planned.plan, emit), onWait),
    onWait,
  }
  const { together } = surroundings
  const doubt = await turn(member, carrying, surroundings)
  if (doubt) return { stand: await revert(carrying, why(doubt)), doubt }
  const stand = await activate(carrying)
  if ('end' in stand) return stand
  if (stand.stand !== 'applied') return { stand, ...(signal.aborted ? { doubt: { doubt: 'cancelled' } } : {}) }
  const gone = await reboot(carrying, member.reboot, finding => emit({ type: 'found', machine: member.name, finding }))
  if (gone) return gone
  emit({ type: 'phase-entered', machine: member.name, phase: 'confirm' })
  together?.mark(member.name, 'applied')
  const decide = async () => {
    together?.mark(member.name, 'healthy')
    return together?.until('healthy')
  }
  return settle(carrying, {
    health: () => new Health(member.origins, onWait),
    limit: limitOf(prepared.resolved, prepared.kinds),
    decide,
  })
}

/** Waits, where all machines are one transaction, until all are prepared, those that this one comes after changed, and its batch begun. */
async function turn(member: Member, carrying: Carrying, { together, gate }: Surroundings): Promise<Doubt | undefined> {
  if (!together) return undefined
  together.mark(member.name, 'prepared')
  return hold(
    carrying,
    async () =>
      (await together.until('prepared')) ??
      (await together.until('applied', member.after)) ??
      (await gate?.opens(member.name)) ??
      (carrying.cancelled.aborted ? { doubt: 'cancelled' } : undefined),
  )
}

function transactionOf(
  { herd, circumstances, facts }: Surroundings,
  { wanted, planned, resolved, observed, key, hash, kinds }: Prepared,
): Transaction {
  return {
    request: randomUUID(),
    state: observed.state,
    room: observed.room,
    owner: ownerOf(herd),
    plan: planned.plan,
    values: planned.values,
    manifest: resolved,
    touched: observed.previous ? over(resolved, observed.previous) : resolved,
    manifestHash: hash,
    provenance: {
      ...circumstances.provenance,
      ...cameFrom(wanted),
      format: 1,
      machines: machinesOf(herd, facts, observed.provenance),
    },
    holder: circumstances.holder,
    newKey: observed.key ? undefined : key,
    delivery: deliveryOf(planned.plan, resolved, kinds, wanted.generation ? 'store' : herd),
    needs: needsOf(resolved, kinds),
    keep: herd.settings.keep,
    checks: checksOfTransaction(resolved, kinds),
    limit: circumstances.stepLimit,
  }
}

/** A generation that is gone back to runs the commit of then, at the word of whoever runs this now. */
function cameFrom({ generation }: Wanted): Partial<Provenance> {
  if (!generation) return {}
  const rollbackTo = generation.number
  if (!generation.provenance) return { rollbackTo }
  const { run: _run, actor: _actor, time: _time, drover: _drover, ...then } = generation.provenance
  return { ...then, rollbackTo }
}
