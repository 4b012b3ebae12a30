import { z } from 'zod'

/** One place in the user's own files, as reports have it. */
export const frame = z.object({
  file: z.string().describe('From the repository’s root'),
  line: z.int(),
  column: z.int(),
  function: z.string().optional(),
})
