import { canonical } from './canonical'
import { hasSecret, partsOf, sha256, type Text } from './text'

/**
 * Something that a step needs on the machine. `label` is its name in plans: the sha256 of its bytes, or, with a secret in
 * it, of its template, so that a plan neither tells the secret nor depends on the machine's key.
 */
export type Content =
  | { readonly label: string; readonly text: Text }
  /** A file of the repository, known by its sha256; whoever evaluated the deployment file knows where it lies. */
  | { readonly label: string; readonly blob: string }

export function contentOfText(text: Text): Content {
  if (hasSecret(text)) return { label: `secret-${sha256(canonical(partsOf(text)))}`, text }
  if (partsOf(text).some(part => typeof part !== 'string'))
    return { label: `unresolved-${sha256(canonical(partsOf(text)))}`, text }
  return { label: sha256(partsOf(text).join('')), text }
}

export const contentOfBlob = (hash: string): Content => ({ label: hash, blob: hash })
