import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { foldersOf, isDefaultFile } from '../../deployment/find'
import { DroverError } from '../../failure'
import { firstWorkflow } from './files'
import type { Form } from './forms'

/** What was written, as paths from the folder that was asked for, and what a person may want to know of it. */
export interface Written {
  readonly written: readonly string[]
  readonly next: string
}

/**
 * Writes a first deployment file, its workflow and what an editor needs into a repository. Nothing is written where one of
 * them is there already, unless that is wanted (`force`), nor where another deployment file would be taken before this one.
 *
 * @throws DroverError `bad-input`
 */
export function init(asked: string, force: boolean, form: Form): Written {
  const { root, folder } = foldersOf(asked)
  const files: readonly (readonly [path: string, text: string])[] = [
    [join(folder, form.file), form.first],
    [join(folder, form.help), form.text()],
    [join(root, '.github/workflows/deploy.yml'), firstWorkflow(relative(root, folder))],
  ]
  const others = readdirSync(folder).filter(name => isDefaultFile(name) && name !== form.file)
  refuse(folder, others, `Drover would not know which one is meant beside ${form.file}. Move that away.`)
  const there = force ? [] : files.filter(([path]) => existsSync(path)).map(([path]) => relative(folder, path))
  refuse(folder, there, 'Move that away, or write over it with --force.')
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return {
    written: files.map(([path]) => relative(folder, path)),
    next: `Next:
  1. In ${form.file}, name your machine and its host key; what stands there is an example.
  2. “drover validate” checks the file; “drover plan -i KEY” says what would change; “drover deploy -i KEY” does it.
  3. In the workflow, replace OWNER/drover and COMMIT, and give the repository the secret DEPLOY_SSH_KEY.
`,
  }
}

/**
 * Writes what an editor needs beside the deployment file, in place of that of another version.
 *
 * @throws DroverError `bad-input` where the file is somebody else's
 */
export function writeHelp(asked: string, form: Form): Written {
  const { folder } = foldersOf(asked)
  const path = join(folder, form.help)
  if (existsSync(path) && !readFileSync(path, 'utf8').startsWith(form.begins))
    throw new DroverError({
      code: 'bad-input',
      input: path,
      message: 'it was not written by Drover, and is not written over: move it away.',
    })
  writeFileSync(path, form.text())
  return {
    written: [form.help],
    next: `A deployment file with this as its first line is checked and completed by an editor:\n  ${form.line}\n`,
  }
}

/** For a terminal. */
export const writtenWords = ({ written, next }: Written): string =>
  `Written:\n${written.map(path => `  ${path}\n`).join('')}\n${next}`

function refuse(folder: string, there: readonly string[], what: string): void {
  if (there.length === 0) return
  const message = `it has ${there.join(', ')} already; nothing was written. ${what}`
  throw new DroverError({ code: 'bad-input', input: folder, message })
}
