import { z } from 'zod'
import { checking } from '../../target/runtime'
import { lines, sh } from '../../target/script'
import type { Target } from '../../target/target'
import { ask } from '../line/ask'
import { readFacts } from '../observe/checks'

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
  const told = await ask(target, { ...question, signal })
  const state = readFacts(told('state'))
  const said = (key: string): string => state.get(key) ?? ''
  if (said('request') === '') return undefined
  const plan = told('plan')
  return {
    request: said('request'),
    owner: said('deployment'),
    phase: said('phase'),
    reason: said('reason'),
    holder: said('holder'),
    leased: told('leased') === 'yes',
    events: Number(told('events')),
    steps: plan === '' ? [] : steps.parse(JSON.parse(plan)).steps,
  }
}

const question = {
  what: 'ask for the last transaction',
  before: lines(
    checking,
    sh`drover_read_state
request=$state_request
journal="$drover/deployments/$state_deployment/journal/$request"`,
  ),
  parts: {
    state: sh`cat "$drover/state" 2>/dev/null || true`,
    events: sh`cat -- "$journal/events" 2>/dev/null | wc -l`,
    plan: sh`cat -- "$journal/plan.json" 2>/dev/null || true`,
    leased: sh`if drover_leased; then echo yes; fi`,
  },
}
