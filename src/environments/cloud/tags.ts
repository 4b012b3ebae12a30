import type { Labels } from './marks'

const prefix = 'drover:'

/** Whether a tag is one of Drover's marks. */
export const isMarkTag = (tag: string): boolean => tag.startsWith(prefix)

/** One mark as a tag, for providers whose machines carry words without values. */
export const markTag = (key: string, value: string): string => `${prefix}${key}:${value}`

export const markTags = (labels: Labels): readonly string[] =>
  Object.entries(labels).map(([key, value]) => markTag(key, value))

/**
 * Drover's marks among the tags. Where tags are written one by one, a key may stand there twice for a moment: a machine is
 * not ready then, and of another key neither value counts.
 */
export function marksInTags(tags: readonly string[]): Labels {
  const pairs = tags.filter(isMarkTag).flatMap(tag => {
    const [key, value] = tag.slice(prefix.length).split(':')
    return key === undefined || value === undefined ? [] : [{ key, value }]
  })
  const labels: Record<string, string> = {}
  for (const { key, value } of pairs) {
    const values = new Set(pairs.filter(pair => pair.key === key).map(pair => pair.value))
    if (values.size === 1) labels[key] = value
    else if (key === 'state') labels[key] = 'provisioning'
  }
  return labels
}
