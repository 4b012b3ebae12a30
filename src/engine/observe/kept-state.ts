import { stateFolder } from '../../target/runtime'

type Facts = ReadonlyMap<string, string>

/** Which transaction the machine was last in, and how far: a plan made from this is stale when it differs. */
export const stateSeen = (facts: Facts): string =>
  `${facts.get('state-request') ?? ''} ${facts.get('state-phase') ?? ''}`

const phases = new Set(['prepared', 'applying', 'applied', 'undoing', 'confirmed', 'undone', 'aborted', 'undo-failed'])

// The keys that a state is written with (state.sh), and what each must look like: the last one shows that none is cut off.
const wanted: readonly (readonly [string, RegExp])[] = [
  ['request', /^[\w-]+$/],
  ['deployment', /./],
  ['phase', /./],
  ['boot', /./],
  ['since', /^\d+$/],
  ['holder', /^/],
  ['reason', /^/],
]

/**
 * Why nothing may rest on the transaction state that a machine keeps, if so: a later version of Drover wrote it, or it is not
 * whole. A machine that never had one is fine.
 */
export function stateTrouble(facts: Facts): string | undefined {
  if (!facts.has('kept-state')) return undefined
  const path = `${stateFolder}/state`
  const format = facts.get('state-format')
  if (format !== undefined && format !== '1')
    return `the transaction state on the machine (${path}) has format ${format}; this version of Drover knows 1`
  const phase = facts.get('state-phase')
  const bad =
    format === undefined
      ? 'format'
      : (wanted.find(
          ([key, shape]) => !shape.test(facts.get(`state-${key}`) ?? '') || !facts.has(`state-${key}`),
        )?.[0] ?? (phase !== undefined && phases.has(phase) ? undefined : 'phase'))
  if (bad === undefined) return undefined
  const found = facts.get(`state-${bad}`)
  return (
    `the transaction state on the machine (${path}) is damaged: its ${bad} is ${found === undefined ? 'missing' : `“${found}”`}. ` +
    'Drover can’t tell whether a deployment is open there, and changes nothing'
  )
}
