import type { Member } from '../herd'

/** The names of the machines whose addresses are referred to by what is declared on these. */
export function referredTo(members: readonly Pick<Member, 'manifest'>[]): ReadonlySet<string> {
  const names = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('$reference' in value && 'machine' in value && typeof value.machine === 'string') names.add(value.machine)
    for (const inner of Object.values(value)) walk(inner)
  }
  for (const { manifest } of members) walk(manifest.resources)
  return names
}
