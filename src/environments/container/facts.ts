import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Cache, ContainerPlace } from './cache'

const schema = z.object({
  format: z.literal(1),
  name: z.string(),
  deployment: z.string(),
  stage: z.string(),
  machine: z.string(),
  release: z.string(),
  packages: z.array(z.string()),
  memory: z.string().nullable(),
  /** The Debian root that lies below this container. */
  base: z.string(),
  address: z.string(),
  prefix: z.number(),
  hostKey: z.string(),
  /** A private key, in OpenSSH's form, that logs in as root: the file is root's alone. */
  identity: z.string(),
  /** The process for whose time it is made, as tests and rehearsals do; null where it outlives the one that made it. */
  owner: z.object({ pid: z.number(), started: z.string() }).nullable(),
  /** sshd has answered once. Until then the container is half-made. */
  finished: z.boolean(),
})

/** What a container says of itself, in one small file. Whether it runs is not written there: that is looked up. */
export type ContainerFacts = z.infer<typeof schema>

/** The facts; `undefined` where there is no container of the name, or none that got as far as to have facts. */
export async function readFacts(place: ContainerPlace): Promise<ContainerFacts | undefined> {
  const text = await readFile(place.facts, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const parsed = schema.safeParse(tryJson(text))
  return parsed.success ? parsed.data : undefined
}

export async function writeFacts(place: ContainerPlace, facts: ContainerFacts): Promise<void> {
  const aside = `${place.facts}.new`
  await writeFile(aside, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  await rename(aside, place.facts)
}

/** The names of all containers in the cache, whole or half-made. */
export async function containerNames(cache: Cache): Promise<readonly string[]> {
  return (await readdir(cache.containers).catch(() => [])).sort()
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
