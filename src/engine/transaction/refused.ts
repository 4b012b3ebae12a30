import { DroverError } from '../../failure'

/**
 * What a machine says instead of doing what it was asked to, by its first word: locked by hand (`held WHO`), or not brought to an
 * end before (`unsettled REASON`).
 *
 * @throws DroverError `held`, `undo-open`
 */
export function throwRefused(said: string): void {
  if (said.startsWith('held ')) throw new DroverError({ code: 'held', by: said.slice('held '.length) })
  if (said.startsWith('unsettled'))
    throw new DroverError({ code: 'undo-open', reason: said.slice('unsettled '.length) })
}
