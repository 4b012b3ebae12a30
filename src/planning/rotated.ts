import { isBare } from '../resources/canonical'
import type { ManifestResource } from '../resources/manifest'

type Json = ManifestResource['want']

/**
 * The names of the secrets whose value is another one than it was, between two wants that are equal but for fingerprints. A
 * fingerprint is of a whole text: where two secrets stand in one, both are named.
 */
export function rotated(before: Json | undefined, now: Json | undefined): readonly string[] {
  if (!isObject(before) || !isObject(now) || isBare(now)) return []
  if (typeof now.$hmac === 'string' && typeof before.$hmac === 'string' && now.$hmac !== before.$hmac)
    return namesIn(now.$text)
  return [...new Set(Object.entries(now).flatMap(([key, inner]) => rotated(before[key], inner)))]
}

const namesIn = (parts: Json | undefined): readonly string[] =>
  Array.isArray(parts)
    ? [...new Set(parts.flatMap(part => (isObject(part) && typeof part.$secret === 'string' ? [part.$secret] : [])))]
    : []

/** Lists count too: their entries are named by their places. */
const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null
