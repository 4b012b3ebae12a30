import { z } from 'zod'
import type { Change } from '../event'
import { frame } from './frame-schema'
import { clip, plain } from './plain'

// The changes of a plan as the result has them: all but the diffs, which may be long. The file of events has those.

const detail = z.object({
  kind: z.string().describe('As file'),
  resource: z.string().describe('Its id, as file:/etc/motd'),
  members: z.array(z.string()).optional().describe('The ids of all, where it is the change of more than one'),
  action: z.enum(['create', 'change', 'remove', 'restart', 'reload', 'run']),
  title: z.string().describe('What a person reads'),
  attributes: z
    .array(z.object({ name: z.string(), from: z.string(), to: z.string() }))
    .optional()
    .describe('What of it is another than it is to be; nothing of what may hold a secret'),
  drift: z.boolean().describe('The machine was changed here without a deployment'),
  trail: z.array(z.string()).optional().describe('Of drift: what the machine says of who changed it, and when'),
  irreversible: z.string().optional().describe('Why it can’t be undone'),
  origin: z.array(frame).describe('Where it was declared, innermost first'),
})

type Detail = z.infer<typeof detail>

export const detailsSchema = {
  details: z
    .array(detail)
    .optional()
    .describe('The changes that were planned, in order; left out where there are none'),
  detailsLeft: z.int().optional().describe('How many more changes there are than details: the result has a bound'),
}

// Of a machine and of all of them, in UTF-16 units of JSON.
const mostDetails = { machine: 65_536, run: 262_144 }

/** As many changes as there is room for, the first ones. */
export function detailsOf(
  changes: readonly Change[],
  machines: number,
): { readonly details?: Detail[]; readonly detailsLeft?: number } {
  if (changes.length === 0) return {}
  let room = Math.min(mostDetails.machine, Math.floor(mostDetails.run / machines))
  const details = changes.map(detailOf)
  const taken = details.findIndex(detail => {
    room -= JSON.stringify(detail).length
    return room < 0
  })
  const left = taken < 0 ? 0 : details.length - taken
  return { details: details.slice(0, details.length - left), ...(left === 0 ? {} : { detailsLeft: left }) }
}

const detailOf = ({
  resource,
  members,
  action,
  title,
  attributes,
  drift,
  trail,
  irreversible,
  origin,
}: Change): Detail => ({
  kind: resource.replace(/:.*$/s, ''),
  resource: clip(plain(resource), 1000),
  ...(members === undefined ? {} : { members: members.map(id => clip(plain(id), 1000)) }),
  action,
  title: clip(plain(title), 1000),
  ...(attributes === undefined
    ? {}
    : {
        attributes: attributes.map(({ name, from, to }) => ({
          name,
          from: clip(plain(from), 1000),
          to: clip(plain(to), 1000),
        })),
      }),
  drift,
  ...(trail === undefined ? {} : { trail: trail.map(plain) }),
  ...(irreversible === undefined ? {} : { irreversible: clip(plain(irreversible), 1000) }),
  origin: origin.map(one => ({ ...one })),
})
