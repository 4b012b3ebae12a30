import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DroverError } from '../failure'
import { brokenBy } from './broken'
import { installHooks, loadedFiles } from './hooks'
import { answered } from './interrupted'

/**
 * The default export of a deployment file in TypeScript or JavaScript. `api` is what it gets for `import … from 'drover'`.
 *
 * @throws DroverError `deployment-file-broken`, with the place in the user's files; `cancelled`
 */
export async function loadModule(file: string, root: string, api: object, signal?: AbortSignal): Promise<unknown> {
  loadedFiles.clear()
  installHooks(api)
  const at = { root, file, exported: Object.keys(api) }
  const waiting = 'it never finished: its top-level await waits for something that never comes'
  const exported = await answered(() => importFile(file), { ...at, signal, waiting }).catch((thrown: unknown) => {
    throw brokenBy(thrown, at)
  })
  if ('default' in exported) return exported.default
  const others = Object.keys(exported)
  const beside =
    others.length === 0 ? 'it exports nothing' : `it exports ${others.map(name => `\`${name}\``).join(', ')}`
  throw new DroverError({
    code: 'deployment-file-broken',
    file: relative(root, file),
    message: `it has no default export (${beside}): end it with \`export default deployment([…])\``,
    origin: [{ file: relative(root, file), line: 1, column: 1 }],
  })
}

// webpackIgnore: the bundler would take the import for one of its own.
const importFile = async (file: string): Promise<object> =>
  await import(/* webpackIgnore: true */ pathToFileURL(file).href)
