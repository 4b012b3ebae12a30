import type { EnvironmentPlan } from '../../environments/environment'
import type { Change } from '../../event'
import { withoutFingerprints } from '../../planning/resolve'
import { canonical } from '../../resources/canonical'
import { sha256 } from '../../resources/text'
import type { Circumstances, MachineResult, Member } from '../herd'

/** A machine that is not there yet is planned as if it had nothing: everything that is declared would be made. */
export function planAbsent(member: Member, plan: EnvironmentPlan | undefined, { emit }: Circumstances): MachineResult {
  const made = member.manifest.resources.filter(({ kind }) => member.kinds.get(kind)?.changesNothing !== true)
  const changes = made.map<Change>(({ id }) => ({
    resource: id,
    action: 'create',
    title: `create ${id.replace(':', ' ')}`,
    drift: false,
    origin: member.origins[id] ?? member.origin,
  }))
  emit({ type: 'planned', machine: member.name, changes, digest: digestOfAbsent(member, plan), generation: null })
  return { outcome: 'planned' }
}

/** Of what would be made and of all that would be on it. What it costs is not in it: that changes by itself. */
export const digestOfAbsent = ({ manifest }: Member, plan: EnvironmentPlan | undefined): string =>
  sha256(
    canonical({
      environment: plan && { action: plan.action, summary: plan.summary, changes: plan.changes ?? [] },
      manifest: withoutFingerprints(manifest),
    }),
  )
