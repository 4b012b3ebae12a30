// What is newer than a description, laid over a slice of it.

/** The slice with each patch (RFC 7396) applied at the places of the slice that it names (RFC 6901). */
export function overlaid(slice, overlay) {
  const whole = structuredClone(slice)
  for (const { at, patch } of overlay) for (const pointer of at) laidAt(whole, stepsOf(pointer), patch)
  return whole
}

const stepsOf = pointer =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))

function laidAt(whole, steps, patch) {
  const last = steps.at(-1)
  let at = whole
  for (const step of steps.slice(0, -1)) {
    if (typeof at[step] !== 'object') throw new Error(`The slice has nothing at ${steps.join(' / ')}.`)
    at = at[step]
  }
  at[last] = merged(at[last], patch)
}

function merged(target, patch) {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const result = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = merged(result[key], value)
  }
  return result
}
