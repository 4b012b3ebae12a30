import { counted } from './words'

/** A few places: each has an annotation. */
const most = 3

/** Where that was declared of which the same is said, as a sentence; nothing where nobody knows. */
export function declaredWords(declared: readonly string[]): readonly string[] {
  const places = [...new Set(declared)]
  if (places.length === 0) return []
  const more = places.length > most ? `; and ${counted(places.length - most, 'more line')}` : ''
  return [`Declared at ${places.slice(0, most).join('; at ')}${more}.`]
}
