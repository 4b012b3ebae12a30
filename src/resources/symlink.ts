import { z } from 'zod'
import { lines, sh } from '../target/script'
import { keepPlace } from './keep-place'
import { resourceKind } from './kind'
import { comesBefore, pathSchema } from './path'
import { putLink } from './place'
import { endOfAnswer, probeStanding, readStanding, type Standing } from './standing'

export interface SymlinkWant {
  readonly path: string
  readonly target: string
}

const schema: z.ZodType<SymlinkWant> = z.strictObject({
  path: pathSchema,
  target: z
    .string()
    .min(1, 'what the link points to')
    .max(4000)
    .refine(target => !/[\0\n\p{Surrogate}]/u.test(target), 'a path without line breaks and NUL characters'),
})

/** A symbolic link. Its target need not be there. */
export const symlink = resourceKind<SymlinkWant, Standing>({
  name: 'symlink',
  rank: 50,
  needsRoom: () => false,
  schema,
  id: ({ path }) => `symlink:${path}`,
  claims: ({ path }) => [`path:${path}`],
  after: ({ path }) => comesBefore(path),
  probe: wants => lines(probeStanding(wants.map(({ path }) => path)), endOfAnswer),
  read: answer => new Map([...readStanding(answer)].map(([path, seen]) => [`symlink:${path}`, seen])),
  steps: ({ want: { path, target }, seen }) => {
    const effect = putLink(sh`${target}`, path)
    if (seen.type === 'absent') return [{ action: 'create', title: `create ${path} → ${target}`, effect }]
    if (seen.type !== 'symlink')
      return [{ action: 'change', title: `change ${path} (${seen.type} → symlink to ${target})`, effect }]
    if (seen.target === target) return []
    return [{ action: 'change', title: `change ${path} (target ${seen.target} → ${target})`, effect }]
  },
  keep: ({ path }) => keepPlace(path),
})
