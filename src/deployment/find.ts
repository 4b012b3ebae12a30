import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { DroverError } from '../failure'

const extensions = ['ts', 'mts', 'js', 'mjs', 'yml', 'yaml', 'json']
const defaultFiles = extensions.map(extension => `deploy.${extension}`)

/** Whether a path from the repository's root is one that is found without being named. */
export const isDefaultFile = (file: string): boolean => defaultFiles.includes(file)

/**
 * The absolute path of the deployment file: the one that is named, else the first default one. `file` is relative to the folder.
 *
 * @throws DroverError `deployment-file-missing`; `bad-input` for a file of a kind that none can be
 */
export function findDeploymentFile(folder: string, file?: string): string {
  const looked = (file === undefined ? defaultFiles : [file]).map(name => resolve(folder, name))
  const found = looked.find(path => existsSync(path) && statSync(path).isFile())
  if (found !== undefined && extensions.includes(extname(found).slice(1))) return found
  if (found !== undefined) {
    const message = `${shown(folder, found)} is no deployment file; expected one that ends in .${extensions.join(', .')}.`
    throw new DroverError({ code: 'bad-input', input: 'file', message })
  }
  throw new DroverError({ code: 'deployment-file-missing', looked: looked.map(path => shown(folder, path)) })
}

/**
 * The folder that a deployment file is looked for in, and the top of its git work tree: absolute paths without links.
 *
 * @throws DroverError `bad-input` where it is no folder
 */
export function foldersOf(asked: string): { readonly folder: string; readonly root: string } {
  const found = existsSync(asked) ? (statSync(asked).isDirectory() ? undefined : 'is a file') : 'is not there'
  if (found !== undefined)
    throw new DroverError({
      code: 'bad-input',
      input: 'working-directory',
      message: `${asked} ${found}; expected the folder that the deployment file lies in.`,
    })
  const folder = realpathSync(asked)
  return { folder, root: repositoryRoot(folder) }
}

/** The top of the git work tree that holds the folder; the folder itself where there is none. */
function repositoryRoot(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (at === dirname(at)) return resolve(folder)
  }
}

/** Whether the path is the folder or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** A path as a person is shown it: from the folder where it lies in it. */
export const shown = (folder: string, path: string): string =>
  isInside(folder, path) ? relative(folder, path) || '.' : path
