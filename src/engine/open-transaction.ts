import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { DroverError } from '../failure'
import { stateFolder } from '../target/runtime'
import { lines, type Script, sh } from '../target/script'
import type { Target } from '../target/target'
import { readSections, section } from './sections'

/** The transaction that a machine was last in, as its state tells it. */
export interface OpenTransaction {
  readonly request: string
  readonly owner: string
  readonly phase: string
  readonly reason: string
  readonly holder: string
  /** Its runner has said within the last minute that it is there. */
  readonly leased: boolean
  /** How many events it has told so far. */
  readonly events: number
  readonly steps: readonly { readonly id: string; readonly title: string }[]
}

const steps = z.object({ steps: z.array(z.object({ id: z.string(), title: z.string() })) })

/** Asks a machine for the transaction that it was last in; undefined where it never was in one. Changes nothing. */
export async function lastTransaction(target: Target, signal: AbortSignal): Promise<OpenTransaction | undefined> {
  const nonce = randomBytes(9).toString('hex')
  const answer = await target.run({ what: 'ask for the last transaction', script: scriptOf(nonce), signal })
  const sections = readSections(nonce, answer.stdout)
  const state = new Map(
    (sections.get('state')?.body ?? '').split('\n').map(line => {
      const space = line.indexOf(' ')
      return [line.slice(0, space), line.slice(space + 1)] as const
    }),
  )
  const said = (key: string): string => state.get(key) ?? ''
  if (answer.exit !== 0 || !sections.has('state'))
    throw new DroverError({ code: 'remote-answer-broken', what: 'the last transaction', message: answer.stderr.trim() })
  if (said('request') === '') return undefined
  const plan = sections.get('plan')?.body.trim() ?? ''
  return {
    request: said('request'),
    owner: said('deployment'),
    phase: said('phase'),
    reason: said('reason'),
    holder: said('holder'),
    leased: sections.get('leased')?.body.trim() === 'yes',
    events: Number(sections.get('events')?.body.trim() ?? 0),
    steps: plan === '' ? [] : steps.parse(JSON.parse(plan)).steps,
  }
}

const scriptOf = (nonce: string): Script =>
  lines(
    sh`drover=${stateFolder}
request=$(sed -n 's/^request //p' "$drover/state" 2>/dev/null || :)
journal="$drover/deployments/$(sed -n 's/^deployment //p' "$drover/state" 2>/dev/null || :)/journal/$request"`,
    section(nonce, 'state', sh`cat "$drover/state" 2>/dev/null || true`),
    section(nonce, 'events', sh`cat -- "$journal/events" 2>/dev/null | wc -l`),
    section(nonce, 'plan', sh`cat -- "$journal/plan.json" 2>/dev/null || true`),
    section(
      nonce,
      'leased',
      sh`read -r lessee until </run/drover/lease 2>/dev/null || exit 0
read -r now _ </proc/uptime
[ "$lessee" != "$request" ] || [ "\${now%.*}" -ge "$until" ] || echo yes`,
    ),
    sh`exit 0`,
  )
