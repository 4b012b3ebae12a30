import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { underLock } from './lock'

export interface Settings {
  /** Names, as paths under /proc/sys, each with the value that it is to have at least. */
  readonly wanted: Readonly<Record<string, number>>
  /** Where it is noted what they were before. */
  readonly notes: string
  readonly lock: string
}

/**
 * What the host needs for containers to reach the outside and for many systemds to run beside each other. It is one for all
 * caches, so it is noted in one place, which a reboot empties as it resets the settings.
 */
export const hostSettings: Settings = {
  wanted: { 'net/ipv4/ip_forward': 1, 'fs/inotify/max_user_instances': 1024, 'kernel/keys/maxkeys': 2000 },
  notes: '/run/drover-sysctl.json',
  lock: '/run/drover-sysctl.lock',
}

const schema = z.record(z.string(), z.object({ before: z.number(), set: z.number() }))

/** Raises what is too low, and notes what it was before touching it. */
export async function raiseSettings({ wanted, notes, lock }: Settings): Promise<void> {
  await underLock(lock, async () => {
    const noted = await readNotes(notes)
    const low = await Promise.all(
      Object.entries(wanted).map(async ([name, set]) => ({ name, set, before: await readSetting(name) })),
    )
    const changes = low.filter(({ before, set }) => before < set)
    if (changes.length === 0) return
    const next = { ...Object.fromEntries(changes.map(({ name, before, set }) => [name, { before, set }])), ...noted }
    await writeFile(`${notes}.new`, JSON.stringify(next))
    await rename(`${notes}.new`, notes)
    for (const { name, set } of changes) {
      // Within a container the kernel's own limits can't be raised: then there may be fewer machines, and no more than that.
      await writeSetting(name, set).catch(cause => {
        if (name.startsWith('net/')) throw cause
      })
    }
  })
}

/** Whether a setting has its value of us, or will have once it is raised. */
export async function isRaised({ wanted, notes, lock }: Settings, name: string): Promise<boolean> {
  return underLock(lock, async () => {
    const noted = await readNotes(notes)
    return name in noted || (await readSetting(name)) < (wanted[name] ?? 0)
  })
}

/** Puts back what was raised, unless it is still needed, or somebody has set another value since. */
export async function restoreSettings(
  { notes, lock }: Pick<Settings, 'notes' | 'lock'>,
  stillNeeded: () => Promise<boolean>,
): Promise<void> {
  await underLock(lock, async () => {
    if (await stillNeeded()) return
    for (const [name, { before, set }] of Object.entries(await readNotes(notes))) {
      if ((await readSetting(name)) === set) await writeSetting(name, before)
    }
    await rm(notes, { force: true })
  })
}

async function readNotes(notes: string): Promise<z.infer<typeof schema>> {
  const text = await readFile(notes, 'utf8').catch(() => '{}')
  return schema.parse(JSON.parse(text))
}

async function readSetting(name: string): Promise<number> {
  return Number(await readFile(`/proc/sys/${name}`, 'utf8'))
}

async function writeSetting(name: string, value: number): Promise<void> {
  await writeFile(`/proc/sys/${name}`, String(value))
}
