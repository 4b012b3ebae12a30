import { z } from 'zod'
import { canonical } from './canonical'
import { sha256 } from './text'

export const manifestFormat = 1

const script = z.object({ sh: z.string() })
const action = z.enum(['create', 'change', 'remove', 'restart', 'reload', 'run'])

/**
 * What is kept of a kind that the user wrote, so that removal and rollback need neither the repository nor the version of
 * Drover that made the manifest: its scripts, rendered.
 */
const storedKind = z.object({
  rank: z.number(),
  claims: z.array(z.string()),
  probe: script,
  /** What makes the resource where there is nothing of it; empty where the kind can't tell without looking. */
  apply: z.array(
    z.object({
      action,
      title: z.string(),
      effect: script,
      contents: z.array(z.string()).optional(),
      secrets: z.array(z.string()).optional(),
      irreversible: z.string().optional(),
    }),
  ),
  keep: z.union([z.literal('irreversible'), z.object({ record: script, restore: script })]),
  leaves: z.array(z.string()),
  shared: z.literal(true).optional(),
  changesNothing: z.literal(true).optional(),
  health: script.optional(),
  patience: z.number().optional(),
})

const manifestResource = z.object({
  id: z.string(),
  kind: z.string(),
  want: z.json(),
  /** Ids of resources that come before this one. */
  after: z.array(z.string()),
  stored: storedKind.optional(),
  /** Set by `over` alone: what may stand on the machine has a secret in it, though this want has none. */
  hadSecret: z.boolean().optional(),
})

/** The schema of a manifest as it is kept on a machine. */
export const manifestSchema = z.object({
  format: z.literal(manifestFormat),
  machine: z.string(),
  resources: z.array(manifestResource),
})

/**
 * The same for what was read as JSON a moment ago: that a want is plain data need not be looked at value by value. The lists in it
 * are nobody's to change (`isKept`).
 */
export const readManifestSchema = manifestSchema.extend({
  resources: z.array(
    manifestResource.extend({
      want: z
        .custom<ManifestResource['want']>(want => want !== undefined)
        .transform(want => {
          if (typeof want === 'object' && want !== null)
            for (const inner of Object.values(want)) if (Array.isArray(inner)) Object.freeze(inner)
          return want
        }),
    }),
  ),
})

/** Everything that a system wants of a machine: what the user declared, compiled to resources, as plain data sorted by id. */
export type Manifest = z.infer<typeof manifestSchema>
export type ManifestResource = z.infer<typeof manifestResource>
export type StoredKind = z.infer<typeof storedKind>

export const hashOfManifest = (manifest: Manifest): string => sha256(canonical(manifest))

/** Whether a secret stands in it. A text that says so itself may pass for one. */
export const hasSecrets = (manifest: Manifest): boolean => mentionsSecret(manifest)

/** Whether what this resource left on a machine may have a secret in it. */
export const leftSecret = (resource: ManifestResource): boolean =>
  resource.hadSecret === true || mentionsSecret(resource.want)

const mentionsSecret = (value: unknown): boolean => canonical(value).includes('"$secret"')

/** All that either manifest has; where both have a resource, as `upper` wants it: what `lower` wants may still stand there. */
export function over(upper: Manifest, lower: Manifest): Manifest {
  const ids = new Set(upper.resources.map(({ id }) => id))
  const secret = new Set(lower.resources.flatMap(resource => (leftSecret(resource) ? [resource.id] : [])))
  return {
    ...upper,
    resources: [
      ...upper.resources.map(resource => (secret.has(resource.id) ? { ...resource, hadSecret: true } : resource)),
      ...lower.resources.filter(({ id }) => !ids.has(id)),
    ],
  }
}
