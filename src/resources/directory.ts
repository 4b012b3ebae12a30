import { z } from 'zod'
import type { Attribute } from '../event'
import { lines } from '../target/script'
import { keepPlace } from './keep-place'
import { resourceKind } from './kind'
import { comesBefore, modeSchema, ownerSchema, pathSchema } from './path'
import { putFolder } from './place'
import { differences, differing, endOfAnswer, probeStanding, readStanding, type Standing } from './standing'

export interface DirectoryWant {
  readonly path: string
  readonly mode: string
  readonly owner: string
  readonly group: string
}

const schema: z.ZodType<DirectoryWant> = z.strictObject({
  path: pathSchema,
  mode: modeSchema.default('755'),
  owner: ownerSchema.default('root'),
  group: ownerSchema.default('root'),
})

/** A folder with its rights. What is in it is not Drover's: a folder that is not empty stays when it is removed. */
export const directory = resourceKind<DirectoryWant, Standing>({
  name: 'directory',
  rank: 40,
  needsRoom: () => false,
  schema,
  id: ({ path }) => `directory:${path}`,
  claims: ({ path }) => [`path:${path}`],
  after: want => comesBefore(want.path, want),
  probe: wants => lines(probeStanding(wants.map(({ path }) => path)), endOfAnswer),
  read: answer => new Map([...readStanding(answer)].map(([path, seen]) => [`directory:${path}`, seen])),
  steps: ({ want, seen }) => {
    const { path } = want
    const differs = seen.type === 'directory' ? differences(want, seen) : [`${seen.type} → directory`]
    if (differs.length === 0) return []
    const effect = putFolder(path, want)
    return [
      seen.type === 'absent'
        ? { action: 'create', title: `create ${path}/`, effect }
        : {
            action: 'change',
            title: `change ${path}/ (${differs.join(', ')})`,
            effect,
            attributes: attributesOf(want, seen),
          },
    ]
  },
  keep: ({ path }) => keepPlace(path),
  removal: ({ path }, former) =>
    former === 'absent'
      ? `remove ${path}/, if nothing is left in it`
      : `put ${path}/ back as it was before Drover (not what is in it)`,
  leaves: ({ path }) => [`${path}/, as far as something is in it`],
})

const attributesOf = (want: DirectoryWant, seen: Standing): readonly Attribute[] =>
  seen.type === 'directory' ? differing(want, seen) : [{ name: 'type', from: seen.type, to: 'directory' }]
