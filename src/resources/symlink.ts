import { z } from 'zod'
import { lines, type Script, sh } from '../target/script'
import { keepPlace } from './keep-place'
import { resourceKind } from './kind'
import { comesBefore, pathSchema } from './path'
import { putLink } from './place'
import { endOfAnswer, probeStanding, readStanding, type Standing } from './standing'

export interface SymlinkWant {
  readonly path: string
  readonly target: string
  readonly mustExist?: boolean | undefined
}

const schema: z.ZodType<SymlinkWant> = z.strictObject({
  path: pathSchema,
  target: z
    .string()
    .min(1, 'what the link points to')
    .max(4000)
    .refine(target => !/[\0\n\p{Surrogate}]/u.test(target), 'a path without line breaks and NUL characters'),
  mustExist: z.boolean().optional().describe('A link that would lead nowhere is not made: the deployment fails.'),
})

/** A symbolic link. Its target need not be there, unless it says so. */
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
  steps: ({ want: { path, target, mustExist }, seen }) => {
    const effect = lines(...(mustExist ? [leadsSomewhere(path, target)] : []), putLink(sh`${target}`, path))
    if (seen.type === 'absent') return [{ action: 'create', title: `create ${path} → ${target}`, effect }]
    if (seen.type !== 'symlink')
      return [
        {
          action: 'change',
          title: `change ${path} (${seen.type} → symlink to ${target})`,
          effect,
          attributes: [{ name: 'type', from: seen.type, to: 'symlink' }],
        },
      ]
    if (seen.target === target) return []
    return [
      {
        action: 'change',
        title: `change ${path} (target ${seen.target} → ${target})`,
        effect,
        attributes: [{ name: 'target', from: seen.target ?? '', to: target }],
      },
    ]
  },
  keep: ({ path }) => keepPlace(path),
})

function leadsSomewhere(path: string, target: string): Script {
  const end = target.startsWith('/') ? target : `${path.slice(0, path.lastIndexOf('/'))}/${target}`
  return sh`if [ ! -e ${end} ]; then
  printf '%s would lead nowhere: there is no %s\n' ${path} ${end} >&2
  exit 1
fi`
}
