import { partsOf, type Text } from '../resources/text'

/** A text with its holes by their names, for a person: `Host ⟨address of web-1⟩`, `⟨secret TOKEN⟩`. */
export const namedText = (value: Text | number): string =>
  typeof value === 'number'
    ? String(value)
    : partsOf(value)
        .map(part => {
          if (typeof part === 'string') return part
          if ('$secret' in part) return `⟨secret ${part.$secret}⟩`
          return `⟨${part.$reference === 'address' ? 'address' : 'host name'} of ${part.machine}⟩`
        })
        .join('')
