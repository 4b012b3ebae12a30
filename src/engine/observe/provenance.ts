import { z } from 'zod'

/**
 * Where a generation comes from, as it is kept beside it on the machine. `machines` names all machines of the deployment at
 * that time, so that one which leaves the deployment file is not forgotten.
 */
export const provenanceSchema = z.object({
  format: z.literal(1),
  repository: z.string().exactOptional(),
  sha: z.string().exactOptional(),
  ref: z.string().exactOptional(),
  run: z.string().exactOptional(),
  actor: z.string().exactOptional(),
  time: z.string(),
  file: z.string(),
  fileHash: z.string().exactOptional(),
  dirty: z.boolean().exactOptional(),
  drover: z.string().exactOptional(),
  /** The generation that it went back to. */
  rollbackTo: z.number().exactOptional(),
  machines: z.array(z.object({ name: z.string(), address: z.string() })),
})

export type Provenance = z.infer<typeof provenanceSchema>
