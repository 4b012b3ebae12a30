import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { foldersOf } from '../deployment/find'
import { DroverError } from '../failure'
import { firstDeployment, firstWorkflow } from './init-files'

/** How the file of types begins: what begins otherwise was not written by Drover. */
const typesBegin = '// The types of what a deployment file imports from'

/**
 * Writes a first deployment file, its workflow and the editor's types into a repository, and answers with what is to be
 * done next. Nothing is written where one of them is there already, unless that is wanted (`force`).
 *
 * @throws DroverError `bad-input`
 */
export function init(asked: string, force: boolean, types: string): string {
  refuseMissing(asked)
  const { root, folder } = foldersOf(asked)
  const sub = relative(root, folder)
  const files: readonly (readonly [path: string, text: string])[] = [
    [join(folder, 'deploy.ts'), firstDeployment],
    [join(folder, 'drover.d.ts'), types],
    [join(root, '.github/workflows/deploy.yml'), firstWorkflow(sub)],
  ]
  const there = force ? [] : files.filter(([path]) => existsSync(path)).map(([path]) => relative(folder, path))
  if (there.length > 0)
    throw new DroverError({
      code: 'bad-input',
      input: folder,
      message: `it has ${there.join(', ')} already; nothing was written. Move that away, or write over it with --force.`,
    })
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const written = files.map(([path]) => `  ${relative(folder, path)}\n`).join('')
  return `Written:\n${written}
Next:
  1. In deploy.ts, name your machine and its host key; what stands there is an example.
  2. “drover validate” checks the file; “drover plan -i KEY” says what would change; “drover deploy -i KEY” does it.
  3. In the workflow, replace OWNER/drover and COMMIT, and give the repository the secret DEPLOY_SSH_KEY.
`
}

/**
 * Writes the editor's types beside the deployment file, in place of those of another version.
 *
 * @throws DroverError `bad-input` where the file is somebody else's
 */
export function writeTypes(asked: string, types: string): string {
  refuseMissing(asked)
  const path = join(asked, 'drover.d.ts')
  if (existsSync(path) && !readFileSync(path, 'utf8').startsWith(typesBegin))
    throw new DroverError({
      code: 'bad-input',
      input: path,
      message: 'it was not written by Drover, and is not written over: move it away.',
    })
  writeFileSync(path, types)
  return `Written: ${path}
A deployment file with this as its first line is checked and completed by an editor:
  /// <reference path="./drover.d.ts" />
`
}

function refuseMissing(folder: string): void {
  if (existsSync(folder)) return
  throw new DroverError({ code: 'bad-input', input: 'working-directory', message: `there is no folder ${folder}.` })
}
