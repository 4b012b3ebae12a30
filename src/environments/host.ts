import { z } from 'zod'
import { thrownWords } from '../failure'
import { readPins } from '../ssh/host-key'

// How a configuration names a host that is reached over SSH.

/** What is wrong with a pinned key, in words; `undefined` where nothing is. */
function mistakeOf(key: string): string | undefined {
  try {
    return readPins(key).length === 0 ? 'no key is here; expected “ssh-ed25519 AAAA…” or “SHA256:…”' : undefined
  } catch (thrown) {
    return thrownWords(thrown)
  }
}

const needed =
  'the host’s own public key is needed, as “ssh-ed25519 AAAA…” (ssh-keyscan prints it) or “SHA256:…”: none is taken on trust'

export const hostKey = z
  .union([z.string(), z.array(z.string()).min(1, { error: needed })], { error: needed })
  .superRefine((keys, context) => {
    for (const [index, key] of [keys].flat().entries()) {
      const message = mistakeOf(key)
      if (message !== undefined) context.addIssue({ code: 'custom', message, path: Array.isArray(keys) ? [index] : [] })
    }
  })

/** Goes into addresses and commands of others as it is: no letter that could end a line or begin an option. */
export const place = (error: string) =>
  z.string().regex(/^(?!-)[\p{L}\p{N}_.:%-]{1,255}$/u, { error: `${error}; no dash at its beginning` })

export const host = place('a host name or an address alone, without spaces, user, port or path')
const noPort = 'expected a port from 1 to 65535'
export const port = z.int().min(1, { error: noPort }).max(65_535, { error: noPort })
export const user = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/, { error: 'not a name of a user' })

/** A host on the way to another. */
export const jump = z.strictObject({ host, port: port.default(22), user: user.default('root'), hostKey })
