import { z } from 'zod'

export const commandNames = [
  'deploy',
  'plan',
  'validate',
  'diff',
  'check',
  'status',
  'rollback',
  'recover',
  'exec',
  'destroy',
  'sweep',
  'rehearse',
  'matrix',
  'merge',
] as const

/** What is told of an input. */
interface Told {
  /** In Markdown, from a small letter on and without a full stop at the end. The README shows the first sentence. */
  readonly says: string
  /** The commands that alone take it. */
  readonly only?: readonly (typeof commandNames)[number][]
  /** The default as a workflow's author writes it, where the schema's own text would tell less. */
  readonly preset?: string
}

/** Makes action.yml, the README's table and docs/inputs.md, by `npm run docs`; a test fails where they differ. */
export const inputWords = z.registry<Told>()
