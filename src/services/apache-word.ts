import { z } from 'zod'

/**
 * A text as one word of Apache's configuration, whatever quotes, spaces and backslashes it has. Apache takes a backslash
 * away before a quote and before another backslash, and nowhere else; and it reads on after one at the end of a line.
 */
export const apacheWord = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`

/** What no quotes keep Apache from reading as more than itself: a variable, and in a folder's name a pattern. */
export const folderSchema = z.string().superRefine((path, context) => {
  const say = (message: string) => context.addIssue({ code: 'custom', message })
  if (!path.startsWith('/')) return say(`an absolute path on the machine, as /srv/www, not “${path}”`)
  if (/\p{Cc}/u.test(path)) return say('a path without line breaks and other control characters')
  if (path.includes('${')) return say(`a path without “\${”, which Apache takes for one of its variables`)
  const [pattern] = /[*?[\]]/.exec(path) ?? []
  if (pattern !== undefined) say(`a path without “${pattern}”, which Apache takes for a pattern`)
})
