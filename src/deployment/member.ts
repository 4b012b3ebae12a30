import { Machine } from './machine'

/** What stands under a key of whatever was written. */
export const member = (written: unknown, key: string): unknown =>
  typeof written === 'object' && written !== null ? Reflect.get(written, key) : undefined

/** The names in a machine's `after`, as far as they are names. */
export function namesAfter(written: unknown): readonly string[] {
  const after = member(written, 'after')
  if (!Array.isArray(after)) return []
  return after
    .map((item: unknown) => (item instanceof Machine ? item.name : item))
    .filter(item => typeof item === 'string')
}
