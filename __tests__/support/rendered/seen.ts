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
  /** What is done with its diagrams: they are read, or drawn as well, in a part that is folded away or opened. */
  readonly diagrams?: 'read' | 'folded' | 'opened'
}

const Box = z.object({ left: z.number(), right: z.number(), top: z.number(), bottom: z.number() })
const Words = z.array(Box.extend({ text: z.string() }))

const Diagram = z.object({
  sections: z.array(z.string()),
  tasks: z.array(
    z.object({ task: z.string(), section: z.string(), from: z.number(), to: z.number(), crit: z.boolean() }),
  ),
  drawn: z
    .object({ frame: Box, bars: z.array(Box.extend({ colour: z.string() })), words: Words, names: Words, ticks: Words })
    .optional(),
})
export type Diagram = z.infer<typeof Diagram>

const Seen = z.array(
  z.object({
    elements: z.record(z.string(), z.number()),
    links: z.array(z.string()),
    machines: z.array(z.string()),
    lowestRow: z.number().nullable(),
    overflow: z.number(),
    colour: z.string(),
    diagrams: z.array(Diagram),
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
