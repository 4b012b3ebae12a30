import { z } from 'zod'
import { sh } from '../target/script'
import { canonical } from './canonical'
import { resourceKind } from './kind'
import { sha256 } from './text'

const hookSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'a name of letters, digits, - _ and .'),
  run: z.string().min(1).max(60_000).describe('A POSIX sh script, run as root under -eu. Not a place for a secret.'),
  unless: z
    .string()
    .min(1)
    .max(60_000)
    .optional()
    .describe('A script that changes nothing: where it exits 0, there is nothing to do.'),
  on: z.array(z.string()).optional().describe('Ids of resources: it runs when one of them has changed.'),
})

/**
 * A script of the user's own. It runs
 * - whenever `unless` does not exit 0, where that is all that is said;
 * - once, and again when one of `on` or the script itself changed, or when it is declared anew after a generation without it;
 *   with `unless`, only where that does not exit 0.
 */
export type Hook = z.infer<typeof hookSchema>

export interface HookSeen {
  /** Whether `unless` says that there is nothing to do. */
  readonly done: boolean
  /** Hash of what it last ran with. */
  readonly with: string | null
}

/** Nobody knows what a script of the user's changes: it can't be undone, and comes last. */
export const hookKind = resourceKind<Hook, HookSeen>({
  name: 'hook',
  rank: 90,
  schema: hookSchema,
  id: ({ name }) => `hook:${name}`,
  claims: ({ name }) => [`hook:${name}`],
  follows: ({ on }) => ({ on: on ?? [] }),
  probe: wants => ({
    sh: wants
      .map(
        ({ name, unless }) =>
          sh`
done=${
            unless === undefined
              ? sh`no`
              : sh`$(code=0
timeout --kill-after=5 60 sh -euc ${unless} </dev/null >/dev/null 2>&1 || code=$?
case $code in 0) echo yes ;; 12[4-7] | 137) echo "can't tell: $code" ;; *) echo no ;; esac)`
          }
printf 'hook %s %s %s .\n' ${name} "$(cat -- "$drover/hooks/"${name} 2>/dev/null || echo never)" "$done"`.sh,
      )
      .join('\n'),
  }),
  read: answer =>
    new Map(
      answer.split('\n').flatMap(line => {
        const [, name, hash, done] = /^hook (\S+) (\S+) (yes|no) \.$/.exec(line) ?? []
        if (name === undefined || hash === undefined) return []
        return [[`hook:${name}`, { done: done === 'yes', with: hash === 'never' ? null : hash }] as const]
      }),
    ),
  steps: ({ want: { name, run, unless, on }, seen, followed, fresh }) => {
    const changed = followed.on?.changed ?? []
    const hash = sha256(canonical([run, followed.on?.hash ?? null]))
    // What it ran with is remembered longer than it is declared.
    const once = fresh || changed.length > 0 || seen.with !== hash
    const due = unless !== undefined && !on?.length ? true : once
    if (seen.done || !due) return []
    const because =
      changed.length > 0 ? ` (changed: ${changed.map(id => id.slice(id.indexOf(':') + 1)).join(', ')})` : ''
    return [
      {
        action: 'run',
        title: `run hook ${name}${because}`,
        effect: sh`
sh -euc ${run} </dev/null
(umask 077 && mkdir -p -- "$drover/hooks" && drover_value hash >"$drover/hooks/.new")
mv -f -- "$drover/hooks/.new" "$drover/hooks/"${name}`,
        values: { hash },
        irreversible: 'nobody knows what a script of your own changes',
      },
    ]
  },
  keep: () => 'irreversible',
})
