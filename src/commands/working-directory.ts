import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { isInside } from '../deployment/find'
import type { Failure } from '../failure'

/** The folder that an input names from the workspace; it never leads out of it, not by a link either. */
export function workingDirectory(
  workspace: string | undefined,
  asked: string,
): { readonly folder: string; readonly failures: readonly Failure[] } {
  const top = resolve(workspace ?? '.')
  const folder = resolve(top, asked)
  // What is not there has no links; that it is not there is said by whoever looks into it.
  const real = (path: string) => (existsSync(path) ? realpathSync(path) : path)
  if (workspace === undefined || (isInside(top, folder) && isInside(real(top), real(folder))))
    return { folder, failures: [] }
  const message = `“${asked}” lies outside of the workspace ${top}; expected a folder in it, as actions/checkout made it.`
  return { folder, failures: [{ code: 'bad-input', input: 'working-directory', message }] }
}
