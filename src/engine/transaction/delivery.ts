import { createHmac } from 'node:crypto'
import { statSync } from 'node:fs'
import type { Plan } from '../../planning/plan'
import type { Content } from '../../resources/content'
import type { AnyKind } from '../../resources/kind'
import type { Manifest } from '../../resources/manifest'
import { reveal, type Text } from '../../resources/text'

/** Where the bytes of a content come from. */
export type Source = { readonly bytes: Buffer } | { readonly path: string; readonly size: number }

/** The contents that a plan's steps need, as the machine's store names them. */
export interface Delivery {
  /** By name in the store: sha256, or `h-` and the HMAC where a secret is in it. */
  readonly sources: ReadonlyMap<string, Source>
  /** Labels that are names in the store themselves. */
  readonly labels: readonly string[]
  readonly aliases: readonly { readonly label: string; readonly name: string }[]
  /** All sources together, in bytes. */
  readonly size: number
}

/** In bytes. */
export const sizeOf = (source: Source): number => ('bytes' in source ? source.bytes.length : source.size)

/** HMAC-SHA256 in hex of a text with its secrets filled in, by the machine's key: the same as the prelude's `drover_hmac`. */
export const hmacOf = (key: Buffer, text: Text, secrets: ReadonlyMap<string, string>): string =>
  createHmac('sha256', key).update(reveal(text, secrets)).digest('hex')

/** The bytes that the runner has: the user's files by sha256, and the secrets' values. */
export interface Runner {
  readonly blobs: ReadonlyMap<string, string>
  readonly secrets: ReadonlyMap<string, string>
}

/**
 * Gathers what the steps ask for, of a resolved manifest. From the `store`: the machine has had all of it, and its store
 * still does.
 */
export function deliveryOf(
  plan: Plan,
  manifest: Manifest,
  kinds: ReadonlyMap<string, AnyKind>,
  from: Runner | 'store',
): Delivery {
  const needed = new Set(plan.steps.flatMap(step => step.contents))
  const contents = new Map<string, Content>()
  for (const { kind, want } of manifest.resources)
    for (const content of kinds.get(kind)?.contents?.(want) ?? [])
      if (needed.has(content.label)) contents.set(content.label, content)

  const sources = new Map<string, Source>()
  const labels: string[] = []
  const aliases: { label: string; name: string }[] = []
  for (const label of needed) {
    const content = contents.get(label)
    if (!content) throw new TypeError(`a step asks for the content ${label}, which no resource has`)
    const name = 'text' in content && label.startsWith('secret-') ? `h-${hmacIn(content.text)}` : label
    if (name === label) labels.push(label)
    else aliases.push({ label, name })
    if (from !== 'store') sources.set(name, sourceOf(content, from))
  }
  const size = [...sources.values()].reduce((sum, source) => sum + sizeOf(source), 0)
  return { sources, labels: labels.sort(), aliases, size }
}

function sourceOf(content: Content, { blobs, secrets }: Runner): Source {
  if ('text' in content) return { bytes: Buffer.from(reveal(content.text, secrets)) }
  const path = blobs.get(content.blob)
  if (path === undefined) throw new TypeError(`nothing is known of the file with the sha256 ${content.blob}`)
  return { path, size: statSync(path).size }
}

/** The HMAC that a text with a secret carries in a resolved manifest. */
function hmacIn(text: Text): string {
  if (typeof text === 'object' && '$text' in text && text.$hmac !== undefined) return text.$hmac
  throw new TypeError('a resolved text with a secret has no HMAC')
}
