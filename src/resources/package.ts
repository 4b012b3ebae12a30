import { z } from 'zod'
import { lines, type Script, sh } from '../target/script'
import { apt } from './apt'
import { type JointDraft, type ResourceChange, resourceKind } from './kind'
import type { PackageManager, PackageSeen, PackageWork } from './package-manager'
import { packageTrail, readTrail } from './package-trail'

/** Another package manager is one more line here. */
const managers = { apt } satisfies Record<string, PackageManager>
const managerName = z.literal('apt')

const packageSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9+._-]*(:[a-z0-9-]+)?$/, 'a package’s name, as apache2 or libc6:i386')
    .describe('Its name in the package manager, with an architecture where it is not the machine’s own.'),
  version: z
    .string()
    .regex(/^(latest|[A-Za-z0-9][A-Za-z0-9.+:~_^-]*)$/, 'a version in full, as 2.4.62-1~deb12u1, or latest')
    .optional()
    .describe('Exactly this version, or “latest”. Without it any version will do, and nothing is ever upgraded.'),
  manager: managerName.default('apt').describe('Who installs it.'),
})

/** A package that is to be installed. */
export type Package = z.infer<typeof packageSchema>

type Change = ResourceChange<Package, PackageSeen>

/** A package. Many are installed by one call; removed are only those that Drover installed, with what came along. */
export const packageKind = resourceKind<Package, PackageSeen>({
  name: 'package',
  rank: 10,
  needsRoom: () => false,
  schema: packageSchema,
  shared: true,
  id: idOf,
  claims: want => [idOf(want)],
  probe: wants =>
    lines(...perManager(wants, want => want).map(([manager, ofManager]) => managers[manager].probe(ofManager))),
  read: answer =>
    new Map(
      Object.values(managers).flatMap(manager =>
        [...manager.read(answer)].map(([name, seen]) => [`package:${name}`, seen]),
      ),
    ),
  steps: change => together([change]).map(({ draft }) => draft),
  together,
  removal: ({ name }, former) => {
    if (former === 'absent') return `remove package ${name}`
    return former === 'present'
      ? `stop managing package ${name} (it was there before Drover, and stays)`
      : `put package ${name} back as it was before Drover`
  },
  trail: ({ name }) => ({ ask: packageTrail(name), read: readTrail }),
  keep: ({ name, manager }) => managers[manager].keep(name),
  leaves: ({ name }) => [`data that ${name} wrote and that its own removal does not delete`],
})

function idOf({ name }: Package): string {
  return `package:${name}`
}

function together(changes: readonly Change[]): readonly JointDraft[] {
  return perManager(changes, change => change.want).flatMap(([manager, ofManager]) => {
    const jobs = ofManager.flatMap(change => jobOf(change, managers[manager]) ?? [])
    const alone = jobs.filter(job => job.refusal !== undefined || job.irreversible !== undefined)
    const joint = jobs.filter(job => !alone.includes(job))
    return [...(joint.length > 0 ? [joint] : []), ...alone.map(job => [job])].map(part =>
      draftOf(part, managers[manager]),
    )
  })
}

/** What has to happen to one package. `refusal` says why it can't. */
interface Job {
  readonly id: string
  readonly creates: boolean
  readonly verb: string
  readonly object: string
  readonly work: Partial<PackageWork>
  /** Where the version changes. */
  readonly version?: { readonly from: string; readonly to: string }
  readonly refusal?: string
  readonly irreversible?: string
}

function jobOf({ want, seen }: Change, manager: PackageManager): Job | undefined {
  const { name, version } = want
  const target = version === 'latest' ? seen.candidate : version
  const base = { id: idOf(want), creates: false, object: name }
  const asked = version !== undefined && version !== 'latest' ? { name, version } : { name }
  if (seen.installed === null) {
    const object = target ? `${name} ${target}` : name
    const refusal =
      seen.providers.length > 0 && !seen.candidate
        ? `${name} is a virtual package: name one of ${seen.providers.join(', ')}`
        : undefined
    return {
      ...base,
      creates: true,
      verb: 'install',
      object,
      work: { install: [asked] },
      version: { from: 'none', to: target ?? 'any' },
      ...(refusal && { refusal }),
    }
  }
  if (target && target !== seen.installed) {
    const up = manager.compare(seen.installed, target) < 0
    const refusal = seen.held
      ? `${name} is held at ${seen.installed}: release it with apt-mark unhold ${name}`
      : undefined
    return {
      ...base,
      verb: up ? 'upgrade' : 'downgrade',
      object: `${name} ${seen.installed} → ${target}`,
      work: { install: [asked] },
      version: { from: seen.installed, to: target },
      ...(refusal && { refusal }),
      ...(seen.recoverable === false && { irreversible: `${name} ${seen.installed} is not to be had any more` }),
    }
  }
  // Asked for by its very version, so that finishing it does not upgrade it.
  if (!seen.whole) return { ...base, verb: 'finish installing', work: { install: [{ name, version: seen.installed }] } }
  if (seen.automatic)
    return { ...base, verb: 'keep', object: `${name} (came along with another)`, work: { mark: [name] } }
  return undefined
}

function draftOf(jobs: readonly Job[], manager: PackageManager): JointDraft {
  const verbs = [...new Set(jobs.map(({ verb }) => verb))]
  const title = verbs
    .map(verb => `${verb} ${jobs.flatMap(job => (job.verb === verb ? [job.object] : [])).join(', ')}`)
    .join('; ')
  const refusals = jobs.flatMap(({ refusal }) => refusal ?? [])
  const irreversible = jobs.flatMap(job => job.irreversible ?? [])
  const work = {
    install: jobs.flatMap(job => job.work.install ?? []),
    mark: jobs.flatMap(job => job.work.mark ?? []),
  }
  return {
    ids: jobs.map(({ id }) => id),
    draft: {
      action: jobs.every(({ creates }) => creates) ? 'create' : 'change',
      title: refusals.length > 0 ? `${title} (${refusals.join('; ')})` : title,
      attributes: jobs.flatMap(({ id, version }) =>
        version ? [{ name: `version of ${id.slice('package:'.length)}`, ...version }] : [],
      ),
      effect: refusals.length > 0 ? refuse(refusals) : manager.install(work),
      ...(irreversible.length > 0 && { irreversible: irreversible.join('; ') }),
    },
  }
}

const refuse = (reasons: readonly string[]): Script => sh`printf '%s\n' ${reasons} >&2
exit 1`

function perManager<Item>(items: readonly Item[], wantOf: (item: Item) => Package) {
  const names = [...new Set(items.map(item => wantOf(item).manager))]
  return names.map(name => [name, items.filter(item => wantOf(item).manager === name)] as const)
}
