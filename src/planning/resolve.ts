import { isBare } from '../resources/canonical'
import type { Manifest } from '../resources/manifest'
import {
  hasSecret,
  joinTexts,
  partsOf,
  type Reference,
  reference,
  type Secret,
  type Text,
  textSchema,
} from '../resources/text'

/** The value of a reference; undefined where the other machine is not there yet. */
export type Resolve = (wanted: Reference) => string | undefined

/** The HMAC, with the machine's key, of a text with secrets; undefined where no key or no secret is known. */
export type Fingerprint = (text: Text) => string | undefined

type Json = Manifest['resources'][number]['want']

/**
 * The manifest with what is known of other machines put in, and with each secret-bearing text named by its HMAC. What is
 * not known stays as it is, so that an offline plan can show it by name.
 */
export function resolveManifest(manifest: Manifest, resolve: Resolve, fingerprint: Fingerprint): Manifest {
  const walk = (value: Json): Json => {
    if (typeof value !== 'object' || value === null || isBare(value)) return value
    if (Array.isArray(value)) return value.map(walk)
    const text =
      '$text' in value || '$reference' in value || '$secret' in value ? textSchema.safeParse(value) : undefined
    if (text?.success) return plain(text.data)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  const plain = (value: Text): Json => {
    const joined = joinTexts(
      partsOf(value).map(part => {
        if (typeof part === 'string' || '$secret' in part) return part
        return resolve(part) ?? reference(part.$reference, part.machine)
      }),
    )
    if (typeof joined === 'string') return joined
    const parts = partsOf(joined).map(toJson)
    const hmac = hasSecret(joined) ? fingerprint(joined) : undefined
    return hmac === undefined ? { $text: parts } : { $text: parts, $hmac: hmac }
  }
  return { ...manifest, resources: manifest.resources.map(resource => ({ ...resource, want: walk(resource.want) })) }
}

const toJson = (part: string | Secret | Reference): Json => {
  if (typeof part === 'string') return part
  return '$secret' in part ? { $secret: part.$secret } : { $reference: part.$reference, machine: part.machine }
}

/** The manifest without the HMACs that only its machine knows: what two manifests are compared by. */
export function withoutFingerprints(manifest: Manifest): Manifest {
  const walk = (value: Json): Json => {
    if (typeof value !== 'object' || value === null || isBare(value)) return value
    if (Array.isArray(value)) return value.map(walk)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => (key === '$hmac' ? [] : [[key, walk(inner)]])),
    )
  }
  return { ...manifest, resources: manifest.resources.map(resource => ({ ...resource, want: walk(resource.want) })) }
}
