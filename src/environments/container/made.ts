import { z } from 'zod'

const schema = z.object({ release: z.string(), packages: z.string(), memory: z.string() })

/** What can't be changed in a container that is there, each in words: where it differs, the container is made anew. */
export type Made = z.infer<typeof schema>

export const madeOf = (asked: {
  readonly release: string
  readonly packages: readonly string[]
  readonly memory?: string | null | undefined
}): Made => ({
  release: asked.release,
  packages: [...asked.packages].sort().join(', ') || 'none',
  memory: asked.memory ?? 'no limit',
})

/** What is to be otherwise than it was made, a line each: “release: bookworm → trixie”. */
export function changesOf(was: unknown, wanted: Made): readonly string[] {
  const before = schema.parse(was)
  return schema
    .keyof()
    .options.flatMap(part => (before[part] === wanted[part] ? [] : [`${part}: ${before[part]} → ${wanted[part]}`]))
}
