/** One place in the user's own files. `file` is a path from the repository's root; line and column count from 1. */
export interface Frame {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly function?: string
}

/** The frames in the user's files that declared a thing, innermost first. Empty where nobody declared it by hand. */
export type Origin = readonly Frame[]

/** The place to show to a person: the innermost frame, as `file:line:column`. */
export function place(origin: Origin): string | undefined {
  const [frame] = origin
  return frame && `${frame.file}:${frame.line}:${frame.column}`
}
