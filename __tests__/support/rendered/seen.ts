import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { node24 } from '../node24'

export interface Page {
  readonly markdown: string
  readonly width: number
  readonly dark: boolean
  /** The path of a picture to make. */
  readonly picture?: string
}

const Seen = z.array(
  z.object({
    elements: z.record(z.string(), z.number()),
    links: z.array(z.string()),
    machines: z.array(z.string()),
    lowestRow: z.number().nullable(),
    overflow: z.number(),
    colour: z.string(),
  }),
)

/** What a real Chromium shows of pages in GitHub's dialect: how many of each element, the rows of machines, what stands out. */
export function seenOf(pages: readonly Page[]): z.infer<typeof Seen> {
  const input = JSON.stringify(pages)
  const { status, stdout, stderr } = spawnSync(node24, [join(__dirname, 'look.mjs')], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 110_000,
  })
  if (status !== 0) throw new Error(`the pages could not be shown:\n${stderr.slice(0, 1000)}`)
  return Seen.parse(JSON.parse(stdout))
}
