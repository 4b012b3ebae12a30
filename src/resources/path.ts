import { z } from 'zod'

/** Where a thing lies on a machine: absolute, and written in the one way that `path:` claims can be compared by. */
export const pathSchema: z.ZodType<string> = z.string().superRefine((path, context) => {
  const say = (message: string) => context.addIssue({ code: 'custom', message })
  if (!path.startsWith('/')) return say(`an absolute path on the machine, as /etc/motd, not “${path}”`)
  if (/[\0\n]/.test(path)) return say('a path without line breaks and NUL characters')
  if (/\p{Surrogate}/u.test(path)) return say('a path that is valid Unicode')
  const parts = path.split('/').slice(1)
  if (parts.every(part => part === '')) return say('a path below /: / itself is not Drover’s')
  const normal = `/${parts.reduce<string[]>(step, []).join('/')}`
  if (path !== normal) return say(`a path written plainly: “${normal}”, not “${path}”`)
  if (parts.some(part => Buffer.byteLength(part) > 255) || Buffer.byteLength(path) > 4000)
    say('a path that is not as long')
})

function step(walked: string[], part: string): string[] {
  if (part === '' || part === '.') return walked
  return part === '..' ? walked.slice(0, -1) : [...walked, part]
}

/** Permissions in octal, as `stat` prints them: at least three digits, no leading zero beyond them. */
export const modeSchema: z.ZodType<string> = z
  .string({ error: 'permissions as an octal string in quotes, as "644"' })
  .regex(/^0?[0-7]{3,4}$/, 'permissions in octal, as 644 or 0755')
  .transform(normalMode)

export function normalMode(mode: string): string {
  return Number.parseInt(mode, 8).toString(8).padStart(3, '0')
}

/** With fewer than five digits chmod leaves a folder's set-group bit as it is. */
export const exactMode = (mode: string): string => mode.padStart(5, '0')

export const readableByAll = (mode: string): boolean => (Number.parseInt(mode, 8) & 0o004) !== 0

/** The name of a user or a group, or its number. */
export const ownerSchema: z.ZodType<string> = z
  .string()
  .regex(/^([a-z_][a-z0-9_.-]*\$?|[0-9]+)$/i, 'a user’s or group’s name, or its number')

/** The folders above a path, the outermost first, without `/`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1)
  return parts.map((_part, index) => `/${parts.slice(0, index + 1).join('/')}`)
}

/** Ids of what may make the folders above a path, and of who owns what is there. */
export function comesBefore(path: string, owners: { readonly owner?: string; readonly group?: string } = {}): string[] {
  const { owner = 'root', group = 'root' } = owners
  return [
    ...foldersAbove(path).flatMap(folder => [`directory:${folder}`, `symlink:${folder}`]),
    ...(owner === 'root' ? [] : [`user:${owner}`]),
    ...(group === 'root' ? [] : [`group:${group}`]),
  ]
}

/** The paths among what something occupies on a machine: of `path:/etc/motd` and `port:80` the first. */
export const pathsOf = (claims: readonly string[]): readonly string[] =>
  claims.flatMap(claim => (claim.startsWith('path:/') ? [claim.slice('path:'.length)] : []))
